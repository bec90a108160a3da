"""The files of this machine that an account table is read from."""

from __future__ import annotations

import glob
import os
from typing import Final
from urllib.parse import parse_qsl, urlsplit

__all__ = ["local_files"]

_JOURNALS: Final = ("-wal", "-shm", "-journal", ".wal")
"""Files that SQLite and DuckDB keep next to a database, and that belong to its content."""


def local_files(source: str) -> list[str]:
    """Return the files and folders that the name of a table may mean, none for a service.

    A name that means several things (`a[1].csv` is a file and a pattern) gives all of them: the
    list says which files must not be overwritten, not which will be read.
    """
    plain = source.rpartition("?table=")[0]
    paths = [source, *([plain] if plain else []), *_in_url(source)]
    for pattern in tuple(paths):
        try:
            paths += glob.glob(pattern, recursive=True) if glob.has_magic(pattern) else ()  # noqa: PTH207 -- absolute patterns too
        except (OSError, ValueError):
            continue
    return [*paths, *(path + end for path in paths for end in _JOURNALS if os.path.isfile(path))]  # noqa: PTH113 -- any text may be a name


def _in_url(source: str) -> list[str]:
    """Return the `path` of a URL such as `spark:local?path=data`, and where it points itself."""
    try:
        parts = urlsplit(source)
        return [value for key, value in parse_qsl(parts.query) if key == "path"] + [parts.path]
    except ValueError:
        return []
