"""The people and the work of a team: the work for hired people, and the most even assignment.

Work of a role in a segment goes to people who hold the role there, in any split; nobody gets more
than their time, and a person who does a share of a named segment's work holds the same share of its
customers, so that caps on books are limits too. That is one linear programme over people and
segments. If its structure allows, it is solved as a sum or as a maximum flow; every form gives the
same answer.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.capacity.amounts import GUARD
from csdesign.planning.hiring.by_flow import Flow
from csdesign.planning.hiring.by_programme import Programme
from csdesign.planning.hiring.shares import Shares, Short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.planning.hiring.shares import Team
    from csdesign.planning.hiring.team import Component, Lot

__all__ = ["team_of"]

MOST_CELLS: Final = 60_000
"""Most rows times columns of the linear programme that is solved (5 s at most)."""


def team_of(component: Component) -> Team:
    """Return the simplest form that can solve a component."""
    lots = component.lots()
    everybody = tuple(range(len(component.groups)))
    uncapped = not any(group.max_accounts or group.max_arr for group in component.groups)
    uncapped = uncapped and not any(role.max_accounts or role.max_arr for role in component.roles)
    if len(component.roles) == 1 and uncapped and all(lot.groups == everybody for lot in lots):
        return _Sum(component, lots)
    if uncapped:
        return Flow(component, lots)
    mixed = len({lot.role for lot in lots}) < len({(lot.role, _density(lot)) for lot in lots})
    if not mixed:
        return Flow(component, lots)
    programme = Programme(component, lots)
    if programme.steps <= MOST_CELLS:
        return programme
    return Flow(component, lots, exact=False)


def _density(lot: Lot) -> tuple[float, float]:
    return float(f"{lot.customers / lot.need:.11g}"), float(f"{lot.arr / lot.need:.11g}")


class _Sum:
    """One role whose people may do all of its work and have no caps."""

    exact = True
    steps = 1

    def __init__(self, component: Component, lots: Sequence[Lot]) -> None:
        self.component = component
        self.need = math.fsum(lot.need for lot in lots)
        self.work = math.fsum(lot.work for lot in lots)

    def short(
        self,
        base: Sequence[float],
        most: Sequence[float],
        counts: Sequence[int] | None = None,
        *,
        ordered: bool = False,  # noqa: ARG002  # one role has one order
    ) -> Short:
        """Return the need that the people in post do not meet."""
        groups = self.component.groups
        given = [group.count for group in groups] if counts is None else counts
        there = math.fsum(g.fte * n for g, n in zip(groups, given, strict=True))
        missing = max(0.0, self.need - there - base[0])
        if missing <= GUARD:
            return Short((0.0,), 0.0)
        extra = min(missing, max(0.0, most[0] - base[0]))
        return Short((extra,), missing - extra)

    def even(self) -> Shares:
        """Return equal shares for equal time."""
        role = self.component.roles[0].role
        time = [group.fte * group.count for group in self.component.groups]
        total = math.fsum(time)
        if not total:
            return Shares((), {role: self.work})
        return Shares(tuple({role: self.work * part / total} for part in time), {})
