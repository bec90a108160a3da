"""SQLite files: a cell may hold any type, so cells are read as text and checked like CSV."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from csdesign.accounts.sources.embedded import EmbeddedTable
from csdesign.accounts.sources.kind_of_file import shown
from csdesign.accounts.sources.naming import pick_table
from csdesign.errors import UnreadableError
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["open_sqlite"]


def open_sqlite(path: Path, table: str | None) -> EmbeddedTable:
    """Open a table or view of a SQLite file, which stays unchanged.

    Raises:
        UnreadableError: the file is damaged or locked, or a cell holds bytes.
    """
    scratch = Path(tempfile.mkdtemp(prefix="csdesign-"))
    try:
        copy = scratch / "accounts.csv"
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as database:
            name = pick_table(_tables(database), table, shown(path))
            with copy.open("w", encoding="utf-8", newline="") as stream:
                _write_table(database, name, csv.writer(stream, quoting=csv.QUOTE_ALL).writerow)
        return EmbeddedTable.of_text(copy, name=shown(path), scratch=scratch)
    except sqlite3.Error as error:
        shutil.rmtree(scratch, ignore_errors=True)
        raise UnreadableError(f"cannot read {shown(path)}: {visible(str(error))}") from error
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise


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
    cursor = database.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608
    write([column[0] for column in cursor.description])
    for row in cursor:
        if any(isinstance(cell, bytes) for cell in row):
            raise UnreadableError(f"table {visible(name)!r} holds bytes where text should stand")
        write(row)
