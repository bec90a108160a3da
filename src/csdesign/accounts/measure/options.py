"""The inputs of a measurement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from csdesign.errors import UsageError

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from csdesign.accounts.table import Table
    from csdesign.files.writing import Output
    from csdesign.finding import YamlPath

__all__ = ["Declared", "MeasureOptions", "Rates", "RollUp", "SegmentRule", "TableReading"]


@dataclass(frozen=True, slots=True)
class Declared:
    """The declared numbers of a segment, before any measurement (accounts; currency a year)."""

    accounts: int | None = None
    new_accounts: int | None = None
    arr_per_account: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SegmentRule:
    """The rule by which accounts belong to a segment; `otherwise` takes those without one.

    `place` is the path of the segment in its design.
    """

    id: str
    where: str | None = None
    otherwise: bool = False
    place: YamlPath = ()
    declared: Declared = Declared()


@dataclass(frozen=True, slots=True)
class Rates:
    """The value of a unit of each currency in `base`; None if the design has no currency."""

    base: str | None = None
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class RollUp:
    """The way several rows make one customer.

    Attributes:
        per: The column that names the customer; None rolls up by the account id, and only what
            `sum`, `min` and `max` name.
        sum, min, max: Columns added up, and those of which the least or largest counts. Of every
            other column the first row counts.
        where: The rows that count, in the language of a segment's `where`.
        place: The path of all this in its design.
    """

    per: str | None = None
    sum: tuple[str, ...] = ()
    min: tuple[str, ...] = ()
    max: tuple[str, ...] = ()
    where: str | None = None
    place: YamlPath = ()

    @property
    def is_asked(self) -> bool:
        """Return whether rows are meant to be rolled up."""
        return self.per is not None or bool(self.sum or self.min or self.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReading:
    """The options for reading one table; those that are None are detected from the table.

    Attributes:
        columns: Column name to header, before any alias (`arr` -> `Total Contract Amount`).
        number_format: A key of NUMBER_FORMATS, or `plain`, for text cells; None detects the form
            from the column, else takes plain numbers.
        date_format: A strptime format, or `iso`, for text cells; None as with numbers.
        formats: Such formats of single columns, by column name.
        table: Table of a database.
        sheet: Sheet of a workbook; None takes the first that is not hidden and has cells.
        header_row: Row of the header in a file (from 1); None finds it.
        encoding: Encoding of a text file; None detects it from the bytes.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    number_format: str | None = None
    date_format: str | None = None
    formats: Mapping[str, str] = field(default_factory=dict)
    table: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None

    def open(self, source: object) -> Table:
        """Return the table at `source`, open: see `open_table`."""
        from csdesign.accounts.sources import open_table

        return open_table(source, self.table, self.sheet, self.header_row, self.encoding)

    def or_else(self, other: TableReading) -> TableReading:
        """Return these options, with `other` for those not given here."""
        merged: dict[str, Any] = {}
        for name, value in self.values().items():
            theirs = getattr(other, name)
            if isinstance(value, Mapping):
                merged[name] = {**theirs, **value}
            else:
                merged[name] = theirs if value is None else value
        return TableReading(**merged)

    def elsewhere(self) -> TableReading:
        """Return the options that also hold for another file: names of columns, forms of cells."""
        return TableReading(
            columns=self.columns,
            number_format=self.number_format,
            date_format=self.date_format,
            formats=self.formats,
        )

    def values(self) -> dict[str, Any]:
        """Return the options of reading by name."""
        return {each.name: getattr(self, each.name) for each in fields(TableReading)}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureOptions(TableReading):
    """The options for reading and measuring an account table.

    Attributes:
        as_of: The day that `as_of` means.
        roll_up: The way several rows make one customer.
        rates: The currency of all amounts, and the values of others in it.
        max_rejected: Share of rows that may be unusable before it is an error (fraction).
        history: Earlier tables by day, for the size of segments over time.
        settle: Consecutive snapshots in which a customer must match another segment to change to
            it.
        before: An earlier table of the same accounts, for drift.
        before_reading: How the earlier table is read; None reads it like this one, but detects the
            formats from its own columns.
        borders: Look for accounts near a border; None does up to `pass_limit` rows.
        pass_limit: Rows up to which the extra passes run unasked.
        sample: Most account ids shown per finding; 0 shows none.
        tiny: Segments below this many accounts are noted.
        margin: How far a threshold is moved, and how far declared may be off (fraction).
        renewal_days: A renewal within so many days counts as near.
        rejects: Output that gets the list of every rejected row; None lists none.
        dates: Count renewals and starts by month, for a plan by month.
    """

    as_of: date
    roll_up: RollUp = RollUp()
    rates: Rates = Rates()
    max_rejected: float = 0.05
    history: tuple[tuple[date, str], ...] = ()
    settle: int = 1
    before: object | None = None
    before_reading: TableReading | None = None
    borders: bool | None = None
    pass_limit: int = 500_000
    sample: int = 5
    tiny: int = 5
    margin: float = 0.10
    renewal_days: int = 90
    rejects: Output | None = None
    dates: bool = False

    def __post_init__(self) -> None:
        if self.sample < 0:
            raise UsageError(f"sample is {self.sample}; give 0 or more account ids to show")
        if not 0 < self.margin < 1:
            raise UsageError(
                f"margin is {self.margin}; give a fraction between 0 and 1, such as 0.1"
            )

    def of_before(self) -> MeasureOptions:
        """Return the options for the earlier table."""
        own = self.before_reading
        reading = (
            self.elsewhere()
            if own is None
            else replace(own, columns={**self.columns, **own.columns})
        )
        return replace(self, **reading.values(), rejects=None)
