"""Write results: whole or not at all, and never over what is being read."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from csdesign.errors import OutputError
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["append", "write_atomically"]

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_MORE: Final = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_MODE: Final = 0o666  # what the umask leaves of it


def write_atomically(
    path: str, data: bytes, *, force: bool = True, inputs: Sequence[str] = ()
) -> None:
    """Write the file so that at every moment it is the old one or the new one, whole.

    The bytes go to a temporary file in the same folder, to the disk, and only then to the name;
    an error, an interruption or SIGTERM removes the temporary file. An existing file is replaced
    only with `force` and keeps its permissions; a new one has those of the umask.

    Raises:
        OutputError: the path is a directory, a link, a device or one of `inputs`, it exists and
            `force` is off, or the folder or disk does not take the file.
    """
    mode = _check(path, inputs, force=force)
    folder = str(PurePath(path).parent)
    temporary = str(PurePath(folder, f".csdesign-{secrets.token_hex(8)}.tmp"))
    try:
        _write(temporary, data, mode)
        _move(temporary, path, force=force)
    except FileExistsError as error:
        raise OutputError(_taken(path)) from error
    except (OSError, ValueError) as error:
        raise OutputError(_refusal(path, error)) from error
    finally:
        _remove(temporary)


def append(path: str, data: bytes) -> None:
    """Add the bytes to the end of a file, as `$GITHUB_STEP_SUMMARY` asks for.

    Raises:
        OutputError: the path is no regular file or cannot be written.
    """
    try:
        descriptor = os.open(path, _MORE, _MODE)
        with os.fdopen(descriptor, "wb") as stream:
            kind = _kind(os.fstat(descriptor).st_mode)
            if kind:
                raise OutputError(f"cannot write {visible(path)}: it is {kind}")
            stream.write(data)
    except (OSError, ValueError) as error:
        raise OutputError(_refusal(path, error)) from error


def _check(path: str, inputs: Iterable[str], *, force: bool) -> int | None:
    """Return the permissions of the file to replace; None where there is none.

    Raises:
        OutputError: what is there must not be replaced.
    """
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise OutputError(_refusal(path, error)) from error
    kind = _kind(status.st_mode)
    if kind:
        raise OutputError(f"cannot write {visible(path)}: it is {kind}; name a file")
    for name in inputs:
        if _is_same(name, status):
            raise OutputError(
                f"{visible(path)} is the input {visible(name)}; write to another file"
            )
    if not force:
        raise OutputError(_taken(path))
    return stat.S_IMODE(status.st_mode) & 0o777


def _is_same(name: str, status: os.stat_result) -> bool:
    """Return whether an input is the file that would be replaced: hard links are one file."""
    try:
        return os.path.samestat(os.stat(name), status)  # noqa: PTH116 -- any text may be a name
    except (OSError, ValueError):
        return False


def _write(path: str, data: bytes, mode: int | None) -> None:
    descriptor = os.open(path, _NEW, _MODE)
    with os.fdopen(descriptor, "wb") as stream:
        if mode is not None:
            os.fchmod(descriptor, mode)
        stream.write(data)
        stream.flush()
        os.fsync(descriptor)


def _move(temporary: str, path: str, *, force: bool) -> None:
    if force:
        os.replace(temporary, path)  # noqa: PTH105 -- any text may be a name
        return
    try:
        # A link is made only where no file is: nothing that came meanwhile is overwritten.
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no links; the check before must do there.
        os.replace(temporary, path)  # noqa: PTH105 -- the same


def _remove(path: str) -> None:
    try:
        os.unlink(path)  # noqa: PTH108 -- the same
    except (OSError, ValueError):
        # It was moved to its place, or never made.
        return


def _kind(mode: int) -> str:
    """Return what a path is that is no regular file; empty for one."""
    if stat.S_ISREG(mode):
        return ""
    if stat.S_ISDIR(mode):
        return "a directory"
    if stat.S_ISLNK(mode):
        return "a symbolic link"
    return "a device or pipe"


def _taken(path: str) -> str:
    return f"{visible(path)} exists; give --force to replace it"


def _refusal(path: str, error: OSError | ValueError) -> str:
    folder = str(PurePath(path).parent)
    if isinstance(error, FileNotFoundError):
        return f"cannot write {visible(path)}: there is no folder {visible(folder)}"
    if isinstance(error, OSError) and error.strerror:
        words = visible(error.strerror)
        return f"cannot write {visible(path)}: {words[:1].lower()}{words[1:]}"
    return f"cannot write {visible(path)}: the name cannot be used"
