"""The rows and lines of a plan's sections as text, shared by every format for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.planning.ownership import owners
from csdesign.views.plan.words import (
    ARCHETYPES,
    LEVELS,
    MOTIONS,
    decided_words,
    figure,
    money,
    near_words,
    number,
    percent,
    role_name,
    short_role,
)
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import FteRange, Plan, RoleTotal, SegmentPlan, Sensitivity

__all__ = [
    "archetype_lines",
    "contact_rows",
    "coverage_reasons",
    "owner_cell",
    "owner_rows",
    "people_notes",
    "people_rows",
    "sure_rows",
    "today_lines",
]

_MOST_LINES: Final = 12
_STAGES: Final = ("prospect", "evaluate", "onboard", "adopt", "expand", "renew")


def coverage_reasons(plan: Plan) -> list[str]:
    """Return one line per segment that says why it has its level, and what is close."""
    lines = []
    for segment in plan.segments[:_MOST_LINES]:
        name = visible(segment.segment.name, 24)
        level = LEVELS.get(segment.coverage.level or "", "undefined")
        lines.append(f"{name} is {level} because {decided_words(segment)}{_close(segment)}")
        lines += [f"{name} {words}" for words in _specialists(segment)]
    return lines


def _close(plan: SegmentPlan) -> str:
    coverage = plan.coverage
    notes = []
    if coverage.borderline and coverage.to_next_band is not None:
        notes.append(f"borderline, {abs(coverage.to_next_band):.1f} from the next band")
    deciding = [near for near in coverage.near if near.value < near.threshold]
    if deciding:
        notes.append(f"near {', '.join(near_words(near) for near in deciding)}")
    return f" ({'; '.join(notes)})" if notes else ""


def _specialists(plan: SegmentPlan) -> Iterator[str]:
    titles = {milestone.id: milestone.name for milestone in plan.segment.milestones}
    for milestone in plan.milestones:
        hours = f"{figure(milestone.one_to_one_hours)} h one-to-one"
        if milestone.needs_industry and milestone.specialist == "unnamed":
            hours = "industry expertise"
        name = visible(titles.get(milestone.id, milestone.id), 60)
        if milestone.specialist == "deployment":
            yield f"{name!r} takes {hours}: a deployment consultant beside the CSM"
        elif milestone.specialist == "unnamed":
            yield f"{name!r} takes {hours}: a specialist, since nobody there is named"


def today_lines(plan: Plan) -> list[str]:
    """Return today's rule beside the derived plan, where the design states one."""
    lines = []
    for segment in plan.segments[:_MOST_LINES]:
        declared = segment.segment.written.declared
        if declared is None:
            continue
        name = visible(segment.segment.name, 24)
        level = segment.coverage.level
        if declared.level is not None and level is not None and declared.level != level:
            lines.append(
                f"{name} is declared {LEVELS[declared.level]}; its experience needs {LEVELS[level]}"
            )
        per_head = declared.book.arr_per_head if declared.book is not None else None
        arr = segment.segment.arr_per_account
        accounts = segment.segment.accounts
        if per_head and arr is not None and accounts is not None and segment.heads is not None:
            hired = accounts * arr / per_head
            currency = plan.design.document.company.currency
            lines.append(
                f"{name}: today's rule of one person per {money(per_head, currency)} would hire "
                f"{hired:.1f}; the promised work needs {segment.heads}"
            )
    return lines


def people_rows(plan: Plan, *, posts: bool, cost: bool) -> list[list[str]]:
    """Return one row per role and a total; the gap of a role that is met is a dot."""
    rows = [_person(plan, role, posts=posts, cost=cost) for role in plan.roles]
    total = [
        "Total",
        "",
        number(plan.hours),
        number(plan.fte.plan, 2),
        _range(plan.fte),
        number(plan.heads),
    ]
    if posts:
        total += [_count(plan.have), _signed(sum(role.gap or 0 for role in plan.roles))]
    total.append("")
    if cost:
        total.append(money(plan.cost or 0, None))
    return [*rows, total]


def _person(plan: Plan, role: RoleTotal, *, posts: bool, cost: bool) -> list[str]:
    names = [visible(plan.segment_by_id[segment].segment.name, 16) for segment in role.segments]
    where = ", ".join(names[:3]) + (f" +{len(names) - 3}" if len(names) > 3 else "")
    row = [
        where,
        role_name(plan.design, role.role),
        number(role.hours),
        number(role.fte.plan, 2),
        _range(role.fte),
        "-" if role.heads is None else number(role.heads),
    ]
    if posts:
        row += [_count(role.have), _signed(role.gap)]
    row.append(percent(role.busy))
    if cost:
        row.append("-" if role.cost is None else money(role.cost, None))
    return row


def _range(fte: FteRange) -> str:
    return f"{fte.low:.1f}-{fte.high:.1f}"


def _count(value: float | None) -> str:
    return "-" if value is None else figure(value)


def _signed(gap: float | None) -> str:
    if gap is None:
        return "-"
    return "." if abs(gap) < 1e-9 else f"{'+' * (gap > 0)}{figure(gap)}"


def people_notes(plan: Plan) -> list[str]:
    """Return what the people table does not show: the range, pools, what is not counted."""
    params = plan.design.params
    booked = f"{percent(params.high_load)} to {percent(params.low_load)} of customer time"
    lines = [f"Range: people booked {booked}; the plan uses {percent(params.target_load)}."]
    shared = [role for role in plan.roles if len(role.segments) > 1]
    if shared:
        lines.append("One role over several segments is rounded up once, not once per segment.")
    for segment in plan.segments:
        for row in segment.staffing:
            if row.pool is not None and len(lines) < _MOST_LINES:
                pool = row.pool
                lines.append(
                    f"{visible(segment.segment.name, 24)} {role_name(plan.design, row.role)}: "
                    f"{pool.agents} at work, {pool.rostered} rostered, "
                    f"{percent(pool.service_level)} started within {pool.within_hours:g} h"
                )
    if plan.managers:
        lines.append(f"Managers for these people, beside them: {plan.managers}.")
    if plan.leavers is not None:
        lines.append(
            f"With leavers, {plan.leavers.heads} people on the payroll keep these in work."
        )
    lines.append(f"Not counted: {', '.join(visible(name, 60) for name in plan.not_counted)}")
    return lines


def owner_rows(plan: Plan) -> list[list[str]]:
    """Return one row per segment: its name, then the owner of each motion."""
    cells: dict[str, list[int]] = {}
    for i, cell in enumerate(plan.ownership):
        cells.setdefault(cell.segment, []).append(i)
    rows = []
    for segment in plan.segments:
        own = [plan.ownership[i] for i in cells.get(segment.id, ())]
        row = [visible(segment.segment.name, 24)]
        for motion in MOTIONS:
            if motion in segment.segment.not_applicable:
                row.append("not sold" if motion in {"upsell", "cross-sell"} else "none")
            elif motion == "land" and plan.design.begins_after_sale:
                row.append("outside")
            else:
                held = owners(own, motion)
                row.append(owner_cell(plan, held))
        rows.append(row)
    return rows


def owner_cell(plan: Plan, held: tuple[object, ...]) -> str:
    """Return the owners of one cell: names, in brackets where proposed, NOBODY where a gap is."""
    from csdesign.planning.results import OwnershipCell

    cells = [cell for cell in held if isinstance(cell, OwnershipCell)]
    declared = [cell for cell in cells if not cell.proposed]
    if declared:
        return " + ".join(short_role(plan.design, cell.role) for cell in declared)
    if plan.design.roles is not None and plan.design.cells:
        return "NOBODY"
    names = " + ".join(short_role(plan.design, cell.role) for cell in cells)
    return f"({names})" if names else "NOBODY"


def archetype_lines(plan: Plan) -> list[str]:
    """Return the archetype of each segment with its rule, and the four names to choose from."""
    lines = [f"CSM archetypes: {'; '.join(ARCHETYPES.values())}."]
    if plan.design.begins_after_sale:
        lines.append("New sale: nobody in this design sells to new customers.")
    for segment in plan.segments[:_MOST_LINES]:
        archetype = segment.archetype
        name = visible(segment.segment.name, 24)
        if archetype.rule is None:
            missing = ", ".join(archetype.missing)
            open_ = f"tell {missing}" if missing else archetype.why
            lines.append(f"{name}: open; {open_}")
            continue
        title = ARCHETYPES.get(archetype.archetype or "", "no CSM")
        line = f"{name}: {title} ({archetype.rule}); {archetype.why}"
        renew = archetype.csm_levels.get("renew")
        if renew in {"support", "co-own"}:
            line += f"; renewals: the CSM {'co-owns' if renew == 'co-own' else 'supports'}"
        if archetype.overridden_by:
            line += f"; company rule {', '.join(archetype.overridden_by)}"
        if archetype.traditional_account_manager:
            line += ". Call it account manager, or fund a seller"
        lines.append(line)
        lines += [
            f"{name}: {MOTIONS[motion].lower()} moves from {today} to "
            f"{short_role(plan.design, role)}"
            for motion, today, role in segment.changes_hands
        ]
    return lines


def contact_rows(plan: Plan) -> list[list[str]]:
    """Return a heading row, then for each segment people (+ desks) met by stage and in all."""
    stages = [
        stage
        for stage in _STAGES
        if any(s.contacts is not None and stage in s.contacts.by_stage for s in plan.segments)
    ]
    rows = [["Segment", *stages, "In all", "Handovers"]]
    for segment in plan.segments:
        contacts = segment.contacts
        if contacts is None:
            continue
        row = [visible(segment.segment.name, 24)]
        for stage in stages:
            met = contacts.by_stage.get(stage)
            row.append(
                "-" if met is None else f"{met.named}" + (f" +{met.desks}" * bool(met.desks))
            )
        row += [str(contacts.lifetime_named), str(contacts.transfers_after_purchase)]
        rows.append(row)
    return rows


def sure_rows(plan: Plan, source: str) -> list[tuple[str, str]]:
    """Return (label, words) pairs: basis of the hours, what moves the total, stability, next."""
    rows = []
    if plan.measured_share is not None:
        stated = 1 - plan.measured_share - (plan.assumed_share or 0)
        words = (
            f"{percent(plan.measured_share)} of the hours rest on measured effort, "
            f"{percent(plan.assumed_share)} on assumed"
        )
        rows.append(
            ("Hours", words + (f", {percent(stated)} on no stated basis" * (stated > 0.005)))
        )
    labels = iter(("Moves it most",))
    rows += [(next(labels, ""), _moves(item)) for item in plan.sensitivity[:3]]
    rows.append(("Profile", _stability(plan)))
    assumed = [item for item in plan.assumptions if item.basis == "assumed"]
    if assumed:
        rows.append(("Assumed", f"{len(assumed)} numbers: --format json lists them, with users"))
    first = plan.segments[0].id if plan.segments else ""
    where = f" {visible(source, 300)}" if source else ""
    rows.append(("Check any figure", f"csdesign explain fte:{first}{where}"))
    return rows


def _moves(item: Sensitivity) -> str:
    unit = {"h": " h", "1/year": " a year", "accounts": "", "1": ""}.get(item.unit, "")
    name = visible(item.input, 80)
    value, low, high = (figure(amount) for amount in (item.value, item.low, item.high))
    return (
        f"{name}, {value}{unit} ({item.basis}): {low}{unit} = "
        f"{item.fte_low:.1f}, {high}{unit} = {item.fte_high:.1f} full-time"
    )


def _stability(plan: Plan) -> str:
    flips = [
        f"{visible(segment.segment.name, 24)} {flip.trait} {flip.score} gives {LEVELS[flip.level]}"
        for segment in plan.segments
        for flip in segment.coverage.flips
    ]
    if not flips:
        return "coverage stays the same if any profile score moves by 1"
    shown = "; ".join(flips[:3])
    return f"coverage would change: {shown}" + (f"; and {len(flips) - 3} more" * (len(flips) > 3))
