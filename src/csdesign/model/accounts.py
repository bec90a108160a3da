"""The settings of the account table: its place, its format, and how its rows become customers."""

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
"""One column or a list of columns, by the name that csdesign gives them or by their header."""
SourcePath = Annotated[Text, AfterValidator(_not_a_host)]
"""A file or folder next to the design, or `env:NAME` for the URL of a database."""


class CurrencyRates(DesignModel):
    """The value of amounts in other currencies."""

    base: Annotated[str, Field(min_length=3, max_length=8)] | None = None
    """The currency into which every amount is converted; `company.currency` if missing."""
    rates: dict[Code, Factor] = Field(default={})
    """The value of one unit of each currency in the base currency, such as `USD: 0.92`."""
    as_of: Text | None = None
    """The day of the rates, as year-month-day."""


class TableSource(DesignModel):
    """The place of a table and the format of its cells."""

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
    """The name that csdesign gives the column, then its header, such as `arr: Total Contract
    Amount`."""
    formats: dict[Code, Text] = Field(default={})
    """The format of the cells in a column: `plain`, `en`, `de`, `fr`, `ch`, `short` (25k) or
    `short-de` (12,5 Mio) for numbers, `iso` or a pattern such as `%d.%m.%Y` for dates; `numbers`
    and `dates` apply to all columns."""


class EarlierTable(TableSource):
    """An earlier table of the same customers, to see who moved."""


class AccountTable(TableSource):
    """The table of customers that `plan`, `books`, `check` and `report` count."""

    as_of: Text | None = None
    """The date of the table, as year-month-day."""
    per: Code | None = None
    """The column that identifies the customer where several rows belong to one, such as
    `account_id`, or `parent` for a group of companies."""
    sum: Names = ()
    """Columns that are summed over the rows of a customer."""
    min: Names = ()
    """Columns of which the smallest value counts, such as the next renewal."""
    max: Names = ()
    """Columns of which the largest value counts."""
    where: Text | None = None
    """Which rows count, in the language of a segment's `where`."""
    currency: CurrencyRates = CurrencyRates.unchecked()
    """The currency into which amounts are converted, and the value of other currencies in it."""
    before: Annotated[EarlierTable, AlsoWritten(_a_path, lambda _: {"type": "string"})] | None = (
        None
    )
    """An earlier table: its path alone, or its path and the settings that differ from these."""
    history: SourcePath | None = None
    """A folder of earlier tables, each named by its day or month, such as 2026-10-31.csv."""
    settle: WholePositive = 1
    """Number of consecutive snapshots in which a customer must match another segment before it
    counts as moved: with 2, one month above a threshold moves nobody."""
    max_rejected: Share = 0.05
    """Share of rows that may be unusable without an error (0..1)."""
