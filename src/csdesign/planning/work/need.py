"""The need of each role: the greatest of its work, its presence at queues, and its books."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.capacity.books import book_size
from csdesign.capacity.rosters import presence
from csdesign.planning.hiring.team import Cell, RoleWork
from csdesign.planning.results.people import Need

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.model.design import Design, Segment
    from csdesign.planning.work.demand import Demand

__all__ = ["SMALL_BOOK", "Caps", "caps_of", "cell_of", "customers_held", "need_of", "present_share"]

SMALL_BOOK: Final = 5
"""Fewer customers than this for one person are counted whole."""


class Caps(NamedTuple):
    """The largest caps on one person's book; None means no limit."""

    max_accounts: float | None = None
    max_arr: float | None = None


def need_of(work: RoleWork) -> Need:
    """Return the people that a role needs if it has its own people (FTE).

    Source: none; the greatest of what must hold at once.
    """
    plain, books = work.work, work.need
    counts = {
        "work": plain,
        "roster": work.roster,
        "cap": max([total / cap for total, cap in work.caps()], default=0.0),
        "book": books if books > plain + 1e-12 else 0.0,
    }
    bound = max(counts, key=counts.__getitem__)
    return Need(**counts, need=counts[bound], bound=bound)


def cell_of(
    segment: Segment, part: Demand, *, named: bool, planned_hours: float, max_arr: float | None
) -> Cell:
    """Return a role's work in a segment as full-time work, with the customers its people hold.

    Args:
        segment: The segment, with the number of its customers.
        part: The role's work for each customer.
        named: Whether people of the role hold customers by name there.
        planned_hours: Hours of a full-time person of the role in the period (h).
        max_arr: The largest cap on revenue; a customer above it is in nobody's book.
    """
    hours = part.hours(segment)
    work = need = hours / planned_hours
    if not named or hours <= 0:
        return Cell(segment.id, work, need)
    customers = customers_held(segment, part.recurring)
    book = 0
    if part.recurring > 0:
        book = book_size(planned_hours=planned_hours, hours_per_account=part.recurring).book
    if 1 <= book < SMALL_BOOK:
        need = max(work, customers / book)
    each = segment.arr_per_account
    within = each is not None and (max_arr is None or each <= max_arr)
    return Cell(segment.id, work, need, customers, customers * (each or 0.0) if within else 0.0)


def present_share(design: Design, role: str) -> float:
    """Return the part of a full-time person of a role that is at a queue on average (0..1)."""
    own = design.own_params.get(role)
    weeks, hours = (None, None) if own is None else (own.weeks, own.hours_per_week)
    params = design.params
    return presence(
        weeks=float(params.weeks if weeks is None else weeks),
        hours_per_week=float(params.hours_per_week if hours is None else hours),
        open_hours=float(params.open_hours),
        shrinkage=float(params.shrinkage),
    )


def customers_held(segment: Segment, recurring_hours: float) -> float:
    """Return the customers that people with this much recurring work hold by name (accounts).

    A role that only onboards holds the customers that start in the year, not all customers.
    """
    return float((segment.accounts if recurring_hours > 0 else segment.new_accounts) or 0)


def caps_of(design: Design) -> Mapping[str, Caps]:
    """Return the largest caps of roles whose people have caps; all others are absent.

    A role of which one person has no cap has none either.
    """
    capped = {
        role: None
        for post in design.posts or ()
        if post.written.max_accounts or post.written.max_arr
        for role in post.roles
    }
    found: dict[str, Caps] = {}
    for role in capped:
        written = [post.written for post in design.posts_by_role[role] if post.fte > 0]
        found[role] = Caps(
            _largest([item.max_accounts for item in written]),
            _largest([item.max_arr for item in written]),
        )
    return found


def _largest(caps: Sequence[float | None]) -> float | None:
    """Return the largest cap; None if one is missing or 0, which is not a cap."""
    return max(float(cap or 0) for cap in caps) if caps and all(caps) else None
