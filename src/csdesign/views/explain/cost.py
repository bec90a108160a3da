"""`explain cost`: the price of the plan, by post, role and segment."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.planning.money.cost import role_cost
from csdesign.views.explain.derivation import Derivation, place_of
from csdesign.views.plan.headcount import cost_sentence
from csdesign.views.plan.words import money, role_name

if TYPE_CHECKING:
    from csdesign.planning.results import Plan
    from csdesign.views.explain.derivation import Group

__all__ = ["explain_cost"]


def explain_cost(plan: Plan) -> Derivation:
    """Return the cost of the people: posts, hires, fixed cost; then by role and by segment."""
    spent, design = plan.money, plan.design
    currency = design.document.company.currency
    answer = cost_sentence(plan) or "open until every role with work has a loaded_cost"
    made = Derivation("Cost of the plan", answer)
    _prices(made.group("One full-time person a year"), plan)
    if spent.plan is None:
        return made
    group = made.group("From today to the plan")
    if spent.today is None:
        for role in plan.roles:
            each = role_cost(design, role.role)
            if role.heads and each is not None:
                group.add(f"{role.heads} x {role.title}", f"{role.heads * each:,.0f}")
    else:
        _paid(group, plan)
    if spent.fixed:
        group.input(design, "fixed cost", spent.fixed, "", ("params", "fixed_cost"))
    if spent.today is not None:
        group.add("today", f"{spent.today:,.0f}")
        for item in plan.headcount.surplus:
            group.add(f"not needed: {item.posts} {item.title}", f"-{item.cost or 0:,.0f}")
        for hire in plan.headcount.hires:
            group.add(f"hire: {hire.posts} {hire.title}", f"+{hire.cost or 0:,.0f}")
    group.add("plan", money(spent.plan, currency) + f" ({spent.plan:,.0f})")
    if plan.arr:
        group.add(f"of revenue {plan.arr:,.0f}", f"{100 * spent.plan / plan.arr:.1f}%")
    _split(made, plan)
    return made


def _prices(group: Group, plan: Plan) -> None:
    design = plan.design
    for role in plan.roles:
        written = design.role_by_id.get(role.role)
        own = getattr(written.written, "loaded_cost", None) if written is not None else None
        if own is not None and written is not None:
            group.input(design, role.title, own, "", (*written.path, "loaded_cost"))
        else:
            group.input(
                design, role.title, design.params.loaded_cost, "", ("params", "loaded_cost")
            )


def _paid(group: Group, plan: Plan) -> None:
    loads = {person.id for person in plan.people}
    for post in plan.design.posts or ():
        if post.id not in loads:
            continue
        prices = [role_cost(plan.design, role) or 0.0 for role in post.roles]
        highest = "" if len(prices) == 1 else ", the highest of its roles"
        group.add(
            f"{post.id}: {post.count} x {post.fte:g} x {max(prices):,.0f}{highest}",
            f"{post.count * post.fte * max(prices):,.0f}",
            "",
            place_of(plan.design, post.path),
        )


def _split(made: Derivation, plan: Plan) -> None:
    """Add the plan by role and by segment; both sum to the plan less its fixed cost."""
    group = made.group("By role; people with several roles are split by their work")
    for role in plan.roles:
        if role.cost is not None:
            group.add(role.title, f"{role.cost:,.0f}")
    group.add("sum; the rest is fixed cost", f"{math.fsum(plan.money.by_role.values()):,.0f}")
    group = made.group("By segment: its share of each role's hours")
    for segment in plan.segments:
        if segment.cost is None:
            continue
        shares = []
        for row in segment.staffing:
            total = plan.role_by_id[row.role]
            if total.hours and row.hours:
                percent_ = 100 * row.hours / total.hours
                shares.append(f"{percent_:.1f}% of {role_name(plan.design, row.role)}")
        group.add(f"{segment.segment.name}: {', '.join(shares)}", f"{segment.cost.total:,.0f}")
    group.add("sum", f"{math.fsum(plan.money.by_segment.values()):,.0f}")
