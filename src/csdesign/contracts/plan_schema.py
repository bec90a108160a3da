"""JSON Schema of the plan's contract, written by hand beside the writer that keeps it."""

from __future__ import annotations

from typing import Final

from csdesign.contracts.findings_schema import finding_schema
from csdesign.contracts.futures import FUTURES
from csdesign.contracts.months import MONTHS
from csdesign.contracts.scenarios import SCENARIOS
from csdesign.contracts.shapes import (
    COUNT,
    FLAG,
    NUMBER,
    TEXT,
    TEXTS,
    Schema,
    list_of,
    map_of,
    object_of,
    or_null,
)

__all__ = ["SCHEMA"]

_LEVEL: Final[Schema] = {"enum": ["high-touch", "pooled", "tech-touch"]}
_ASSIGNMENT: Final[Schema] = {"enum": ["named", "queue", "programme"]}


def _share(description: str) -> Schema:
    return {"type": "number", "minimum": 0, "description": description}


_RANGE: Final = object_of(plan=NUMBER, low=NUMBER, high=NUMBER)
_POOL: Final = object_of(
    arrivals_per_hour=NUMBER,
    handle_hours=NUMBER,
    offered_load=NUMBER,
    agents=COUNT,
    present=NUMBER,
    roster=NUMBER,
    rostered=COUNT,
    service_level=NUMBER,
    occupancy=NUMBER,
    p_wait=NUMBER,
    within_hours=NUMBER,
    target_share=NUMBER,
)
_COVERAGE: Final[dict[str, Schema]] = {
    "level": or_null(_LEVEL),
    "assignment": or_null(_ASSIGNMENT),
    "human_share": or_null(_share("People's share of customer time (0..1).")),
    "ratio": or_null({"type": "string", "pattern": "^[0-9]+ : [0-9]+$"}),
    "score": or_null(NUMBER),
    "ax_score": or_null(NUMBER),
    "need_score": NUMBER,
    "band": or_null(_LEVEL),
    "gates": list_of({"enum": ["F1", "F2", "F3", "C1", "C2", "C3"]}),
    "decided_by": or_null({"enum": ["band", "F1", "F2", "F3", "C1", "C2", "C3"]}),
    "borderline": FLAG,
    "near": list_of(object_of(gate=TEXT, value=NUMBER, threshold=NUMBER)),
    "quantities": object_of(
        one_to_one_minutes=NUMBER,
        pooled_minutes=NUMBER,
        digital_minutes=NUMBER,
        one_to_one_hours=NUMBER,
        planned_one_to_one_hours=NUMBER,
        planned_one_to_one=NUMBER,
        touch_equivalents=NUMBER,
        top_expertise=COUNT,
    ),
    "counterfactual": or_null(
        object_of(
            interaction=TEXT,
            action={"enum": ["drop", "move"]},
            channel=or_null(TEXT),
            level=or_null(_LEVEL),
            score=or_null(NUMBER),
        )
    ),
    "flips": list_of(object_of(trait=TEXT, score=COUNT, level=_LEVEL)),
}
_STAFFING: Final = object_of(
    role=TEXT,
    assignment=_ASSIGNMENT,
    hours=NUMBER,
    recurring_hours_per_account=NUMBER,
    once_hours_per_new_account=NUMBER,
    fte=_RANGE,
    book=or_null(COUNT),
    heads=or_null(COUNT),
    busy=or_null(NUMBER),
    pool=or_null(_POOL),
)
_CONTACTS: Final = object_of(
    by_stage=map_of(
        object_of(named=COUNT, desks=COUNT, new_faces=COUNT, primary=or_null(TEXT), roles=TEXTS)
    ),
    lifetime_named=COUNT,
    transfers_after_purchase=COUNT,
)
_ARCHETYPE: Final[dict[str, Schema]] = {
    "archetype": or_null(
        {"enum": ["adopt", "adopt-renew", "adopt-renew-upsell", "adopt-renew-expand"]}
    ),
    "archetype_rule": or_null({"enum": ["TT", *(f"T{i}" for i in range(9))]}),
    "archetype_why": TEXT,
    "traditional_account_manager": FLAG,
    "csm_levels": map_of({"enum": ["own", "co-own", "support", "none"]}),
    "orphans": TEXTS,
    "overridden_by": TEXTS,
    "talent": object_of(skills=TEXTS, expertise=COUNT),
}
_SEGMENT: Final = object_of(
    id=TEXT,
    name=TEXT,
    accounts=object_of(
        count=or_null(NUMBER),
        new=or_null(NUMBER),
        arr=or_null(NUMBER),
        source={"enum": ["declared", "measured"]},
    ),
    **_COVERAGE,
    practitioner=or_null({"enum": ["consultant", "analyst", "programme-manager"]}),
    practitioner_role=or_null(TEXT),
    **_ARCHETYPE,
    milestones=list_of(
        object_of(
            id=TEXT,
            stage=or_null(TEXT),
            mode={"enum": ["dedicated", "assisted", "digital"]},
            one_to_one_hours=NUMBER,
            touches=NUMBER,
            specialist=or_null({"enum": ["unnamed", "deployment"]}),
        )
    ),
    workload=object_of(
        recurring_hours_per_account=NUMBER,
        once_hours_per_new_account=NUMBER,
        programme_hours=NUMBER,
        hours=or_null(NUMBER),
        by_role=map_of(object_of(hours=NUMBER, fte=NUMBER, heads=or_null(COUNT))),
    ),
    staffing=list_of(_STAFFING),
    fte=or_null(_RANGE),
    book=or_null(COUNT),
    heads=or_null(COUNT),
    pool=or_null(_POOL),
    contacts=or_null(_CONTACTS),
    cost=or_null(
        object_of(
            total=NUMBER,
            per_account=or_null(NUMBER),
            of_arr=or_null(NUMBER),
            currency=or_null(TEXT),
        )
    ),
    wave=or_null(
        object_of(
            role=or_null(TEXT),
            heads=COUNT,
            planned_heads=or_null(NUMBER),
            peak_hours=NUMBER,
            max_backlog_hours=NUMBER,
        )
    ),
    cells=or_null(
        object_of(
            feasible=FLAG,
            shortfall_fte=NUMBER,
            bottleneck=TEXTS,
            single_skill_heads=COUNT,
            fully_flexible_heads=COUNT,
        )
    ),
    changes_hands=list_of(
        {
            "type": "object",
            "properties": {"motion": TEXT, "from": TEXT, "to": TEXT},
            "required": ["motion", "from", "to"],
        }
    ),
)
_COUNTED: Final[dict[str, Schema]] = {
    "accounts": COUNT,
    "new_accounts": or_null(COUNT),
    "arr": or_null(NUMBER),
    "renewing": or_null({**COUNT, "description": "Renewals within `renewal_days` of `as_of`."}),
    "hours": or_null({**NUMBER, "description": "Promised work with them, the programme left out."}),
}
_BOUND: Final[Schema] = {"enum": ["work", "roster", "cap", "book"]}
_PEOPLE: Final = object_of(
    need=COUNT,
    have=or_null(COUNT),
    have_fte=or_null(NUMBER),
    hires=or_null(
        list_of(
            object_of(
                role=TEXT,
                posts=COUNT,
                short_fte=NUMBER,
                hours=NUMBER,
                bound=_BOUND,
                cost=or_null(NUMBER),
                thin=FLAG,
                avoided_by=or_null(
                    object_of(input=TEXT, value=NUMBER, limit=NUMBER, change=NUMBER)
                ),
            )
        )
    ),
    surplus=or_null(
        list_of(object_of(role=TEXT, posts=COUNT, positions=TEXTS, cost=or_null(NUMBER)))
    ),
    separate=COUNT,
    fewest=or_null(COUNT),
    combination=or_null(list_of(object_of(roles=TEXTS, posts=COUNT))),
    exact=FLAG,
    at_least=COUNT,
    not_counted=list_of(object_of(role=TEXT, posts=COUNT)),
)
_TOTALS: Final = object_of(
    hours=NUMBER,
    fte=NUMBER,
    fte_low=NUMBER,
    fte_high=NUMBER,
    heads=or_null(COUNT),
    have=or_null(NUMBER),
    cost=or_null(NUMBER),
    arr=or_null(NUMBER),
    cost_of_arr=or_null(NUMBER),
    managers=or_null(COUNT),
    with_leavers=or_null(
        object_of(availability=NUMBER, heads=COUNT, in_work=COUNT, payroll=NUMBER)
    ),
    people=or_null(_PEOPLE),
    money=or_null(
        object_of(
            today=or_null(NUMBER),
            ask=or_null(NUMBER),
            surplus=or_null(NUMBER),
            plan=or_null(NUMBER),
            fixed=NUMBER,
            managers=or_null(NUMBER),
        )
    ),
    by_role=map_of(
        object_of(
            title=TEXT,
            segments=TEXTS,
            hours=NUMBER,
            fte=NUMBER,
            fte_low=NUMBER,
            fte_high=NUMBER,
            need=or_null(NUMBER),
            bound=or_null(_BOUND),
            heads=or_null(COUNT),
            have=or_null(NUMBER),
            gap=or_null(NUMBER),
            busy=or_null(NUMBER),
            cost=or_null(NUMBER),
        )
    ),
)

SCHEMA: Final[Schema] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "csdesign plan, schema_version 1",
    "description": "Hours are a year, money is in `company.currency`; undefined is null, never 0.",
    **object_of(
        schema_version={"const": 1},
        tool=object_of(name={"const": "csdesign"}, version=TEXT),
        company=object_of(name=or_null(TEXT), currency=or_null(TEXT)),
        summary=object_of(error=COUNT, warning=COUNT, note=COUNT),
        accounts=or_null(
            object_of(
                source=TEXT,
                engine=TEXT,
                as_of=TEXT,
                rows=COUNT,
                customers=COUNT,
                rejected=COUNT,
                rejected_rows=list_of(object_of(row=or_null(COUNT), reason=TEXT)),
                orphans=COUNT,
                orphan_examples=list_of(object_of(id=TEXT, nearest=TEXT, lacks=TEXTS)),
                overlap=list_of(object_of(first=TEXT, second=TEXT, accounts=COUNT)),
                mapping=map_of(TEXT),
                notes=TEXTS,
                passed_over=list_of(object_of(rows=COUNT, what=TEXT)),
                unread=map_of(COUNT),
                rolled_up=FLAG,
                skipped=TEXTS,
                renewal_days=COUNT,
                segments=list_of(
                    object_of(
                        id=TEXT,
                        **_COUNTED,
                        with_arr=COUNT,
                        table_hours=or_null(NUMBER),
                        matching=COUNT,
                        declared=object_of(
                            accounts=or_null(COUNT),
                            new_accounts=or_null(COUNT),
                            arr_per_account=or_null(NUMBER),
                        ),
                    )
                ),
                cells=list_of(
                    object_of(
                        segment=TEXT, region=or_null(TEXT), language=or_null(TEXT), **_COUNTED
                    )
                ),
                duplicates=or_null(
                    object_of(
                        ids=COUNT,
                        extra_rows=COUNT,
                        without_id=COUNT,
                        examples=TEXTS,
                        differences=map_of(COUNT),
                    )
                ),
                margin=NUMBER,
                near_border=or_null(COUNT),
                borders=or_null(
                    list_of(object_of(segment=TEXT, threshold=TEXT, accounts=COUNT, examples=TEXTS))
                ),
                history=list_of(
                    object_of(
                        day=TEXT,
                        source=TEXT,
                        segments=list_of(object_of(id=or_null(TEXT), accounts=COUNT)),
                        moved=or_null(COUNT),
                        joined=or_null(COUNT),
                        left=or_null(COUNT),
                    )
                ),
                drift=or_null(
                    object_of(
                        compared=COUNT,
                        joined=COUNT,
                        left=COUNT,
                        moved=COUNT,
                        moves=list_of(
                            object_of(
                                before=or_null(TEXT),
                                after=or_null(TEXT),
                                accounts=COUNT,
                                examples=TEXTS,
                            )
                        ),
                    )
                ),
            )
        ),
        segments=list_of(_SEGMENT),
        ownership=list_of(
            object_of(
                segment=TEXT,
                motion=TEXT,
                role=TEXT,
                level={"enum": ["own", "co-own", "support"]},
                lead=FLAG,
                proposed=FLAG,
                when=or_null(TEXT),
            )
        ),
        totals=_TOTALS,
        people=list_of(
            object_of(
                id=TEXT,
                roles=TEXTS,
                count=COUNT,
                fte=NUMBER,
                busy=NUMBER,
                load=NUMBER,
                hours=NUMBER,
                by_role=map_of(NUMBER),
            )
        ),
        csm_types=list_of(object_of(archetype=TEXT, level=_LEVEL)),
        assumptions=list_of(
            object_of(name=TEXT, value=NUMBER, unit=TEXT, basis=TEXT, used_by=TEXTS)
        ),
        sensitivity=list_of(
            object_of(
                input=TEXT,
                value=NUMBER,
                unit=TEXT,
                basis=TEXT,
                low=NUMBER,
                high=NUMBER,
                fte_low=NUMBER,
                fte_high=NUMBER,
            )
        ),
        measured_share=or_null(NUMBER),
        assumed_share=or_null(NUMBER),
        not_counted=TEXTS,
        open_points=TEXTS,
        months=or_null(MONTHS),
        uncertainty=or_null(FUTURES),
        scenario=or_null(TEXT),
        scenarios=or_null(SCENARIOS),
        findings=list_of(dict(finding_schema())),
    ),
}
