"""Sentences and rows of people and money: today, the ask and the plan."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.planning.serving.deliverers import given_to
from csdesign.views.plan.words import SPELLED, figure, money, number, people, percent, role_name
from csdesign.wording import listed, number_of, plural_title, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design
    from csdesign.planning.results import Avoided, Headcount, Hire, Plan, Surplus
    from csdesign.planning.results.people import Together

__all__ = [
    "MoneyRow",
    "bridge",
    "cost_sentence",
    "have_words",
    "hire_lines",
    "in_post_words",
    "needed_words",
    "notes",
    "people_sentences",
    "search_words",
    "season_words",
    "unlisted_sales",
    "work_sentence",
]

_LEAST: Final = 0.05
"""Least full-time people for which a part of the total is mentioned."""
_MOST_HIRES: Final = 8
_BEYOND_WORK: Final = {
    "roster": "presence at queues",
    "cap": "caps on books",
    "book": "whole customers in small books",
}


class MoneyRow(NamedTuple):
    """One line of the way from today's cost to the plan's."""

    words: str
    people: int | None
    amount: float
    total: bool = False


_GIVEN: Final = {
    "owner": "given to the owner of the motion",
    "only-role": "given to the only role",
    "proposed": "given to the people proposed here, because nobody owns the motion",
}


def people_sentences(plan: Plan, *, cost: bool = True) -> Iterator[str]:
    """Yield the people needed, in post, to hire and not needed."""
    head, season = plan.headcount, season_words(plan)
    if plan.selected:
        yield "Only some segments are shown, with their share of the people of the whole plan."
        return
    if not plan.hours:
        yield "No hours are promised to any customer yet, so nobody is needed."
        return
    if head.have is None:
        fewest, together = head.fewest, head.combination
        if fewest is None or together is None or fewest >= head.separate:
            yield f"You need {people(head.need)}{season}."
        else:
            could = "could" if head.exact else "or fewer could"
            yield (
                f"You need {people(head.need)}{season} if each role has its own people; "
                f"{figure(fewest)} {could} do it: {_combination(plan.design, together)}."
            )
        return
    yield f"You need {needed_words(head)}{season}; you have {have_words(head)}."
    if head.hires:
        currency = plan.design.document.company.currency
        known = cost and plan.money.ask is not None
        ask = f", {money(plan.money.ask or 0.0, currency)} a year" if known else ""
        named = [_hire(plan.design, hire) for hire in head.hires[:_MOST_HIRES]]
        if len(head.hires) > _MOST_HIRES:
            rest = sum(hire.posts for hire in head.hires[_MOST_HIRES:])
            named.append(f"{rest} for {len(head.hires) - _MOST_HIRES} other roles")
        yield f"{_counted(head.hired, 'hire')}: {', '.join(named)}{ask}."
    if head.surplus:
        spare = [
            _posts(plan.design, item.role, item.posts) + unlisted_sales(plan.design, item.role)
            for item in head.surplus
        ]
        yield f"More than needed: {', '.join(spare)}."
    yield from search_words(head)


def search_words(head: Headcount) -> Iterator[str]:
    """Yield that fewer hires or people may suffice, if the search did not prove otherwise."""
    if head.hired > head.least:
        yield f"These are the fewest hires that the search found; at least {head.least} are needed."
    elif not head.exact:
        yield "Even fewer people may be enough."


def needed_words(head: Headcount) -> str:
    """Return the people needed, such as `3 people (2.5 full-time)` where posts are part-time."""
    return f"{people(head.need)}{_full_time(head.need, head.time)}"


def have_words(head: Headcount) -> str:
    """Return the number of people in post, such as `3 (2.5 full-time)`."""
    have, time = head.have or 0, head.have_fte or 0.0
    idle = sum(posts for _, posts in head.not_counted)
    if not have and idle:
        return f"0 for this work, and {idle:,} in roles without work"
    return f"{have:,}{_full_time(have, time)}"


def in_post_words(head: Headcount) -> str:
    """Return the people in post, such as `3 people (2.5 full-time)`."""
    return f"{people(head.have or 0)}{_full_time(head.have or 0, head.have_fte or 0.0)}"


def _full_time(posts: int, time: float) -> str:
    """Return the time of the people in posts; empty if none is part-time."""
    return f" ({time:.1f} full-time)" if abs(time - posts) >= _LEAST else ""


def season_words(plan: Plan) -> str:
    """Return the people that a season of starts needs; empty if no more than planned."""
    parts = []
    for segment in plan.segments:
        wave = segment.wave
        if wave is None or wave.role is None:
            continue
        total = plan.role_by_id.get(wave.role)
        planned = wave.planned_heads
        if planned is None:
            planned = float(total.heads or 0) if total else 0.0
        if wave.heads > planned + 1e-9:
            name = visible(segment.segment.name, 24)
            title = _plural(plan.design, wave.role, wave.heads)
            parts.append(f"{wave.heads} {title} in the season of {name}")
    return f", and {'; '.join(parts)}" if parts else ""


def _combination(design: Design, together: Sequence[Together]) -> str:
    parts = []
    for item in together:
        names = " with ".join(role_name(design, role) for role in item.roles)
        parts.append(names if item.posts == 1 else f"{item.posts} x {names}")
    return ", ".join(parts)


def _hire(design: Design, hire: Hire) -> str:
    thin = f" (thin: {_beyond(hire)})" if hire.thin else ""
    return f"{hire.posts} {_plural(design, hire.role, hire.posts)}{thin}"


def _beyond(hire: Hire) -> str:
    """Return the work that the last hire takes on, in words."""
    last = hire.short_fte - (hire.posts - 1)
    if hire.bound in {"roster", "cap", "book"}:
        return f"{figure(last, 2)} of a person"
    hours = last * hire.hours / hire.short_fte if hire.short_fte else 0.0
    return f"{figure(hours, 2)} h a year"


def _posts(design: Design, role: str, count: int) -> str:
    return f"{count} {_plural(design, role, count)}"


def unlisted_sales(design: Design, role: str) -> str:
    """Return a remark for after the title: a role's new sales are not in its hours; or nothing."""
    if design.levels_by_role.get(role, {}).get("land") not in {"own", "co-own"}:
        return ""
    listed_work = any(
        interaction.stage in {"prospect", "evaluate"}
        for segment in design.segments
        for interaction in segment.interactions
    )
    return "" if listed_work else " (new sales not counted)"


def _plural(design: Design, role: str, count: float) -> str:
    return plural_title(role_name(design, role), count)


def _counted(count: int, thing: str) -> str:
    spelled = SPELLED[count] if count < len(SPELLED) else f"{count:,}"
    return f"{spelled} {thing}{'' if count == 1 else 's'}"


def work_sentence(plan: Plan) -> str:
    """Return the hours as full-time people, and what queues, caps and whole people add."""
    full_time = plan.fte.plan
    # A hundredth above a whole person causes a hire; rounding to tenths would hide it.
    close = 1e-3 < abs(full_time - round(full_time)) < _LEAST
    shown = f"{full_time:.2f}" if close or full_time < 1 else f"{full_time:.1f}"
    words = (
        f"The promised work is {number(plan.hours)} hours a year = {shown} full-time "
        f"{'person' if shown == '1.0' else 'people'}"
    )
    rest = "" if plan.selected else _rest(plan)
    return f"{words}; the difference is {rest}." if rest else f"{words}."


def _rest(plan: Plan) -> str:
    """Return the difference between full-time work and the time of the people needed."""
    left = plan.headcount.time - plan.fte.plan
    parts = []
    for bound, words in _BEYOND_WORK.items():
        added = [
            role.needed.need - role.needed.work
            for role in plan.roles
            if role.needed is not None and role.needed.bound == bound
        ]
        amount = min(left, math.fsum(added))
        if amount >= _LEAST:
            left -= amount
            parts.append(f"{amount:.1f} for {words}")
    alone = plan.headcount.have is None
    rounding = "rounding each role up to whole people" if alone else "rounding to whole people"
    if left >= _LEAST:
        parts.append(f"{left:.1f} for {rounding}" if parts else rounding)
    return listed(parts, "and")


def cost_sentence(plan: Plan) -> str | None:
    """Return the cost today and of the plan; None if a role with work has no cost."""
    spent, currency = plan.money, plan.design.document.company.currency
    if spent.plan is None:
        return None
    share = f", {percent(spent.plan / plan.arr, 1)} of ARR" if plan.arr else ""
    if plan.selected:
        return f"Their share of the people costs {money(spent.plan, currency)}{share}."
    if spent.today is None or abs(spent.today - spent.plan) < 0.5:
        return f"Cost {money(spent.plan, currency)}{share}."
    return (
        f"Cost today {money(spent.today, None)}, as planned {money(spent.plan, currency)}{share}."
    )


def hire_lines(plan: Plan, *, cost: bool = True) -> list[str]:
    """Return a line for each hire: number, reason, work, cost, and how little work the last has."""
    return [_hire_line(plan, hire, priced=cost) for hire in plan.headcount.hires]


def _hire_line(plan: Plan, hire: Hire, *, priced: bool) -> str:
    title = _plural(plan.design, hire.role, hire.posts)
    cost = ""
    if hire.cost is not None and priced:
        cost = f", {money(hire.cost, plan.design.document.company.currency)}"
    words = f"Hire {hire.posts} {title}{cost}: {_reason(hire)}"
    if not hire.thin:
        return f"{words}."
    last = "" if hire.posts == 1 else f"; the last of them takes on {_beyond(hire)}"
    avoided = hire.avoided_by
    without = "" if avoided is None else f"; one fewer is enough with {_avoided(avoided)}"
    which = "This" if hire.posts == 1 else "The last"
    return f"{words}{last}. {which} hire is thin{without}."


def _reason(hire: Hire) -> str:
    short = f"{hire.short_fte:.2f} full-time people"
    return {
        "work": f"work for {short} ({number(hire.hours)} h a year) beyond the people in post",
        "roster": f"presence at the queue, {short} beyond the people in post",
        "cap": f"customers for {short} above the caps of the people in post",
        "book": f"whole customers for {short} beyond the people in post",
    }[hire.bound]


def _avoided(avoided: Avoided) -> str:
    name = visible(avoided.input, 80)
    return (
        f"{name} {figure(avoided.limit, 4)} instead of {figure(avoided.value, 4)} "
        f"({100 * avoided.change:+.1f}%)"
    )


def bridge(plan: Plan) -> list[MoneyRow]:
    """Return the way from today's cost to the plan's; each sum is that of the rows above it."""
    spent, head = plan.money, plan.headcount
    if spent.plan is None:
        return []
    if spent.today is None:
        return []
    rows = [MoneyRow("People in post", head.have, spent.today - spent.fixed)]
    if spent.fixed:
        rows.append(MoneyRow("Fixed cost", None, spent.fixed))
        rows.append(MoneyRow("Today", head.have, spent.today, total=True))
    elif not (head.hires or head.surplus):
        return []
    rows += [_surplus_row(plan, item) for item in head.surplus]
    rows += [
        MoneyRow(
            f"Hire: {hire.posts} {_plural(plan.design, hire.role, hire.posts)}",
            hire.posts,
            hire.cost or 0.0,
        )
        for hire in head.hires
    ]
    return [*rows, MoneyRow("Plan", head.need, spent.plan, total=True)]


def _surplus_row(plan: Plan, item: Surplus) -> MoneyRow:
    title = _plural(plan.design, item.role, item.posts)
    return MoneyRow(f"Not needed: {item.posts} {title}", -item.posts, -(item.cost or 0.0))


def notes(plan: Plan, *, cost: bool = True) -> Iterator[str]:
    """Yield the notes on people and money: managers, leavers, people not counted."""
    given = _given(plan)
    if given:
        counts = {why: number_of(len(given[why]), "interaction") for why in sorted(given)}
        told = "; ".join(f"{count} {_GIVEN[why]}" for why, count in counts.items())
        yield f"Interactions without a role: {told}."
    spare = {item.role for item in plan.headcount.surplus}
    for hire in plan.headcount.hires:
        if hire.role in spare:
            yield (
                f"{role_name(plan.design, hire.role)}: some people are hired and others are more "
                "than needed, because posts are limited to their segments, regions or books."
            )
    if plan.managers:
        yield _managers(plan, priced=cost)
    leavers = plan.leavers
    if leavers is not None:
        yield (
            f"Leavers: to keep {people(leavers.in_work)} at work, {leavers.payroll:.2f} must be on "
            "the payroll; "
            f"on average {percent(1 - leavers.availability, 1)} of each post is vacant or "
            "ramping up."
        )


def _managers(plan: Plan, *, priced: bool) -> str:
    from csdesign.capacity.spans import span_of_control

    span = plan.design.params.span
    levels = span_of_control(plan.headcount.need, span=int(span)).levels
    cost, currency = plan.money.managers, plan.design.document.company.currency
    money_words = "" if cost is None or not priced else f", {money(cost, currency)} a year"
    below = (plan.headcount.need, *levels)
    steps = [f"{n} for the {led} people" for n, led in zip(levels[:1], below, strict=False)]
    steps += [f"{n} for those {led} managers" for n, led in zip(levels[1:], levels, strict=False)]
    one = "1 manager" if plan.managers == 1 else f"{plan.managers} managers"
    steps = steps if len(levels) > 1 else []
    how = "; ".join(filter(None, (", ".join(steps), f"at most {span:g} people each")))
    return f"Plus {one} ({how}){money_words}; not included above."


def _given(plan: Plan) -> dict[str, set[YamlPath]]:
    """Return the interactions with people that name no role, by the reason for the role assumed."""
    found: dict[str, set[YamlPath]] = {}
    if plan.design.roles is None:
        return found
    for part in plan.segments:
        for interaction in part.segment.interactions:
            if interaction.counts_hours and not interaction.effort_by_role and interaction.effort:
                level = part.coverage.level
                why = given_to(plan.design, part.segment, interaction, level).why
                found.setdefault(why, set()).add(interaction.path)
    return found
