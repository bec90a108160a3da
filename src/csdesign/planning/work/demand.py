"""The work of each role in a segment, for one customer: hours, and what arrives at its queue."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.planning.results import Workload
from csdesign.planning.serving.deliverers import shares

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.model.design import Design, Segment

__all__ = ["Demand", "Queue", "demand_by_role", "workload_of"]


@dataclass(slots=True)
class Queue:
    """The arrivals at a queue in a year, and the strictest promise made for it."""

    arrivals: float = 0.0
    work: float = 0.0
    within_hours: float | None = None
    share: float | None = None

    def promise(self, within_hours: float | None, share: float | None) -> None:
        """Keep the stricter of the queue's promise and another one."""
        self.within_hours = _least(self.within_hours, within_hours)
        self.share = _most(self.share, share)

    def join(self, other: Queue) -> None:
        """Take in another segment's queue of the same role."""
        self.arrivals += other.arrivals
        self.work += other.work
        self.promise(other.within_hours, other.share)


@dataclass(slots=True)
class Demand:
    """One role's work in one segment: hours for an account, and the work that arrives by queue."""

    recurring: float = 0.0
    once: float = 0.0
    fixed: float = 0.0
    commercial: float = 0.0
    queue_recurring: float = 0.0
    queue_once: float = 0.0
    queue_work_recurring: float = 0.0
    queue_work_once: float = 0.0
    within_hours: float | None = None
    share: float | None = None

    @property
    def queue_work(self) -> float:
        """Return whether some of the work arrives by queue, as hours for an account (h)."""
        return self.queue_work_recurring + self.queue_work_once

    def hours(self, segment: Segment) -> float:
        """Return hours a year; 0 for the accounts that nobody counted."""
        accounts = (segment.accounts or 0) * self.recurring
        return accounts + (segment.new_accounts or 0) * self.once + self.fixed

    def queue(self, segment: Segment) -> Queue:
        """Return the arrivals at this role's queue in a year."""
        accounts, new = segment.accounts or 0, segment.new_accounts or 0
        return Queue(
            arrivals=accounts * self.queue_recurring + new * self.queue_once,
            work=accounts * self.queue_work_recurring + new * self.queue_work_once,
            within_hours=self.within_hours,
            share=self.share,
        )


def demand_by_role(
    design: Design, segment: Segment, level: str | None, programme: str
) -> dict[str, Demand]:
    """Return each deliverer's work in a segment, in the order in which they first appear.

    `programme` is the role that does the hours of the digital programme.
    """
    found: dict[str, Demand] = {}
    for interaction in segment.interactions:
        count = interaction.occurrences * interaction.share
        if count <= 0:
            continue
        for role, hours in shares(design, segment, interaction, level):
            demand = found.setdefault(role, Demand())
            if interaction.once:
                demand.once += count * hours
            else:
                demand.recurring += count * hours
            if interaction.purpose in {"renewal", "expansion"}:
                per_account = count * (segment.new_ratio if interaction.once else 1)
                demand.commercial += per_account * hours
            if interaction.channel == "human-pooled" and not interaction.planned:
                arriving = count / len(interaction.roles) if interaction.any_of else count
                _arrive(demand, arriving, count * hours, once=interaction.once)
                demand.within_hours = _least(demand.within_hours, interaction.answer_within_hours)
                demand.share = _most(demand.share, interaction.answer_share)
    if segment.written.programme_hours is not None:
        found.setdefault(programme, Demand()).fixed += segment.written.programme_hours
    return found


def _arrive(demand: Demand, arrivals: float, work: float, *, once: bool) -> None:
    if once:
        demand.queue_once += arrivals
        demand.queue_work_once += work
    else:
        demand.queue_recurring += arrivals
        demand.queue_work_recurring += work


def _least(first: float | None, second: float | None) -> float | None:
    known = [value for value in (first, second) if value is not None]
    return min(known) if known else None


def _most(first: float | None, second: float | None) -> float | None:
    known = [value for value in (first, second) if value is not None]
    return max(known) if known else None


def workload_of(segment: Segment, demand: Iterable[Demand]) -> Workload:
    """Return the human work of a segment."""
    parts = list(demand)
    return Workload(
        recurring_hours_per_account=math.fsum(part.recurring for part in parts),
        once_hours_per_new_account=math.fsum(part.once for part in parts),
        programme_hours=math.fsum(part.fixed for part in parts),
        hours=None
        if segment.accounts is None
        else math.fsum(part.hours(segment) for part in parts),
    )
