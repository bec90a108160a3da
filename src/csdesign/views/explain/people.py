"""`explain fte:ID` and `explain role:ID`: from promises to hours to people, reconciled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.planning.serving.deliverers import shares
from csdesign.planning.work.staffing import hours_of
from csdesign.views.explain.derivation import Derivation, place_of
from csdesign.views.explain.inputs import WORKING_TIME, add_customers, add_params, how_often
from csdesign.views.plan.words import figure, people, role_name

if TYPE_CHECKING:
    from csdesign.model.design import Interaction, Role
    from csdesign.planning.results import Plan, RoleTotal, SegmentPlan, Staffing
    from csdesign.views.explain.derivation import Group

__all__ = ["explain_fte", "explain_role"]

_STANDARD_JOBS = 4
_VERBS = {"own": "owns", "co-own": "co-owns", "support": "supports"}
_QUEUE = (
    ("open_hours", "h a year"),
    ("service_level", ""),
    ("target_wait_hours", "h"),
    ("max_occupancy", ""),
    ("shrinkage", ""),
)


def explain_fte(plan: Plan, segment: SegmentPlan) -> Derivation:
    """Return how a segment's hours become full-time people and heads."""
    design = plan.design
    if segment.fte is None:
        each = segment.workload
        answer = (
            f"{figure(each.recurring_hours_per_account, 4)} h a year for each customer and "
            f"{figure(each.once_hours_per_new_account, 4)} h for each new one; give accounts for "
            "people"
        )
    else:
        heads = sum(row.heads or 0 for row in segment.staffing)
        answer = (
            f"{segment.workload.hours or 0:,.0f} h a year = {segment.fte.plan:.2f} full-time "
            f"({segment.fte.low:.2f} to {segment.fte.high:.2f}); {people(heads)} for this segment "
            "alone"
        )
    made = Derivation(f"People for {segment.segment.name} ({segment.id})", answer)
    add_customers(made.group("Customers"), plan, segment.segment)
    work = made.group("Promised work")
    for interaction in segment.segment.interactions:
        _work(work, plan, segment, interaction)
    programme = segment.segment.written.programme_hours
    if programme is not None:
        work.input(
            design,
            "running the programme",
            programme,
            "h a year",
            (*segment.segment.path, "programme_hours"),
        )
    add_params(made.group("Working time"), design, WORKING_TIME)
    for row in segment.staffing:
        _role_row(made.group(role_name(design, row.role)), plan, row)
    return made


def _work(group: Group, plan: Plan, segment: SegmentPlan, interaction: Interaction) -> None:
    design, whole = plan.design, segment.segment
    accounts = whole.new_accounts if interaction.once else whole.accounts
    for role, hours in shares(design, whole, interaction, segment.coverage.level):
        total = (accounts or 0) * interaction.occurrences * interaction.share * hours
        group.add(
            f"{interaction.name}: {how_often(interaction)}, {figure(hours, 4)} h by "
            f"{role_name(design, role)}",
            f"{total:,.1f} h",
            interaction.effort_basis,
            place_of(design, interaction.path),
        )


def _role_row(group: Group, plan: Plan, row: Staffing) -> None:
    productive = hours_of(plan.design, row.role)
    group.add("hours a year", f"{row.hours:,.1f} h")
    group.add(
        f"hours of one full-time person: available {productive.available_hours:,.0f}, "
        f"for customers {productive.customer_hours:,.0f}, planned",
        f"{productive.planned_hours:,.1f} h",
    )
    group.add(
        "full-time people (if booked for 100% to 75%)",
        f"{row.fte.plan:.2f} ({row.fte.low:.2f} to {row.fte.high:.2f})",
    )
    if row.book is not None:
        group.add(
            f"book: {productive.planned_hours:,.1f} h / "
            f"{figure(row.recurring_hours_per_account, 4)} h a customer",
            f"{row.book} customers each",
        )
    if row.pool is not None:
        pool = row.pool
        add_params(group, plan.design, _QUEUE)
        group.add(
            f"queue: {figure(pool.arrivals_per_hour, 4)} an hour x "
            f"{figure(pool.handle_hours, 4)} h",
            f"{figure(pool.offered_load, 4)} erlang",
        )
        group.add(
            f"Erlang C: fewest at work with {100 * pool.target_share:g}% started within "
            f"{pool.within_hours:g} h",
            f"{pool.agents} (reaches {100 * pool.service_level:.2f}%)",
        )
        group.add("rostered, with time away from the queue", f"{pool.rostered}")
    group.add("people for this segment alone", "-" if row.heads is None else f"{row.heads}")
    if row.busy is not None:
        group.add("of their planned hours", f"{100 * row.busy:.0f}% booked")


def _standard_jobs(group: Group, plan: Plan, role: Role) -> None:
    """Add the nearest reference roles, and the lead of each over the other families."""
    from csdesign import reference
    from csdesign.auditing.standings import standing_of
    from csdesign.rules.facts.ownership import levels_by_role

    known = reference.roles()
    standing = standing_of(plan.design, role, levels_by_role(plan.design).get(role.id))
    if not standing.judged:
        group.add("the role has too little text to compare")
        return
    how = "by the words of its sentences" if standing.by_words else "by codes, motions, measures"
    shown = [*list(standing.similar)[:_STANDARD_JOBS], *filter(None, [standing.claimed])]
    for kind in dict.fromkeys(shown):
        lead = standing.lead_of(kind)
        words = f"{lead:.2f} ahead of" if lead >= 0 else f"{-lead:.2f} behind"
        claimed = ", claimed" if kind == standing.claimed else ""
        group.add(
            f"{known[kind].title_en} ({kind}{claimed}), {words} the nearest of another family",
            f"{standing.similar[kind]:.2f}",
            how,
        )


def _before(made: Derivation, role: Role) -> None:
    """Add the role's earlier state in the design, without its duties."""
    former = getattr(role.written, "formerly", None)
    if former is None:
        return
    group = made.group("What it was before")
    if former.title:
        group.add("title", former.title)
    if former.aliases:
        group.add("also called", ", ".join(former.aliases))
    if former.kind:
        group.add("kind it claimed to be", former.kind)
    if former.purpose:
        group.add("purpose", former.purpose)
    if former.as_of:
        group.add("until", str(former.as_of))


def explain_role(plan: Plan, role: RoleTotal | None, role_id: str) -> Derivation:
    """Return the purpose of a role, its duties, and the people it takes."""
    design = plan.design
    written = design.role_by_id.get(role_id)
    name = role_name(design, role_id)
    if role is None:
        made = Derivation(f"Role {name} ({role_id})", "no promised work has hours for it")
    else:
        have = "" if role.have is None else f"; {figure(role.have)} in post"
        heads = "-" if role.heads is None else f"{role.heads} people"
        made = Derivation(
            f"Role {name} ({role_id})",
            f"{role.hours:,.0f} h a year = {role.fte.plan:.2f} full-time, {heads}{have}",
        )
    if written is not None:
        group = made.group("What it is")
        group.add("kind it claims to be", written.kind or "none stated")
        if written.purpose:
            group.add("purpose", written.purpose)
        for cell in design.cells:
            if cell.role == role_id:
                group.add(
                    f"{_VERBS[cell.level]} {cell.motion} in {cell.segment}",
                    "",
                    "",
                    place_of(design, cell.path),
                )
        for duty in written.duties or ():
            words = duty.text or duty.code or ""
            code = f"code {duty.code}" if duty.code and duty.text else ""
            group.add(words, code, "", place_of(design, duty.path))
        if written.duties:
            _standard_jobs(made.group("Closest reference roles"), plan, written)
        _before(made, written)
    work = made.group("Promised work it delivers")
    for segment in plan.segments:
        for row in segment.staffing:
            if row.role == role_id:
                work.add(
                    f"{segment.segment.name}: {row.assignment}",
                    f"{row.hours:,.1f} h, {row.fte.plan:.2f} full-time",
                )
    if not work.steps:
        work.add("none with hours")
    return made
