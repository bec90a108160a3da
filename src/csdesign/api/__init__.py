"""The library behind the commands: functions that read a design and return results.

design = csdesign.load("design.yaml")
plan = csdesign.plan(design)
for finding in csdesign.check(["design.yaml"]): ...
"""

from csdesign.api.account_tables import measure, propose_books
from csdesign.api.checks import Findings, check, check_loaded
from csdesign.api.designs import Paths, design_of, load, names
from csdesign.api.plans import Explanation, diff, explain, fit, plan
from csdesign.api.reports import report, report_content
from csdesign.api.role_audit import audit, compare_roles

__all__ = [
    "Explanation",
    "Findings",
    "Paths",
    "audit",
    "check",
    "check_loaded",
    "compare_roles",
    "design_of",
    "diff",
    "explain",
    "fit",
    "load",
    "measure",
    "names",
    "plan",
    "propose_books",
    "report",
    "report_content",
]
