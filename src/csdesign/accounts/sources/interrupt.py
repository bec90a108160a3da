"""Ends a query on Ctrl-C, SIGTERM or a time limit, which an engine's call does not watch."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar

from csdesign.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["interruptible"]

_Result = TypeVar("_Result")


def interruptible(
    work: Callable[[], _Result], stop: Callable[[], None], seconds: float | None = None
) -> _Result:
    """Return the result of `work`; on a signal call `stop`, wait for `work` to end, and raise.

    The exception gets a note with one line for the user.

    The work is done in a thread, because a waiting main thread can take the signal.

    Raises:
        UnreadableError: `work` took longer than `seconds`.
    """
    done: list[_Result] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001 -- raised again in the caller's thread
            failed.append(error)
        finally:
            ended.set()

    # an event, because after an interrupted join Python 3.11 takes the thread for ended
    ended = Event()
    thread = Thread(target=run, daemon=True)
    try:
        thread.start()
        in_time = ended.wait(seconds)
        if not in_time:
            stop()
            ended.wait()
    except BaseException as error:  # KeyboardInterrupt, or what SIGTERM raises
        error.add_note("stopped; a query over the account table was still running")
        if thread.ident is not None:  # it may come before the work has begun
            stop()
            ended.wait()
        raise
    if not in_time:
        raise UnreadableError(
            f"stopped after {seconds:g} s: a query over the account table did not end; a view in "
            "it may never end"
        )
    if failed:
        raise failed[0]
    return done[0]
