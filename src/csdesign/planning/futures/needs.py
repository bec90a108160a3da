"""The need of each role in every future: the calculation of the plan, over arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csdesign.capacity.amounts import added
from csdesign.planning.futures.inputs import EFFORT, Timing
from csdesign.planning.hiring.team import place_name
from csdesign.planning.work.need import SMALL_BOOK, Caps, caps_of, present_share
from csdesign.planning.work.regions import Regions
from csdesign.planning.work.staffing import hours_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csdesign.planning.futures.draws import Number
    from csdesign.planning.futures.inputs import Inputs
    from csdesign.planning.results import Plan

__all__ = ["CellDraws", "Counting", "Rate", "RoleDraws"]


class Rate(NamedTuple):
    """A role's work with one timing in a segment, for one customer."""

    role: str
    segment: str
    timing: Timing
    hours: Number
    """Hours a year, or once (h)."""
    queue_hours: Number
    """Those of them that arrive at a queue (h)."""
    arriving: Number
    """Arrivals at a queue, a year or once."""


class CellDraws(NamedTuple):
    """A role's work in a segment, in every future: the counterpart of a plan's `Cell`."""

    segment: str
    work: Number
    need: Number
    customers: Number
    revenue: Number
    region: str | None = None

    @property
    def place(self) -> str:
        """Return its place, as posts name the places they serve."""
        return place_name(self.segment, self.region)

    def part(self, region: str | None, share: float) -> CellDraws:
        """Return the share of the work in a region."""
        work, need = self.work * share, self.need * share
        customers, revenue = self.customers * share, self.revenue * share
        return CellDraws(self.segment, work, need, customers, revenue, region)


class RoleDraws(NamedTuple):
    """A role's full-time work and need in every future (FTE)."""

    work: Number
    need: Number
    floor: Number
    """People who must be in post whatever the hours: roster, caps and whole books (FTE)."""
    roster: Number
    cells: tuple[CellDraws, ...]


def _roles_of_months(plan: Plan) -> list[str]:
    return [] if plan.months is None else [role.role for role in plan.months.roles]


class Counting:
    """The calculation of people in a plan, for arrays of its inputs."""

    def __init__(self, plan: Plan, inputs: Inputs) -> None:
        self.plan, self.inputs = plan, inputs
        self.design = plan.design
        self.caps = caps_of(plan.design)
        self.regions = Regions(plan.design)
        self.yearly = {
            role: hours_of(plan.design, role).planned_hours
            for role in dict.fromkeys(
                # The months may have roles without work in the year, whose customers come later.
                (*(term.role for term in inputs.terms), *_roles_of_months(plan))
            )
        }
        self.named = {
            (row.role, segment.id)
            for segment in plan.segments
            for row in segment.staffing
            if row.assignment == "named"
        }
        arrivals: dict[str, float] = {}
        for term in inputs.terms:
            if term.arriving:
                arrivals[term.role] = arrivals.get(term.role, 0) + term.arriving * term.number
        # The busiest hour is that of the plan's own queue, relative to its year.
        open_hours = float(plan.design.params.open_hours)
        self.pools = {
            role.role: (role.pool, role.pool.arrivals_per_hour * open_hours / arrivals[role.role])
            for role in plan.roles
            if role.pool is not None and role.pool.short and arrivals.get(role.role)
        }

    def planned(self, values: Sequence[Number], role: str) -> Number:
        """Return the planned hours of a role's full-time person in a year (h)."""
        place = self.inputs.internal.get(role)
        if place is None:
            return self.yearly[role]
        stated = self.inputs.uncertain[place].value
        return self.yearly[role] * (1 - values[place]) / (1 - stated)

    def rates(self, values: Sequence[Number]) -> list[Rate]:
        """Return the work of all roles for one customer."""
        found: dict[tuple[str, str, Timing], Rate] = {}
        for term in self.inputs.terms:
            hours, arriving = term.each, term.arriving
            for place in term.inputs:
                item = self.inputs.uncertain[place]
                factor = values[place] / item.value
                hours = hours * factor
                if term.arriving and item.kind != EFFORT:
                    arriving = arriving * factor
            key = (term.role, term.segment, term.timing)
            known = found.get(key)
            queued = hours if term.arriving else 0.0
            if known is not None:
                hours, queued = known.hours + hours, known.queue_hours + queued
                arriving = known.arriving + arriving
            found[key] = Rate(*key, hours, queued, arriving)
        return list(found.values())

    def customers(self, values: Sequence[Number], segment: str, timing: Timing) -> Number:
        """Return the number of customers with some work of the year; 1 for a programme."""
        if timing.kind == "programme":
            return 1.0
        once = timing.kind == "onboarding"
        place = (self.inputs.new_accounts if once else self.inputs.accounts).get(segment)
        if place is not None:
            return values[place]
        known = self.plan.segment_by_id[segment].segment
        return float((known.new_accounts if once else known.accounts) or 0)

    def year(self, values: Sequence[Number]) -> dict[str, RoleDraws]:
        """Return the need for the year of each role with work in the plan."""
        import numpy as np

        working = {term.role for term in self.inputs.terms if term.number > 0}
        hours: dict[str, dict[str, Number]] = {}
        each: dict[tuple[str, str], Number] = {}
        queues: dict[str, tuple[Number, Number]] = {}
        for rate in self.rates(values):
            if rate.role not in working:
                continue
            number = self.customers(values, rate.segment, rate.timing)
            own = hours.setdefault(rate.role, {})
            own[rate.segment] = own.get(rate.segment, 0.0) + rate.hours * number
            if rate.timing.recurring:
                key = (rate.role, rate.segment)
                each[key] = each.get(key, 0.0) + rate.hours
            if np.any(rate.arriving):
                work, arrivals = queues.get(rate.role, (0.0, 0.0))
                queues[rate.role] = (
                    work + rate.queue_hours * number,
                    arrivals + rate.arriving * number,
                )
        found = {}
        for role, parts in hours.items():
            planned = self.planned(values, role)
            cells = [
                self.cell(
                    role,
                    segment,
                    total,
                    planned,
                    planned,
                    each.get((role, segment), 0.0),
                    self.customers(
                        values,
                        segment,
                        Timing("recurring" if (role, segment) in each else "onboarding"),
                    ),
                )
                for segment, total in parts.items()
            ]
            found[role] = self.role(role, cells, self.roster(role, *queues.get(role, (0.0, 0.0))))
        return found

    def cell(
        self,
        role: str,
        segment: str,
        hours: Number,
        planned: Number,
        yearly: Number,
        each: Number,
        customers: Number,
    ) -> CellDraws:
        """Return a role's work in a segment.

        Args:
            role: Its id.
            segment: Its id.
            hours: Hours of the year or the month (h).
            planned: Hours of a full-time person in it (h).
            yearly: The same of a year: customers do not change hands every month (h).
            each: Recurring hours of one customer a year (h).
            customers: Customers of the role's people, if they are assigned by name.
        """
        import numpy as np

        work = hours / planned
        if (role, segment) not in self.named:
            return CellDraws(segment, work, work, 0.0, 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            held = np.asarray(each) > 0
            book = np.where(held, np.floor(yearly / np.asarray(each) + 1e-9), 0.0)
            small = np.where((book >= 1) & (book < SMALL_BOOK), customers / book, 0.0)
        need = np.maximum(work, small)
        customers = np.where(np.asarray(hours) > 0, customers, 0.0)
        limit = self.caps.get(role, Caps()).max_arr
        revenue = self.plan.segment_by_id[segment].segment.arr_per_account
        within = revenue is not None and (limit is None or revenue <= limit)
        return CellDraws(
            segment, work, need, customers, customers * float(revenue or 0) if within else 0.0
        )

    def role(self, role: str, cells: Iterable[CellDraws], roster: Number) -> RoleDraws:
        """Return the need of a role: the greatest of its work, presence at queues, and books."""
        import numpy as np

        parts = tuple(
            cell.part(region, share)
            for cell in cells
            for region, share in self.regions.parts(cell.segment)
        )
        caps = self.caps.get(role, Caps())
        work = added([cell.work for cell in parts])
        books = added([cell.need for cell in parts])
        bounds = [books, roster]
        if caps.max_accounts:
            bounds.append(added([cell.customers for cell in parts]) / caps.max_accounts)
        if caps.max_arr:
            bounds.append(added([cell.revenue for cell in parts]) / caps.max_arr)
        most = bounds[0]
        for bound in bounds[1:]:
            most = np.maximum(most, bound)
        floors = [np.where(books > work + 1e-12, books, 0.0), *bounds[1:]]
        floor = floors[0]
        for bound in floors[1:]:
            floor = np.maximum(floor, bound)
        return RoleDraws(work, np.maximum(most, work), floor, roster, parts)

    def roster(self, role: str, work: Number, arrivals: Number) -> Number:
        """Return the people that a short promise needs, from hours and arrivals of a year (FTE)."""
        import numpy as np

        from csdesign.capacity.queue_arrays import required_agents_array

        if role not in self.pools:
            return 0.0
        pool, peak = self.pools[role]
        params = self.design.params
        with np.errstate(divide="ignore", invalid="ignore"):
            handle = np.where(np.asarray(arrivals) > 0, work / arrivals, 1.0)
        agents = required_agents_array(
            work / float(params.open_hours) * peak,
            handle_hours=np.where(handle > 0, handle, 1.0),
            target_wait_hours=pool.within_hours,
            service_level=pool.target_share,
            max_occupancy=float(params.max_occupancy),
        )
        return agents / present_share(self.design, role)
