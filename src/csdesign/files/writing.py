"""The files that a run writes: each whole or not at all, and none of them one that it reads.

A command says what it reads and where it will write before it works; what must not be written to
is refused then, and again at the end. Only a rewrite that was asked for, such as that of
`--prune`, replaces what was read.
"""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from csdesign.errors import OutputError
from csdesign.files.reading import kind_of_mode, reason_of
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Output", "Outputs"]


def _flags(*names: str) -> int:
    """Return the flags of this system: Windows has none for links, others none for text."""
    known = (*names, "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
    return os.O_WRONLY | os.O_CREAT | sum({getattr(os, name, 0) for name in known})


_NEW: Final = _flags("O_EXCL")
_MORE: Final = _flags("O_APPEND", "O_NONBLOCK")
_MODE: Final = 0o666  # reduced by the umask


@dataclass(slots=True, eq=False)
class Output:
    """A file to write; `data` is None until the run knows what goes into it."""

    path: str
    force: bool
    more: bool
    data: bytes | None = None


class Outputs:
    """The outputs of one run, checked against its inputs and against each other."""

    def __init__(self) -> None:
        self._inputs: list[tuple[str, Callable[[str], bool]]] = []
        self._claimed: list[Output] = []
        self._folders: list[str] = []

    def reads(self, paths: Iterable[str], part: Callable[[str], bool] = lambda _: True) -> None:
        """Register the inputs of the run; of a folder, the files below it that are a `part`.

        `part` gets a path from the folder. `-` and what does not exist need no protection.

        Raises:
            OutputError: one of them is a file to write.
        """
        self._inputs += ((path, part) for path in paths if path != "-")
        for output in self._claimed:
            self._check(output)

    def claim(self, path: str, *, force: bool = True, more: bool = False) -> Output:
        """Return a file to write to; its bytes come later.

        An existing file is replaced only with `force`, and added to with `more`.

        Raises:
            OutputError: the path is a directory, a link, a device, an input or another output, or
                it exists and `force` is off.
        """
        output = Output(path, force, more)
        for other in self._claimed:
            if _place(path) == _place(other.path):
                what = (
                    f"two outputs go to {visible(path)}"
                    if path == other.path
                    else f"{visible(other.path)} and {visible(path)} are one file"
                )
                raise OutputError(f"{what}; give each output a file of its own")
        self._check(output)
        self._claimed.append(output)
        return output

    def claim_folder(self, path: str, *, force: bool) -> None:
        """Make a folder when the run writes; only with `force` where there is one.

        Raises:
            OutputError: it exists and `force` is off, or it is not a folder.
        """
        if os.path.lexists(path):
            if not os.path.isdir(path):  # noqa: PTH112 -- any text may be a name
                raise OutputError(f"{visible(path)} is not a folder; name another")
            if not force:
                raise OutputError(f"{visible(path)} exists; give --force to replace its files")
        self._folders.append(path)

    def write(self) -> None:
        """Write the claimed files: all under temporary names first, then each under its own.

        At every moment a file is the old one or the new one, whole. An error, an interruption or
        SIGTERM removes what is not in its place, and a new folder that stayed empty. A file that is
        replaced keeps its permissions; a new one has those of the umask. A file without bytes is
        left as it is.

        Raises:
            OutputError: as `claim`, or a folder or disk does not take a file.
        """
        ready = [output for output in self._claimed if output.data is not None]
        with ExitStack() as stack:
            for folder in self._folders:
                if _make_folder(folder):
                    stack.callback(_remove_empty, folder)
            moves = []
            for output in ready:
                mode = self._check(output)
                if not output.more:
                    temporary = _temporary(output.path)
                    stack.callback(_remove, temporary)
                    _guarded(output, _write, temporary, output.data or b"", mode)
                    moves.append((output, temporary))
            for output, temporary in moves:
                _guarded(output, _move, temporary, output.path, output.force)
        for output in ready:
            if output.more:
                _guarded(output, _append, output.path, output.data or b"")

    def _check(self, output: Output) -> int | None:
        """Return the permissions of the file to replace; None if there is none.

        Raises:
            OutputError: what is there must not be replaced.
        """
        path = output.path
        if not PurePath(path).name or path.endswith(("/", os.sep)):
            raise OutputError(f"cannot write {visible(path) or '(an empty name)'}: name a file")
        try:
            status = os.lstat(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise OutputError(_refusal(path, error)) from error
        for name in self._names_of(path):
            raise OutputError(
                f"{visible(path)} is the input {visible(name)}; write to another file"
            )
        kind = kind_of_mode(status.st_mode)
        if kind:
            raise OutputError(f"cannot write {visible(path)}: it is {kind}; name a file")
        if not output.force and not output.more:
            raise OutputError(_taken(path))
        return stat.S_IMODE(status.st_mode) & 0o777

    def _names_of(self, path: str) -> Iterator[str]:
        """Yield the inputs that are the file at a path, under any name, including hard links."""
        try:
            status = os.stat(path)  # noqa: PTH116 -- any text may be a name
        except (OSError, ValueError):  # a dangling link is not an input
            return
        for name, part in self._inputs:
            for file in _files(name, part):
                if _is_same(file, status):
                    yield file


def _files(name: str, part: Callable[[str], bool]) -> Iterator[str]:
    """Yield a file, or the files below a folder that are a part of it."""
    yield name
    for folder, _, names in os.walk(name):
        for each in names:
            full = os.path.join(folder, each)  # noqa: PTH118 -- any text may be a name
            if part(os.path.relpath(full, name)):
                yield full


def _is_same(name: str, status: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.stat(name), status)  # noqa: PTH116 -- any text may be a name
    except (OSError, ValueError):
        return False


def _place(path: str) -> object:
    """Return a key that is equal for two names of one file, whether it exists or not."""
    try:
        status = os.stat(path)  # noqa: PTH116 -- any text may be a name
    except (OSError, ValueError):
        try:
            return os.path.normcase(os.path.realpath(path))
        except (OSError, ValueError):
            return path
    return (status.st_dev, status.st_ino)


def _temporary(path: str) -> str:
    # Random names load OpenSSL, so they are imported only to write a file.
    from secrets import token_hex

    return str(PurePath(PurePath(path).parent, f".csdesign-{token_hex(8)}.tmp"))


def _guarded(output: Output, step: Callable[..., None], *arguments: object) -> None:
    """Take one step of writing a file.

    Raises:
        OutputError: the system refuses it.
    """
    try:
        step(*arguments)
    except FileExistsError as error:
        raise OutputError(_taken(output.path)) from error
    except (OSError, ValueError) as error:
        raise OutputError(_refusal(output.path, error)) from error


def _write(path: str, data: bytes, mode: int | None) -> None:
    # The replacement of a private file must not be readable for others, even while it is written.
    descriptor = os.open(path, _NEW, _MODE if mode is None else 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        if mode is not None:
            os.chmod(path, mode)  # noqa: PTH101 -- any text may be a name
        stream.write(data)
        stream.flush()
        os.fsync(descriptor)


def _append(path: str, data: bytes) -> None:
    descriptor = os.open(path, _MORE, _MODE)
    with os.fdopen(descriptor, "wb") as stream:
        kind = kind_of_mode(os.fstat(descriptor).st_mode)
        if kind:
            raise OutputError(f"cannot write {visible(path)}: it is {kind}; name a file")
        stream.write(data)


def _move(temporary: str, path: str, force: bool) -> None:
    if force:
        os.replace(temporary, path)  # noqa: PTH105 -- any text may be a name
        return
    try:
        # A link is made only where there is no file: one created meanwhile is not overwritten.
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems do not have links; there the check before has to be enough.
        os.replace(temporary, path)  # noqa: PTH105 -- the same


def _make_folder(path: str) -> bool:
    """Return whether a folder had to be made."""
    if os.path.isdir(path):  # noqa: PTH112 -- any text may be a name
        return False
    try:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103 -- any text may be a name
    except (OSError, ValueError) as error:
        raise OutputError(
            f"cannot create the folder {visible(path)}: {reason_of(error)}"
        ) from error
    return True


def _remove_empty(path: str) -> None:
    try:
        os.rmdir(path)  # noqa: PTH106 -- any text may be a name
    except (OSError, ValueError):
        # It has its files.
        return


def _remove(path: str) -> None:
    try:
        os.unlink(path)  # noqa: PTH108 -- any text may be a name
    except (OSError, ValueError):
        # It was moved to its place, or never made.
        return


def _taken(path: str) -> str:
    return f"{visible(path)} exists; give --force to replace it"


def _refusal(path: str, error: OSError | ValueError) -> str:
    folder = str(PurePath(path).parent)
    if isinstance(error, FileNotFoundError):
        return f"cannot write {visible(path)}: there is no folder {visible(folder)}"
    return f"cannot write {visible(path)}: {reason_of(error)}"
