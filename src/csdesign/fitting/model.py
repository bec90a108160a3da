"""The integer programme: one option for each promise, and enough people for the remaining hours.

It asks for no more than what is surely needed, so that no allowed plan is lost: roles that share
people count together, and what only a plan can tell is learned from the plans it refuses.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.books.programme import Programme
from csdesign.planning.coverage.decision import PRACTITIONERS
from csdesign.planning.money.cost import role_cost
from csdesign.planning.work.staffing import hours_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.books.programme import Answer
    from csdesign.fitting.choices import Choice
    from csdesign.fitting.cuts import Pairs
    from csdesign.fitting.fitted import Limit
    from csdesign.planning.results import Plan

__all__ = ["AIMS", "Lesson", "Model", "Solved", "fixed_hours"]

AIMS: Final = ("loss", "changes", "people", "places")
"""The aims in their order; then early promises are kept, then the first option."""
_CHUNK: Final = 16
"""Promises that are distinguished in one step, each worth more than all later ones."""
_NODES: Final = 2_000_000
_SAME: Final = 1e-9
_ROUNDING: Final = 1e-6
_FOREVER: Final = float("inf")


class Lesson(NamedTuple):
    """A lesson from a plan: an amount is at least this, unless one of the pairs is taken.

    The amount is `people`, `cost` or `role:ID`; None forbids the plan's promises altogether.
    """

    pairs: Pairs
    amount: str | None = None
    least: float = 0.0


class Solved(NamedTuple):
    """The result of a step of the search."""

    picked: tuple[int, ...] | None
    value: float
    """The value of the aim."""
    bound: float
    """No answer has less."""
    complete: bool
    impossible: bool
    amounts: Mapping[str, float]
    """People, cost and roles as the programme counts them: at least what a plan would say."""


def fixed_hours(plan: Plan) -> dict[str, float]:
    """Return the hours of digital programmes by role, which no promise moves (h a year)."""
    found: dict[str, float] = {}
    for segment in plan.segments:
        hours = segment.segment.written.programme_hours
        owner = segment.programme_owner
        if hours and segment.segment.accounts is not None and owner is not None:
            row = next((r.role for r in segment.staffing if r.role == owner), owner)
            found[row] = found.get(row, 0.0) + float(hours)
    return found


class Model:
    """The programme of a design: limits, lessons and aims come with each question."""

    def __init__(self, plan: Plan, choices: Sequence[Choice]) -> None:
        self.plan, self.choices = plan, choices
        self.fixed = {} if _moves_programmes(choices) else fixed_hours(plan)
        names = [role for c in choices for o in c.options for role, _ in o.hours]
        self.roles = list(dict.fromkeys([*names, *self.fixed]))
        design = plan.design
        self.planned = {role: hours_of(design, role).planned_hours for role in self.roles}
        self.costs = {role: role_cost(design, role) for role in self.roles}
        self.groups = _groups(plan, self.roles)
        # Without roles, the coverage level decides whose work it is.
        self.loose = set(PRACTITIONERS.values()) if design.roles is None else set()
        self.simple = {
            group[0]
            for group in self.groups
            if len(group) == 1 and group[0] not in self.loose and _stands_alone(plan, group[0])
        }
        self.last = max((choice.place for choice in choices), default=0)

    def amount(self, aim: str, picked: Sequence[int]) -> float:
        """Return the value of an aim that follows from promises alone."""
        taken = zip(self.choices, picked, strict=True)
        return math.fsum(self.price(aim, place, option) for place, (_, option) in enumerate(taken))

    def price(self, aim: str, place: int, option: int) -> float:
        """Return the contribution of an option of a promise to an aim."""
        choice = self.choices[place]
        kind, _, number = aim.partition(":")
        first = int(number or 0) * _CHUNK if kind == "keep" else 0
        if kind == "loss":
            return choice.options[option].loss
        if kind == "changes":
            return float(option > 0)
        if kind == "places":
            return float(self.last - choice.place) if option else 0.0
        if kind == "keep" and first <= place < first + _CHUNK:
            return 2.0 ** (first + _CHUNK - place) if option else 0.0
        return float(option) if kind == "first" else 0.0

    def solve(
        self,
        aim: str,
        limit: Limit,
        lessons: Sequence[Lesson],
        fixed: Sequence[tuple[str, float]],
        seconds: float | None,
        gap: float = 0.0,
    ) -> Solved:
        """Return the answer in which an aim is least.

        Args:
            aim: One of `AIMS`, `keep:N` or `first` for ties, or an amount.
            limit: What it must fit.
            lessons: What refused plans taught.
            fixed: Aims that must not amount to more than this.
            seconds: Time after which the best so far is returned.
            gap: The share by which the answer may be above what is proven.
        """
        made = _Made(self, limit, lessons, fixed)
        prices = made.prices(aim)
        for column, price in prices.items():
            made.programme.price(column, price)
        answer = made.programme.solve(
            whole=True, continuous=made.continuous, nodes=_NODES, seconds=seconds, gap=gap
        )
        return made.solved(answer, prices)


class _Made:
    """One programme."""

    def __init__(
        self,
        model: Model,
        limit: Limit,
        lessons: Sequence[Lesson],
        fixed: Sequence[tuple[str, float]],
    ) -> None:
        self.model = model
        self.programme = Programme()
        self.continuous: set[int] = set()
        self.x = [
            [self.programme.column(0.0, 1.0, []) for _ in choice.options]
            for choice in model.choices
        ]
        for own in self.x:
            self._row(1.0, 1.0, dict.fromkeys(own, 1.0))
        self.amounts: dict[str, int] = {}
        self._people(limit)
        for lesson in lessons:
            self._lesson(lesson)
        for aim, most in fixed:
            # What was least stays so; the loss to rounding, counts exactly.
            slack = _SAME * max(1.0, abs(most)) if aim in {"loss", "cost"} else _ROUNDING
            self._row(-_FOREVER, most + slack, self.prices(aim))

    def prices(self, aim: str) -> dict[int, float]:
        """Return the contribution of a unit of each column to an aim."""
        if aim in self.amounts:
            return {self.amounts[aim]: 1.0}
        return {
            column: price
            for place, own in enumerate(self.x)
            for o, column in enumerate(own)
            if (price := self.model.price(aim, place, o))
        }

    def solved(self, answer: Answer, prices: Mapping[int, float]) -> Solved:
        """Return an answer in terms of promises."""
        if answer.values is None:
            return Solved(None, _FOREVER, answer.bound, False, answer.is_impossible, {})
        values = answer.values
        picked = tuple(max(range(len(own)), key=lambda o: values[own[o]]) for own in self.x)
        taken = {own[o] for own, o in zip(self.x, picked, strict=True)}
        every = {column for own in self.x for column in own}
        value = math.fsum(
            price * (float(column in taken) if column in every else values[column])
            for column, price in prices.items()
        )
        return Solved(
            picked,
            value,
            answer.bound,
            answer.is_optimal,
            impossible=False,
            amounts={name: values[column] for name, column in self.amounts.items()},
        )

    def _row(self, low: float, high: float, entries: Mapping[int, float]) -> int:
        row = self.programme.row(low, high)
        for column, value in entries.items():
            self.programme.extend(column, row, value)
        return row

    def _column(self, high: float, *, whole: bool) -> int:
        column = self.programme.column(0.0, high, [])
        if not whole:
            self.continuous.add(column)
        return column

    def _people(self, limit: Limit) -> None:
        """Add people: in each group at least the work, one full-time person at most for each."""
        model = self.model
        work: dict[str, int] = {}
        for role in model.roles:
            # Full-time work of the role: its hours over those of a full-time person.
            work[role] = self._column(_FOREVER, whole=False)
            entries = {work[role]: model.planned[role]}
            for choice, own in zip(model.choices, self.x, strict=True):
                for option, column in zip(choice.options, own, strict=True):
                    hours = dict(option.hours).get(role, 0.0)
                    if hours:
                        entries[column] = -hours
            fixed = model.fixed.get(role, 0.0)
            self._row(fixed, fixed, entries)
        total: dict[int, float] = {}
        cost: dict[int, float] = {}
        for group in model.groups:
            people = self._column(1e6, whole=True)
            self._row(0.0, _FOREVER, {people: 1.0, **{work[role]: -1.0 for role in group}})
            total[people] = 1.0
            name = group[0]
            if name in model.simple:
                self.amounts[f"role:{name}"] = people
                cost[people] = float(model.costs[name] or 0.0)
                held = model.plan.role_by_id.get(name)
                needed = None if held is None else held.needed
                if needed is not None and needed.roster > 0 and not self._moves(name):
                    self._row(float(math.ceil(needed.roster - _SAME)), _FOREVER, {people: 1.0})
                continue
            for role in group:
                cost[work[role]] = float(model.costs[role] or 0.0)
        for role in limit.by_role or {}:
            if f"role:{role}" not in self.amounts and role in work:
                alone = self._column(1e6, whole=True)
                if role not in model.loose:
                    self._row(0.0, _FOREVER, {alone: 1.0, work[role]: -1.0})
                self.amounts[f"role:{role}"] = alone
        self._amount("people", total, whole=True)
        if limit.budget is not None or all(each is not None for each in model.costs.values()):
            self._amount("cost", cost, whole=False, more=float(model.plan.design.params.fixed_cost))
        limits: dict[str, float | None] = {"people": limit.people, "cost": limit.budget}
        limits |= {f"role:{role}": number for role, number in (limit.by_role or {}).items()}
        for name, most in limits.items():
            if most is not None and name in self.amounts:
                self._row(-_FOREVER, float(most), {self.amounts[name]: 1.0})

    def _amount(
        self, name: str, parts: Mapping[int, float], *, whole: bool, more: float = 0.0
    ) -> None:
        """Add a lower bound of an amount."""
        column = self.amounts[name] = self._column(_FOREVER if not whole else 1e7, whole=whole)
        self._row(more, _FOREVER, {column: 1.0, **{part: -each for part, each in parts.items()}})

    def _moves(self, role: str) -> bool:
        """Return whether some option moves the hours of a role's requests."""
        return any(
            len({dict(option.hours).get(role, 0.0) for option in choice.options}) > 1
            for choice in self.model.choices
        )

    def _lesson(self, lesson: Lesson) -> None:
        ways = {self.x[choice][option]: 1.0 for choice, option in lesson.pairs}
        if lesson.amount is None:
            self._row(1.0, _FOREVER, ways)
        elif lesson.amount in self.amounts:
            column = self.amounts[lesson.amount]
            self._row(lesson.least, _FOREVER, {column: 1.0, **dict.fromkeys(ways, lesson.least)})


def _moves_programmes(choices: Sequence[Choice]) -> bool:
    """Return whether who runs a digital programme may change with what is automated."""
    return any(
        interaction.channel != choice.options[0].interactions[0][1].channel
        for choice in choices
        for option in choice.options
        for _, interaction in option.interactions
    )


def _groups(plan: Plan, roles: Sequence[str]) -> list[list[str]]:
    """Return the roles that may share a person, and those among which work may move."""
    groups = [{role} for role in roles]
    together = [set(post.roles) for post in plan.design.posts or ()]
    if plan.design.roles is None:
        together.append(set(PRACTITIONERS.values()))
    for held in together:
        joined = [group for group in groups if group & held]
        if len(joined) > 1:
            groups = [group for group in groups if group not in joined]
            groups.append(set().union(*joined))
    return [[role for role in roles if role in group] for group in groups]


def _stands_alone(plan: Plan, role: str) -> bool:
    """Return whether a role has full-time people of its own, without caps, who work everywhere."""
    return all(
        post.fte == 1
        and post.segments is None
        and not post.written.max_accounts
        and not post.written.max_arr
        for post in plan.design.posts or ()
        if role in post.roles
    )
