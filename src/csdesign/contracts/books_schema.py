"""JSON Schema of what `books` writes, by hand beside the writer that keeps it."""

from __future__ import annotations

from typing import Final

from csdesign.contracts.shapes import (
    COUNT,
    FLAG,
    NUMBER,
    TEXT,
    TEXTS,
    Schema,
    list_of,
    object_of,
    or_null,
)

__all__ = ["SCHEMA"]

_LOCK: Final[Schema] = {
    "enum": [
        "pinned",
        "exception",
        "at risk",
        "renewal overdue",
        "renewal soon",
        "owner is new",
    ]
}
_BROKEN: Final = object_of(
    account=TEXT,
    person=TEXT,
    rule={"enum": ["language", "region", "skill", "pod", "family"]},
    asked=TEXT,
    hours=NUMBER,
    lock=or_null(_LOCK),
    hard=FLAG,
)
_BOOK: Final = object_of(
    person=TEXT, accounts=COUNT, hours=NUMBER, capacity=NUMBER, arr=NUMBER, locked=COUNT
)
_RULE_COST: Final = object_of(
    rule=TEXT, busiest_with=or_null(NUMBER), busiest_without=or_null(NUMBER), is_kept=FLAG
)
_CONFLICT: Final = object_of(
    measure={"enum": ["hours", "accounts", "arr"]},
    cells=TEXTS,
    people=TEXTS,
    demand=NUMBER,
    supply=NUMBER,
    words=TEXT,
)
_ASSIGNMENT: Final = object_of(
    account=TEXT,
    before=or_null(TEXT),
    person=or_null(TEXT),
    hours=NUMBER,
    lock=or_null(_LOCK),
    reason=TEXT,
    runner_up=or_null(TEXT),
    week=or_null(COUNT),
)
_MEASURES: Final = object_of(
    busiest=NUMBER, lowest=NUMBER, broken_hours=NUMBER, moved_hours=NUMBER, without=COUNT
)
_AGAINST: Final = object_of(
    name=TEXT,
    there=_MEASURES,
    here=_MEASURES,
    changed=list_of(object_of(account=TEXT, there=or_null(TEXT), here=or_null(TEXT))),
    changed_hours=NUMBER,
    unknown=COUNT,
)

SCHEMA: Final[Schema] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "csdesign books, schema_version 1",
    "description": (
        "Hours are a year; busiest, bound and limit are hours over a person's hours. Proven: no "
        "books within the hard rules have a busiest person below bound, none within limit weigh "
        "less than broken_bound in broken soft rules, and none of those that break as little move "
        "less than moved_bound."
    ),
    **object_of(
        schema_version={"const": 1},
        tool=object_of(name={"const": "csdesign"}, version=TEXT),
        roles=list_of(
            object_of(
                role=TEXT,
                method=TEXT,
                busiest=NUMBER,
                bound=or_null(NUMBER),
                gap=or_null(NUMBER),
                limit=or_null(NUMBER),
                broken_hours=NUMBER,
                broken_bound=or_null(NUMBER),
                moved_hours=NUMBER,
                moved_bound=or_null(NUMBER),
                books=list_of(_BOOK),
                broken=list_of(_BROKEN),
                rule_costs=list_of(_RULE_COST),
                evened=or_null(object_of(lowest=NUMBER, busiest=NUMBER, moved_hours=NUMBER)),
                against=or_null(_AGAINST),
                conflicts=list_of(_CONFLICT),
                problems=list_of(
                    object_of(
                        code=TEXT, severity={"enum": ["error", "warning", "note"]}, message=TEXT
                    )
                ),
                assignments=list_of(_ASSIGNMENT),
            )
        ),
    ),
}
