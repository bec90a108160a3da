"""The JSON contract of a search for a fit (`schema_version` 1); undefined is null."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesign.contracts.v1.fit import FitChange, FitDocument
    from csdesign.fitting.fitted import Change, Fit

__all__ = ["fit_values"]


def fit_values(fit: Fit, version: str) -> FitDocument:
    """Return the whole contract as plain values."""
    plan, proof, limit = fit.plan, fit.proof, fit.limit
    return {
        "schema_version": 1,
        "tool": {"name": "csdesign", "version": version},
        "limit": {
            "people": limit.people,
            "by_role": None if limit.by_role is None else dict(limit.by_role),
            "budget": limit.budget,
        },
        "status": fit.status,
        "people": None if plan is None else plan.headcount.need,
        "by_role": {}
        if plan is None
        else {
            role.role: {
                "people": role.heads,
                "fte": role.fte.plan,
                "busy": fit.booked(role.role),
                "rostered": 0.0 if role.needed is None else role.needed.roster,
            }
            for role in plan.roles
        },
        "cost": None if plan is None else plan.money.plan,
        "hours": None if plan is None else plan.hours,
        "loss_hours": None if plan is None else fit.loss,
        "total_hours": fit.total,
        "kept": None if plan is None else fit.kept,
        "changes": [_change(fit, change) for change in fit.changes],
        "proof": None
        if proof is None
        else {
            "bound": proof.bound,
            "choices": proof.choices,
            "cuts": proof.cuts,
            "planned_people": proof.planned_people,
            "gap": fit.gap,
        },
        "reachable": {
            "people": None if fit.reach is None else fit.reach.people,
            "cost": None if fit.reach is None else fit.reach.cost,
            "by_role": {} if fit.reach is None else dict(fit.reach.by_role),
            "held_by": [] if fit.reach is None else list(fit.reach.held_by),
        },
        "fixed_hours": dict(fit.fixed_hours),
        "frontier": [
            {
                "people": row.people,
                "loss_hours": row.loss,
                "kept": row.kept,
                "changes": [_change(fit, change) for change in row.changes],
                "proven": row.proven,
            }
            for row in fit.frontier
        ],
    }


def _change(fit: Fit, change: Change) -> FitChange:
    design = fit.before.design
    span = None if design.locate is None else design.locate(change.choice.path, False)
    keep = dict(change.choice.options[0].interactions)[change.segment]
    return {
        "segment": change.segment,
        "interaction": change.choice.name,
        "from": f"{keep.occurrences:g} {'times' if keep.once else 'a year'}",
        "to": change.option.words,
        "loss_hours": change.loss,
        "customers": change.customers,
        "path": None if span is None else span.path,
        "line": None if span is None else span.line,
    }
