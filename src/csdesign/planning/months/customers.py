"""The customers of each segment month by month, as declared in the design or counted in a table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.capacity.cohorts import Cohorts, roll
from csdesign.planning.results.by_month import SegmentCustomers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from csdesign.model.design import Design, Segment
    from csdesign.planning.results.by_month import CountedStart
    from csdesign.planning.results.horizon import Horizon

__all__ = ["DrawnStart", "customers_of", "first_contact_months", "term_of"]

_YEAR: Final = 12
_TERM: Final = 12


class DrawnStart(NamedTuple):
    """Numbers of a segment that replace those of the design; None keeps the design's number."""

    accounts: float | None = None
    new_accounts: float | None = None
    churn: float | None = None


_UNDRAWN: Final = DrawnStart()


def term_of(segment: Segment) -> int:
    """Return the length of a contract (months)."""
    commercial = segment.written.commercial
    return _TERM if commercial is None else int(commercial.term_months)


def first_contact_months(segment: Segment) -> float:
    """Return the time before the end of a contract at which its renewal begins (months)."""
    commercial = segment.written.commercial
    stated = None if commercial is None else commercial.first_contact_months
    return float(segment.rules.first_contact_months if stated is None else stated)


def customers_of(
    design: Design,
    horizon: Horizon,
    counted: Mapping[str, CountedStart] | None = None,
    drawn: Mapping[str, DrawnStart] | None = None,
) -> dict[str, SegmentCustomers]:
    """Return the customers of every segment whose number is known.

    Args:
        design: Its segments, with their terms, churn and moves.
        horizon: The months.
        counted: Counts of an account table on the first day, by segment.
        drawn: Numbers in place of the design's, by segment; arrays of draws give arrays.
    """
    known = [segment for segment in design.segments if segment.accounts is not None]
    ahead = {
        segment.id: max(1, math.ceil(first_contact_months(segment) - 1e-9)) for segment in known
    }
    cohorts = {}
    for segment in known:
        found = None if counted is None else counted.get(segment.id)
        own = _UNDRAWN if drawn is None else drawn.get(segment.id, _UNDRAWN)
        starts = _starts(segment, horizon, () if found is None else found.started, own.new_accounts)
        moves = {
            target: float(share)
            for target, share in segment.written.moves_to.items()
            if design.segment_by_id[target].accounts is not None
        }
        ending = None if found is None else found.ending
        if ending is None:
            ending = _ending(segment, horizon, own.accounts)
        churn = float(segment.written.churn or 0) if own.churn is None else own.churn
        cohorts[segment.id] = Cohorts(ending, starts, churn, moves)
    months = horizon.length + max(ahead.values(), default=1) - 1
    rolled = roll(cohorts, months)
    return {
        segment.id: SegmentCustomers(
            segment,
            tuple(rolled[segment.id]),
            cohorts[segment.id].starts,
            ahead[segment.id],
            cohorts[segment.id].ending,
        )
        for segment in known
    }


def _ending(segment: Segment, horizon: Horizon, drawn: float | None) -> tuple[float, ...]:
    """Return in which month today's contracts end: evenly, or by the season of renewals."""
    term = term_of(segment)
    accounts = float(segment.accounts or 0) if drawn is None else drawn
    commercial = segment.written.commercial
    season = None if commercial is None else commercial.renewal_season
    if season is None:
        return (accounts / term,) * term
    whole = float(math.fsum(season)) * term / _YEAR
    return tuple(
        accounts * float(season[horizon.calendar_month(month)]) / whole for month in range(term)
    )


def _starts(
    segment: Segment, horizon: Horizon, counted: Sequence[float], drawn: float | None
) -> Callable[[int], float]:
    written = segment.written.new_accounts
    # A counted number replaces a plain number, but not a forecast by month.
    if drawn is not None:
        yearly = drawn
    elif written is None or (written.by_month is None and written.season is None):
        yearly = float(segment.new_accounts or 0)
    else:
        yearly = float(written.per_year or 0)
    numbers = None if written is None else written.by_month
    growth = 1 + (0.0 if written is None else float(written.growth))
    season = None if written is None else written.season
    weights = (1.0,) * _YEAR if season is None else tuple(float(weight) for weight in season)
    total = math.fsum(weights)
    first = () if numbers is None else numbers[:_YEAR]
    before = float(math.fsum(first)) / len(first) if first else 0.0

    def starts(month: int) -> float:
        if -len(counted) <= month < 0:
            return counted[-month - 1]
        if numbers is not None:
            if month < 0:
                return before
            return float(numbers[month]) if month < len(numbers) else 0.0
        share = weights[horizon.calendar_month(month)] / total
        return yearly * growth ** (month // _YEAR) * share

    return starts
