"""What `csdesign accounts --format json` writes."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from csdesign.contracts.v1.parts import Count, Tool, one_of

__all__ = [
    "AccountsDocument",
    "Bin",
    "ColumnLook",
    "Currencies",
    "CurrencyRows",
    "Rejected",
    "Spread",
    "Threshold",
]


class Rejected(TypedDict):
    """A row that could not be read."""

    row: Count
    reason: str


class ColumnLook(TypedDict):
    """A column of the table."""

    header: str
    name: str | None
    kind: Annotated[str, one_of("number", "text", "date", "boolean")]
    form: str | None
    filled: Count
    empty: Count
    unread: Count
    least: str | None
    most: str | None
    doubt: str | None


class Bin(TypedDict):
    """Numbers from `low` to below `high`."""

    low: float
    high: float | None
    accounts: Count


class Threshold(TypedDict):
    """A threshold of a segment."""

    value: float
    segment: str


class Spread(TypedDict):
    """The distribution of the numbers of a column."""

    name: str
    header: str
    bins: list[Bin]
    thresholds: list[Threshold]


class CurrencyRows(TypedDict):
    """How many rows are in one currency."""

    currency: str | None
    rows: Count


class Currencies(TypedDict):
    """The currencies of a column."""

    name: str
    rows: list[CurrencyRows]


class AccountsDocument(TypedDict):
    """What `csdesign accounts --format json` writes."""

    schema_version: Literal[1]
    tool: Tool
    source: str
    engine: str
    rows: Count
    rejected: list[Rejected]
    columns: list[ColumnLook]
    spreads: list[Spread]
    currencies: list[Currencies]
    repeated_ids: Count | None
    repeated_rows: Count
    without_id: Count | None
    blank: Count
    of_another_table: Count
    totals: Count
    notes: list[str]
    block: str
