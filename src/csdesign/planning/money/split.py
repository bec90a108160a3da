"""The cost of people: today, the hires asked for, and the plan, by role and by segment."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Paid", "by_segment", "split"]


class Paid(NamedTuple):
    """People with a cost: the amount a year, and the roles whose work they do."""

    amount: float
    roles: Sequence[str]


def split(paid: Iterable[Paid], work: Mapping[str, float]) -> dict[str, float]:
    """Return the cost of each role: people with several are split by the work of their roles.

    Args:
        paid: People with their cost, and their roles that have work.
        work: Full-time work of each of these roles, above 0 (FTE).

    Source: none; cost follows work.
    """
    parts: dict[str, list[float]] = {}
    for item in paid:
        total = math.fsum(work[role] for role in item.roles)
        for role in item.roles:
            parts.setdefault(role, []).append(item.amount * work[role] / total)
    return {role: math.fsum(amounts) for role, amounts in parts.items()}


def by_segment(
    by_role: Mapping[str, float], hours: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """Return the cost of each segment: by its share of each role's hours.

    Args:
        by_role: The cost of each role (currency a year).
        hours: For each of these roles, its hours in each segment, not all of them 0 (h a year).

    Source: none; cost follows hours, so that segments sum to the whole.
    """
    parts: dict[str, list[float]] = {}
    for role, amount in by_role.items():
        total = math.fsum(hours[role].values())
        for segment, part in hours[role].items():
            parts.setdefault(segment, []).append(amount * part / total)
    return {segment: math.fsum(amounts) for segment, amounts in parts.items()}
