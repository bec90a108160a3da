"""The JSON of `csdesign accounts`: a first look at a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesign.accounts.profile import TableLook
    from csdesign.contracts.v1.accounts import AccountsDocument

__all__ = ["look_document"]


def look_document(look: TableLook, block: str, version: str) -> AccountsDocument:
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
        "of_another_table": look.of_another_table,
        "totals": look.totals,
        "notes": list(look.notes),
        "block": block,
    }
