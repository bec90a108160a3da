"""The headline of a plan: what it takes, in sentences a board can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.planning.deliverers import UNASSIGNED
from csdesign.views.plan.words import SPELLED, figure, money, number, people, percent
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import Plan, RoleTotal

__all__ = ["headline"]


def headline(plan: Plan) -> str:
    """Return the opening paragraph: people, hires, hours, cost, and what revenue did not do."""
    return " ".join(_sentences(plan))


def _sentences(plan: Plan) -> Iterator[str]:
    if not plan.segments:
        yield "There are no segments yet: say who the customers are, then what they need."
        return
    if not plan.roles:
        yield (
            "How many people this takes stays open until the segments have numbers of customers "
            "and interactions with people."
        )
        return
    yield from _people(plan)
    full_time = plan.fte.plan
    yield (
        f"The promised work is {number(plan.hours)} hours a year = {full_time:.1f} full-time "
        f"{'person' if f'{full_time:.1f}' == '1.0' else 'people'}; "
        "the rest is rounding each job up to whole people."
    )
    if plan.cost is not None:
        currency = plan.design.document.company.currency
        share = f", {percent(plan.cost / plan.arr, 1)} of ARR" if plan.arr else ""
        yield f"Cost {money(plan.cost, currency)}{share}."
    yield "Revenue decided nothing here: change any ARR and only the cost lines move."


def _people(plan: Plan) -> Iterator[str]:
    have = plan.have
    if have is None:
        yield f"You need {people(plan.heads)}."
        return
    hires = [(role, role.gap) for role in plan.roles if role.gap is not None and role.gap > 1e-9]
    spare = [(role, -role.gap) for role in plan.roles if role.gap is not None and role.gap < -1e-9]
    yield f"You need {people(plan.heads)}; you have {people(have).split()[0]}."
    if hires:
        total = sum(gap for _, gap in hires)
        yield (
            f"{_hires(total)}: "
            + ", ".join(f"{figure(gap)} {_who(role, gap)}" for role, gap in hires)
            + "."
        )
    if spare:
        yield (
            "More than needed: "
            + ", ".join(f"{figure(over)} {_who(role, over)}" for role, over in spare)
            + "."
        )


def _hires(total: float) -> str:
    whole = float(total).is_integer() and total < len(SPELLED)
    count = SPELLED[int(total)] if whole else figure(total)
    return f"{count} hire{'' if total == 1 else 's'}"


def _who(role: RoleTotal, count: float) -> str:
    if role.role == UNASSIGNED:
        return "for work that nobody is named for"
    return _plural(role.title, count)


def _plural(title: str, count: float) -> str:
    words = visible(title, 60)
    if not words.isascii() or count == 1 or words.endswith("s"):
        return words
    return f"{words}s" if words[-1].isalpha() else words
