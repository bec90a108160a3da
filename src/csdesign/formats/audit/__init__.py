"""A role audit, written for people, spreadsheets and programs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from csdesign.auditing.results import AuditReport

__all__ = ["FORMATS", "write"]

FORMATS: Final = {
    "table": "csdesign.formats.audit.terminal",
    "json": "csdesign.contracts.audit",
    "markdown": "csdesign.formats.audit.markdown",
    "csv": "csdesign.formats.audit.csv_text",
}
"""Each format's module; the formats of findings are written by theirs."""


def write(name: str, report: AuditReport, *, version: str, width: int, colour: bool = False) -> str:
    """Return the audit as text in one of `FORMATS`; `width` is in columns."""
    module = import_module(FORMATS[name])
    text: str = module.write(report, version=version, width=width, colour=colour)
    return text
