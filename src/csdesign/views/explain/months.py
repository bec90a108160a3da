"""`explain month:2027-05:csm` and `explain vacancy:csm:2027-06`: down to the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.errors import UsageError
from csdesign.planning.months.supply import newcomers_of, posts_by_month
from csdesign.planning.months.work import steps_of
from csdesign.planning.serving.deliverers import title_of
from csdesign.planning.work.staffing import hours_of
from csdesign.views.explain.derivation import Derivation, place_of
from csdesign.views.months import day_words, month_words, reason_words
from csdesign.views.plan.words import figure, people
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import MonthPlan, RoleMonth, RoleMonths, Vacancy
    from csdesign.views.explain.derivation import Group

__all__ = ["explain_month", "explain_vacancy"]

_ROUNDING = 1e-6


def explain_month(plan: Plan, name: str) -> Derivation:
    """Return how a role's month is derived: customers, work, people, waiting work.

    Raises:
        UsageError: the name is not a month and a role of the plan, or no months are planned.
    """
    months = _months(plan)
    text, _, role_id = name.partition(":")
    names = [months.horizon.text(month) for month in range(months.length)]
    if text not in names:
        raise UsageError(
            f"explain month:{visible(name, 60)}: the months are {names[0]} to {names[-1]}; "
            f"write month:{names[0]}:ROLE"
        )
    role = _role(months, role_id, f"month:{text}")
    month = names.index(text)
    here = role.months[month]
    title = f"{role.title} in {month_words(months.horizon.first_day(month))}"
    made = Derivation(title, _month_answer(here))
    _customers(made.group("Customers"), plan, months, role.role, month)
    _work(made.group("Work"), plan, months, role, month)
    _time(made.group("One full-time person"), plan, role, here)
    _need(made.group("People needed"), here)
    if here.available is not None:
        _supply(made.group("People at work"), plan, months, role, month)
        _waiting(made.group("What waits"), role, month)
    return made


def explain_vacancy(plan: Plan, name: str) -> Derivation:
    """Return the derivation of a vacancy: its reason, its first day, and its opening.

    Raises:
        UsageError: the name is not a role and a month in which a vacancy starts.
    """
    months = _months(plan)
    role_id, _, text = name.partition(":")
    role = _role(months, role_id, "vacancy")
    starts = [months.horizon.number(vacancy.start) for vacancy in role.vacancies]
    known = list(dict.fromkeys(months.horizon.text(start) for start in starts))
    if (text and text not in known) or not known:
        listed = f"they start in {', '.join(known)}" if known else "there is nobody to hire"
        raise UsageError(
            f"explain vacancy:{visible(name, 60)}: there is no such vacancy; for "
            f"{role.role} {listed}"
        )
    wanted = text or known[0]
    found = [
        vacancy
        for vacancy, start in zip(role.vacancies, starts, strict=True)
        if months.horizon.text(start) == wanted
    ]
    vacancy = found[0]
    count = people(len(found))
    made = Derivation(
        f"Vacancy: {role.title}, first day {day_words(vacancy.start)}",
        f"{count} to hire; open by {day_words(vacancy.open_by)}: {reason_words(plan, vacancy)}",
    )
    _why(made.group("Why"), plan, months, role, found)
    _when(made.group("By when"), plan, months, role, vacancy)
    _after(made.group("What it changes"), months, role)
    return made


def _months(plan: Plan) -> MonthPlan:
    if plan.months is None:
        raise UsageError(
            "no months are planned; add --months 12 --from 2027-01, or a horizon to the design"
        )
    return plan.months


def _role(months: MonthPlan, role_id: str, what: str) -> RoleMonths:
    for role in months.roles:
        if role.role == role_id:
            return role
    known = [role.role for role in months.roles]
    hint = did_you_mean(role_id, known) or f"; roles: {', '.join(known[:8]) or 'none'}"
    raise UsageError(f"explain {what}: no role {visible(role_id, 64)!r} has work{hint}")


def _month_answer(here: RoleMonth) -> str:
    words = f"{here.required:.2f} full-time people needed"
    if here.available is None:
        return f"{words}; the design names no positions"
    words += f", {here.available:.2f} at work"
    waits = here.delay or 0.0
    return f"{words}; {waits:.2f} months of work wait at its end"


def _customers(group: Group, plan: Plan, months: MonthPlan, role: str, month: int) -> None:
    served = {step.segment for step in steps_of(plan, months.customers, months.length, role, month)}
    for segment in months.segments:
        if segment.id not in served:
            continue
        here = segment.months[month]
        whole = plan.design.segment_by_id[segment.id]
        group.add(
            f"{whole.name}: {figure(here.opening, 4)} + {figure(here.new, 4)} new "
            f"- {figure(here.lost, 4)} lost + {figure(here.moved_in - here.moved_out, 4)} moved "
            f"= {figure(here.closing, 4)}; served",
            figure(here.served, 4),
            "counted" if months.counted else "",
            place_of(plan.design, (*whole.path, "accounts")),
        )


def _work(group: Group, plan: Plan, months: MonthPlan, role: RoleMonths, month: int) -> None:
    design = plan.design
    units = {
        "recurring": "h a year x customers / 12",
        "renewals": "h a year x renewals worked on",
        "onboarding": "h x onboardings due this month",
        "programme": "h a year / 12",
    }
    for step in steps_of(plan, months.customers, months.length, role.role, month):
        whole = design.segment_by_id[step.segment]
        name = "running the programme" if step.interaction is None else step.interaction.name
        path = (
            (*whole.path, "programme_hours") if step.interaction is None else step.interaction.path
        )
        group.add(
            f"{whole.name}, {name}: {figure(step.each, 4)} {units[step.kind]} "
            f"({figure(step.number, 4)})",
            f"{figure(step.hours, 5)} h",
            "",
            place_of(design, path),
        )
    group.add("total", f"{figure(role.months[month].hours, 6)} h")


def _time(group: Group, plan: Plan, role: RoleMonths, here: RoleMonth) -> None:
    planned = hours_of(plan.design, role.role).planned_hours
    group.add("planned hours of a year", f"{figure(planned, 6)} h")
    share = here.full_time_hours / planned
    group.add(f"this month is {100 * share:.2f}% of it", f"{figure(here.full_time_hours, 5)} h")


def _need(group: Group, here: RoleMonth) -> None:
    work = here.hours / here.full_time_hours
    group.add("work divided by the hours of one person", f"{figure(work, 4)} full-time")
    if here.roster > 0:
        group.add("people needed so that enough of them are on a queue", figure(here.roster, 4))
    if here.bound in {"cap", "book"}:
        what = "caps on books" if here.bound == "cap" else "whole books"
        group.add(f"{what} need", figure(here.required, 4))
    group.add("needed: the largest of these", f"{figure(here.required, 4)} full-time")


def _supply(group: Group, plan: Plan, months: MonthPlan, role: RoleMonths, month: int) -> None:
    design = plan.design
    ramped = 0.0
    for post in posts_by_month(design, months.horizon) or ():
        if role.role not in post.roles:
            continue
        here = post.productive[month]
        ramped += here
        group.add(
            f"{post.post.id}: {post.post.count} x {figure(float(post.post.fte), 3)}, "
            "as far as in post and ramped up",
            f"{figure(here, 4)} full-time",
            "",
            place_of(design, post.post.path),
        )
    newcomers = newcomers_of(design, role.role)
    there = newcomers.there(months.length)[month]
    if newcomers.annual_attrition:
        group.add(
            f"less expected leavers ({100 * newcomers.annual_attrition:.0f}% a year)",
            f"x {figure(there, 4)}",
            "",
            place_of(design, ("params", "annual_attrition")),
        )
    own = role.months[month].available or 0.0
    others = ramped * there - own
    if abs(others) > _ROUNDING:
        group.add("less what they do for other roles", f"- {figure(others, 4)} full-time")
    group.add("at work for this role", f"{figure(own, 4)} full-time")


def _waiting(group: Group, role: RoleMonths, month: int) -> None:
    here = role.months[month]
    before = role.months[month - 1].backlog if month else 0.0
    done = (here.available or 0.0) * here.full_time_hours
    group.add("left over from the month before", f"{figure(before or 0, 5)} h")
    group.add("work of the month", f"+ {figure(here.hours, 5)} h")
    group.add("what the people get done", f"- {figure(done, 5)} h")
    group.add("left over, at least 0", f"{figure(here.backlog or 0, 5)} h")
    limit = min(role.max_delay * done, max(0.0, here.hours - here.queue_hours))
    group.add(
        f"accepted: {figure(role.max_delay, 3)} months of the role's time, but no requests",
        f"{figure(limit, 5)} h",
    )
    group.add("short in this month", _short_words(here, limit))


def _short_words(here: RoleMonth, limit: float) -> str:
    """Return whether a role is short, and by how much."""
    if not here.short:
        return "no"
    if (here.backlog or 0.0) > limit:
        return "yes, more work waits than is accepted"
    return "yes, there are fewer people than its queue, caps or books need"


def _why(
    group: Group, plan: Plan, months: MonthPlan, role: RoleMonths, found: list[Vacancy]
) -> None:
    if role.first_short is not None:
        here = role.months[role.first_short]
        first = month_words(months.horizon.first_day(role.first_short))
        group.add(
            f"first short in {first}: {figure(here.required, 3)} needed, "
            f"{figure(here.available or 0, 3)} at work",
            f"{figure(here.backlog or 0, 4)} h wait",
        )
    for vacancy in found:
        reason = vacancy.reason
        place = "" if reason.path is None else place_of(plan.design, reason.path)
        group.add(reason_words(plan, vacancy), f"{figure(reason.people, 3)} full-time", "", place)
    group.add(
        f"{title_of(plan.design, role.role)}: the fewest hires that leave no month short",
        str(len(role.vacancies)),
    )


def _when(group: Group, plan: Plan, months: MonthPlan, role: RoleMonths, vacancy: Vacancy) -> None:
    newcomers = newcomers_of(plan.design, role.role)
    ramp = ", ".join(f"{100 * part:.0f}%" for part in newcomers.ramp) or "none"
    group.add("latest start that leaves no month short", day_words(vacancy.ideal_start))
    group.add("ramp, month by month", ramp, "", place_of(plan.design, ("params", "ramp")))
    if vacancy.late and months.horizon.as_of is not None:
        group.add(
            f"too late on {day_words(months.horizon.as_of)}: first possible start",
            day_words(vacancy.start),
        )
    if vacancy.held:
        group.add("moved by the hiring freeze", day_words(vacancy.start))
    group.add(
        f"months from opening to the first day: {figure(newcomers.months_to_fill, 3)}",
        f"open by {day_words(vacancy.open_by)}",
        "",
        place_of(plan.design, ("params", "months_to_fill")),
    )
    if vacancy.needed_until is not None:
        group.add("no longer needed from", day_words(vacancy.needed_until))


def _after(group: Group, months: MonthPlan, role: RoleMonths) -> None:
    last = role.months[-1]
    name = month_words(months.horizon.first_day(months.length - 1))
    group.add(f"waits at the end of {name} without hires", f"{figure(last.backlog or 0, 4)} h")
    group.add(
        f"with the {people(len(role.vacancies))} hired",
        f"{figure(last.backlog_with_hires or 0, 4)} h",
    )
