"""Tables that DuckDB reads inside this process: delimited text, Parquet, its own files, frames."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from csdesign.accounts.sources.footer import without_footer
from csdesign.accounts.sources.interrupt import interruptible
from csdesign.accounts.sources.kind_of_file import shown
from csdesign.accounts.sources.layout import Layout, read_layout, write_as_utf8
from csdesign.accounts.sources.naming import pick_table
from csdesign.accounts.table import RawColumn, RejectedLine, Table
from csdesign.accounts.where.tree import Kind
from csdesign.errors import MissingExtraError, UnreadableError
from csdesign.wording import number_of, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import duckdb
    from sqlglot import exp

__all__ = ["MOST_SECONDS", "EmbeddedTable"]

_VIEW: Final = "accounts"
_BATCH: Final = 10_000
_WIDE: Final = 200
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    # data that does not fit into memory goes to the folder of temporary files, not the user's
    "temp_directory": str(Path(tempfile.gettempdir()) / f"csdesign-{os.getpid()}"),
    # extensions are not downloaded without the user's consent
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_CLOSED: Final[dict[str, str | bool | int | float | list[str]]] = {
    # a view in a database file could read any file of the machine: only the table is allowed
    "enable_external_access": "false",
    "lock_configuration": "true",
}
MOST_SECONDS: Final = 60.0
"""Time limit of a query over a database file (s), whose views may not end."""
_LOOKED_AT: Final = 10_000
"""Rows that show whether a table may be in the order of its ids."""
_MOST_SHARED: Final = 50_000
"""Most shared numbers after which all values are counted."""
_Result = TypeVar("_Result")
_INTEGERS: Final = frozenset(
    f"{sign}{size}"
    for sign in ("", "u")
    for size in ("tinyint", "smallint", "integer", "bigint", "hugeint")
)
_WORDS: Final = {
    "MISSING COLUMNS": "has fewer cells than the header",
    "TOO MANY COLUMNS": "has more cells than the header",
    "UNQUOTED VALUE": "opens a quote that is never closed, or has text after a closing one",
    "LINE SIZE OVER MAXIMUM": "is longer than 2 MB",
}


class EmbeddedTable(Table):
    """A view in a DuckDB connection of its own."""

    dialect = "duckdb"

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        view: str,
        name: str,
        *,
        notes: Sequence[str] = (),
        scratch: Path | None = None,
        layout: Layout | None = None,
        first_row: int = 1,
        is_sheet: bool = False,
        rejected: Sequence[RejectedLine] = (),
        seconds: float | None = None,
    ) -> None:
        self._connection = connection
        self._view = view
        self._scratch = scratch
        self._delimiter = None if layout is None else layout.delimiter
        self._ruled = 0 if layout is None else layout.ruled
        self._underscores = layout is None or layout.has_underscores
        self._seconds = seconds
        self._rejected = tuple(rejected)
        self.name = name
        self.notes = tuple(notes)
        self.first_row = first_row
        self.is_sheet = is_sheet
        self.repeated = frozenset() if layout is None else layout.repeated
        self.columns = tuple(self._describe())

    @classmethod
    def of_text(
        cls,
        path: Path,
        *,
        name: str = "",
        scratch: Path | None = None,
        header_row: int | None = None,
        encoding: str | None = None,
        first_row: int | None = None,
        notes: Sequence[str] | None = None,
        rejected: Sequence[RejectedLine] = (),
    ) -> EmbeddedTable:
        """Open a delimited text file; what DuckDB cannot read is rewritten as UTF-8.

        `header_row` and `encoding` are detected if they are None; `scratch` is a folder to remove
        when the table is closed. For a file converted from another one, `first_row`, `notes` and
        `rejected` describe the original.
        """
        layout = read_layout(path, header_row, encoding)
        source = path
        if not layout.is_plain:
            scratch = scratch or Path(tempfile.mkdtemp(prefix="csdesign-"))
            source = scratch / "utf-8.csv"
            write_as_utf8(path, layout, source)
        connection = _connect()
        _create_text_view(connection, source, layout)
        _close_doors(connection, [source], len(layout.header))
        return cls(
            connection,
            _VIEW,
            name or shown(path),
            notes=layout.notes if notes is None else (*notes, *layout.notes[1:]),
            rejected=rejected,
            scratch=scratch,
            layout=layout,
            first_row=layout.skip + layout.ruled + 2 if first_row is None else first_row,
            is_sheet=True,
        )

    @classmethod
    def of_parquet(
        cls,
        paths: Sequence[Path],
        name: str,
        scratch: Path | None = None,
        notes: Sequence[str] = (),
    ) -> EmbeddedTable:
        """Open Parquet files of one table; `scratch` is a folder to remove when it is closed.

        Raises:
            UnreadableError: a file is cut short or its columns do not fit the others.
        """
        import duckdb

        connection = _connect()
        try:
            files = [_as_it_is(path) for path in paths]
            relation = connection.read_parquet(files, union_by_name=len(files) > 1)
            relation.create_view(_VIEW)
            _close_doors(connection, paths, len(relation.columns))
        except duckdb.Error as error:
            raise UnreadableError(
                f"{name} cannot be read as Parquet; it may be cut short, so copy it again "
                f"({_first_line(error)})"
            ) from error
        return cls(connection, _VIEW, name, scratch=scratch, notes=notes)

    @classmethod
    def of_database(cls, path: Path, table: str | None) -> EmbeddedTable:
        """Open a table or view of a DuckDB file, which stays unchanged."""
        import duckdb

        try:
            connection = duckdb.connect(str(path), read_only=True, config=_CONFIG)
            _close_doors(connection, [])
            found = connection.execute(
                "SELECT table_name FROM information_schema.tables "
                "WHERE table_schema = 'main' ORDER BY table_name"
            ).fetchall()
        except duckdb.Error as error:
            raise UnreadableError(f"cannot open {shown(path)}: {_first_line(error)}") from error
        view = pick_table([str(row[0]) for row in found], table, shown(path))
        try:
            return cls(connection, view, shown(path), seconds=MOST_SECONDS)
        except duckdb.Error as error:
            connection.close()
            raise UnreadableError(f"cannot open {shown(path)}: {_first_line(error)}") from error

    @classmethod
    def of_frame(cls, frame: Any) -> EmbeddedTable:
        """Open a pandas, polars or Arrow frame; its data is not copied."""
        library = type(frame).__module__.partition(".")[0]
        connection = _connect()
        try:
            connection.register(_VIEW, frame)
        except ImportError as error:  # DuckDB reads polars through Arrow
            raise MissingExtraError(
                f"a {library} frame is read through pyarrow: pip install pyarrow"
            ) from error
        return cls(connection, _VIEW, f"the {library} frame", is_sheet=True)

    @classmethod
    def of_relation(cls, relation: Any) -> EmbeddedTable:
        """Open a relation of somebody's own connection: a copy of it, with its types.

        Raises:
            UnreadableError: its query fails.
        """
        import duckdb

        scratch = Path(tempfile.mkdtemp(prefix="csdesign-"))
        copy = scratch / "relation.parquet"
        name = "the DuckDB relation"
        try:
            relation.write_parquet(str(copy))
        except duckdb.Error as error:
            shutil.rmtree(scratch, ignore_errors=True)
            raise UnreadableError(f"cannot read {name}: {_first_line(error)}") from error
        return cls.of_parquet([copy], name, scratch)

    def relation(self) -> exp.Expr:
        """Return the view or table to write after FROM."""
        from sqlglot import exp

        return exp.table_(self._view, quoted=True)

    def rows(self, query: exp.Expr) -> Iterator[tuple[object, ...]]:
        """Run a query and yield its rows."""
        import duckdb

        # not on a cursor, which is a connection of its own: rejected lines are kept per connection
        connection = self._connection
        text = query.sql(dialect=self.dialect)
        try:
            # fetched together, because some of the work is only done by the first fetch
            batch = self._in_time(lambda: connection.execute(text).fetchmany(_BATCH))
            while batch:
                yield from batch
                batch = self._in_time(lambda: connection.fetchmany(_BATCH))
        except duckdb.Error as error:
            raise UnreadableError(f"{self.name}: {_first_line(error)}") from error

    def repeats(self, values: exp.Select) -> bool:
        """Return whether the one column of a query holds a value twice; NULL is none.

        A table in the order of its ids needs one query: if each id is above the one before, no two
        are equal. Otherwise numbers of 32 bits replace the values and are put in order: four bytes
        a row, where the engine's own count of distinct texts takes fifty. Two values may have one
        number by chance, so values that share one are counted themselves.
        """
        if self._ascends(values, _LOOKED_AT) and self._ascends(values):
            return False
        import duckdb
        import numpy as np  # a tenth of the time of a large table in order, which does without
        from sqlglot import exp

        name = exp.column(values.expressions[0].alias_or_name, quoted=True)
        number = exp.cast(
            exp.BitwiseRightShift(this=exp.func("HASH", name), expression=exp.Literal.number(32)),
            exp.DataType.build("UINTEGER", dialect="duckdb"),
        )
        listed = exp.select(name, exp.alias_(number, "number")).from_(
            values.copy().subquery("listed", copy=False), copy=False
        )
        there = exp.Not(this=exp.Is(this=name.copy(), expression=exp.null()))
        numbers = exp.select("number").from_(listed.subquery("marked", copy=False), copy=False)
        text = numbers.where(there, copy=False).sql(dialect=self.dialect)
        try:
            found = self._in_time(lambda: self._connection.execute(text).fetchnumpy()["number"])
        except duckdb.Error as error:
            raise UnreadableError(f"{self.name}: {_first_line(error)}") from error
        marks = np.ma.getdata(found)
        marks.sort()
        shared = np.unique(marks[1:][marks[1:] == marks[:-1]])
        if len(shared) == 0:
            return False
        if len(shared) > _MOST_SHARED:
            return super().repeats(values)
        some = exp.In(
            this=exp.column("number"), expressions=[exp.Literal.number(int(m)) for m in shared]
        )
        suspects = exp.select(name.copy()).from_(listed.subquery("marked", copy=False), copy=False)
        return super().repeats(suspects.where(some, copy=False))

    def _ascends(self, values: exp.Select, most: int | None = None) -> bool:
        """Return whether each value is above the one before it, of all rows or the first ones."""
        from sqlglot import exp

        name = exp.column(values.expressions[0].alias_or_name, quoted=True)
        looked_at = values.copy() if most is None else values.limit(most)
        before = exp.Window(this=exp.Lag(this=name.copy()))
        pairs = exp.select(name, exp.alias_(before, "before")).from_(
            looked_at.subquery("listed", copy=False), copy=False
        )
        above = exp.GT(this=name.copy(), expression=exp.column("before"))
        # of neighbours that compare as NULL, more than the first has an empty one
        counts = [exp.CountIf(this=above), exp.Count(this=exp.Star(), big_int=True)]
        query = exp.select(*counts).from_(pairs.subquery("pairs", copy=False), copy=False)
        (ascending, rows), *_ = self.rows(query)
        return int(str(ascending or 0)) >= int(str(rows)) - 1

    def _in_time(self, work: Callable[[], _Result]) -> _Result:
        return interruptible(work, self._connection.interrupt, self._seconds)

    def rejected_lines(self) -> tuple[RejectedLine, ...]:
        """Return the rows that do not fit the header, totals and footers left out."""
        import duckdb

        if self._delimiter is None:
            return ()
        try:
            found = self._lines()
        except duckdb.CatalogException:  # the table of rejects is made with the first reject
            return self._rejected
        lines = [
            (
                RejectedLine(int(line) + self._ruled, _WORDS.get(kind, visible(message, 80))),
                text or "",
            )
            for line, kind, text, message in found
        ]
        kept, dropped = without_footer(lines, self._delimiter)
        if dropped:
            rows = number_of(dropped, "row")
            note = f"{rows} of totals or of the report's footer left out"
            self.notes = (*(other for other in self.notes if other != note), note)
        return (*self._rejected, *kept)

    def _lines(self) -> list[tuple[int, str, str | None, str]]:
        """Return line, kind, text and message of every line DuckDB left out."""
        return self._connection.execute(
            "SELECT line, min(error_type::VARCHAR), min(csv_line), max(error_message) "
            "FROM reject_errors GROUP BY line ORDER BY line"
        ).fetchall()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _describe(self) -> Iterator[RawColumn]:
        view = self._connection.table(self._view)
        for header, kind in zip(view.columns, view.types, strict=True):
            raw = _raw_column(header, str(kind.id), underscores=self._underscores)
            if raw is not None:
                yield raw


def _connect() -> duckdb.DuckDBPyConnection:
    import duckdb

    return duckdb.connect(":memory:", config=_CONFIG)


def _close_doors(
    connection: duckdb.DuckDBPyConnection, paths: Sequence[Path], width: int = 0
) -> None:
    """Restrict the connection to these files from now on.

    `width` is the number of columns: the time that DuckDB takes to find common parts of expressions
    grows with its square.
    """
    if width > _WIDE:
        connection.execute("SET disabled_optimizers = 'common_subexpressions'")
    names = [name for path in paths for name in (str(path), _as_it_is(path))]
    connection.execute("SET allowed_paths = ?", [names])
    for name, value in _CLOSED.items():
        connection.execute(f"SET {name} = {value}")


def _as_it_is(path: Path) -> str:
    """Return a path that DuckDB reads as this file alone, not as a pattern."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def _create_text_view(connection: duckdb.DuckDBPyConnection, source: Path, layout: Layout) -> None:
    """Create a view of the file's cells as text, so that ids keep their zeros."""
    relation = connection.read_csv(
        _as_it_is(source),
        auto_detect=False,
        hive_partitioning=False,  # a folder called employees=500 is not a column of a text file
        compression="none",
        header=True,
        skiprows=layout.skip,
        columns=dict.fromkeys(layout.header, "VARCHAR"),
        delimiter=layout.delimiter,
        quotechar='"',
        escapechar='"',
        strict_mode=True,
        store_rejects=True,
    )
    relation.create_view(_VIEW)


def _raw_column(header: str, kind: str, *, underscores: bool) -> RawColumn | None:
    """Return a column, or None for lists, structures and the like."""
    if kind == "varchar":
        return RawColumn(header, None, underscores=underscores)
    if kind in _INTEGERS or kind == "decimal":
        return RawColumn(header, Kind.NUMBER)
    if kind in ("double", "float"):
        return RawColumn(header, Kind.NUMBER, floating=True)
    if kind == "boolean":
        return RawColumn(header, Kind.BOOLEAN)
    if kind == "date" or kind.startswith("timestamp"):
        return RawColumn(header, Kind.DATE, timestamp=kind != "date")
    if kind in ("enum", "uuid"):
        return RawColumn(header, Kind.TEXT, as_text=True)
    if kind.strip('"') in ("null", "sqlnull"):
        return RawColumn(header, None, as_text=True)
    return None


def _first_line(error: Exception) -> str:
    return visible(str(error).strip().partition("\n")[0], 200)
