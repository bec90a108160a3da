"""A role audit, written for people, spreadsheets and programs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from csdesign.auditing.results import AuditReport

__all__ = ["FORMATS", "write"]

FORMATS: Final = {
    "table": "text",
    "json": "document",
    "markdown": "markdown",
    "csv": "csv_rows",
}
"""Each format's module in this package; the formats of findings are written by theirs."""


def write(name: str, report: AuditReport, *, version: str, width: int, colour: bool = False) -> str:
    """Return the audit as text in one of `FORMATS`; `width` is in columns."""
    module = import_module(f"csdesign.render.audit.{FORMATS[name]}")
    text: str = module.write(report, version=version, width=width, colour=colour)
    return text
