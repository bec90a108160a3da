"""JSON Schema of the plan's contract, written by hand beside the writer that keeps it."""

from __future__ import annotations

from typing import Any, Final

from csdesign.render.findings.schema import finding_schema

__all__ = ["SCHEMA"]

Schema = dict[str, Any]

_NUMBER: Final[Schema] = {"type": "number"}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_TEXT: Final[Schema] = {"type": "string"}
_FLAG: Final[Schema] = {"type": "boolean"}
_TEXTS: Final[Schema] = {"type": "array", "items": _TEXT}
_LEVEL: Final[Schema] = {"enum": ["high-touch", "pooled", "tech-touch"]}
_ASSIGNMENT: Final[Schema] = {"enum": ["named", "queue", "programme"]}


def _object(**fields: Schema) -> Schema:
    names = {name.rstrip("_"): schema for name, schema in fields.items()}
    return {
        "type": "object",
        "properties": names,
        "required": list(names),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _map(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _share(description: str) -> Schema:
    return {"type": "number", "minimum": 0, "description": description}


_RANGE: Final = _object(plan=_NUMBER, low=_NUMBER, high=_NUMBER)
_POOL: Final = _object(
    arrivals_per_hour=_NUMBER,
    handle_hours=_NUMBER,
    offered_load=_NUMBER,
    agents=_COUNT,
    rostered=_COUNT,
    service_level=_NUMBER,
    occupancy=_NUMBER,
    p_wait=_NUMBER,
    within_hours=_NUMBER,
    target_share=_NUMBER,
)
_COVERAGE: Final[dict[str, Schema]] = {
    "level": _or_null(_LEVEL),
    "assignment": _or_null(_ASSIGNMENT),
    "human_share": _or_null(_share("People's share of customer time (0..1).")),
    "ratio": _or_null({"type": "string", "pattern": "^[0-9]+ : [0-9]+$"}),
    "score": _or_null(_NUMBER),
    "ax_score": _or_null(_NUMBER),
    "need_score": _NUMBER,
    "band": _or_null(_LEVEL),
    "gates": _list({"enum": ["F1", "F2", "F3", "C1", "C2", "C3"]}),
    "decided_by": _or_null({"enum": ["band", "F1", "F2", "F3", "C1", "C2", "C3"]}),
    "borderline": _FLAG,
    "near": _list(_object(gate=_TEXT, value=_NUMBER, threshold=_NUMBER)),
    "quantities": _object(
        one_to_one_minutes=_NUMBER,
        pooled_minutes=_NUMBER,
        digital_minutes=_NUMBER,
        one_to_one_hours=_NUMBER,
        planned_one_to_one_hours=_NUMBER,
        planned_one_to_one=_NUMBER,
        touch_equivalents=_NUMBER,
        top_expertise=_COUNT,
    ),
    "counterfactual": _or_null(
        _object(
            interaction=_TEXT,
            action={"enum": ["drop", "move"]},
            channel=_or_null(_TEXT),
            level=_or_null(_LEVEL),
            score=_or_null(_NUMBER),
        )
    ),
    "flips": _list(_object(trait=_TEXT, score=_COUNT, level=_LEVEL)),
}
_STAFFING: Final = _object(
    role=_TEXT,
    assignment=_ASSIGNMENT,
    hours=_NUMBER,
    recurring_hours_per_account=_NUMBER,
    once_hours_per_new_account=_NUMBER,
    fte=_RANGE,
    book=_or_null(_COUNT),
    heads=_or_null(_COUNT),
    busy=_or_null(_NUMBER),
    pool=_or_null(_POOL),
)
_CONTACTS: Final = _object(
    by_stage=_map(
        _object(named=_COUNT, desks=_COUNT, new_faces=_COUNT, primary=_or_null(_TEXT), roles=_TEXTS)
    ),
    lifetime_named=_COUNT,
    transfers_after_purchase=_COUNT,
)
_ARCHETYPE: Final[dict[str, Schema]] = {
    "archetype": _or_null(
        {"enum": ["adopt", "adopt-renew", "adopt-renew-upsell", "adopt-renew-expand"]}
    ),
    "archetype_rule": _or_null({"enum": ["TT", *(f"T{i}" for i in range(9))]}),
    "archetype_why": _TEXT,
    "traditional_account_manager": _FLAG,
    "csm_levels": _map({"enum": ["own", "co-own", "support", "none"]}),
    "orphans": _TEXTS,
    "overridden_by": _TEXTS,
    "talent": _object(skills=_TEXTS, expertise=_COUNT),
}
_SEGMENT: Final = _object(
    id=_TEXT,
    name=_TEXT,
    accounts=_object(
        count=_or_null(_NUMBER),
        new=_or_null(_NUMBER),
        arr=_or_null(_NUMBER),
        source={"enum": ["declared", "measured"]},
    ),
    **_COVERAGE,
    practitioner=_or_null({"enum": ["consultant", "analyst", "programme-manager"]}),
    practitioner_role=_or_null(_TEXT),
    **_ARCHETYPE,
    milestones=_list(
        _object(
            id=_TEXT,
            stage=_or_null(_TEXT),
            mode={"enum": ["dedicated", "assisted", "digital"]},
            one_to_one_hours=_NUMBER,
            touches=_NUMBER,
            specialist=_or_null({"enum": ["unnamed", "deployment"]}),
        )
    ),
    workload=_object(
        recurring_hours_per_account=_NUMBER,
        once_hours_per_new_account=_NUMBER,
        programme_hours=_NUMBER,
        hours=_or_null(_NUMBER),
        by_role=_map(_object(hours=_NUMBER, fte=_NUMBER, heads=_or_null(_COUNT))),
    ),
    staffing=_list(_STAFFING),
    fte=_or_null(_RANGE),
    book=_or_null(_COUNT),
    heads=_or_null(_COUNT),
    pool=_or_null(_POOL),
    contacts=_or_null(_CONTACTS),
    cost=_or_null(
        _object(
            total=_NUMBER,
            per_account=_or_null(_NUMBER),
            of_arr=_or_null(_NUMBER),
            currency=_or_null(_TEXT),
        )
    ),
    wave=_or_null(
        _object(
            role=_or_null(_TEXT),
            heads=_COUNT,
            planned_heads=_or_null(_NUMBER),
            peak_hours=_NUMBER,
            max_backlog_hours=_NUMBER,
        )
    ),
    cells=_or_null(
        _object(
            feasible=_FLAG,
            shortfall_fte=_NUMBER,
            bottleneck=_TEXTS,
            single_skill_heads=_COUNT,
            fully_flexible_heads=_COUNT,
        )
    ),
    changes_hands=_list(
        {
            "type": "object",
            "properties": {"motion": _TEXT, "from": _TEXT, "to": _TEXT},
            "required": ["motion", "from", "to"],
            "additionalProperties": False,
        }
    ),
)
_TOTALS: Final = _object(
    hours=_NUMBER,
    fte=_NUMBER,
    fte_low=_NUMBER,
    fte_high=_NUMBER,
    heads=_COUNT,
    have=_or_null(_NUMBER),
    cost=_or_null(_NUMBER),
    arr=_or_null(_NUMBER),
    cost_of_arr=_or_null(_NUMBER),
    managers=_COUNT,
    with_leavers=_or_null(_object(availability=_NUMBER, heads=_COUNT)),
    by_role=_map(
        _object(
            title=_TEXT,
            segments=_TEXTS,
            hours=_NUMBER,
            fte=_NUMBER,
            fte_low=_NUMBER,
            fte_high=_NUMBER,
            heads=_or_null(_COUNT),
            have=_or_null(_NUMBER),
            gap=_or_null(_NUMBER),
            busy=_or_null(_NUMBER),
            cost=_or_null(_NUMBER),
        )
    ),
)

SCHEMA: Final[Schema] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "csdesign plan, schema_version 1",
    "description": "Hours are a year, money is in `company.currency`; undefined is null, never 0.",
    **_object(
        schema_version={"const": 1},
        tool=_object(name={"const": "csdesign"}, version=_TEXT),
        company=_object(name=_or_null(_TEXT), currency=_or_null(_TEXT)),
        summary=_object(error=_COUNT, warning=_COUNT, note=_COUNT),
        accounts=_or_null(
            _object(
                source=_TEXT,
                as_of=_TEXT,
                rows=_COUNT,
                rejected=_COUNT,
                orphans=_COUNT,
                overlap=_list(_object(first=_TEXT, second=_TEXT, accounts=_COUNT)),
                mapping=_map(_TEXT),
                skipped=_TEXTS,
            )
        ),
        segments=_list(_SEGMENT),
        ownership=_list(
            _object(
                segment=_TEXT,
                motion=_TEXT,
                role=_TEXT,
                level={"enum": ["own", "co-own", "support"]},
                lead=_FLAG,
                proposed=_FLAG,
                when=_or_null(_TEXT),
            )
        ),
        totals=_TOTALS,
        csm_types=_list(_object(archetype=_TEXT, level=_LEVEL)),
        assumptions=_list(
            _object(name=_TEXT, value=_NUMBER, unit=_TEXT, basis=_TEXT, used_by=_TEXTS)
        ),
        sensitivity=_list(
            _object(
                input=_TEXT,
                value=_NUMBER,
                unit=_TEXT,
                basis=_TEXT,
                low=_NUMBER,
                high=_NUMBER,
                fte_low=_NUMBER,
                fte_high=_NUMBER,
            )
        ),
        measured_share=_or_null(_NUMBER),
        assumed_share=_or_null(_NUMBER),
        not_counted=_TEXTS,
        open_points=_TEXTS,
        findings=_list(dict(finding_schema())),
    ),
}
