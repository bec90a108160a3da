"""Read the files of a design: regular files of at most 16 MB, directories, standard input."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from csdesign.errors import UnreadableError
from csdesign.source.yaml.sourcefile import LIMIT, STDIN, SourceFile
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

__all__ = ["is_design_name", "read_sources"]

_SUFFIXES: Final = (".yaml", ".yml")
_KINDS: Final = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_sources(paths: Sequence[str], stdin: BinaryIO | None = None) -> list[SourceFile]:
    """Return the files that the paths name, in that order, each once.

    A directory stands for the `*.yaml` and `*.yml` files in it and below it, sorted; hidden ones
    are left out. `-` is `stdin`.

    Raises:
        UnreadableError: a path is missing, is no regular file or may not be read; a directory
            holds no YAML, or a link in it leads out of it.
    """
    files: list[SourceFile] = []
    seen: set[str] = set()
    for path in paths:
        for name in _expanded(path):
            real = name if name == "-" else _real(name)
            if real in seen:
                continue
            seen.add(real)
            files.append(_read_stdin(stdin, len(files)) if name == "-" else _read(name, len(files)))
    return files


def is_design_name(name: str) -> bool:
    """Return whether a file of a directory belongs to the design: YAML by name, not hidden."""
    parts = PurePath(name).parts
    return name.endswith(_SUFFIXES) and not any(part.startswith(".") for part in parts)


def _real(name: str) -> str:
    try:
        return os.path.realpath(name)
    except (OSError, ValueError):
        return name


def _expanded(path: str) -> Iterator[str]:
    if path == "-" or not _is_directory(path):
        yield path
        return
    names = sorted(_names_below(path))
    if not names:
        raise UnreadableError(f"no *.yaml or *.yml file in the directory {visible(path)}")
    root = Path(os.path.realpath(path))
    for name in names:
        full = str(PurePath(path, name))
        if not Path(os.path.realpath(full)).is_relative_to(root):
            raise UnreadableError(
                f"{visible(full)} is a link to a file outside {visible(path)}; "
                "put a copy there, or name the file itself"
            )
        yield full


def _is_directory(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116 -- surrogates stay as they are
    except (OSError, ValueError):
        return False


def _names_below(path: str) -> Iterator[str]:
    """Yield design files relative to a directory; links to directories are not followed."""

    def refuse(error: OSError) -> None:
        raise UnreadableError(_refusal(str(error.filename), error)) from error

    for folder, folders, names in os.walk(path, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if is_design_name(name):
                yield os.path.relpath(PurePath(folder, name), path)


def _read(path: str, number: int) -> SourceFile:
    try:
        # O_NONBLOCK: opening a named pipe must not wait for its writer.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except (OSError, ValueError) as error:
        raise UnreadableError(_refusal(path, error)) from error
    with os.fdopen(descriptor, "rb", closefd=True) as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(
                f"{visible(path)} is {_kind(status.st_mode)}, not a regular file; "
                "name a file, or use - for standard input"
            )
        if status.st_size > LIMIT:
            return SourceFile(path, b"", number, status.st_size, _is_linked(path))
        try:
            data = stream.read(LIMIT + 1)
        except OSError as error:
            raise UnreadableError(_refusal(path, error)) from error
    return _bounded(path, data, number, linked=_is_linked(path))


def _read_stdin(stdin: BinaryIO | None, number: int) -> SourceFile:
    if stdin is None:
        raise UnreadableError("standard input is closed; name a file instead of -")
    try:
        data = stdin.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot read standard input: {_reason(error)}") from error
    return _bounded(STDIN, data, number, linked=False)


def _bounded(path: str, data: bytes, number: int, *, linked: bool) -> SourceFile:
    kept = data if len(data) <= LIMIT else b""
    return SourceFile(path, kept, number, len(data), linked)


def _is_linked(path: str) -> bool:
    """Return whether the file is a link, or lies behind one below the working directory."""
    pure = PurePath(path)
    steps = [pure] if pure.is_absolute() else [pure, *pure.parents]
    return any(os.path.islink(step) for step in steps)  # noqa: PTH114 -- surrogates again


def _kind(mode: int) -> str:
    return next((words for test, words in _KINDS if test(mode)), "something else")


def _refusal(path: str, error: OSError | ValueError) -> str:
    hint = ""
    if isinstance(error, FileNotFoundError):
        hint = _neighbour(path)
    return f"cannot read {visible(path)}: {_reason(error)}{hint}"


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.strerror:
        words = visible(error.strerror)
        return words[:1].lower() + words[1:] if words[1:2].islower() else words
    return "the name holds a null character" if "null" in str(error) else "it cannot be opened"


def _neighbour(path: str) -> str:
    """Return the hint for a missing file among the names beside it."""
    pure = PurePath(path)
    try:
        names = sorted(os.listdir(pure.parent))[:2000]  # noqa: PTH208 -- text, not paths
    except (OSError, ValueError):
        return ""
    return did_you_mean(pure.name, names)
