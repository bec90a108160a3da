"""`explain total`, `hire:ROLE`, `managers`, `leavers`, `book:ROLE`: the people of a plan."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.capacity.spans import span_of_control
from csdesign.planning.stated import stated_of
from csdesign.planning.work.need import caps_of, customers_held
from csdesign.planning.work.regions import Regions
from csdesign.planning.work.staffing import hours_of
from csdesign.views.explain.derivation import Derivation, place_of
from csdesign.views.explain.inputs import WORKING_TIME, add_params
from csdesign.views.plan.headcount import (
    hire_lines,
    notes,
    people_sentences,
    work_sentence,
)
from csdesign.views.plan.words import figure, number, percent, role_name
from csdesign.wording import listed, number_of

if TYPE_CHECKING:
    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, Post
    from csdesign.planning.results import Hire, Plan, RoleTotal
    from csdesign.views.explain.derivation import Group

__all__ = [
    "explain_book",
    "explain_hire",
    "explain_leavers",
    "explain_managers",
    "explain_total",
]

_QUEUE = (("open_hours", "h a year"), ("shrinkage", ""))
_REASONS = {
    "work": "its hours",
    "roster": "presence at its queue",
    "cap": "caps on books",
    "book": "whole customers in small books",
}


def explain_total(plan: Plan) -> Derivation:
    """Return how the hours of all roles become people needed, in post, to hire and not needed."""
    answer = " ".join([*people_sentences(plan), work_sentence(plan)])
    made = Derivation("People of the plan", answer)
    add_params(made.group("Working time"), plan.design, WORKING_TIME)
    for role in plan.roles:
        _need(made.group(f"{role_name(plan.design, role.role)} ({role.role})"), plan, role)
    if plan.headcount.have is None:
        _alone(made.group("People"), plan)
        return made
    _posts(made.group("Who is there"), plan)
    group = made.group("People")
    head = plan.headcount
    group.add("in post, with work in the plan", f"{head.have}")
    for item in head.surplus:
        names = ", ".join(item.positions)
        group.add(
            f"not needed: the work fits without them ({names})", f"-{item.posts} {item.title}"
        )
    for line in hire_lines(plan):
        group.add(line)
    for hire in head.hires:
        group.add(f"to hire; explain hire:{hire.role} says why", f"+{hire.posts} {hire.title}")
    sums = f"{head.have} - {head.spare} + {head.hired}"
    group.add(f"needed: {sums}", f"{head.need}")
    if head.hired > head.least:
        proof = f"the fewest that were found; at least {head.least} are needed"
    else:
        proof = "proven" if head.exact else "proven; even fewer people may be enough"
    group.add("fewest hires", f"{head.hired}", proof)
    return made


def _need(group: Group, plan: Plan, role: RoleTotal) -> None:
    """Add the need of a role with its own people, by each method of counting."""
    planned = hours_of(plan.design, role.role).planned_hours
    regions = Regions(plan.design)
    for segment in plan.segments:
        for row in segment.staffing:
            if row.role == role.role:
                parts = regions.parts(segment.id)
                shares = ", ".join(
                    f"{percent(share)} {region or 'anywhere'}" for region, share in parts
                )
                group.add(
                    f"{segment.segment.name} (explain fte:{segment.id})",
                    f"{row.hours:,.1f} h",
                    shares if len(parts) > 1 or parts[0][0] else "",
                )
    need = role.needed
    if need is None:
        return
    group.add(
        f"by work: {role.hours:,.1f} h / {planned:,.1f} h of one full-time person",
        f"{need.work:.4f}",
    )
    if role.pool is not None:
        _queue(group, plan, role)
    if need.cap:
        cap = caps_of(plan.design)[role.role]
        limits = [
            f"{cap.max_accounts:g} customers" if cap.max_accounts else "",
            f"{cap.max_arr:,.0f} of revenue" if cap.max_arr else "",
        ]
        group.add(f"by caps on books ({', '.join(filter(None, limits))} each)", f"{need.cap:.4f}")
    if need.book:
        group.add("by whole customers in books of fewer than five", f"{need.book:.4f}")
    group.add(f"needed: the largest of these ({_REASONS[need.bound]})", f"{need.need:.4f}")
    if role.heads is not None:
        group.add("whole people, if the role has its own people", f"{role.heads}")


def _queue(group: Group, plan: Plan, role: RoleTotal) -> None:
    """Add both availabilities of one person, and the need that the promise causes."""
    pool = role.pool
    if pool is None:
        return
    customer = hours_of(plan.design, role.role).customer_hours
    add_params(group, plan.design, _QUEUE)
    group.add(
        "a full-time person is at the queue on average: paid hours less absence, divided by "
        "opening hours",
        f"{pool.present:.4f}",
    )
    group.add(
        "the same person has for customers in a year: holidays and internal time are "
        "taken off as well",
        f"{customer:,.0f} h",
    )
    if not pool.short:
        group.add(f"an answer within {pool.within_hours:g} h can be scheduled; hours decide")
        return
    group.add(
        f"on duty so that {100 * pool.target_share:g}% are answered within "
        f"{pool.within_hours:g} h (Erlang C, {figure(pool.offered_load, 4)} erlang in the busiest "
        "hour)",
        f"{pool.agents}",
    )
    group.add(f"by presence: {pool.agents} / {pool.present:.4f}", f"{pool.roster:.4f}")


def _alone(group: Group, plan: Plan) -> None:
    head = plan.headcount
    for role in plan.roles:
        if role.heads:
            group.add(role.title, f"{role.heads}")
    group.add("if each role has its own people: the sum", f"{head.separate}")
    if head.fewest is not None:
        group.add("if roles are combined and work is split as needed", f"{head.fewest}")
    for item in head.combination or ():
        names = " with ".join(role_name(plan.design, role) for role in item.roles)
        group.add(f"one way: {names}", f"{item.posts}")


def _posts(group: Group, plan: Plan) -> None:
    """Add each post with work: its time, roles, load and place."""
    loads = {person.id: person for person in plan.people}
    for post in plan.design.posts or ():
        load = loads.get(post.id)
        names = ", ".join(role_name(plan.design, role) for role in post.roles)
        words = f"{post.id}: {post.count} x {post.fte:g} full-time, {names}{_where(plan, post)}"
        if load is None:
            group.add(f"{words}; no work in the plan, not counted", "", "", _at(plan, post.path))
            continue
        shares = ", ".join(
            f"{role_name(plan.design, role)} {hours:,.0f} h"
            for role, hours in load.hours_by_role.items()
        )
        group.add(
            f"{words}; each does {shares}",
            f"{100 * load.busy:.0f}% booked",
            "",
            _at(plan, post.path),
        )


def _where(plan: Plan, post: Post) -> str:
    """Return the segments and the region that a post is limited to, as words after its time."""
    names = [
        segment.name for segment in plan.design.segments if segment.id in (post.segments or ())
    ]
    segments = "" if post.segments is None else f", in {listed(names, 'and')} only"
    region = post.written.region
    split = region is not None and Regions(plan.design).splits
    return f"{segments}, in the part of {region} only" if split else segments


def _at(plan: Plan, path: YamlPath) -> str:
    return place_of(plan.design, path)


def explain_hire(plan: Plan, role_id: str) -> Derivation:
    """Return the reason why people of a role are hired, or why nobody is."""
    total = plan.role_by_id[role_id]
    hire = next((item for item in plan.headcount.hires if item.role == role_id), None)
    if plan.headcount.have is None:
        answer = "nobody is in post yet: add positions to see who is missing"
    elif hire is None:
        answer = "no hires: the people in post can do all of its work"
    else:
        answer = hire_lines(plan)[plan.headcount.hires.index(hire)]
    made = Derivation(f"Hires for {role_name(plan.design, role_id)} ({role_id})", answer)
    _need(made.group("What the role needs if it has its own people"), plan, total)
    group = made.group("Who holds it")
    loads = {person.id: person for person in plan.people}
    for post in plan.design.posts_by_role.get(role_id, ()):
        load = loads.get(post.id)
        part = 0.0 if load is None else load.busy_by_role.get(role_id, 0.0)
        others = [role_name(plan.design, role) for role in post.roles if role != role_id]
        also = f", also {', '.join(others)}" if others else ""
        group.add(
            f"{post.id}: {post.count} x {post.fte:g} full-time{also}{_where(plan, post)}",
            f"{100 * part:.0f}% of their time is for this role",
            "",
            _at(plan, post.path),
        )
    if not group.steps:
        group.add("nobody")
    if hire is not None:
        _hired(made.group("What hired people must take on"), plan.design, hire)
    return made


def _hired(group: Group, design: Design, hire: Hire) -> None:
    group.add(f"at least, because of {_REASONS[hire.bound]}", f"{hire.short_fte:.4f} full-time")
    group.add("in hours of the role", f"{hire.hours:,.1f} h a year")
    group.add("whole posts", f"{hire.posts}")
    add_params(group, design, (("thin_hire", "full-time"),))
    last = hire.short_fte - (hire.posts - 1)
    group.add("the last of them takes on", f"{last:.4f} full-time", "thin" if hire.thin else "")
    avoided = hire.avoided_by
    if avoided is not None:
        group.add(
            f"one fewer with {avoided.input} {figure(avoided.limit, 6)} instead of "
            f"{figure(avoided.value, 6)}",
            f"{100 * avoided.change:+.2f}%",
            "",
            "" if avoided.path is None else place_of(design, avoided.path),
        )
    if hire.cost is not None:
        group.add("cost a year", f"{hire.cost:,.0f}")


def explain_managers(plan: Plan) -> Derivation:
    """Return the managers that the people of the plan need, level by level."""
    design, people = plan.design, plan.headcount.need
    answer = next((line for line in notes(plan) if line.startswith("Plus ")), "no manager needed")
    made = Derivation("Managers", answer)
    group = made.group("Span of control")
    group.add("people of the plan (explain total)", f"{people}")
    add_params(group, design, (("span", "people for one manager"),))
    below = people
    for level in span_of_control(people, span=int(design.params.span)).levels:
        group.add(f"{below} / {design.params.span:g}, rounded up", f"{level}")
        below = level
    group.add("managers", f"{plan.managers}")
    group.input(
        design, "cost of one a year", design.params.manager_cost, "", ("params", "manager_cost")
    )
    if plan.money.managers is not None:
        group.add("cost, next to the plan's", f"{plan.money.managers:,.0f}")
    return made


def explain_leavers(plan: Plan) -> Derivation:
    """Return how many people must be on the payroll to keep those of the plan at work."""
    design, leavers = plan.design, plan.leavers
    answer = next((line for line in notes(plan) if line.startswith("Leavers")), "")
    made = Derivation(
        "Leavers", answer or "no annual_attrition is given: everybody is assumed to stay"
    )
    group = made.group("Availability")
    names = (("annual_attrition", "a year"), ("months_to_fill", "months"))
    add_params(group, design, names)
    ramp = design.params.ramp
    group.add("productivity in each month after the start", ", ".join(f"{x:g}" for x in ramp))
    lost = design.params.months_to_fill + math.fsum(1 - part for part in ramp)
    group.add("months lost for each leaver: vacancy and ramp", f"{lost:g}")
    if leavers is not None:
        group.add(
            f"filled and productive: 1 - {design.params.annual_attrition:g} x {lost:g} / 12",
            f"{leavers.availability:.5f}",
        )
        group.add(
            f"on the payroll: {leavers.in_work} / {leavers.availability:.5f}",
            f"{leavers.payroll:.2f}, as whole people {leavers.heads}",
        )
    return made


def explain_book(plan: Plan, role_id: str) -> Derivation:
    """Return how many customers one person of a role can hold in each segment."""
    design = plan.design
    planned = hours_of(design, role_id).planned_hours
    total = plan.role_by_id[role_id]
    made = Derivation(f"Books of {role_name(design, role_id)} ({role_id})", "")
    books = []
    for segment in plan.segments:
        for row in segment.staffing:
            if row.role != role_id:
                continue
            group = made.group(segment.segment.name)
            group.add("assignment", row.assignment)
            each = row.recurring_hours_per_account
            group.add("hours a year for each customer", f"{figure(each, 6)} h")
            if row.book is None:
                group.add(
                    "no book: nobody is assigned to customers by name here, or they need no hours"
                )
                continue
            books.append(f"{segment.segment.name} {row.book} customers each")
            group.add(f"book: {planned:,.1f} h / {figure(each, 6)} h", f"{row.book} customers")
            held = customers_held(segment.segment, each)
            group.add("customers", number(held))
            for item in stated_of(design, segment):
                place = _at(plan, (*segment.segment.path, "declared"))
                if item.key in {"book", "heads"}:
                    group.add(
                        f"stated today: {item.stated}; the plan: {item.derived}", "", "", place
                    )
                elif item.key == "rule":
                    group.add(f"{item.stated}; {item.derived}", "", "", place)
    cap = caps_of(design).get(role_id)
    if cap is not None and (cap.max_accounts or cap.max_arr):
        group = made.group("Caps of the people in post, and where each of them works")
        for post in design.posts_by_role.get(role_id, ()):
            if not (post.written.max_accounts or post.written.max_arr):
                continue
            caps = (
                number_of(post.written.max_accounts, "customer")
                if post.written.max_accounts
                else "",
                f"{post.written.max_arr:,.0f} of revenue" if post.written.max_arr else "",
            )
            group.add(
                f"{post.id}: {post.count} x at most {listed(filter(None, caps), 'and')}"
                f"{_where(plan, post)}",
                "",
                "",
                _at(plan, post.path),
            )
        if total.needed is not None:
            group.add("people by the largest cap", f"{total.needed.cap:.4f}")
    made.answer = "; ".join(books) or "nobody holds customers by name"
    return made
