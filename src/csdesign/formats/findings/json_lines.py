"""JSON, one value per line: first the counts, then every finding, for `jq` and log pipelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.contracts.findings import finding_fields, head
from csdesign.escaping.json_text import dump_line

if TYPE_CHECKING:
    from csdesign.views.findings.report import FindingsReport

__all__ = ["write"]


def write(report: FindingsReport) -> str:
    """Return a line `record: summary`, then a line `record: finding` for each finding."""
    first = dump_line({**head(report), "record": "summary"})
    rest = (dump_line({"record": "finding", **finding_fields(f)}) for f in report.ordered)
    return first + "".join(rest)
