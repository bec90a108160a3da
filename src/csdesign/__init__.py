"""Customer-success role coverage, designed as code: plan it, audit it, guard it in CI."""

from csdesign import _version

# Importing `typing` doubles the start-up time, and `csdesign --version` imports this module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from csdesign.accounts.measure.results import Measured
    from csdesign.accounts.problems import RulesError
    from csdesign.api import (
        Explanation,
        Findings,
        audit,
        check,
        compare_roles,
        diff,
        explain,
        fit,
        load,
        measure,
        plan,
        propose_books,
        report,
    )
    from csdesign.auditing.results import AuditReport
    from csdesign.books.options import BookOptions
    from csdesign.books.proposed import Books
    from csdesign.diffing.changes import DesignDiff
    from csdesign.errors import (
        CsdesignError,
        DesignError,
        MissingExtraError,
        OutputError,
        RevisionError,
        SettingsError,
        UnreadableError,
        UsageError,
    )
    from csdesign.finding import Finding, Severity
    from csdesign.fitting.fitted import Fit
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan
    from csdesign.roles.verdict.comparison import RoleComparison

__version__ = _version.VERSION

__all__ = [
    "AuditReport",
    "BookOptions",
    "Books",
    "CsdesignError",
    "Design",
    "DesignDiff",
    "DesignError",
    "Explanation",
    "Finding",
    "Findings",
    "Fit",
    "Measured",
    "MissingExtraError",
    "OutputError",
    "Plan",
    "RevisionError",
    "RoleComparison",
    "RulesError",
    "SettingsError",
    "Severity",
    "UnreadableError",
    "UsageError",
    "__version__",
    "audit",
    "check",
    "compare_roles",
    "diff",
    "explain",
    "fit",
    "load",
    "measure",
    "plan",
    "propose_books",
    "report",
]

_HOMES = {
    "Explanation": "csdesign.api",
    "explain": "csdesign.api",
    "fit": "csdesign.api",
    "propose_books": "csdesign.api",
    "report": "csdesign.api",
    "BookOptions": "csdesign.books.options",
    "Books": "csdesign.books.proposed",
    "Severity": "csdesign.finding",
    "AuditReport": "csdesign.auditing.results",
    "CsdesignError": "csdesign.errors",
    "Design": "csdesign.model.design",
    "DesignDiff": "csdesign.diffing.changes",
    "DesignError": "csdesign.errors",
    "Finding": "csdesign.finding",
    "Findings": "csdesign.api",
    "Fit": "csdesign.fitting.fitted",
    "Measured": "csdesign.accounts.measure.results",
    "MissingExtraError": "csdesign.errors",
    "OutputError": "csdesign.errors",
    "Plan": "csdesign.planning.results",
    "RevisionError": "csdesign.errors",
    "RoleComparison": "csdesign.roles.verdict.comparison",
    "RulesError": "csdesign.accounts.problems",
    "SettingsError": "csdesign.errors",
    "UnreadableError": "csdesign.errors",
    "UsageError": "csdesign.errors",
    "audit": "csdesign.api",
    "check": "csdesign.api",
    "compare_roles": "csdesign.api",
    "diff": "csdesign.api",
    "load": "csdesign.api",
    "measure": "csdesign.api",
    "plan": "csdesign.api",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used (PEP 562), so that importing csdesign is free."""
    if name not in _HOMES:
        raise AttributeError(f"module 'csdesign' has no attribute {name!r}")
    from importlib import import_module

    public: object = getattr(import_module(_HOMES[name]), name)
    return public


def __dir__() -> list[str]:
    return sorted(__all__)
