"""The results of a first look at an account table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesign.accounts.measure.former import Former
    from csdesign.accounts.measure.spreads import Spread
    from csdesign.accounts.where.tree import Kind

__all__ = ["ColumnLook", "Currencies", "TableLook"]


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """One column.

    Attributes:
        header: As the table has it.
        name: Its name in a `where`, None if it cannot be named there.
        kind: The kind of its cells.
        form: The form of text cells, None for plain numbers, ISO days and what is not text.
        filled: Rows with a value.
        empty: Rows without.
        unread: Cells that are not of the column's kind.
        least, most: Of numbers and days, as text; None for others.
        doubt: Why it cannot be read yet, and the option that settles it; "" for no doubt.
    """

    header: str
    name: str | None
    kind: Kind
    form: str | None
    filled: int
    empty: int
    unread: int
    least: str | None = None
    most: str | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Currencies:
    """Rows by the currency of an amount; "" means that none is named."""

    name: str
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TableLook:
    """A first look at a table.

    Attributes:
        source: The table as messages name it.
        engine: The engine that did it, by its SQL dialect.
        rows: Rows that a plan would use, without those that are not customers and without
            `rejected` ones.
        rejected: Lines that do not fit the header, each with its row.
        columns: In table order.
        spreads: Distributions of columns with numbers, the known columns first.
        currencies: Of columns with money that name one.
        repeated: Ids found in several rows, None without an id column.
        repeated_rows: Rows of them beyond the first.
        without_id: Rows with no id, None without an id column.
        blank: Rows without any value.
        totals: Rows that add up others or are below the table.
        notes: Notes on how the table was read.
        of_another_table: Rows from a second header on.
        former: Columns by which rows are hardly customers.
    """

    source: str
    engine: str
    rows: int
    rejected: tuple[tuple[int, str], ...]
    columns: tuple[ColumnLook, ...]
    spreads: tuple[Spread, ...]
    currencies: tuple[Currencies, ...]
    repeated: int | None
    repeated_rows: int
    without_id: int | None
    blank: int
    totals: int
    notes: tuple[str, ...]
    of_another_table: int = 0
    former: tuple[Former, ...] = ()
