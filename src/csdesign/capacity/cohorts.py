"""Customers by the month in which their contract ends: who is due, lost, renewed, moved."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from csdesign.capacity.amounts import added

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Cohorts", "CustomerMonth", "lost_share", "monthly_share", "roll"]

_YEAR = 12


class CustomerMonth(NamedTuple):
    """One month of a segment's customers, expected numbers."""

    opening: float
    new: float
    due: float
    """Customers whose contract ends in the month."""
    lost: float
    """Those of them that do not renew."""
    moved_in: float
    moved_out: float
    closing: float

    @property
    def served(self) -> float:
        """Return the mean of opening and closing: changes take place in the middle of the month."""
        return (self.opening + self.closing) / 2


class Cohorts(NamedTuple):
    """A segment's customers at the start and the rules by which they change.

    `ending[m]` is the number whose contract ends m months after the start, m below the term;
    `starts(t)` the number that start in month t; `churn` and `moves` are shares of a year.
    """

    ending: Sequence[float]
    starts: Callable[[int], float]
    churn: float
    moves: Mapping[str, float]


def lost_share(churn: float, term_months: float) -> float:
    """Return the share of customers lost where a contract ends: `1 - (1 - churn)^(term/12)`.

    With it the share kept after whole terms is `(1 - churn)^years`, whatever the term.

    Source: none; compound interest.
    """
    lost: float = 1 - (1 - churn) ** (term_months / _YEAR)
    return lost


def monthly_share(shares: float) -> float:
    """Return the share that moves in a month where `shares` of them move in a year.

    Source: none; compound interest.
    """
    return float(1 - (1 - shares) ** (1 / _YEAR))


def roll(segments: Mapping[str, Cohorts], months: int) -> dict[str, list[CustomerMonth]]:
    """Return every month of every segment: renewals first, then new contracts, then moves.

    A customer that moves keeps the end of its contract, but not beyond the term of the other
    segment; all segments move at once.

    Source: none; cohort accounting.
    """
    ending = {name: list(cohorts.ending) for name, cohorts in segments.items()}
    lost = {
        name: lost_share(cohorts.churn, len(cohorts.ending)) for name, cohorts in segments.items()
    }
    moving = {
        name: monthly_share(min(1.0, math.fsum(cohorts.moves.values())))
        for name, cohorts in segments.items()
    }
    found: dict[str, list[CustomerMonth]] = {name: [] for name in segments}
    for month in range(months):
        openings = {name: added(line) for name, line in ending.items()}
        news: dict[str, tuple[float, float, float]] = {}
        for name, cohorts in segments.items():
            line = ending[name]
            due = line.pop(0)
            gone = lost[name] * due
            new = cohorts.starts(month)
            line.append(new + due - gone)
            news[name] = (new, due, gone)
        arrivals, leaving = _moves(segments, ending, moving)
        for name, line in ending.items():
            moved_in = 0.0
            for place, number in arrivals.get(name, {}).items():
                # Numbers may be arrays, one for each draw, so they are never changed in place.
                line[place] = line[place] + number
                moved_in = moved_in + number
            new, due, gone = news[name]
            found[name].append(
                CustomerMonth(
                    opening=openings[name],
                    new=new,
                    due=due,
                    lost=gone,
                    moved_in=moved_in,
                    moved_out=leaving.get(name, 0.0),
                    closing=added(line),
                )
            )
    return found


def _moves(
    segments: Mapping[str, Cohorts],
    ending: Mapping[str, list[float]],
    moving: Mapping[str, float],
) -> tuple[dict[str, dict[int, float]], dict[str, float]]:
    """Remove the customers that move; return arrivals by segment and months left, and leavers."""
    arrivals: dict[str, dict[int, float]] = {}
    leaving: dict[str, float] = {}
    for name, cohorts in segments.items():
        share = moving[name]
        if share <= 0:
            continue
        total = math.fsum(cohorts.moves.values())
        line = ending[name]
        for place, number in enumerate(line):
            out = number * share
            line[place] = number - out
            leaving[name] = leaving.get(name, 0.0) + out
            for target, part in cohorts.moves.items():
                at = min(place, len(ending[target]) - 1)
                line_in = arrivals.setdefault(target, {})
                line_in[at] = line_in.get(at, 0.0) + out * part / total
    return arrivals, leaving
