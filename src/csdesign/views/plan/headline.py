"""The headline of a plan, in sentences a board can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.views.plan import months
from csdesign.views.plan.headcount import cost_sentence, people_sentences, work_sentence
from csdesign.views.plan.words import too_few_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import Plan

__all__ = ["headline", "people_of_the_plan"]


def headline(plan: Plan, *, cost: bool = True) -> str:
    """Return the opening paragraph: people, hires, hours, cost, and what revenue did not decide.

    Without `cost` no amount of money is named.
    """
    return " ".join(_sentences(plan, priced=cost))


def people_of_the_plan(plan: Plan, *, cost: bool = True) -> list[str]:
    """Return the people of the year; with months, those now and at their end come first."""
    first, *others = people_sentences(plan, cost=cost)
    if plan.months is None or plan.selected:
        return [first, *others]
    return [*months.people_now(plan, plan.months), f"The yearly plan: {first}", *others]


def _sentences(plan: Plan, *, priced: bool) -> Iterator[str]:
    if plan.measured is not None and plan.measured.is_thin:
        yield f"Counted from {too_few_rows(plan.measured)}"
    if not plan.segments:
        yield "There are no segments yet: say who the customers are, then what they need."
        return
    if not plan.roles:
        yield (
            "The number of people stays open until the segments have numbers of customers "
            "and interactions with people."
        )
        return
    if plan.months is not None and not plan.selected:
        yield from months.lead(plan, cost=priced)
    else:
        yield from people_sentences(plan, cost=priced)
    if plan.hours:
        yield work_sentence(plan)
    cost = cost_sentence(plan) if priced and (plan.months is None or plan.selected) else None
    if cost is not None:
        yield cost
    yield "Revenue did not decide this plan: changing an ARR changes only the cost lines."
