"""One door for every source: a path, a glob, a directory, a URL or a frame."""

from __future__ import annotations

import glob
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from csdesign.accounts.sources.kind_of_file import FileKind, kind_of_file, shown
from csdesign.errors import UnreadableError, UsageError
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.accounts.sources.embedded import EmbeddedTable
    from csdesign.accounts.table import Table

__all__ = ["open_table"]

_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_FRAMES: Final = frozenset({"pandas", "polars", "pyarrow", "duckdb", "_duckdb"})
_SUFFIX_WITH_TABLE: Final = re.compile(r"(?P<path>.+)\?(?P<query>table=.+)")


def open_table(
    source: object,
    table: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
) -> Table:
    """Return the account table at `source`, open; close it, or use it in a `with`.

    Args:
        source: A path (text, Parquet, DuckDB or SQLite file, told apart by content), a directory
            or glob of Parquet files, a URL, or a pandas, polars or Arrow frame.
        table: The table of a database; `?table=` behind a path or in a URL does the same.

    Raises:
        UnreadableError: it cannot be opened, or is no table.
        UsageError: the URL or the table's name means nothing.
        MissingExtraError: the engine's driver is not installed.
    """
    if isinstance(source, str | Path):
        text = str(source)
        if isinstance(source, str) and _URL.match(text) and not Path(text).exists():
            return _open_url(text, table)
        return _open_path(text, table)
    if type(source).__module__.partition(".")[0] in _FRAMES:
        return _embedded().of_frame(source)
    raise UsageError(
        f"{type(source).__name__} is no account table; give a path, a URL or a pandas, polars or "
        "Arrow frame"
    )


def _open_url(url: str, table: str | None) -> Table:
    from csdesign.accounts.sources.address import read_address

    address = read_address(url, table)
    if address.dialect == "spark":
        from csdesign.accounts.sources.spark import SparkTable

        return SparkTable(address)
    from csdesign.accounts.sources.warehouse import WarehouseTable

    return WarehouseTable(address)


def _open_path(text: str, table: str | None) -> Table:
    if not text:
        raise UsageError("the account table has an empty name; give a file, a folder or a URL")
    path = Path(text)
    if not path.exists() and (match := _SUFFIX_WITH_TABLE.fullmatch(text)):
        path = Path(match["path"])
        table = table or parse_qs(match["query"])["table"][0]
    if path.is_dir():
        return _embedded().of_parquet(_parquet_files(path), shown(path))
    if not path.exists() and glob.has_magic(text):
        return _open_glob(text)
    kind = kind_of_file(path)
    if kind is FileKind.SQLITE:
        from csdesign.accounts.sources.sqlite import open_sqlite

        return open_sqlite(path, table)
    if kind is FileKind.DUCKDB:
        return _embedded().of_database(path, table)
    if table is not None:
        raise UsageError(f"{shown(path)} is one table; a table name goes with a database")
    if kind is FileKind.PARQUET:
        return _embedded().of_parquet([path], shown(path))
    return _embedded().of_text(path)


def _open_glob(pattern: str) -> Table:
    paths = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207 -- absolute patterns too
    if not paths:
        raise UnreadableError(f"no file matches {visible(pattern)}")
    for path in paths:
        if kind_of_file(path) is not FileKind.PARQUET:
            raise UnreadableError(
                f"{shown(path)} is not Parquet; several files must all be Parquet"
            )
    return _embedded().of_parquet(paths, visible(pattern))


def _parquet_files(folder: Path) -> list[Path]:
    """Return the Parquet files of a dataset; what engines hide (`_SUCCESS`, `.crc`) is no data."""
    paths = [
        path
        for path in sorted(folder.rglob("*.parquet"))
        if not any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts)
    ]
    if not paths:
        raise UnreadableError(f"{shown(folder)} has no *.parquet file")
    for path in paths:
        kind_of_file(path)
    return paths


def _embedded() -> type[EmbeddedTable]:
    """Return the class that imports DuckDB, only once a table is really opened."""
    from csdesign.accounts.sources.embedded import EmbeddedTable

    return EmbeddedTable
