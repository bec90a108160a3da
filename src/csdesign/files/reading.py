"""Opens a named input: one regular file, up to a limit, without waiting."""

from __future__ import annotations

import errno
import os
import select
import stat
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from csdesign.errors import CsdesignError, UnreadableError
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from typing import BinaryIO

__all__ = [
    "kind_of_mode",
    "open_regular",
    "read_input",
    "read_most",
    "read_regular",
    "read_stream",
    "reason_of",
]

_MEGABYTE: Final = 1024 * 1024
# Opening the name of a pipe or a terminal must not wait for it; Windows knows neither, and its
# text mode would change line ends.
_WANTED: Final = ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
_FLAGS: Final = os.O_RDONLY | sum({getattr(os, name, 0) for name in _WANTED})
_KINDS: Final = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def open_regular(
    path: str | os.PathLike[str],
    limit: int | None = None,
    what: str = "",
    error: type[CsdesignError] = UnreadableError,
) -> BinaryIO:
    """Open a regular file of at most `limit` bytes; `what` names it in messages: "the baseline".

    Raises:
        UnreadableError: there is none, it is not a regular file, is larger or may not be read;
            `error` in its place where one is given.
    """
    name = os.fspath(path)
    shown = f"{what} {visible(name)}".lstrip()
    if not name:  # an unset variable of a script
        raise error(f"cannot read {what or 'the file'}: its name is empty")
    try:
        descriptor = os.open(name, _FLAGS)
    except (OSError, ValueError) as cause:
        if os.path.isdir(name):  # noqa: PTH112 -- Windows does not open one; any text may be a name
            raise error(_not_regular(shown, "a directory")) from cause
        hint = _neighbour(name) if isinstance(cause, FileNotFoundError) else ""
        raise error(f"cannot read {shown}: {reason_of(cause)}{hint}") from cause
    status = os.fstat(descriptor)
    kind = kind_of_mode(status.st_mode)
    if kind or (limit is not None and status.st_size > limit):
        os.close(descriptor)
        raise error(_not_regular(shown, kind) if kind else _too_large(shown, limit or 0))
    return os.fdopen(descriptor, "rb")


def read_regular(
    path: str | os.PathLike[str],
    limit: int,
    what: str = "",
    error: type[CsdesignError] = UnreadableError,
) -> bytes:
    """Return the bytes of a regular file of at most `limit` bytes.

    Raises:
        UnreadableError: as `open_regular`, or the file is larger.
    """
    with open_regular(path, limit, what, error) as stream:
        return read_stream(stream, limit, f"{what} {visible(os.fspath(path))}".lstrip(), error)


def read_stream(
    stream: BinaryIO | None,
    limit: int,
    shown: str = "standard input",
    error: type[CsdesignError] = UnreadableError,
) -> bytes:
    """Return the content of a stream up to `limit` bytes; `shown` names it, safe to print.

    Raises:
        UnreadableError: it is closed (None), cannot be read or holds more.
    """
    if stream is None:
        raise error(f"{shown} is closed; name a file instead of -")
    try:
        data = read_most(stream, limit + 1)
    except (OSError, ValueError) as cause:
        raise error(f"cannot read {shown}: {reason_of(cause)}") from cause
    if len(data) > limit:
        raise error(_too_large(shown, limit))
    return data


def read_most(stream: BinaryIO, most: int) -> bytes:
    """Return the content of a stream, up to a number of bytes.

    A pipe may be told not to wait, by whoever made it: what has not arrived yet is waited for.

    Raises:
        OSError: it cannot be read, or a file has nothing to read now and may have later.
    """
    parts: list[bytes] = []
    left = most
    while left > 0:
        part: bytes | None = stream.read(left)
        if part is None:
            number = stream.fileno()
            if not stat.S_ISFIFO(os.fstat(number).st_mode):
                raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
            select.select([number], [], [])
        elif part:
            parts.append(part)
            left -= len(part)
        else:
            break
    return b"".join(parts)


def read_input(path: str, limit: int) -> bytes:
    """Return the bytes of a file, or of standard input for `-`, within the limit.

    Raises:
        UnreadableError: as `read_regular` and `read_stream`.
    """
    if path != "-":
        return read_regular(path, limit)
    return read_stream(sys.stdin.buffer if sys.stdin is not None else None, limit)


def kind_of_mode(mode: int) -> str:
    """Return the kind of a path that is not a regular file; empty for a regular one."""
    if stat.S_ISREG(mode):
        return ""
    return next((words for test, words in _KINDS if test(mode)), "not a file")


def reason_of(error: OSError | ValueError) -> str:
    """Return the reason why a name cannot be opened, in the system's words."""
    if isinstance(error, OSError) and error.strerror:
        words = visible(error.strerror)
        return words[:1].lower() + words[1:] if words[1:2].islower() else words
    return "the name holds a null character" if "null" in str(error) else "it cannot be a name"


def _not_regular(shown: str, kind: str) -> str:
    return f"cannot read {shown}: it is {kind}; name a regular file"


def _too_large(shown: str, limit: int) -> str:
    most = f"{limit // _MEGABYTE} MB" if limit >= _MEGABYTE else f"{limit:,} bytes"
    return f"cannot read {shown}: it is larger than {most}"


def _neighbour(path: str) -> str:
    """Return the hint for a missing file among the names next to it."""
    pure = PurePath(path)
    try:
        names = sorted(os.listdir(pure.parent))[:2000]  # noqa: PTH208 -- text, not paths
    except (OSError, ValueError):
        return ""
    # A dangling link exists under exactly this name.
    others = [name for name in names if name != pure.name]
    same = [name for name in others if PurePath(name).stem == pure.stem]  # another suffix, or none
    return did_you_mean(pure.name, sorted(same, key=len) or others)
