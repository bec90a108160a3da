"""The results of a measurement: counts, sums, and oddities of the table or the conditions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from csdesign.accounts.columns import SHARED, roll_up_of
from csdesign.escaping.notebook import notebook_table
from csdesign.extras import needs_extra
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    import pandas as pd

    from csdesign.accounts.columns import MappedColumn
    from csdesign.accounts.measure.options import Declared, MeasureOptions
    from csdesign.accounts.measure.spreads import Spread
    from csdesign.accounts.problems import AccountProblem

__all__ = [
    "Border",
    "DatedCount",
    "Drift",
    "Duplicates",
    "Measured",
    "MeasuredCell",
    "MeasuredSegment",
    "Move",
    "Orphan",
    "Overlap",
    "Rejected",
    "RejectedRow",
    "Snapshot",
]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One table of a history.

    Attributes:
        day: The day in its name, the first of the month where it names none.
        source: The table as messages name it.
        sizes: Customers by segment, in file order; None is for no segment.
        new: Those of them that started within 365 days before; empty if no column tells.
        moved: Customers that changed segment since the snapshot before.
        joined, left: Customers that came and went since then; None for the first.
    """

    day: date
    source: str
    sizes: tuple[tuple[str | None, int], ...]
    new: tuple[tuple[str | None, int], ...]
    moved: int | None
    joined: int | None
    left: int | None


@dataclass(frozen=True, slots=True)
class MeasuredSegment:
    """The measured numbers of one segment; None if the table has no column for a number.

    Attributes:
        id: The segment.
        accounts: Accounts in it (by first match).
        new_accounts: Those that started within 365 days before `as_of`.
        arr: Sum of their ARR (currency a year), exact.
        with_arr: Accounts whose ARR is given.
        table_hours: Sum of the table's own hours column (h, in the table's period).
        renewing: Accounts whose renewal lies within the renewal window.
        matching: Accounts its `where` matches, taken by an earlier segment or not.
        declared: Its numbers as declared in the design.
    """

    id: str
    accounts: int
    new_accounts: int | None
    arr: Decimal | None
    with_arr: int
    table_hours: Decimal | None
    renewing: int | None
    matching: int
    declared: Declared


@dataclass(frozen=True, slots=True)
class DatedCount:
    """Customers of a segment whose contract ends, or who started, in one month.

    Attributes:
        segment: Position of the segment in the design.
        column: `renewal_date` or `start_date`.
        month: Year and month; None if the customer has no such date.
        accounts: Their number.
    """

    segment: int
    column: str
    month: tuple[int, int] | None
    accounts: int


@dataclass(frozen=True, slots=True)
class MeasuredCell:
    """A segment's accounts that have one value in each column that groups, such as one region.

    `groups` has the value by column; None if the cell is empty or the table has no such column.
    """

    segment: str
    groups: Mapping[str, str | None]
    accounts: int
    new_accounts: int | None
    arr: Decimal | None
    renewing: int | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Accounts that match both rules; `first` comes first in the file."""

    first: str
    second: str
    accounts: int


@dataclass(frozen=True, slots=True)
class Orphan:
    """An account that no rule takes, and what it lacks for the closest rule."""

    id: str
    nearest: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that could not be used. `row` is its number in a file (the header is row 1)."""

    row: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Rows that could not be used: their number, and the first of them; `of` is all rows read."""

    rows: int
    first: tuple[RejectedRow, ...]
    of: int = 0


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Ids found in several rows; each counts once. `extra_rows` is their rows beyond that.

    `differences` are columns of which the first row counts, with the number of ids whose other rows
    say otherwise.
    """

    ids: int
    extra_rows: int
    without_id: int
    examples: tuple[str, ...]
    differences: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Border:
    """Accounts that would change segment if one threshold moved up or down by the margin.

    `examples` are ids of some of them, as many as asked for.
    """

    segment: str
    threshold: str
    accounts: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """Accounts that moved from one segment to another; None is for no segment.

    `examples` are the first of their ids, as many as asked for.
    """

    before: str | None
    after: str | None
    accounts: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drift:
    """The differences between an earlier table and this one, by account id."""

    compared: int
    joined: int
    left: int
    moves: tuple[Move, ...]

    @property
    def moved(self) -> int:
        """Return the number of accounts whose segment changed."""
        return sum(move.accounts for move in self.moves)


@dataclass(frozen=True, slots=True)
class Measured:
    """An account table classified by the rules of a design.

    Attributes:
        source: The table as messages name it.
        engine: The engine that did it, by its SQL dialect.
        as_of: The day of the measurement.
        renewal_days: A renewal within so many days after `as_of` counts as near.
        margin: How far a threshold was moved for `borders` (fraction).
        rows: Rows read that are meant to be customers, including rejected ones, without
            `passed_over`.
        customers: Customers that were counted, each id once.
        passed_over: Rows that are not customers: blank, total, left out by the design's filter.
        unread: Columns with cells that could not be read but that nothing needs, with the number of
            cells.
        rolled_up: Whether the design states how several rows make one customer.
        segments: In file order; those without a rule are left out.
        cells: Counts per segment and values of the grouping columns, if the table has any.
        rejected: Rows that could not be used.
        orphans: Number of accounts that no segment takes.
        orphan_examples: Some of them, with the reason.
        overlaps: Pairs of rules that match the same accounts.
        mapping: The header from which each column was read.
        duplicates: None if the table has no ids.
        borders: The borders with accounts near them; None if that query was skipped.
        near_border: Number of accounts near any border; None if skipped.
        drift: None without an earlier table.
        dates: Months of renewal and start; None unless they were asked for.
        history: Snapshots of earlier tables and this one, if asked for.
        spreads: Distributions of numbers over the rows, if asked for.
        before: Rows of the earlier table that could not be used; None without one.
        notes: Notes on how the table was read.
        skipped: Optional queries left out, each with the reason.
        problems: Problems of the table and the rules.
        origin: The table as it was given and how it was read, to read it again.
    """

    source: str
    engine: str
    as_of: date
    renewal_days: int
    margin: float
    rows: int
    segments: tuple[MeasuredSegment, ...]
    cells: tuple[MeasuredCell, ...]
    rejected: Rejected
    orphans: int
    orphan_examples: tuple[Orphan, ...]
    overlaps: tuple[Overlap, ...]
    mapping: tuple[MappedColumn, ...]
    customers: int = 0
    passed_over: tuple[tuple[str, int], ...] = ()
    unread: tuple[tuple[str, int], ...] = ()
    rolled_up: bool = False
    max_rejected: float = 1.0
    before: Rejected | None = None
    history: tuple[Snapshot, ...] = ()
    spreads: tuple[Spread, ...] = ()
    duplicates: Duplicates | None = None
    borders: tuple[Border, ...] | None = None
    near_border: int | None = None
    drift: Drift | None = None
    dates: tuple[DatedCount, ...] | None = None
    notes: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    problems: tuple[AccountProblem, ...] = ()
    origin: tuple[object, MeasureOptions] | None = field(default=None, compare=False, repr=False)

    @property
    def is_thin(self) -> bool:
        """Return whether more rows were unusable than the limit allows."""
        return self.rejected.rows > self.max_rejected * self.rows

    @property
    def usable(self) -> int:
        """Return the number of rows that could be used."""
        return self.rows - self.rejected.rows

    @property
    def roll_up_block(self) -> str:
        """Return the block of a design that makes one customer of the rows of an id."""
        found = {column.name: column for column in self.mapping}
        identity = found.get("id")
        per = identity.header if identity is not None and identity.how == SHARED else "id"
        if not re.fullmatch(r"\w+(?:[ -]\w+)*", per):
            per = json.dumps(per, ensure_ascii=False)
        how = "".join(
            f", {word}: [{', '.join(names)}]" for word, names in roll_up_of(found).items()
        )
        return f"`accounts: {{per: {per}{how}}}`"

    def segment(self, segment_id: str) -> MeasuredSegment | None:
        """Return the segment of that id, or None if it has no rule."""
        return next((found for found in self.segments if found.id == segment_id), None)

    def __repr__(self) -> str:
        segments = number_of(len(self.segments), "segment")
        return f"<Measured: {number_of(self.rows, 'row')} in {segments}, {self.orphans} in none>"

    def _repr_html_(self) -> str:
        rows = ((found.id, found.accounts, found.arr) for found in self.segments)
        columns = ("segment", "customers", "revenue a year")
        return notebook_table(repr(self)[1:-1], columns, rows, len(self.segments))

    @needs_extra
    def to_frame(self) -> pd.DataFrame:
        """Return one row per segment: the numbers of `MeasuredSegment`, then the declared ones."""
        import pandas as pd

        names = [field.name for field in fields(MeasuredSegment)]
        rows = []
        for segment in self.segments:
            row = {name: getattr(segment, name) for name in names}
            declared = row.pop("declared")
            stated = {f"declared_{f.name}": getattr(declared, f.name) for f in fields(declared)}
            rows.append(row | stated)
        return pd.DataFrame(rows)
