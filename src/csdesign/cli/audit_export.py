"""`csdesign audit --roles`: doubles in a staffing export, with a progress line on a terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from csdesign.errors import UnreadableError
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["clusters"]


def clusters(path: str, format_: str, *, limit: int, width: int) -> str:
    """Return the clusters of an export as text.

    Raises:
        UnreadableError: the file cannot be read, or lacks a column.
        UsageError: clusters are not written in that format.
    """
    from pathlib import Path

    from csdesign._version import VERSION
    from csdesign.render.audit.clusters import check_format, write
    from csdesign.roles.clusters import find_clusters
    from csdesign.roles.export import read_export

    check_format(format_)
    if not os.path.isfile(path):  # noqa: PTH113 -- any text may be a name
        what = "no regular file" if os.path.lexists(path) else "no such file"
        raise UnreadableError(f"cannot read {visible(path)}: {what}")
    progress = _progress() if sys.stderr.isatty() else None
    try:
        found = find_clusters(read_export(Path(path)), limit=limit, progress=progress)
    finally:
        if progress is not None:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
    return write(format_, found, version=VERSION, width=width)


def _progress() -> Callable[[str, int, int], None]:
    """Return a function that keeps one line of a terminal up to date."""
    words = {"read": "reading", "compare": "comparing"}

    def show(phase: str, done: int, total: int) -> None:
        share = f" of {total:,} ({100 * done // total}%)" if total else ""
        sys.stderr.write(f"\r\x1b[K{words.get(phase, phase)} roles: {done:,}{share}")
        sys.stderr.flush()

    return show
