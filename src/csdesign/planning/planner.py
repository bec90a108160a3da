"""From a design to a plan, in Murphy's order: experience, coverage, roles, archetype, capacity.

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management". Only the lines on cost
read revenue.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from csdesign.planning.coverage.decision import (
    PRACTITIONERS,
    ax_score,
    decide,
    human_share,
    near_gates,
    need_score,
)
from csdesign.planning.coverage.quantities import quantities
from csdesign.planning.money.cost import cost_of
from csdesign.planning.people.beyond_hours import cells_of, leavers_of, managers_of, wave_of
from csdesign.planning.people.headcount import staffed
from csdesign.planning.people.presence import overlaps_of
from csdesign.planning.people.role_totals import role_totals
from csdesign.planning.people.team_work import team_work
from csdesign.planning.results import Coverage, FteRange, Plan, SegmentPlan
from csdesign.planning.serving.archetypes import archetype_of
from csdesign.planning.serving.contacts import contacts_of
from csdesign.planning.serving.deliverers import (
    practitioner_role,
    programme_hours_of,
    programme_runner,
)
from csdesign.planning.serving.milestones import milestone_modes
from csdesign.planning.serving.owners import changes_hands, ownership_of
from csdesign.planning.what_if.counterfactual import smallest_change, trait_flips
from csdesign.planning.work.demand import demand_by_role, workload_of
from csdesign.planning.work.need import caps_of
from csdesign.planning.work.staffing import staff

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.model.design import Design, Segment
    from csdesign.model.params import Params
    from csdesign.planning.results import OwnershipCell, Staffing
    from csdesign.planning.work.demand import Demand
    from csdesign.planning.work.need import Caps

__all__ = ["coverage_of", "make_plan"]


def make_plan(design: Design, *, whole: bool = True) -> Plan:
    """Return the plan of a design whose references have been checked.

    Without `whole` the plan has only what rules read: it lacks the changes that would move a level
    or the total, the assumptions and the open points, which are half of the work of planning. The
    measured and the assumed share of hours are then found only for policies, which alone ask for
    them.
    """
    caps = caps_of(design)
    demands: list[tuple[Segment, dict[str, Demand], tuple[Staffing, ...]]] = []
    plans: list[SegmentPlan] = []
    cells: list[OwnershipCell] = []
    for segment in design.segments:
        part, demand, owned = _segment(design, segment, caps, whole=whole)
        plans.append(part)
        cells += owned
        demands.append((segment, demand, part.staffing))
    rows = [(segment, staffing) for segment, _, staffing in demands]

    work = team_work(design, demands, sides=_practitioners(plans), caps=caps)
    staff = staffed(design, work)
    money, headcount = staff.money, staff.headcount
    if money.by_segment:
        plans = [
            part._replace(cost=cost_of(part.segment, money.by_segment.get(part.id)))
            for part in plans
        ]
    plan = Plan(
        design=design,
        segments=tuple(plans),
        ownership=tuple(cells),
        roles=role_totals(design, rows, work, staff),
        assumptions=(),
        sensitivity=(),
        measured_share=None,
        assumed_share=None,
        not_counted=(),
        open_points=(),
        csm_types=_csm_types(plans),
        headcount=headcount,
        money=money,
        managers=managers_of(design, headcount.need),
        people=staff.people,
        overlaps=overlaps_of(design, rows),
        leavers=leavers_of(design, headcount.need),
    )
    if whole:
        return _explained(plan, caps)
    return _with_shares(plan) if design.document.policies else plan


def _explained(plan: Plan, caps: Mapping[str, Caps]) -> Plan:
    """Return the plan with what it assumes and leaves open, and what would change it most."""
    # What only people read is not loaded by a check.
    from csdesign.planning.assumptions import assumptions_of, not_counted, open_points
    from csdesign.planning.what_if.sensitivity import register_of, sensitivities
    from csdesign.planning.what_if.thin import with_avoided

    design, segments = plan.design, plan.segments
    counted = frozenset(role.role for role in plan.roles)
    register = register_of(design, segments)
    return replace(
        plan,
        headcount=with_avoided(design, segments, plan.headcount, caps),
        assumptions=assumptions_of(design, segments),
        sensitivity=sensitivities(register),
        measured_share=register.share("measured"),
        assumed_share=register.share("assumed"),
        not_counted=not_counted(design, counted, plan.headcount.not_counted),
        open_points=open_points(design, segments),
    )


def _with_shares(plan: Plan) -> Plan:
    from csdesign.planning.what_if.sensitivity import register_of

    register = register_of(plan.design, plan.segments)
    return replace(
        plan,
        measured_share=register.share("measured"),
        assumed_share=register.share("assumed"),
    )


def coverage_of(segment: Segment, params: Params, *, whole: bool) -> Coverage:
    """Return the coverage of a segment, its basis and, with `whole`, changes that would flip it."""
    yearly = [(interaction, segment.yearly(interaction)) for interaction in segment.interactions]
    q = quantities(yearly)
    decision = decide(q, segment.traits, params)
    share = human_share(q)
    score = decision.score
    bands = (params.pooled_score, params.high_touch_score)
    return Coverage(
        quantities=q,
        human_share=share,
        ratio=None if share is None else _ratio(share),
        ax_score=ax_score(q, params),
        need_score=need_score(segment.traits, params),
        score=score,
        band=decision.band,
        gates=decision.gates,
        level=decision.level,
        assignment=decision.assignment,
        decided_by=decision.decided_by,
        borderline=score is not None
        and any(abs(score - band) <= params.borderline_margin + 1e-9 for band in bands),
        near=near_gates(q, params) if whole and score is not None else (),
        to_next_band=None if score is None else min((band - score for band in bands), key=abs),
        counterfactual=smallest_change(yearly, segment.traits, params, decision) if whole else None,
        flips=trait_flips(q, segment.traits, params, decision.level) if whole else (),
    )


def _ratio(share: float) -> tuple[int, int]:
    """Return people : automated in whole per cent; the human part rounds half up."""
    people = int(100 * share + 0.5 + 1e-9)
    return people, 100 - people


def _segment(
    design: Design, segment: Segment, caps: Mapping[str, Caps], *, whole: bool
) -> tuple[SegmentPlan, dict[str, Demand], tuple[OwnershipCell, ...]]:
    params = design.params
    coverage = coverage_of(segment, params, whole=whole)
    level, assignment = coverage.level, coverage.assignment
    practitioner = practitioner_role(design, segment)
    milestones = milestone_modes(segment, level, assignment, params)
    archetype = archetype_of(segment, level)
    owned = ownership_of(design, segment, coverage, archetype, milestones)
    runner = programme_runner(design, segment, practitioner)
    programme = programme_hours_of(design, runner, practitioner)
    demand = demand_by_role(design, segment, level, programme)
    # Work without a role belongs to the practitioner of the level.
    serving = practitioner or PRACTITIONERS.get(level or "")
    rows = staff(design, segment, assignment, serving, demand, caps)
    own = next((row for row in rows if row.role == serving), None)
    plan = SegmentPlan(
        segment=segment,
        coverage=coverage,
        practitioner=None if level is None else PRACTITIONERS[level],
        practitioner_role=practitioner,
        milestones=milestones,
        archetype=archetype,
        workload=workload_of(segment, demand.values()),
        staffing=rows,
        fte=_total(rows) if segment.accounts is not None else None,
        book=own.book if own else None,
        heads=own.heads if own else None,
        pool=own.pool if own else None,
        contacts=contacts_of(design, segment, assignment, practitioner),
        cost=None,
        wave=wave_of(design, segment, practitioner),
        cells=cells_of(design, segment, rows),
        programme_owner=runner,
        changes_hands=changes_hands(design, segment, owned) if whole else (),
    )
    return plan, demand, owned


def _practitioners(plans: Sequence[SegmentPlan]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the practitioners of high-touch and of tech-touch segments.

    Talks all week and programmes for thousands are different work: one person does one of them.
    """
    held: dict[str, set[str]] = {"high-touch": set(), "tech-touch": set()}
    for plan in plans:
        role = plan.practitioner_role or plan.practitioner
        if plan.coverage.level in held and role is not None:
            held[plan.coverage.level].add(role)
    return frozenset(held["high-touch"]), frozenset(held["tech-touch"])


def _total(rows: Sequence[Staffing]) -> FteRange:
    return FteRange(
        math.fsum(row.fte.plan for row in rows),
        math.fsum(row.fte.low for row in rows),
        math.fsum(row.fte.high for row in rows),
    )


def _csm_types(plans: Sequence[SegmentPlan]) -> tuple[tuple[str, str], ...]:
    """Return the distinct (archetype, level) pairs of segments that have a CSM."""
    found = {
        (plan.archetype.archetype, plan.coverage.level): None
        for plan in plans
        if plan.archetype.archetype is not None
        and plan.coverage.level is not None
        and plan.coverage.level != "tech-touch"
    }
    return tuple((str(archetype), str(level)) for archetype, level in found)
