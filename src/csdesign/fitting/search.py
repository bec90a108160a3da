"""The search: solve, plan the answer, learn from what the plan refuses, solve again.

Each lesson removes only plans that are not allowed, so that the first answer that holds is optimal.
Coverage is asked first, segment by segment: that takes no plan.
"""

from __future__ import annotations

import math
from copy import copy
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.fitting.choices import choices_of
from csdesign.fitting.cuts import Levels, other_ways
from csdesign.fitting.model import AIMS, Lesson, Model
from csdesign.planning.coverage.promised import promised_worth
from csdesign.planning.planner import make_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csdesign.fitting.choices import Choice
    from csdesign.fitting.fitted import Limit
    from csdesign.fitting.model import Solved
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan

__all__ = ["Found", "Search", "changed_design"]

_SAME: Final = 1e-9
_MOST_ROUNDS: Final = 5_000
_TIE_SHARE: Final = 0.1
"""Part of the time that each step of choosing among equal answers may take."""
_GUESSES: Final = frozenset({3, 10, 30, 100})
"""Rounds after which an allowed answer is guessed, to have one when the time is over."""
_MOST_TIGHTER: Final = 4
_MOST_KEPT: Final = 320
"""Promises up to which equal answers are distinguished by keeping early promises."""


class Found(NamedTuple):
    """The outcome of a search."""

    status: str
    """optimal, impossible or stopped."""
    picked: tuple[int, ...] | None
    bound: float
    """Nothing allowed has less of the aim."""


class Search:
    """The knowledge about a design during a search, independent of the limit."""

    def __init__(
        self,
        design: Design,
        seconds: float | None = None,
        told: Callable[[str, int, int], None] | None = None,
        gap: float = 0.0,
    ) -> None:
        self._until = None if seconds is None else monotonic() + seconds
        self._seconds = seconds
        self.design = design
        self.before = make_plan(design)
        self.choices = choices_of(self.before)
        self.total = promised_worth(design)
        self.levels = Levels(self.before, self.choices)
        self.model = Model(self.before, self.choices)
        self.queued = self._queued()
        # High-touch segments are never served from a queue, and nothing is above that level.
        self.named = frozenset(
            name for name, floor in self.levels.floors.items() if floor == "high-touch"
        )
        self.fallen = [Lesson(pairs) for pairs in self.levels.known_cuts()]
        self.foreseen = len(self.fallen)
        self.lessons: list[Lesson] = []
        self.plans: dict[tuple[int, ...], Plan] = {}
        self.keeps_levels = True
        self._told = told
        self._gap = gap
        self._rounds = 0

    @property
    def refused(self) -> int:
        """Return the number of lessons learned from answers that did not hold."""
        return len(self.fallen) - self.foreseen + len(self.lessons)

    @property
    def out_of_time(self) -> bool:
        """Return whether the time has run out."""
        return self._until is not None and monotonic() >= self._until

    def ignoring_levels(self) -> Search:
        """Return the same search without floors of coverage, to see what they hold back."""
        other = copy(self)
        other.keeps_levels = False
        return other

    def fit(self, limit: Limit) -> Found:
        """Return the answer that loses least; of equal ones the fewest changes, people, and so on.

        The last of them: what comes early in the file is kept, and earlier options are taken.
        """
        first = self.least("loss", limit, ())
        if first.status != "optimal" or first.picked is None:
            return first
        picked = first.picked
        fixed = [("loss", self.amount("loss", picked))]
        for aim in self._ties():
            if not any(picked):
                break
            found = self.least(aim, limit, fixed, part=_TIE_SHARE, known=picked)
            if found.picked is None:
                break
            picked = found.picked
            fixed.append((aim, self.amount(aim, picked)))
        return first._replace(picked=picked)

    def _ties(self) -> Iterator[str]:
        yield from AIMS[1:]
        if len(self.choices) <= _MOST_KEPT:
            yield from (f"keep:{number}" for number in range(math.ceil(len(self.choices) / 16)))
            yield "first"

    def least(
        self,
        aim: str,
        limit: Limit,
        fixed: Sequence[tuple[str, float]],
        *,
        part: float = 1.0,
        known: tuple[int, ...] | None = None,
    ) -> Found:
        """Return the allowed answer in which an aim is least.

        Args:
            aim: As in `Model.solve`.
            limit: What it must fit.
            fixed: Aims that must not amount to more.
            part: The part of the time it may take.
            known: An allowed answer, returned where nothing better is found in time.
        """
        best, bound = known, 0.0
        ends = None if self._seconds is None else monotonic() + part * self._seconds
        for number in range(_MOST_ROUNDS):
            left = self._left(ends)
            if left is not None and left <= 0:
                return Found("stopped", best, bound)
            solved = self.model.solve(
                aim, limit, self._known(), fixed, left, self._gap if aim == "loss" else 0.0
            )
            self._rounds += 1
            if self._told is not None:
                self._told("fit", self._rounds, 0)
            if solved.impossible:
                return Found("impossible" if best is None else "optimal", best, bound)
            if math.isfinite(solved.bound):
                bound = max(bound, solved.bound)
            if solved.picked is None:
                return Found("stopped", best, bound)
            if self._holds(solved, limit, aim):
                if solved.complete:
                    return Found("optimal", solved.picked, bound)
                return Found("stopped", self._better(aim, best, solved.picked), bound)
            if best is None and number in _GUESSES:
                best = self._guess(aim, limit, fixed, solved.picked, self._left(ends))
        return Found("stopped", best, bound)

    def _guess(
        self,
        aim: str,
        limit: Limit,
        fixed: Sequence[tuple[str, float]],
        picked: tuple[int, ...],
        left: float | None,
    ) -> tuple[int, ...] | None:
        """Return an allowed answer, not the best: that of a limit tighter by the shortage."""
        tighter = limit
        for _ in range(_MOST_TIGHTER):
            plan = self.planned(picked)
            if limit.people is not None and tighter.people is not None:
                lacking = max(1, plan.headcount.need - limit.people)
                tighter = tighter._replace(people=tighter.people - lacking)
            if limit.budget is not None and tighter.budget is not None:
                over = max(0.0, (plan.money.plan or 0.0) - limit.budget)
                tighter = tighter._replace(budget=tighter.budget - over)
            if limit.by_role is not None and tighter.by_role is not None:
                tighter = tighter._replace(
                    by_role={
                        role: number - max(0, int(_heads(plan, role)) - limit.by_role[role])
                        for role, number in tighter.by_role.items()
                    }
                )
            solved = self.model.solve(aim, tighter, self._known(), fixed, left)
            if solved.picked is None:
                return None
            picked = solved.picked
            if self._allowed(picked, limit):
                return picked
        return None

    def _allowed(self, picked: tuple[int, ...], limit: Limit) -> bool:
        """Return whether the plan of some options keeps its coverage and is within a limit."""
        if self.keeps_levels and any(self.levels.falls(s, picked) for s in self.levels.floors):
            return False
        plan = self.planned(picked)
        cost = plan.money.plan
        return (
            (limit.people is None or plan.headcount.need <= limit.people)
            and (limit.budget is None or (cost is not None and cost <= limit.budget + _SAME))
            and all(_heads(plan, role) <= most for role, most in (limit.by_role or {}).items())
        )

    def _known(self) -> list[Lesson]:
        return [*self.fallen, *self.lessons] if self.keeps_levels else self.lessons

    def _left(self, ends: float | None) -> float | None:
        marks = [mark for mark in (ends, self._until) if mark is not None]
        return min(marks) - monotonic() if marks else None

    def _better(
        self, aim: str, best: tuple[int, ...] | None, other: tuple[int, ...]
    ) -> tuple[int, ...]:
        if best is None or self.amount(aim, other) < self.amount(aim, best) - _SAME:
            return other
        return best

    def amount(self, aim: str, picked: tuple[int, ...]) -> float:
        """Return the value of an aim for an answer that was planned."""
        if aim == "people":
            return float(self.planned(picked).headcount.need)
        if aim == "cost":
            return float(self.planned(picked).money.plan or 0.0)
        if aim.startswith("role:"):
            return _heads(self.planned(picked), aim.removeprefix("role:"))
        return self.model.amount(aim, picked)

    def planned(self, picked: tuple[int, ...]) -> Plan:
        """Return the plan of some options."""
        known = self.plans.get(picked)
        if known is None:
            made = changed_design(self.design, self.choices, picked)
            known = self.plans[picked] = make_plan(made, whole=False)
        return known

    def _holds(self, solved: Solved, limit: Limit, aim: str) -> bool:
        """Return whether a plan of the answer is allowed; learn where it is not."""
        picked = solved.picked
        assert picked is not None  # noqa: S101 -- asked by the caller
        before = self.refused
        if self.keeps_levels:
            for segment in self.levels.floors:
                if self.levels.falls(segment, picked):
                    self.fallen.append(Lesson(self.levels.cut(segment, picked)))
        if self.refused > before:
            return False
        plan = self.planned(picked)
        asked = {aim} if aim in solved.amounts else set()
        asked |= {"people"} if limit.people is not None else set()
        asked |= {"cost"} if limit.budget is not None else set()
        asked |= {f"role:{role}" for role in limit.by_role or {}}
        short = [name for name in sorted(asked) if self._above(name, picked, solved)]
        if not short:
            return True
        # What the programme does not see of single roles explains most of what it misses in all.
        for name in sorted(self.model.simple):
            heads = _heads(plan, name)
            amount = f"role:{name}"
            if heads > solved.amounts.get(amount, heads) + 1e-6:
                roles = frozenset({name})
                self._learn(picked, plan, amount, heads, roles)
        for name in short:
            only = frozenset({name.removeprefix("role:")}) if name.startswith("role:") else None
            self._learn(picked, plan, name, self.amount(name, picked), only)
        return False

    def _learn(
        self,
        picked: tuple[int, ...],
        plan: Plan,
        amount: str,
        least: float,
        roles: frozenset[str] | None,
    ) -> None:
        pairs = other_ways(self.choices, picked, plan, self.queued, self.named, roles)
        lesson = Lesson(pairs, amount, least)
        if lesson not in self.lessons:
            self.lessons.append(lesson)

    def _above(self, name: str, picked: tuple[int, ...], solved: Solved) -> bool:
        """Return whether a plan needs more than the programme said."""
        if name not in solved.amounts:
            return False
        here, said = self.amount(name, picked), solved.amounts[name]
        return here > said + 1e-6 * max(1.0, abs(said) if name == "cost" else 1.0)

    def _queued(self) -> frozenset[str]:
        """Return the roles with a short queue whose requests may change."""
        found = set()
        for choice in self.choices:
            asks = any(
                each.channel == "human-pooled" and not each.planned
                for option in choice.options
                for _, each in option.interactions
            )
            if asks and len(choice.options) > 1:
                found |= {role for option in choice.options for role, _ in option.hours}
        return frozenset(found)


def _heads(plan: Plan, role: str) -> float:
    total = plan.role_by_id.get(role)
    return 0.0 if total is None else float(total.heads or 0)


def changed_design(design: Design, choices: Sequence[Choice], picked: Sequence[int]) -> Design:
    """Return a design with the picked options."""
    changed = {
        (segment, choice.path): interaction
        for choice, taken in zip(choices, picked, strict=True)
        if taken
        for segment, interaction in choice.options[taken].interactions
    }
    homes = {segment for segment, _ in changed}
    return replace(
        design,
        segments=tuple(
            replace(
                segment,
                interactions=tuple(
                    changed.get((segment.id, interaction.path), interaction)
                    for interaction in segment.interactions
                ),
            )
            if segment.id in homes
            else segment
            for segment in design.segments
        ),
    )
