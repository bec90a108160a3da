"""SQLite files: a cell may hold any type, so cells are read as text and checked like CSV."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from csdesign.accounts.sources.embedded import MOST_SECONDS, EmbeddedTable
from csdesign.accounts.sources.kind_of_file import shown
from csdesign.accounts.sources.naming import pick_table
from csdesign.errors import UnreadableError
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["open_sqlite"]

_MOST_ROWS: Final = 10_000_000
_STEPS: Final = 100_000
"""Steps of SQLite's virtual machine between two checks of the time limit."""
_ALLOWED: Final = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE, sqlite3.SQLITE_FUNCTION}
)
_FORBIDDEN: Final = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"})


def open_sqlite(path: Path, table: str | None) -> EmbeddedTable:
    """Open a table or view of a SQLite file, which stays unchanged.

    The file may be anybody's: a view in it reads this file alone, calls no function that reaches
    outside, and ends after a time and a number of rows.

    Source: "Defense Against The Dark Arts", sqlite.org/security.html.

    Raises:
        UnreadableError: the file is damaged or locked, a cell holds bytes, or a view does not end.
    """
    scratch = Path(tempfile.mkdtemp(prefix="csdesign-"))
    try:
        copy = scratch / "accounts.csv"
        with closing(_connect(path)) as database:
            name = pick_table(_tables(database), table, shown(path))
            with copy.open("w", encoding="utf-8", newline="") as stream:
                _write_table(database, name, csv.writer(stream, quoting=csv.QUOTE_ALL).writerow)
        return EmbeddedTable.of_text(copy, name=shown(path), scratch=scratch)
    except sqlite3.Error as error:
        shutil.rmtree(scratch, ignore_errors=True)
        why = visible(str(error))
        if "interrupted" in why:
            why = f"stopped after {MOST_SECONDS:g} s; a view in it may never end"
        raise UnreadableError(f"cannot read {shown(path)}: {why}") from error
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise


def _connect(path: Path) -> sqlite3.Connection:
    """Return a connection that only reads, and only this file."""
    database = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
    try:
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
            database.execute(f"PRAGMA {setting}")
        database.execute("PRAGMA temp_store = MEMORY")
        database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        database.set_authorizer(_allowed)
        ends = monotonic() + MOST_SECONDS
        database.set_progress_handler(lambda: int(monotonic() > ends), _STEPS)
    except BaseException:
        database.close()
        raise
    return database


def _allowed(action: int, _first: str | None, second: str | None, *_: str | None) -> int:
    is_reaching_out = action == sqlite3.SQLITE_FUNCTION and second in _FORBIDDEN
    return sqlite3.SQLITE_OK if action in _ALLOWED and not is_reaching_out else sqlite3.SQLITE_DENY


def _tables(database: sqlite3.Connection) -> list[str]:
    found = database.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
        "AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return [str(row[0]) for row in found]


def _write_table(
    database: sqlite3.Connection, name: str, write: Callable[[Sequence[object]], object]
) -> None:
    """Write header and rows; a NULL becomes an empty cell, which means the same."""
    quoted = name.replace('"', '""')  # SQLite takes no parameter for a name; this is its quoting
    cursor = database.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 -- a name cannot be a parameter; its quotes are doubled
    write([column[0] for column in cursor.description])
    for number, row in enumerate(cursor):
        if number >= _MOST_ROWS:
            raise UnreadableError(
                f"table {visible(name)!r} has more than {_MOST_ROWS:,} rows; a view may be without "
                "end, and a table of that size is read as Parquet"
            )
        if any(isinstance(cell, bytes) for cell in row):
            raise UnreadableError(f"table {visible(name)!r} contains bytes where text is expected")
        write(row)
