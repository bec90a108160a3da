"""One line on a terminal that says how far a long audit is."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["progress_line"]

_CLEAR: Final = "\r\x1b[K"
_PHASES: Final = {
    "read": "reading roles",
    "compare": "comparing roles",
    "history": "reading the history",
}


@contextmanager
def progress_line() -> Iterator[Callable[[str, int, int], None] | None]:
    """Give a function that takes the phase, the number done and the total (0: unknown).

    Where standard error is no terminal there is none. The line is gone at the end.
    """
    if not sys.stderr.isatty():
        yield None
        return
    try:
        yield _show
    finally:
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()


def _show(phase: str, done: int, total: int) -> None:
    share = f" of {total:,} ({100 * done // total}%)" if total else ""
    sys.stderr.write(f"{_CLEAR}{_PHASES.get(phase, phase)}: {done:,}{share}")
    sys.stderr.flush()
