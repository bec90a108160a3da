"""The JSON contract of a plan (`schema_version` 1): every field named, undefined is null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.contracts.findings import finding_fields, severity_counts
from csdesign.contracts.futures import futures_document
from csdesign.contracts.measured import measured_document
from csdesign.contracts.months import months_document
from csdesign.contracts.scenarios import scenarios_document
from csdesign.contracts.tables import section_tables

if TYPE_CHECKING:
    from csdesign.contracts.v1 import plan as v1
    from csdesign.contracts.v1 import segments as parts
    from csdesign.contracts.v1.tables import Tables
    from csdesign.planning.results import (
        Contacts,
        Coverage,
        FteRange,
        Headcount,
        Hire,
        OwnershipCell,
        PersonLoad,
        Plan,
        Pool,
        RoleTotal,
        SegmentPlan,
        Staffing,
    )
    from csdesign.planning.results.money import Money

__all__ = ["SCHEMA_VERSION", "plan_document"]

SCHEMA_VERSION: Final = 1
"""Raised when a field is renamed, removed or means something else; not when one is added."""


def plan_document(plan: Plan, version: str) -> v1.PlanDocument:
    """Return the whole contract as plain values."""
    company = plan.design.document.company
    document: v1.PlanDocument = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "csdesign", "version": version},
        "company": {"name": company.name, "currency": company.currency},
        "summary": severity_counts(plan.findings),
        "accounts": measured_document(plan),
        "segments": [_segment(segment, plan) for segment in plan.segments],
        "ownership": [_cell(cell) for cell in plan.ownership],
        "totals": _totals(plan),
        "people": [_person(person) for person in plan.people],
        "csm_types": [{"archetype": kind, "level": level} for kind, level in plan.csm_types],
        "assumptions": [
            {
                "name": item.name,
                "value": item.value,
                "unit": item.unit,
                "basis": item.basis,
                "used_by": list(item.used_by),
            }
            for item in plan.assumptions
        ],
        "sensitivity": [
            {
                "input": item.input,
                "value": item.value,
                "unit": item.unit,
                "basis": item.basis,
                "low": item.low,
                "high": item.high,
                "fte_low": item.fte_low,
                "fte_high": item.fte_high,
            }
            for item in plan.sensitivity
        ],
        "measured_share": plan.measured_share,
        "assumed_share": plan.assumed_share,
        "not_counted": list(plan.not_counted),
        "open_points": list(plan.open_points),
        "months": months_document(plan.months),
        "uncertainty": futures_document(plan.futures),
        "scenario": plan.scenario,
        "scenarios": scenarios_document(plan),
        "findings": [finding_fields(finding) for finding in plan.findings],
    }
    tables = _sections(plan, version)
    if tables:
        document["sections"] = tables
    return document


def _sections(plan: Plan, version: str) -> Tables:
    """Return the tables of the sections that have no typed keys; nothing if all have them."""
    from csdesign.views.content import ReportContent
    from csdesign.views.plan import SECTIONS

    content = ReportContent(plan, version)
    built = [part.build(content) for part in SECTIONS if not part.typed]
    return section_tables(section for section in built if section is not None)


def _segment(plan: SegmentPlan, whole: Plan) -> parts.Segment:
    segment, archetype, contacts = plan.segment, plan.archetype, plan.contacts
    return {
        "id": plan.id,
        "name": segment.name,
        "accounts": _accounts(plan, whole),
        **_coverage(plan.coverage),
        "practitioner": plan.practitioner,
        "practitioner_role": plan.practitioner_role,
        "archetype": archetype.archetype,
        "archetype_rule": archetype.rule,
        "archetype_why": archetype.why,
        "traditional_account_manager": archetype.traditional_account_manager,
        "csm_levels": dict(archetype.csm_levels),
        "orphans": list(archetype.orphans),
        "overridden_by": list(archetype.overridden_by),
        "talent": {"skills": list(archetype.skills), "expertise": archetype.expertise},
        "milestones": [
            {
                "id": milestone.id,
                "stage": milestone.stage,
                "mode": milestone.mode,
                "one_to_one_hours": milestone.one_to_one_hours,
                "touches": milestone.touches,
                "specialist": milestone.specialist,
            }
            for milestone in plan.milestones
        ],
        "workload": {
            "recurring_hours_per_account": plan.workload.recurring_hours_per_account,
            "once_hours_per_new_account": plan.workload.once_hours_per_new_account,
            "programme_hours": plan.workload.programme_hours,
            "hours": plan.workload.hours,
            "by_role": {
                row.role: {"hours": row.hours, "fte": row.fte.plan, "heads": row.heads}
                for row in plan.staffing
            },
        },
        "staffing": [_staffing(row) for row in plan.staffing],
        "fte": None if plan.fte is None else _spread(plan.fte),
        "book": plan.book,
        "heads": plan.heads,
        "pool": _pool(plan.pool),
        "contacts": None if contacts is None else _contacts(contacts),
        "cost": None
        if plan.cost is None
        else {
            "total": plan.cost.total,
            "per_account": plan.cost.per_account,
            "of_arr": plan.cost.of_arr,
            "currency": whole.design.document.company.currency,
        },
        "wave": None
        if plan.wave is None
        else {
            "role": plan.wave.role,
            "heads": plan.wave.heads,
            "planned_heads": plan.wave.planned_heads,
            "peak_hours": plan.wave.peak_hours,
            "max_backlog_hours": plan.wave.max_backlog_hours,
        },
        "cells": None
        if plan.cells is None
        else {
            "feasible": plan.cells.feasible,
            "shortfall_fte": plan.cells.shortfall_fte,
            "bottleneck": list(plan.cells.bottleneck),
            "single_skill_heads": plan.cells.single_skill_heads,
            "fully_flexible_heads": plan.cells.fully_flexible_heads,
        },
        "changes_hands": [
            {"motion": motion, "from": today, "to": role}
            for motion, today, role in plan.changes_hands
        ],
    }


def _accounts(plan: SegmentPlan, whole: Plan) -> parts.SegmentAccounts:
    segment = plan.segment
    counted = None if whole.measured is None else whole.measured.segment(plan.id)
    each = segment.arr_per_account
    arr = None if each is None or segment.accounts is None else each * segment.accounts
    if counted is not None and counted.arr is not None:
        arr = float(counted.arr)  # to the cent, as it was summed
    return {
        "count": segment.accounts,
        "new": segment.new_accounts,
        "arr": arr,
        "source": "declared" if counted is None else "measured",
    }


def _coverage(coverage: Coverage) -> parts.Coverage:
    change = coverage.counterfactual
    ratio = coverage.ratio
    return {
        "level": coverage.level,
        "assignment": coverage.assignment,
        "human_share": coverage.human_share,
        "ratio": None if ratio is None else f"{ratio[0]} : {ratio[1]}",
        "score": coverage.score,
        "ax_score": coverage.ax_score,
        "need_score": coverage.need_score,
        "band": coverage.band,
        "gates": [gate.code for gate in coverage.gates],
        "decided_by": coverage.decided_by,
        "borderline": coverage.borderline,
        "near": [
            {"gate": near.gate, "value": near.value, "threshold": near.threshold}
            for near in coverage.near
        ],
        "quantities": {
            "one_to_one_minutes": coverage.quantities.m1,
            "pooled_minutes": coverage.quantities.mp,
            "digital_minutes": coverage.quantities.md,
            "one_to_one_hours": coverage.quantities.a1,
            "planned_one_to_one_hours": coverage.quantities.a1p,
            "planned_one_to_one": coverage.quantities.p1,
            "touch_equivalents": coverage.quantities.touches,
            "top_expertise": coverage.quantities.expertise,
        },
        "counterfactual": None
        if change is None
        else {
            "interaction": change.change.interaction,
            "action": change.change.action,
            "channel": change.change.channel,
            "level": change.level,
            "score": change.score,
        },
        "flips": [
            {"trait": flip.trait, "score": flip.score, "level": flip.level}
            for flip in coverage.flips
        ],
    }


def _staffing(row: Staffing) -> parts.Staffing:
    return {
        "role": row.role,
        "assignment": row.assignment,
        "hours": row.hours,
        "recurring_hours_per_account": row.recurring_hours_per_account,
        "once_hours_per_new_account": row.once_hours_per_new_account,
        "fte": _spread(row.fte),
        "book": row.book,
        "heads": row.heads,
        "busy": row.busy,
        "pool": _pool(row.pool),
    }


def _spread(fte: FteRange) -> parts.FteRange:
    return {"plan": fte.plan, "low": fte.low, "high": fte.high}


def _pool(pool: Pool | None) -> parts.Pool | None:
    if pool is None:
        return None
    return {
        "arrivals_per_hour": pool.arrivals_per_hour,
        "handle_hours": pool.handle_hours,
        "offered_load": pool.offered_load,
        "agents": pool.agents,
        "present": pool.present,
        "roster": pool.roster,
        "rostered": pool.rostered,
        "service_level": pool.service_level,
        "occupancy": pool.occupancy,
        "p_wait": pool.p_wait,
        "within_hours": pool.within_hours,
        "target_share": pool.target_share,
    }


def _contacts(contacts: Contacts) -> parts.Contacts:
    return {
        "by_stage": {
            stage: {
                "named": met.named,
                "desks": met.desks,
                "new_faces": met.new_faces,
                "primary": met.primary,
                "roles": list(met.roles),
            }
            for stage, met in contacts.by_stage.items()
        },
        "lifetime_named": contacts.lifetime_named,
        "transfers_after_purchase": contacts.transfers_after_purchase,
    }


def _cell(cell: OwnershipCell) -> v1.Ownership:
    return {
        "segment": cell.segment,
        "motion": cell.motion,
        "role": cell.role,
        "level": cell.level,
        "lead": cell.lead,
        "proposed": cell.proposed,
        "when": cell.when,
    }


def _totals(plan: Plan) -> v1.Totals:
    leavers = plan.leavers
    return {
        "hours": plan.hours,
        "fte": plan.fte.plan,
        "fte_low": plan.fte.low,
        "fte_high": plan.fte.high,
        "heads": None if plan.selected else plan.heads,
        "have": plan.have,
        "cost": plan.cost,
        "arr": plan.arr,
        "cost_of_arr": None if plan.cost is None or not plan.arr else plan.cost / plan.arr,
        "managers": None if plan.selected else plan.managers,
        "with_leavers": None
        if leavers is None
        else {
            "availability": leavers.availability,
            "heads": leavers.heads,
            "in_work": leavers.in_work,
            "payroll": leavers.payroll,
        },
        "people": None if plan.selected else _people(plan.headcount),
        "money": None if plan.selected else _money(plan.money),
        "by_role": {role.role: _role(role) for role in plan.roles},
    }


def _people(headcount: Headcount) -> v1.People:
    together = headcount.combination
    return {
        "need": headcount.need,
        "have": headcount.have,
        "have_fte": headcount.have_fte,
        "hires": None if headcount.have is None else [_hire(hire) for hire in headcount.hires],
        "surplus": None
        if headcount.have is None
        else [
            {
                "role": item.role,
                "posts": item.posts,
                "positions": list(item.positions),
                "cost": item.cost,
            }
            for item in headcount.surplus
        ],
        "separate": headcount.separate,
        "fewest": headcount.fewest,
        "combination": None
        if together is None
        else [{"roles": list(item.roles), "posts": item.posts} for item in together],
        "exact": headcount.exact,
        "at_least": headcount.least,
        "not_counted": [{"role": role, "posts": posts} for role, posts in headcount.not_counted],
    }


def _hire(hire: Hire) -> v1.Hire:
    avoided = hire.avoided_by
    return {
        "role": hire.role,
        "posts": hire.posts,
        "short_fte": hire.short_fte,
        "hours": hire.hours,
        "bound": hire.bound,
        "cost": hire.cost,
        "thin": hire.thin,
        "avoided_by": None
        if avoided is None
        else {
            "input": avoided.input,
            "value": avoided.value,
            "limit": avoided.limit,
            "change": avoided.change,
        },
    }


def _money(money: Money) -> v1.Money:
    return {
        "today": money.today,
        "ask": money.ask,
        "surplus": money.surplus,
        "plan": money.plan,
        "fixed": money.fixed,
        "managers": money.managers,
    }


def _person(person: PersonLoad) -> v1.Person:
    return {
        "id": person.id,
        "roles": list(person.roles),
        "count": person.count,
        "fte": person.fte,
        "busy": person.busy,
        "load": person.load,
        "hours": person.hours,
        "by_role": dict(person.hours_by_role),
    }


def _role(role: RoleTotal) -> v1.RoleTotal:
    return {
        "title": role.title,
        "segments": list(role.segments),
        "hours": role.hours,
        "fte": role.fte.plan,
        "fte_low": role.fte.low,
        "fte_high": role.fte.high,
        "need": None if role.needed is None else role.needed.need,
        "bound": None if role.needed is None else role.needed.bound,
        "heads": role.heads,
        "have": role.have,
        "gap": role.gap,
        "busy": role.busy,
        "cost": role.cost,
    }
