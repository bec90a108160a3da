"""The exit of every command: streams that cannot fail, errors as one line, exit codes.

0 and 1 are the command's own; 2: it could not do what was asked; 101: a bug of ours; 130 and 143:
interrupted, terminated; 141: the reader of standard output went away, as other tools report it.
"""

from __future__ import annotations

import gc
import io
import os
import sys

# `typing` takes half of Python's start-up time, and `--version` imports this module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO, Final, NoReturn, TextIO, TypeGuard

__all__ = ["hold", "run", "say_notes", "stdin_bytes", "unwind_on_signals"]

FAILED: Final = 2
INTERNAL: Final = 101
INTERRUPTED: Final = 130
NO_READER: Final = 141
DEBUG: Final = "CSDESIGN_DEBUG"


class _Stopped(BaseException):
    """Raised if a signal ends the process, so that temporary files are removed first."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number


_HELD: Final[list[object]] = []


class _Lost(io.StringIO):
    """Replacement of a closed stream: what is written is dropped, and the loss is noted."""

    used = False

    def write(self, text: str) -> int:
        self.used = self.used or bool(text)
        return len(text)


def run(main: Callable[[], int]) -> NoReturn:
    """Call `main` and exit with its code; any failure is reported in one line.

    `CSDESIGN_DEBUG=1` in the environment shows the traceback of an internal error.
    """
    # A command is short and builds one large tree: collecting cycles would double its time.
    gc.disable()
    try:
        _prepare()
        code = _flushed(_guarded(main))
    except KeyboardInterrupt:
        code = INTERRUPTED
    except _Stopped as stopped:
        code = stopped.code
    if _HELD:
        from contextlib import suppress

        with suppress(OSError, ValueError):  # nobody reads the stream: only the exit code is left
            sys.stderr.flush()
        os._exit(code)
    # On exit Python would needlessly search all imported modules for cycles once more.
    gc.freeze()
    sys.exit(code)


def hold(tree: object) -> None:
    """Let the process end without releasing its objects, among them `tree`.

    Releasing them one by one takes a twentieth of the time of a large design and a tenth of a small
    one's. Only for commands with nothing left to close: no thread, no connection, no handler.
    """
    _HELD.append(tree)


def stdin_bytes() -> BinaryIO | None:
    """Return standard input as bytes; None if it is closed."""
    return sys.stdin.buffer if sys.stdin is not None else None


def unwind_on_signals() -> None:
    """Make SIGTERM and SIGHUP unwind the stack, as SIGINT does, before the process ends."""
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows does not have SIGHUP
        if number is not None:
            signal.signal(number, _stop)


def _prepare() -> None:
    """Make the streams safe to write to."""
    # The next opened file would get the number of a closed descriptor, and output would go into it.
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    sys.stdout = _safe(sys.stdout)
    sys.stderr = _safe(sys.stderr)


def _safe(stream: TextIO | None) -> TextIO:
    if stream is None:
        return _Lost()
    if isinstance(stream, io.TextIOWrapper):
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            # For a file or a program: UTF-8 and line feeds, independently of the console's code
            # page.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream


def _stop(number: int, _frame: object) -> NoReturn:
    raise _Stopped(number)


def _guarded(main: Callable[[], int]) -> int:
    try:
        return main()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else FAILED if leaving.code else 0
    except BrokenPipeError:
        _drop_stdout()
        return NO_READER
    except BaseException as error:  # noqa: BLE001 -- the last handler: a bug is one line and 101
        stopped = _stopped_by(error)
        if stopped is None:
            return _failed(error)
        say_notes(stopped)
        return stopped.code if isinstance(stopped, _Stopped) else INTERRUPTED


def _stopped_by(error: BaseException | None) -> KeyboardInterrupt | _Stopped | None:
    """Return the interruption that an exception is or was caused by; None for other errors.

    Python 3.11 wraps one in a RuntimeError if it arrives while a class is created, and libraries
    turn exceptions into errors of their own.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, (KeyboardInterrupt, _Stopped)):
            return error
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return None


def say_notes(stopped: BaseException) -> None:
    """Write the notes of an interruption to standard error, one per line."""
    for note in getattr(stopped, "__notes__", ()):
        _say(note)


def _failed(error: BaseException) -> int:
    from csdesign.errors import CsdesignError

    if isinstance(error, ModuleNotFoundError):
        from csdesign.extras import missing_extra

        error = missing_extra(error) or error
    if isinstance(error, CsdesignError):
        _say(str(error))
        return FAILED
    if _is_full(error):
        _drop_stdout()
        _say(f"cannot write to standard output: {error.strerror}")
        return FAILED
    if os.environ.get(DEBUG) == "1":
        import traceback

        traceback.print_exception(error)
        return INTERNAL
    place = ""
    step = error.__traceback__
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        if "csdesign" in name:
            place = f" at {os.path.basename(name)}:{step.tb_lineno}"  # noqa: PTH119 -- import time
        step = step.tb_next
    # The text of the exception may contain the design or be very long: only its name is shown.
    _say(f"internal error: {type(error).__name__}{place}; run again with {DEBUG}=1 and report it")
    return INTERNAL


def _is_full(error: BaseException) -> TypeGuard[OSError]:
    """Return whether a standard stream could not be written to; files have errors of their own."""
    from errno import EDQUOT, EFBIG, EIO, ENOSPC

    full = (EDQUOT, EFBIG, EIO, ENOSPC)
    return isinstance(error, OSError) and error.errno in full and error.filename is None


def _flushed(code: int) -> int:
    """Return the code to exit with once everything that was printed has arrived."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()
        code = code or NO_READER
    except (OSError, ValueError) as error:
        _drop_stdout()
        _say(f"cannot write to standard output: {getattr(error, 'strerror', None) or 'closed'}")
        code = FAILED
    if isinstance(sys.stdout, _Lost) and sys.stdout.used and code in (0, 1):
        _say("cannot write to standard output: it is closed")
        code = FAILED
    return code


def _drop_stdout() -> None:
    """Discard the rest of the buffer, since Python flushes once more at exit."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.close(null)
    except OSError:
        pass


def _say(message: str) -> None:
    from csdesign.escaping.terminal import shown

    try:
        sys.stderr.write(f"csdesign: {shown(message)}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        # Nobody reads the message; the exit code still reports the failure.
        pass
