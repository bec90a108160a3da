"""A progress bar for work that takes longer than a second, only on stderr and only on a terminal.

    with progress("Importing", total=len(paths)) as steps:
        for path in steps.over(paths):
            ...

A command that is done within a second neither draws anything nor imports rich.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from threading import Event
    from typing import TextIO, TypeVar

    T = TypeVar("T")

__all__ = ["Steps", "drawing", "interruptible", "progress"]

_PATIENCE: Final = 1.0
"""Time after which a bar is shown (s)."""
_BEAT: Final = 0.1
"""Time between two drawings (s)."""


class Steps:
    """The progress of a piece of work; the thread that draws only reads it."""

    def __init__(self, total: int | None) -> None:
        self.total = total
        self.done = 0

    def told(self, _phase: str, done: int, total: int) -> None:
        """Record the progress reported by a long function; a `total` of 0 means unknown."""
        self.done, self.total = done, total or None

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items; each counts as done once the next is asked for."""
        for item in items:
            yield item
            self.done += 1


@contextmanager
def progress(words: str, total: int | None = None) -> Iterator[Steps]:
    """Show progress while the body runs, as a share of `total` if that is known.

    The bar is removed before the result is printed. `words` must not come from the user.
    """
    steps = Steps(total)
    stream = sys.stderr
    if not _shows_bars(stream):
        yield steps
        return
    from threading import Event, Thread

    over = Event()
    drawing = Thread(target=_draw, args=(words, steps, stream, over), daemon=True)
    drawing.start()
    try:
        yield steps
    finally:
        over.set()
        drawing.join()


@contextmanager
def interruptible() -> Iterator[None]:
    """Add a sentence to a Ctrl-C that ends a long computation, before any file is written."""
    from csdesign.cli.streams import hold

    try:
        yield
    except KeyboardInterrupt:
        sys.stderr.write("csdesign: interrupted; nothing was printed or written\n")
        # A solver may still run in its thread: the process does not wait for it.
        hold(None)
        raise


@contextmanager
def drawing(draws: int | None) -> Iterator[None]:
    """Show progress while futures are drawn, and add a sentence to a Ctrl-C that ends it."""
    if draws is None:
        yield
        return
    with interruptible(), progress("Drawing futures"):
        yield


def _shows_bars(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _draw(words: str, steps: Steps, stream: TextIO, over: Event) -> None:
    """Draw until the work is over; a lost terminal ends only the bar."""
    if over.wait(_PATIENCE):
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    counted = [] if steps.total is None else [MofNCompleteColumn()]
    # By default rich would take over both streams of the process while it draws.
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        *counted,
        TimeElapsedColumn(),
        console=Console(file=stream),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    task = bar.add_task(words, total=steps.total)
    try:
        with bar:
            while not over.wait(_BEAT):
                bar.update(task, completed=steps.done, refresh=True)
    except (OSError, ValueError):
        return
