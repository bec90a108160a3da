"""Cells of language, region or skill: whether the people there are can serve them all."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.capacity.amounts import GUARD, ceiling, non_negative
from csdesign.capacity.maximum_flow import FlowNetwork

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

__all__ = ["SkillCells", "SkilledPerson", "skill_cells"]

UNITS_PER_FTE: Final = 10**12
"""Flow is counted in whole units, so that it is exact; far below the guard of 1e-9."""


class SkilledPerson(NamedTuple):
    """Somebody who can serve some of the cells."""

    name: str
    fte: float
    """Time this person has (FTE)."""
    skills: AbstractSet[str]
    """Cells this person can serve; others are ignored."""


class SkillCells(NamedTuple):
    """Heads that cells take, and whether given people cover them."""

    single_skill_heads: int
    """People needed if each can serve one cell only: the sum of ceilings."""
    fully_flexible_heads: int
    """People needed if each can serve every cell: one ceiling."""
    feasible: bool
    """Whether the people given can serve all cells."""
    shortfall_fte: float
    """Demand that stays unserved however work is given out (FTE)."""
    bottleneck: tuple[str, ...]
    """The cells that lack those FTE, fewest first choice, in the order of the demand."""


def skill_cells(demand_fte: Mapping[str, float], people: Sequence[SkilledPerson]) -> SkillCells:
    """Return whether people with skills can serve the demand of cells, and where they are short.

    They can if and only if for every subset of cells the demand is at most the time of people with
    at least one of its skills. The worst subset is the least cut of a flow from cells to people, so
    hundreds of cells are no harder than the list of people who serve them.

    Args:
        demand_fte: Demand of each cell (FTE).
        people: Who is there. Several people may share a name.

    Returns:
        The verdict; of several worst subsets, the one contained in all others.

    Raises:
        ValueError: If a demand or a person's time is negative.

    Source: P. Hall 1935, "On representatives of subsets"; L. Ford and D. Fulkerson 1956, "Maximal
    flow through a network".
    """
    for cell, fte in demand_fte.items():
        non_negative(f"demand_fte of {cell!r}", fte)
    for person in people:
        non_negative(f"fte of {person.name!r}", person.fte)
    unserved, short_cells = _worst_subset(demand_fte, people)
    feasible = unserved <= GUARD
    return SkillCells(
        single_skill_heads=sum(ceiling(fte) for fte in demand_fte.values()),
        fully_flexible_heads=ceiling(math.fsum(demand_fte.values())),
        feasible=feasible,
        shortfall_fte=0.0 if feasible else unserved,
        bottleneck=() if feasible else short_cells,
    )


def _worst_subset(
    demand_fte: Mapping[str, float], people: Sequence[SkilledPerson]
) -> tuple[float, tuple[str, ...]]:
    """Return the highest demand minus capacity of any subset of cells (FTE), and that subset."""
    cells = [cell for cell, fte in demand_fte.items() if fte]
    teams = _teams(frozenset(cells), people)
    source, sink, first_cell, first_team = 0, 1, 2, 2 + len(cells)
    node_of = {cell: first_cell + index for index, cell in enumerate(cells)}
    network = FlowNetwork(first_team + len(teams))
    demand = [_units(demand_fte[cell]) for cell in cells]
    for cell, units in zip(cells, demand, strict=True):
        network.add_edge(source, node_of[cell], units)
    for team, (skills, units) in enumerate(teams.items(), start=first_team):
        network.add_edge(team, sink, units)
        for cell in sorted(skills):
            # As wide as both of its ends, so it never is the narrow place.
            network.add_edge(node_of[cell], team, sum(demand) + 1)
    unserved = sum(demand) - network.push(source, sink)
    short = network.reachable(source)
    return unserved / UNITS_PER_FTE, tuple(cell for cell in cells if short[node_of[cell]])


def _teams(cells: frozenset[str], people: Sequence[SkilledPerson]) -> dict[frozenset[str], int]:
    """Return the time of each set of useful skills, in units: equals need no telling apart."""
    time: defaultdict[frozenset[str], int] = defaultdict(int)
    for person in people:
        skills = cells.intersection(person.skills)
        if skills:
            time[skills] += _units(person.fte)
    return dict(time)


def _units(fte: float) -> int:
    return round(fte * UNITS_PER_FTE)
