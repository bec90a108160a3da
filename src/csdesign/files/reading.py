"""Open what a person named."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from csdesign.errors import UnreadableError
from csdesign.wording import visible

if TYPE_CHECKING:
    from typing import BinaryIO

__all__ = ["open_regular", "read_bytes"]

_MEGABYTE: Final = 1024 * 1024


def open_regular(path: Path, limit: int) -> BinaryIO:
    """Open a regular file of at most `limit` bytes for reading.

    Raises:
        UnreadableError: there is none, it is no regular file, or it is larger.
    """
    shown = visible(str(path))
    try:
        # Not blocking: the name of a pipe or a device must not hang the command.
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable name"
        raise UnreadableError(f"cannot read {shown}: {reason[:1].lower()}{reason[1:]}") from error
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        kind = "a directory" if stat.S_ISDIR(status.st_mode) else "not a regular file"
        raise UnreadableError(f"cannot read {shown}: {kind}; name a document or a CSV file")
    if status.st_size > limit:
        os.close(descriptor)
        raise UnreadableError(
            f"cannot read {shown}: {status.st_size // _MEGABYTE} MB; "
            f"at most {limit // _MEGABYTE} MB can be imported"
        )
    return os.fdopen(descriptor, "rb")


def read_bytes(path: str, limit: int) -> bytes:
    """Return the bytes of a file, or of standard input for `-`, within the limit.

    Raises:
        UnreadableError: as `open_regular`.
    """
    if path == "-":
        data = sys.stdin.buffer.read(limit + 1)
    else:
        with open_regular(Path(path), limit) as stream:
            data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(
            f"cannot read {visible(path)}: more than {limit // _MEGABYTE} MB to import"
        )
    return data
