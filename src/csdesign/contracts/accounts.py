"""The JSON of `csdesign accounts`: a first look at a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.contracts.shapes import (
    COUNT,
    NUMBER,
    TEXT,
    TEXTS,
    Schema,
    list_of,
    object_of,
    or_null,
)

if TYPE_CHECKING:
    from csdesign.accounts.profile import TableLook
    from csdesign.escaping.json_text import JsonObject

__all__ = ["SCHEMA", "look_document"]

SCHEMA: Final[Schema] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "csdesign accounts, schema_version 1",
    **object_of(
        schema_version={"const": 1},
        tool=object_of(name={"const": "csdesign"}, version=TEXT),
        source=TEXT,
        engine=TEXT,
        rows=COUNT,
        rejected=list_of(object_of(row=COUNT, reason=TEXT)),
        columns=list_of(
            object_of(
                header=TEXT,
                name=or_null(TEXT),
                kind={"enum": ["number", "text", "date", "boolean"]},
                form=or_null(TEXT),
                filled=COUNT,
                empty=COUNT,
                unread=COUNT,
                least=or_null(TEXT),
                most=or_null(TEXT),
                doubt=or_null(TEXT),
            )
        ),
        spreads=list_of(
            object_of(
                name=TEXT,
                header=TEXT,
                bins=list_of(object_of(low=NUMBER, high=or_null(NUMBER), accounts=COUNT)),
                thresholds=list_of(object_of(value=NUMBER, segment=TEXT)),
            )
        ),
        currencies=list_of(
            object_of(name=TEXT, rows=list_of(object_of(currency=or_null(TEXT), rows=COUNT)))
        ),
        repeated_ids=or_null(COUNT),
        repeated_rows=COUNT,
        without_id=or_null(COUNT),
        blank=COUNT,
        totals=COUNT,
        notes=TEXTS,
        block=TEXT,
    ),
}


def look_document(look: TableLook, block: str, version: str) -> JsonObject:
    """Return a first look as plain values; `block` is the YAML to paste."""
    return {
        "schema_version": 1,
        "tool": {"name": "csdesign", "version": version},
        "source": look.source,
        "engine": look.engine,
        "rows": look.rows,
        "rejected": [{"row": row, "reason": reason} for row, reason in look.rejected],
        "columns": [
            {
                "header": column.header,
                "name": column.name,
                "kind": column.kind.value,
                "form": column.form,
                "filled": column.filled,
                "empty": column.empty,
                "unread": column.unread,
                "least": column.least,
                "most": column.most,
                "doubt": column.doubt or None,
            }
            for column in look.columns
        ],
        "spreads": [
            {
                "name": spread.name,
                "header": spread.header,
                "bins": [
                    {"low": each.low, "high": each.high, "accounts": each.accounts}
                    for each in spread.bins
                ],
                "thresholds": [
                    {"value": each.value, "segment": each.segment} for each in spread.thresholds
                ],
            }
            for spread in look.spreads
        ],
        "currencies": [
            {
                "name": found.name,
                "rows": [{"currency": code or None, "rows": rows} for code, rows in found.rows],
            }
            for found in look.currencies
        ],
        "repeated_ids": look.repeated,
        "repeated_rows": look.repeated_rows,
        "without_id": look.without_id,
        "blank": look.blank,
        "totals": look.totals,
        "notes": list(look.notes),
        "block": block,
    }
