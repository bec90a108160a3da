"""What an account table showed, in the JSON of a plan."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from csdesign.contracts.v1.parts import Count

__all__ = [
    "Border",
    "Borders",
    "Declared",
    "Drift",
    "Duplicates",
    "Measured",
    "MeasuredCell",
    "MeasuredSegment",
    "Move",
    "Orphan",
    "Overlap",
    "PassedOver",
    "PastSize",
    "PastTable",
    "RejectedRow",
]

Renewing = Annotated[Count, Field(description="Renewals within `renewal_days` of `as_of`.")]
PromisedHours = Annotated[
    float,
    Field(
        description="Promised hours of work with these customers, without the digital programme."
    ),
]


class RejectedRow(TypedDict):
    """A row that could not be used; `row` counts from 1."""

    row: Count | None
    reason: str


class Orphan(TypedDict):
    """A customer in no segment, and what it lacks for the nearest."""

    id: str
    nearest: str
    lacks: list[str]


class Overlap(TypedDict):
    """How many customers fit two segments."""

    first: str
    second: str
    accounts: Count


class PassedOver(TypedDict):
    """Rows that are not customers, such as totals."""

    rows: Count
    what: str


class Declared(TypedDict):
    """What the design states of a segment."""

    accounts: Count | None
    new_accounts: Count | None
    arr_per_account: float | None


class MeasuredSegment(TypedDict):
    """A segment as the table counts it."""

    id: str
    accounts: Count
    new_accounts: Count | None
    arr: float | None
    renewing: Renewing | None
    hours: PromisedHours | None
    with_arr: Count
    table_hours: float | None
    matching: Count
    declared: Declared


class Groups(TypedDict):
    """The value of each column that groups; null where the table has none."""

    region: str | None
    language: str | None


class MeasuredCell(Groups):
    """The customers of a segment in one region and language."""

    segment: str
    accounts: Count
    new_accounts: Count | None
    arr: float | None
    renewing: Renewing | None
    hours: PromisedHours | None


class Duplicates(TypedDict):
    """Ids in several rows."""

    ids: Count
    extra_rows: Count
    without_id: Count
    examples: list[str]
    differences: dict[str, Count]


class Border(TypedDict):
    """Customers near a threshold of a segment."""

    segment: str
    threshold: str
    accounts: Count
    examples: list[str]


class PastSize(TypedDict):
    """The size of a segment at that time."""

    id: str | None
    accounts: Count
    new_accounts: Count | None


class PastTable(TypedDict):
    """An earlier table."""

    day: str
    source: str
    segments: list[PastSize]
    moved: Count | None
    joined: Count | None
    left: Count | None


class Move(TypedDict):
    """Customers that went from one segment to another."""

    before: str | None
    after: str | None
    accounts: Count
    examples: list[str]


class Drift(TypedDict):
    """Who moved since an earlier table."""

    compared: Count
    joined: Count
    left: Count
    moved: Count
    moves: list[Move]


class Borders(TypedDict):
    """Customers near the thresholds."""

    margin: float
    near_border: Count | None
    borders: list[Border] | None


class Measured(Borders):
    """What an account table showed."""

    source: str
    engine: str
    as_of: str
    rows: Count
    customers: Count
    rejected: Count
    rejected_rows: list[RejectedRow]
    orphans: Count
    orphan_examples: list[Orphan]
    overlap: list[Overlap]
    mapping: dict[str, str]
    notes: list[str]
    passed_over: list[PassedOver]
    unread: dict[str, Count]
    rolled_up: bool
    skipped: list[str]
    renewal_days: Count
    segments: list[MeasuredSegment]
    cells: list[MeasuredCell]
    duplicates: Duplicates | None
    history: list[PastTable]
    drift: Drift | None
