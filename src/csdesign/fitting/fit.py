"""The search: an integer programme whose answers are planned, and forbidden where they do not hold.

Coverage levels, queues and people of several roles are not linear. The programme therefore asks for
no more than what is surely needed; each answer is planned, and what the plan refuses is cut off
with as much as is surely refused with it. The first answer that the plan accepts is optimal.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.books.programme import Programme
from csdesign.errors import UsageError
from csdesign.extras import needs_extra
from csdesign.fitting.choices import choices_of
from csdesign.fitting.results import Change, Fit, Frontier, Limit, Proof
from csdesign.model.choices import COVERAGE_LEVELS
from csdesign.planning.cost import role_cost
from csdesign.planning.deliverers import title_of
from csdesign.planning.planner import make_plan
from csdesign.planning.promised import customers_of_interaction, promised_worth
from csdesign.planning.staffing import hours_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.fitting.choices import Choice
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan

__all__ = ["fit_design"]

_NODES: Final = 500_000
_MOST_CUTS: Final = 2_000
_SLACK: Final = 1e-9
_RANK: Final = {level: place for place, level in enumerate(COVERAGE_LEVELS)}
_FOREVER: Final = float("inf")


class _Cut(NamedTuple):
    """At least one of these (choice, option) pairs must be taken."""

    pairs: tuple[tuple[int, int], ...]


@needs_extra
def fit_design(design: Design, limit: Limit, *, frontier: bool = False) -> Fit:
    """Return the promises to change so that the plan fits, at least cost to customers.

    Args:
        design: Its interactions say what may change: floors, options, protected promises.
        limit: People in all, people of roles, or money a year.
        frontier: Whether to say what each number of people buys, down to the fewest reachable.

    Raises:
        UsageError: the limit means nothing for the design.
        MissingExtraError: the solver is not installed.
    """
    search = _Search(design, limit)
    found = search.run()
    if found.status == "impossible" or frontier:
        found = found._replace(reachable=search.fewest())
    if frontier:
        found = found._replace(frontier=search.frontier())
    return found


class _Search:
    def __init__(self, design: Design, limit: Limit) -> None:
        self.design, self.limit = design, limit
        self.before = make_plan(design)
        self.choices = choices_of(self.before)
        self.total = promised_worth(design)
        self.floors = _level_floors(self.before)
        _check(self.before, limit)
        self.roles = list(
            dict.fromkeys(role for c in self.choices for o in c.options for role, _ in o.hours)
        )
        for segment in self.before.segments:  # programmes run whatever is promised
            owner = segment.programme_owner
            if segment.segment.written.programme_hours and owner and owner not in self.roles:
                self.roles.append(owner)
        self.single = _single(self.before)
        self.cuts: list[_Cut] = []
        self.plans: dict[tuple[int, ...], Plan] = {}

    def run(self) -> Fit:
        """Return the best allowed answer within the limit."""
        refused = 0
        while True:
            picked, bound, complete = self._solve()
            if picked is None:
                return self._none("impossible" if complete else "stopped")
            plan = self._planned(picked)
            cut = self._refused(picked, plan)
            if cut is None:
                return self._made(picked, plan, bound, refused, complete=complete)
            self.cuts.append(cut)
            refused += 1
            if refused > _MOST_CUTS:
                return self._none("stopped")

    def fewest(self) -> int | None:
        """Return the fewest people that some allowed answer needs; None where there is none."""
        most = self.before.headcount.need
        search = self._like(Limit(people=most))
        best = None
        low, high = 0, most
        while low <= high:
            middle = (low + high) // 2
            search.limit, search.cuts = Limit(people=middle), []
            found = search.run()
            if found.status == "optimal" and found.plan is not None:
                best = found.plan.headcount.need
                high = min(middle, best) - 1
            else:
                low = middle + 1
        return best

    def frontier(self) -> tuple[Frontier, ...]:
        """Return what each number of people buys, from today's need down."""
        rows = []
        search = self._like(Limit())
        for number in range(self.before.headcount.need, -1, -1):
            search.limit, search.cuts = Limit(people=number), []
            found = search.run()
            if found.status != "optimal":
                break
            rows.append(Frontier(number, found.loss, found.kept, found.changes))
        return tuple(rows)

    def _like(self, limit: Limit) -> _Search:
        other = object.__new__(_Search)
        other.__dict__.update(self.__dict__)
        other.limit, other.cuts = limit, []
        return other

    def _solve(self) -> tuple[tuple[int, ...] | None, float, bool]:
        """Return the option of each choice: least loss, fewest changes, fewest people, later ones.

        Also the proven bound of the loss, and whether the search came to its end.
        """
        programme = Programme()
        columns = [
            [programme.column(0.0, 1.0, []) for _ in choice.options] for choice in self.choices
        ]
        for own in columns:
            row = programme.row(1.0, 1.0)
            for column in own:
                programme.extend(column, row, 1.0)
        people = self._people_rows(programme, columns)
        for cut in self.cuts:
            row = programme.row(1.0, _FOREVER)
            for choice, option in cut.pairs:
                programme.extend(columns[choice][option], row, 1.0)
        loss = {
            columns[c][o]: option.loss
            for c, choice in enumerate(self.choices)
            for o, option in enumerate(choice.options)
        }
        changes = {
            column: 0.0 if o == 0 else 1.0 for own in columns for o, column in enumerate(own)
        }
        last = max((choice.place for choice in self.choices), default=0)
        # The largest sum of places of what changes: what stands earlier is kept.
        places = {
            columns[c][o]: 0.0 if o == 0 else float(last - choice.place)
            for c, choice in enumerate(self.choices)
            for o in range(len(choice.options))
        }
        aims: list[Mapping[int, float]] = [loss, changes, dict.fromkeys(people, 1.0), places]
        bound, values = 0.0, None
        for number, aim in enumerate(aims):
            every = [column for own in columns for column in own] + list(people)
            for column in every:
                programme.price(column, aim.get(column, 0.0))
            answer = programme.solve(whole=True, nodes=_NODES)
            if answer.values is None:
                return None, bound, True
            values = answer.values
            if number == 0:
                bound = answer.bound
                if not answer.is_optimal:
                    break
            best = math.fsum(aim.get(column, 0.0) * round(values[column]) for column in every)
            row = programme.row(-_FOREVER, best + (1e-9 * max(1.0, best) if number == 0 else 1e-6))
            for column, price in aim.items():
                programme.extend(column, row, price)
        if values is None:
            return None, bound, True
        found = values
        picked = tuple(_taken([found[column] for column in own]) for own in columns)
        return picked, bound, True

    def _people_rows(self, programme: Programme, columns: Sequence[Sequence[int]]) -> list[int]:
        """Add what people must do; return the columns of whole people by role."""
        design, limit = self.design, self.limit
        fixed = self._programme_hours()
        people = []
        planned = {role: hours_of(design, role).planned_hours for role in self.roles}
        total = None
        if not self.single and limit.people is not None:
            # Only what is surely needed: full-time work in all is at most the people.
            runs = math.fsum(fixed.get(role, 0.0) / planned[role] for role in self.roles)
            total = programme.row(-_FOREVER, limit.people - runs)
        for role in self.roles:
            column = programme.column(0.0, 1e6, [])
            people.append(column)
            row = programme.row(fixed.get(role, 0.0), _FOREVER)
            programme.extend(column, row, planned[role])
            for c, choice in enumerate(self.choices):
                for o, option in enumerate(choice.options):
                    hours = dict(option.hours).get(role, 0.0)
                    if hours:
                        programme.extend(columns[c][o], row, -hours)
                        if total is not None:
                            programme.extend(columns[c][o], total, hours / planned[role])
        if self.single and limit.people is not None:
            row = programme.row(-_FOREVER, float(limit.people))
            for column in people:
                programme.extend(column, row, 1.0)
        if self.single:
            for role, number in (limit.by_role or {}).items():
                if role in self.roles:
                    row = programme.row(-_FOREVER, float(number))
                    programme.extend(people[self.roles.index(role)], row, 1.0)
            if limit.budget is not None:
                row = programme.row(-_FOREVER, limit.budget - float(design.params.fixed_cost))
                for role, column in zip(self.roles, people, strict=True):
                    programme.extend(column, row, float(role_cost(design, role) or 0.0))
        return people

    def _programme_hours(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for segment in self.before.segments:
            hours = segment.segment.written.programme_hours
            if hours and segment.segment.accounts is not None:
                owner = segment.programme_owner
                row = next((r.role for r in segment.staffing if r.role == owner), owner)
                if row is not None:
                    found[row] = found.get(row, 0.0) + float(hours)
        return found

    def _planned(self, picked: tuple[int, ...]) -> Plan:
        known = self.plans.get(picked)
        if known is None:
            known = self.plans[picked] = make_plan(_changed(self.design, self.choices, picked))
        return known

    def _refused(self, picked: tuple[int, ...], plan: Plan) -> _Cut | None:
        """Return what to forbid, or None where the plan holds."""
        for segment in plan.segments:
            floor = self.floors[segment.id]
            if floor is not None and _RANK.get(segment.coverage.level or "", -1) < _RANK[floor]:
                return self._cut(picked, segment.id)
        if not self._within(plan):
            return self._cut(picked, None)
        return None

    def _within(self, plan: Plan) -> bool:
        limit = self.limit
        if limit.people is not None and plan.headcount.need > limit.people:
            return False
        for role, number in (limit.by_role or {}).items():
            total = plan.role_by_id.get(role)
            if total is not None and (total.heads or 0) > number:
                return False
        if limit.budget is not None:
            cost = plan.money.plan
            return cost is not None and cost <= limit.budget + _SLACK * max(1.0, limit.budget)
        return True

    def _cut(self, picked: tuple[int, ...], segment: str | None) -> _Cut:
        """Return what must be otherwise than picked, in one segment or anywhere.

        Where every option of a segment only lowers counts, fewer of everything cannot give a higher
        level: some promise must be higher than picked.
        """
        own = [
            place
            for place, choice in enumerate(self.choices)
            if len(choice.options) > 1 and (segment is None or segment in choice.segments)
        ]
        if segment is not None and all(o.lowered for p in own for o in self.choices[p].options):
            return _Cut(
                tuple(
                    (place, o)
                    for place in own
                    for o, option in enumerate(self.choices[place].options)
                    if option.times > self.choices[place].options[picked[place]].times
                )
            )
        return _Cut(
            tuple(
                (place, o)
                for place in own
                for o in range(len(self.choices[place].options))
                if o != picked[place]
            )
        )

    def _made(
        self, picked: tuple[int, ...], plan: Plan, bound: float, refused: int, *, complete: bool
    ) -> Fit:
        changes = []
        for choice, taken in zip(self.choices, picked, strict=True):
            if taken == 0:
                continue
            option = choice.options[taken]
            for segment, lost in zip(choice.segments, option.lost, strict=True):
                whole = self.design.segment_by_id[segment]
                before = dict(choice.options[0].interactions)[segment]
                changes.append(
                    Change(choice, option, segment, lost, customers_of_interaction(whole, before))
                )
        combinations = math.prod(len(choice.options) for choice in self.choices)
        loss = math.fsum(change.loss for change in changes)
        return Fit(
            status="optimal" if complete else "stopped",
            limit=self.limit,
            before=self.before,
            plan=plan,
            changes=tuple(changes),
            loss=loss,
            total=self.total,
            proof=Proof(max(0.0, min(bound, loss)), combinations, refused, plan.headcount.need),
            reachable=None,
            fixed_hours=self._fixed(),
        )

    def _none(self, status: str) -> Fit:
        return Fit(
            status=status,
            limit=self.limit,
            before=self.before,
            plan=None,
            changes=(),
            loss=0.0,
            total=self.total,
            proof=None,
            reachable=None,
            fixed_hours=self._fixed(),
        )

    def _fixed(self) -> dict[str, float]:
        """Return the hours of each role that nothing written may take away."""
        found = dict(self._programme_hours())
        for choice in self.choices:
            for role in {role for option in choice.options for role, _ in option.hours}:
                least = min(dict(option.hours).get(role, 0.0) for option in choice.options)
                found[role] = found.get(role, 0.0) + least
        return {role: hours for role, hours in found.items() if hours > 0}


def _taken(values: Sequence[float]) -> int:
    """Return the option that a solution takes."""
    return max(range(len(values)), key=values.__getitem__)


def _changed(design: Design, choices: Sequence[Choice], picked: Sequence[int]) -> Design:
    """Return the design with the picked options."""
    changed: dict[tuple[str, tuple[str | int, ...]], object] = {}
    for choice, taken in zip(choices, picked, strict=True):
        if taken:
            for segment, interaction in choice.options[taken].interactions:
                changed[segment, choice.path] = interaction
    segments = tuple(
        replace(
            segment,
            interactions=tuple(
                changed.get((segment.id, interaction.path), interaction)  # type: ignore[misc]  # as put in above
                for interaction in segment.interactions
            ),
        )
        for segment in design.segments
    )
    return replace(design, segments=segments)


def _level_floors(plan: Plan) -> dict[str, str | None]:
    """Return the lowest coverage level each segment may have: the stated one, else today's."""
    return {
        segment.id: segment.segment.written.floor or segment.coverage.level
        for segment in plan.segments
    }


def _single(plan: Plan) -> bool:
    """Return whether each job stands alone: full-time people of one role, without caps."""
    working = {role.role for role in plan.roles if role.hours > 0}
    return all(
        len(working.intersection(post.roles)) <= 1
        and post.fte == 1
        and post.segments is None
        and not post.written.max_accounts
        and not post.written.max_arr
        for post in plan.design.posts or ()
        if working.intersection(post.roles)
    )


def _check(plan: Plan, limit: Limit) -> None:
    given = [limit.people is not None, bool(limit.by_role), limit.budget is not None]
    if sum(given) > 1 and limit.budget is not None:
        raise UsageError("give people or a budget, not both")
    for role in limit.by_role or {}:
        if role not in plan.role_by_id:
            known = ", ".join(plan.role_by_id) or "none"
            raise UsageError(f"--people {role}: no such role has work; roles: {known}")
    if limit.budget is None:
        return
    unpriced = [
        title_of(plan.design, role.role)
        for role in plan.roles
        if role.hours > 0 and role_cost(plan.design, role.role) is None
    ]
    if unpriced:
        raise UsageError(f"--budget needs loaded_cost for {', '.join(unpriced)}")
    fixed = float(plan.design.params.fixed_cost)
    if limit.budget < fixed:
        raise UsageError(
            f"--budget {limit.budget:,.0f} is below the fixed cost of {fixed:,.0f}; give more"
        )
