"""The table of customers: where it is, how it is read, how its rows make customers."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from csdesign.model.base import AlsoWritten, DesignModel
from csdesign.model.choices import Code, Text
from csdesign.model.numbers import Factor, Share, WholePositive

__all__ = ["AccountTable", "CurrencyRates", "EarlierTable", "TableSource"]

_PLAIN_LIST = {"type": "string"}


def _one_is_a_list(written: Any) -> Any:
    return [written] if isinstance(written, str) else written


def _a_path(written: Any) -> Any:
    return {"path": written} if isinstance(written, str) else written


def _not_a_host(written: str) -> str:
    """Refuse a host in the file: a proposed change must not make CI open a connection."""
    if "://" in written or written.startswith(("spark:", "http:", "https:")):
        raise PydanticCustomError(
            "table_source",
            "name a variable that holds the URL, such as env:ACCOUNTS_URL; a host is not allowed "
            "in a design",
            {"found": "a URL"},
        )
    return written


Names = Annotated[tuple[Code, ...], AlsoWritten(_one_is_a_list, lambda _: _PLAIN_LIST)]
"""Columns, by our name or by their header; one may stand alone."""
SourcePath = Annotated[Text, AfterValidator(_not_a_host)]
"""A file or folder next to the design, or `env:NAME` for the URL of a database."""


class CurrencyRates(DesignModel):
    """What amounts of other currencies are worth."""

    base: Annotated[str, Field(min_length=3, max_length=8)] | None = None
    """The currency that every amount is converted to; `company.currency` if missing."""
    rates: dict[Code, Factor] = Field(default={})
    """What one unit of a currency is worth in the base, such as `USD: 0.92`."""
    as_of: Text | None = None
    """The day of the rates, as year-month-day."""


class TableSource(DesignModel):
    """Where a table is and how its cells are written."""

    path: SourcePath | None = None
    """A file or folder, relative to the design and inside its repository; or `env:NAME`, a variable
    that holds a path or the URL of a database."""
    table: Text | None = None
    """The table of a database."""
    sheet: Text | None = None
    """The sheet of a workbook; if missing, the first visible sheet with rows."""
    header_row: WholePositive | None = None
    """The row of the header, from 1; detected if missing."""
    encoding: Text | None = None
    """The encoding of a text file, such as `cp1250`; detected if missing."""
    columns: dict[Code, Text] = Field(default={})
    """Our column name, then the name in the table, such as `arr: Total Contract Amount`."""
    formats: dict[Code, Text] = Field(default={})
    """How cells of a column are written: `plain`, `en`, `de`, `fr`, `ch`, `short` (25k) or
    `short-de` (12,5 Mio) for numbers, `iso` or such as `%d.%m.%Y` for days; `numbers` and `dates`
    apply to all columns."""


class EarlierTable(TableSource):
    """An earlier table of the same customers, to see who moved."""


class AccountTable(TableSource):
    """The table of customers that `plan`, `books`, `check` and `report` count."""

    as_of: Text | None = None
    """The day the table was made, as year-month-day."""
    per: Code | None = None
    """The column that names the customer where several rows make one, such as `account_id`, or
    `parent` for families."""
    sum: Names = ()
    """Columns added up over the rows of a customer."""
    min: Names = ()
    """Columns whose smallest value counts, such as the next renewal."""
    max: Names = ()
    """Columns whose largest value counts."""
    where: Text | None = None
    """Which rows count, in the language of a segment's `where`."""
    currency: CurrencyRates = CurrencyRates.unchecked()
    """The currency of all amounts, and the value of other currencies in it."""
    before: Annotated[EarlierTable, AlsoWritten(_a_path, lambda _: {"type": "string"})] | None = (
        None
    )
    """An earlier table: its path, or how it is read where that differs."""
    history: SourcePath | None = None
    """A folder of earlier tables, each named by its day or month, such as 2026-10-31.csv."""
    settle: WholePositive = 1
    """Number of consecutive snapshots in which a customer must match another segment before it
    counts as moved: with 2, one month above a threshold moves nobody."""
    max_rejected: Share = 0.05
    """Share of rows that may be unusable without an error (0..1)."""
