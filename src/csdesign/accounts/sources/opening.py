"""The one function that opens every source: a path, a glob, a directory, a URL or a frame."""

from __future__ import annotations

import atexit
import glob
import gzip
import re
import shutil
import sys
import tempfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

from csdesign.accounts.sources.kind_of_file import FileKind, kind_of_file, shown
from csdesign.errors import UnreadableError, UsageError
from csdesign.files.reading import read_most
from csdesign.files.there import exists, is_dir
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.accounts.sources.embedded import EmbeddedTable
    from csdesign.accounts.table import Table

__all__ = ["open_table"]

_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_FRAMES: Final = frozenset({"pandas", "polars", "pyarrow", "duckdb", "_duckdb"})
_CHUNK: Final = 1 << 20
_MOST_BYTES: Final = 16 << 30
"""The most bytes that are unpacked, or taken from standard input."""
_SOON_UNPACKED: Final = 1 << 30
_MOST_TIMES: Final = 100
"""Most times that an unpacked table may exceed its file's size, beyond 1 GB; usual are 5 to 30
times."""
_SUFFIX_WITH_TABLE: Final = re.compile(r"(?P<path>.+)\?(?P<query>table=.+)")

_RELATION: Final = "DuckDBPyRelation"
_CONNECTION: Final = "DuckDBPyConnection"


def open_table(
    source: object,
    table: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    encoding: str | None = None,
) -> Table:
    """Return the account table at `source`, open; close it, or use it in a `with`.

    Args:
        source: A path (text, workbook, JSON lines, also compressed by gzip; Parquet, DuckDB or
            SQLite file: told apart by content), a directory or glob of Parquet files, `-` for
            standard input, a URL, or a pandas, polars or Arrow frame. A path that exists is that
            file, whatever signs its name has.
        table: The table of a database; `?table=` behind a path or in a URL does the same.
        sheet: The sheet of a workbook.
        header_row: The row of the header in a text or a sheet, from 1; None finds it.
        encoding: The encoding of a text file; None tells it by its bytes.

    Raises:
        UnreadableError: it cannot be opened, or is not a table.
        UsageError: the URL, the name of the table or an option has no effect for this source.
        MissingExtraError: the engine's driver is not installed.
    """
    how = _How(table, sheet, header_row, encoding)
    if isinstance(source, str | Path):
        text = str(source)
        if isinstance(source, str) and _URL.match(text) and not exists(text):
            how.refuse_for_files("a database")
            return _open_url(text, table)
        return _open_path(text, how)
    if type(source).__module__.partition(".")[0] in _FRAMES:
        how.refuse_for_files("a frame")
        if hasattr(source, "write_parquet") and type(source).__name__ == _RELATION:
            return _embedded().of_relation(source)
        if type(source).__name__ != _CONNECTION:
            return _embedded().of_frame(source)
    raise UsageError(
        f"{type(source).__name__} is not an account table; give a path, a URL, a pandas, polars or "
        "Arrow frame, or a DuckDB relation such as connection.table('accounts')"
    )


@dataclass(frozen=True, slots=True)
class _How:
    """The options given for the table: see `open_table`."""

    table: str | None
    sheet: str | None
    header_row: int | None
    encoding: str | None

    def refuse_for_files(self, what: str) -> None:
        """Refuse options that only sheets and text files have.

        Raises:
            UsageError: such an option was given.
        """
        self.refuse_sheet(what)
        self.refuse_encoding(what)
        if self.header_row is not None:
            raise UsageError(f"{what} has no header row; --header-row works with a text or a sheet")

    def refuse_sheet(self, what: str) -> None:
        """Refuse the option for a sheet if the source has none.

        Raises:
            UsageError: a sheet is named.
        """
        if self.sheet is not None:
            raise UsageError(f"{what} has no sheets; --sheet works with a workbook")

    def refuse_encoding(self, what: str) -> None:
        """Refuse an encoding for a source that is not text.

        Raises:
            UsageError: one is given.
        """
        if self.encoding is not None:
            raise UsageError(f"{what} is not a text; --encoding works with a text such as CSV")

    def refuse_table(self, what: str) -> None:
        """Refuse the option for a table if the source is a single one.

        Raises:
            UsageError: a table is named.
        """
        if self.table is not None:
            raise UsageError(f"{what} is a single table; --table works with a database")


def _open_url(url: str, table: str | None) -> Table:
    from csdesign.accounts.sources.address import read_address

    address = read_address(url, table)
    if address.dialect == "spark":
        from csdesign.accounts.sources.spark import SparkTable

        return SparkTable(address)
    from csdesign.accounts.sources.warehouse import WarehouseTable

    return WarehouseTable(address)


def _open_path(text: str, how: _How) -> Table:
    if not text:
        raise UsageError("the account table has an empty name; give a file, a folder or a URL")
    if text == "-":
        return _open_standard_input(how)
    path = Path(text)
    if not exists(path) and (match := _SUFFIX_WITH_TABLE.fullmatch(text)):
        path = Path(match["path"])
        how = replace(how, table=how.table or parse_qs(match["query"])["table"][0])
    if is_dir(path):
        how.refuse_for_files(shown(path))
        return _embedded().of_parquet(_parquet_files(path), shown(path))
    if not exists(path) and glob.has_magic(text):
        how.refuse_for_files(visible(text))
        return _open_glob(text)
    return _open_file(path, shown(path), how)


def _open_file(path: Path, name: str, how: _How, scratch: Path | None = None) -> Table:
    """Return the table in one file; `scratch` is a folder to remove with it."""
    kind = kind_of_file(path)
    if kind is FileKind.GZIP:
        with _removed_on_failure(scratch) as folder:
            target = folder / "unpacked"
            _unpack(path, target)
            return _open_file(target, name, how, folder)
    if kind is not FileKind.WORKBOOK:
        how.refuse_sheet(name)
    if kind in (FileKind.SQLITE, FileKind.DUCKDB):
        how.refuse_for_files(name)
        if scratch is not None:
            raise UnreadableError(f"{name} is a compressed database; unpack it first")
        if kind is FileKind.DUCKDB:
            return _embedded().of_database(path, how.table)
        from csdesign.accounts.sources.sqlite import open_sqlite

        return open_sqlite(path, how.table)
    how.refuse_table(name)
    if kind is FileKind.PARQUET:
        how.refuse_for_files(name)
        return _embedded().of_parquet([path], name, scratch)
    if kind is FileKind.DELIMITED:
        return _embedded().of_text(
            path, name=name, scratch=scratch, header_row=how.header_row, encoding=how.encoding
        )
    with _removed_on_failure(scratch) as folder:
        target = folder / "accounts.csv"
        if kind is FileKind.WORKBOOK:
            how.refuse_encoding(name)
            from csdesign.accounts.sources.workbook import write_sheet

            notes = write_sheet(path, how.sheet, target)
            return _embedded().of_text(
                target, name=name, scratch=folder, header_row=how.header_row, notes=notes
            )
        if kind is FileKind.WEB_PAGE:
            from csdesign.accounts.sources.web_page import write_page

            notes = write_page(path, target, how.encoding)
            return _embedded().of_text(
                target, name=name, scratch=folder, header_row=how.header_row, notes=notes
            )
        from csdesign.accounts.sources.json_lines import write_lines

        how.refuse_for_files(name)
        rejected, notes = write_lines(path, target, are_lines=kind is FileKind.JSON_LINES)
        return _embedded().of_text(
            target, name=name, scratch=folder, first_row=1, notes=notes, rejected=rejected
        )


def _open_standard_input(how: _How) -> Table:
    """Return the table that standard input holds."""
    return _open_file(_standard_input(), "standard input", how)


@cache
def _standard_input() -> Path:
    """Return a file with the content of standard input, so that it can be read more than once.

    The file is removed at the end of the process.

    Raises:
        UnreadableError: standard input is closed, or holds more than a table may.
    """
    if sys.stdin is None:
        raise UnreadableError("cannot read standard input: it is closed")
    with _removed_on_failure(None) as folder:
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        target = folder / "standard-input"
        try:
            _copy(sys.stdin.buffer, target, "standard input", _MOST_BYTES)
        except BaseException as error:
            if not isinstance(error, Exception):  # KeyboardInterrupt, or what SIGTERM raises
                error.add_note("stopped; standard input was still being read as a table")
            raise
        return target


def _unpack(path: Path, target: Path) -> None:
    """Unpack a file that gzip wrote.

    Raises:
        UnreadableError: it is damaged, or holds more than a table may.
    """
    try:
        with gzip.open(path) as stream:
            most = max(_SOON_UNPACKED, _MOST_TIMES * path.stat().st_size)
            _copy(stream, target, shown(path), min(most, _MOST_BYTES))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableError(
            f"{shown(path)} is compressed and damaged or cut short; copy it again"
        ) from error


def _copy(stream: Any, target: Path, name: str, most: int) -> None:
    left = most
    with target.open("wb") as copy:
        while chunk := read_most(stream, _CHUNK):
            left -= len(chunk)
            if left < 0:
                raise UnreadableError(
                    f"{name} holds more than {most >> 20:,} MB; give it as Parquet"
                )
            copy.write(chunk)


@contextmanager
def _removed_on_failure(scratch: Path | None) -> Iterator[Path]:
    """Yield a temporary folder, removed on an error, else when the table is closed."""
    folder = scratch or Path(tempfile.mkdtemp(prefix="csdesign-"))
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _open_glob(pattern: str) -> Table:
    paths = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207 -- absolute patterns too
    if not paths:
        raise UnreadableError(f"no file matches {visible(pattern)}")
    for path in paths:
        if kind_of_file(path) is not FileKind.PARQUET:
            raise UnreadableError(
                f"{shown(path)} is not Parquet; several files must all be Parquet"
            )
    return _embedded().of_parquet(
        paths, visible(pattern), notes=(f"{len(paths):,} files match {visible(pattern)}",)
    )


def _parquet_files(folder: Path) -> list[Path]:
    """Return the Parquet files of a dataset without hidden ones (`_SUCCESS`, `.crc`)."""
    paths = [
        path
        for path in sorted(folder.rglob("*.parquet"))
        if not any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts)
    ]
    if not paths:
        raise UnreadableError(
            f"{shown(folder)} has no *.parquet file; for other tables, name one file in the folder"
        )
    for path in paths:
        kind_of_file(path)
    return paths


def _embedded() -> type[EmbeddedTable]:
    """Return the class that imports DuckDB, so that it is imported only when a table is opened."""
    from csdesign.accounts.sources.embedded import EmbeddedTable

    return EmbeddedTable
