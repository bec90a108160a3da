"""The JSON contract of a search for a fit (`schema_version` 1); undefined is null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.contracts.shapes import (
    COUNT,
    NUMBER,
    TEXT,
    Schema,
    list_of,
    map_of,
    object_of,
    or_null,
)

if TYPE_CHECKING:
    from csdesign.escaping.json_text import JsonObject
    from csdesign.fitting.results import Change, Fit

__all__ = ["SCHEMA", "fit_values"]


def fit_values(fit: Fit, version: str) -> JsonObject:
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
                "busy": None if not role.heads else role.fte.plan / role.heads,
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
        "proof": None if proof is None else proof._asdict(),
        "reachable": {"people": fit.reachable},
        "fixed_hours": dict(fit.fixed_hours),
        "frontier": [
            {
                "people": row.people,
                "loss_hours": row.loss,
                "kept": row.kept,
                "changes": [_change(fit, change) for change in row.changes],
            }
            for row in fit.frontier
        ],
    }


def _change(fit: Fit, change: Change) -> JsonObject:
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


_CHANGE: Final[Schema] = {
    "type": "object",
    "properties": {
        "segment": TEXT,
        "interaction": TEXT,
        "from": TEXT,
        "to": TEXT,
        "loss_hours": NUMBER,
        "customers": NUMBER,
        "path": or_null(TEXT),
        "line": or_null(COUNT),
    },
    "required": ["segment", "interaction", "from", "to", "loss_hours", "customers", "path", "line"],
}
SCHEMA: Final[Schema] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "csdesign fit, schema_version 1",
    "description": "Hours are a year, weighted; undefined is null, never 0.",
    **object_of(
        schema_version={"const": 1},
        tool=object_of(name={"const": "csdesign"}, version=TEXT),
        limit=object_of(
            people=or_null(COUNT), by_role=or_null(map_of(COUNT)), budget=or_null(NUMBER)
        ),
        status={"enum": ["optimal", "impossible", "stopped"]},
        people=or_null(COUNT),
        by_role=map_of(
            object_of(people=or_null(COUNT), fte=NUMBER, busy=or_null(NUMBER), rostered=NUMBER)
        ),
        cost=or_null(NUMBER),
        hours=or_null(NUMBER),
        loss_hours=or_null(NUMBER),
        total_hours=NUMBER,
        kept=or_null(NUMBER),
        changes=list_of(_CHANGE),
        proof=or_null(object_of(bound=NUMBER, choices=COUNT, cuts=COUNT, planned_people=COUNT)),
        reachable=object_of(people=or_null(COUNT)),
        fixed_hours=map_of(NUMBER),
        frontier=list_of(
            object_of(people=COUNT, loss_hours=NUMBER, kept=NUMBER, changes=list_of(_CHANGE))
        ),
    ),
}
