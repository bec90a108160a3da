"""Small files that a checkout brings, read without trusting what they are."""

from __future__ import annotations

import os
import stat

from csdesign.errors import SettingsError
from csdesign.wording import visible

__all__ = ["read_regular"]


def read_regular(path: str, limit: int, what: str) -> bytes:
    """Return the bytes of a regular file of at most `limit` bytes; `what` names it in messages.

    Raises:
        SettingsError: the file cannot be read, is no regular file or is too large.
    """
    where = f"{what} {visible(path)}"
    try:
        # A named pipe would block on opening, and a pull request may bring one.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as stream:  # noqa: PTH123  # takes the descriptor over
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise SettingsError(f"cannot read {where}: it is no regular file")
            data = stream.read(limit + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise SettingsError(f"cannot read {where}: {reason}") from error
    except ValueError as error:  # a NUL or a half of a pair in the name
        raise SettingsError(f"cannot read {where}: that is no name of a file") from error
    if len(data) > limit:
        raise SettingsError(f"cannot read {where}: it is larger than {limit:,} bytes")
    return data
