"""The money of a plan: today, the hires asked for, and the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Money"]


class Money(NamedTuple):
    """Yearly amounts in the company's currency; None if a cost is not given, or nobody is known.

    `plan` is today less the surplus plus the ask. `fixed` is part of today and of the plan;
    `managers` are counted in addition to all of them.
    """

    today: float | None
    ask: float | None
    surplus: float | None
    plan: float | None
    fixed: float
    managers: float | None
    by_role: Mapping[str, float]
    """The plan less `fixed`, by role."""
    by_segment: Mapping[str, float]
    """The plan less `fixed`, by segment: its share of each role's hours."""
