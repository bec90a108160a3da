"""An account table in its source: its columns, and an engine that answers queries over it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from sqlglot import exp

    from csdesign.accounts.where.tree import Kind

__all__ = ["RawColumn", "RejectedLine", "Table"]

Cells = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class RawColumn:
    """A column as the engine has it.

    `kind` is None for text cells that may be written numbers, dates or booleans (a CSV file);
    `floating` is IEEE floating point; `timestamp` is a day with a time of day; `underscores` says
    that text cells may hold `_`, which DuckDB would read as nothing within a number; `as_text` is
    what reads as text but compares with none that is not of its type (UUID, enumeration, all NULL).
    """

    header: str
    kind: Kind | None
    floating: bool = False
    timestamp: bool = False
    underscores: bool = True
    as_text: bool = False


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A row whose cells do not fit the header; `row` counts from 1 at the header."""

    row: int
    reason: str


class Table(ABC):
    """One account table; a context manager that closes its engine.

    Attributes:
        name: The table as messages name it, without password.
        dialect: What sqlglot calls the engine's SQL.
        columns: In table order.
        notes: What reading it took (encoding, delimiter, footers), for people.
        first_row: Number of the first account's row (2 below a header), None if rows of a table
            have no order.
        is_sheet: Whether people may have written it, so that it holds blank rows, totals and words
            for nothing.
        repeated: Headers that several columns bear.
    """

    name: str
    dialect: str
    columns: tuple[RawColumn, ...]
    notes: tuple[str, ...] = ()
    first_row: int | None = None
    is_sheet: bool = False
    repeated: frozenset[str] = frozenset()

    @abstractmethod
    def relation(self) -> exp.Expr:
        """Return the relation to write after FROM."""

    @abstractmethod
    def rows(self, query: exp.Expr) -> Iterator[Cells]:
        """Run a query and yield its rows.

        Raises:
            UnreadableError: the engine refused or broke off; the message holds no password.
        """

    def repeats(self, values: exp.Select) -> bool:
        """Return whether the one column of a query holds a value twice; NULL is none.

        Raises:
            UnreadableError: as `rows`.
        """
        from sqlglot import exp

        inner = values.subquery("listed", copy=False)
        name = exp.column(values.expressions[0].alias_or_name, quoted=True)
        counts = [
            exp.Count(this=name, big_int=True),
            exp.Count(this=exp.Distinct(expressions=[name.copy()]), big_int=True),
        ]
        (total, distinct), *_ = self.rows(exp.select(*counts).from_(inner, copy=False))
        return int(str(total)) != int(str(distinct))

    def rejected_lines(self) -> tuple[RejectedLine, ...]:
        """Return the rows that the last full read could not fit to the header."""
        return ()

    @abstractmethod
    def close(self) -> None:
        """Close the engine."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
