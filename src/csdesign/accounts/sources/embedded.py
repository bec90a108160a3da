"""Tables that DuckDB reads inside this process: delimited text, Parquet, its own files, frames."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from csdesign.accounts.sources.footer import without_footer
from csdesign.accounts.sources.interrupt import interruptible
from csdesign.accounts.sources.kind_of_file import shown
from csdesign.accounts.sources.layout import Layout, read_layout, write_as_utf8
from csdesign.accounts.sources.naming import pick_table
from csdesign.accounts.table import RawColumn, RejectedLine, Table
from csdesign.accounts.where.tree import Kind
from csdesign.errors import MissingExtraError, UnreadableError
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb
    from sqlglot import exp

__all__ = ["EmbeddedTable"]

_VIEW: Final = "accounts"
_BATCH: Final = 10_000
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    # what does not fit the memory goes where temporary files go, not beside the user's files
    "temp_directory": str(Path(tempfile.gettempdir()) / f"csdesign-{os.getpid()}"),
    # nothing is fetched from the network behind the user's back
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
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
        delimited: bool = False,
        underscores: bool = True,
    ) -> None:
        self._connection = connection
        self._view = view
        self._scratch = scratch
        self._delimited = delimited
        self._underscores = underscores
        self.name = name
        self.notes = tuple(notes)
        self.first_row = 2 if delimited else 1
        self.columns = tuple(self._describe())

    @classmethod
    def of_text(cls, path: Path, *, name: str = "", scratch: Path | None = None) -> EmbeddedTable:
        """Open a delimited text file; what DuckDB cannot read is rewritten as UTF-8.

        `scratch` is a folder to remove when the table is closed.
        """
        layout = read_layout(path)
        source = path
        if not layout.is_plain:
            scratch = Path(tempfile.mkdtemp(prefix="csdesign-"))
            source = scratch / "accounts.csv"
            write_as_utf8(path, layout.encoding, source)
        connection = _connect()
        _create_text_view(connection, source, layout)
        return cls(
            connection,
            _VIEW,
            name or shown(path),
            notes=layout.notes,
            scratch=scratch,
            delimited=True,
            underscores=layout.has_underscores,
        )

    @classmethod
    def of_parquet(cls, paths: Sequence[Path], name: str) -> EmbeddedTable:
        """Open Parquet files of one table.

        Raises:
            UnreadableError: a file is cut short or its columns do not fit the others.
        """
        import duckdb

        connection = _connect()
        try:
            files = [str(path) for path in paths]
            relation = connection.read_parquet(files, union_by_name=len(files) > 1)
            relation.create_view(_VIEW)
        except duckdb.Error as error:
            raise UnreadableError(
                f"{name} cannot be read as Parquet; it may be cut short, so copy it again "
                f"({_first_line(error)})"
            ) from error
        return cls(connection, _VIEW, name)

    @classmethod
    def of_database(cls, path: Path, table: str | None) -> EmbeddedTable:
        """Open a table or view of a DuckDB file, which stays unchanged."""
        import duckdb

        try:
            connection = duckdb.connect(str(path), read_only=True, config=_CONFIG)
            found = connection.execute(
                "SELECT table_name FROM information_schema.tables "
                "WHERE table_schema = 'main' ORDER BY table_name"
            ).fetchall()
        except duckdb.Error as error:
            raise UnreadableError(f"cannot open {shown(path)}: {_first_line(error)}") from error
        view = pick_table([str(row[0]) for row in found], table, shown(path))
        return cls(connection, view, shown(path))

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
        return cls(connection, _VIEW, f"the {library} frame")

    def relation(self) -> exp.Expr:
        """Return the view or table that stands behind FROM."""
        from sqlglot import exp

        return exp.table_(self._view, quoted=True)

    def rows(self, query: exp.Expr) -> Iterator[tuple[object, ...]]:
        """Run a query and yield its rows."""
        import duckdb

        # not on a cursor: rejected lines are kept per connection, and a cursor is another one
        connection = self._connection
        text = query.sql(dialect=self.dialect)
        try:
            # fetched together, because some of the work is only done by the first fetch
            batch = interruptible(
                lambda: connection.execute(text).fetchmany(_BATCH), connection.interrupt
            )
            while batch:
                yield from batch
                batch = interruptible(lambda: connection.fetchmany(_BATCH), connection.interrupt)
        except duckdb.Error as error:
            raise UnreadableError(f"{self.name}: {_first_line(error)}") from error

    def rejected_lines(self) -> tuple[RejectedLine, ...]:
        """Return the rows that do not fit the header, footers left out."""
        import duckdb

        if not self._delimited:
            return ()
        try:
            found = self._lines()
        except duckdb.CatalogException:  # the table of rejects is made with the first reject
            return ()
        lines = [
            (RejectedLine(int(line), _WORDS.get(kind, visible(message, 80))), text or "")
            for line, kind, text, message in found
        ]
        kept, dropped = without_footer(lines)
        footer = f"{dropped} footer rows of the report left out" if dropped else ""
        if footer and footer not in self.notes:
            self.notes = (*self.notes, footer)
        return kept

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


def _create_text_view(connection: duckdb.DuckDBPyConnection, source: Path, layout: Layout) -> None:
    """Name the file's cells, all as text: ids keep their zeros, nothing is guessed."""
    relation = connection.read_csv(
        str(source),
        auto_detect=False,
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
