"""A role audit as text, in each format that has a module of its own in `formats`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.formats import Layout, printed, write_text
from csdesign.formats.command_results import AUDIT, result_of_audit

if TYPE_CHECKING:
    from csdesign.auditing.results import AuditReport

__all__ = ["FORMATS", "write"]

FORMATS: Final = printed(*AUDIT)
"""The formats of an audit, without the formats of findings."""


def write(name: str, report: AuditReport, *, version: str, width: int, colour: bool = False) -> str:
    """Return the audit as text in one of `FORMATS`; `width` is in columns."""
    return write_text(name, result_of_audit(report, version), Layout(width, colour))
