"""Rules TRC9xx: every promise has a keeper, and every duty somebody it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.traceability import promise_nobody_keeps, work_nobody_asked_for

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (promise_nobody_keeps.RULE, work_nobody_asked_for.RULE)
