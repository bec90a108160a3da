"""A role audit, written in every format that fits it, and the lists of its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.formats import Layout, printed, write_text
from csdesign.formats.said import AUDIT, said_of_audit

if TYPE_CHECKING:
    from csdesign.auditing.results import AuditReport

__all__ = ["FORMATS", "write"]

FORMATS: Final = printed(*AUDIT)
"""The formats of an audit; those of findings are written by theirs."""


def write(name: str, report: AuditReport, *, version: str, width: int, colour: bool = False) -> str:
    """Return the audit as text in one of `FORMATS`; `width` is in columns."""
    return write_text(name, said_of_audit(report, version), Layout(width, colour))
