"""The content of a report: a plan, what it is compared with, and what must be left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.views.redaction import NOTHING, Redaction

if TYPE_CHECKING:
    from csdesign.diffing.changes import DesignDiff
    from csdesign.planning.results import Plan
    from csdesign.views.audit.role_audit import RoleAudit

__all__ = ["Before", "ReportContent"]


@dataclass(frozen=True, slots=True)
class Before:
    """The earlier plan, as the user named it, and what changed from it to the present one."""

    label: str
    plan: Plan
    diff: DesignDiff


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything a report shows.

    `plan` is of the design as `redact` left it; `redaction` cleans the texts that people wrote.
    `source` is the design as the user named it. `audit` is None if roles were not compared.
    """

    plan: Plan
    version: str
    source: str = ""
    before: Before | None = None
    audit: RoleAudit | None = None
    redaction: Redaction = NOTHING
    sections: frozenset[str] = frozenset()
    """Names of the sections to show; empty for all."""

    def shows(self, name: str) -> bool:
        """Return whether a section was asked for."""
        return not self.sections or name in self.sections

    @property
    def money(self) -> bool:
        """Return whether amounts may be shown."""
        return "cost" not in self.redaction.parts

    @property
    def currency(self) -> str:
        """Return the currency of amounts, empty if the design names none."""
        return self.plan.design.document.company.currency or ""
