"""Read the files of a design: regular files of at most 16 MB, directories, standard input."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final, TypeAlias

from csdesign.errors import UnreadableError
from csdesign.files.reading import open_regular, read_most, reason_of
from csdesign.source.yaml.sourcefile import LIMIT, STDIN, SourceFile
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

Excluded: TypeAlias = "Callable[[str], bool]"
"""Whether a path in a folder is left out."""

__all__ = ["Excluded", "design_paths", "is_design_name", "nothing", "read_sources"]

_SUFFIXES: Final = (".yaml", ".yml")


def nothing(_path: str) -> bool:
    """Return that no file is left out."""
    return False


def read_sources(
    paths: Sequence[str], stdin: BinaryIO | None = None, excluded: Excluded = nothing
) -> list[SourceFile]:
    """Return the files that the paths name, in that order, each once.

    A directory means the `*.yaml` and `*.yml` files in it and below it, sorted; hidden ones
    and those that are `excluded` are left out. `-` is `stdin`.

    Raises:
        UnreadableError: a path is missing, is not a regular file or may not be read; a directory
            holds no YAML, or a link in it leads out of it.
    """
    files: list[SourceFile] = []
    seen: set[str] = set()
    for path in paths:
        for name in _expanded(path, excluded):
            real = name if name == "-" else _real(name)
            if real in seen:
                continue
            seen.add(real)
            if name == "-":
                files.append(_read_stdin(stdin, len(files)))
            else:
                files.append(replace(_read(name, len(files)), found=name != path))
    return files


def design_paths(paths: Sequence[str], excluded: Excluded = nothing) -> list[str]:
    """Return the paths of the files that `read_sources` reads, without reading one.

    Raises:
        UnreadableError: a directory holds no YAML, or a link in it leads out of it.
    """
    return list(dict.fromkeys(name for path in paths for name in _expanded(path, excluded)))


def is_design_name(name: str) -> bool:
    """Return whether a file of a directory belongs to the design: YAML by name, not hidden."""
    parts = PurePath(name).parts
    return name.endswith(_SUFFIXES) and not any(part.startswith(".") for part in parts)


def _real(name: str) -> str:
    try:
        return os.path.realpath(name)
    except (OSError, ValueError):
        return name


def _expanded(path: str, excluded: Excluded) -> Iterator[str]:
    if path == "-" or not _is_directory(path):
        yield path
        return
    names = sorted(_names_below(path, excluded))
    if not names:
        some = next(_names_below(path, nothing), None)
        why = "; settings exclude all of them" if some is not None else ""
        raise UnreadableError(f"no *.yaml or *.yml file in the directory {visible(path)}{why}")
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


def _names_below(path: str, excluded: Excluded) -> Iterator[str]:
    """Yield design files relative to a directory.

    Raises:
        UnreadableError: a link in it leads to a folder with design files.
    """

    def refuse(error: OSError) -> None:
        name = visible(str(error.filename))
        raise UnreadableError(f"cannot read {name}: {reason_of(error)}") from error

    for folder, folders, names in os.walk(path, onerror=refuse):
        shown = [name for name in folders if not name.startswith(".")]
        full = {name: str(PurePath(folder, name)) for name in (*shown, *names)}
        folders[:] = [name for name in shown if not excluded(full[name])]
        for name in folders:
            if os.path.islink(full[name]) and _has_design(full[name], path):  # noqa: PTH114 -- as above
                raise UnreadableError(
                    f"{visible(full[name])} is a link to a folder; put a copy there, or name the "
                    "folder itself"
                )
        for name in names:
            if is_design_name(name) and not excluded(full[name]):
                yield os.path.relpath(full[name], path)


def _has_design(link: str, root: str) -> bool:
    """Return whether a link leads to design files elsewhere: a loop leads to what is read."""
    target, top = Path(os.path.realpath(link)), Path(os.path.realpath(root))
    if target.is_relative_to(top) or top.is_relative_to(target):
        return False
    walk = os.walk(target)
    return any(is_design_name(name) for _, _, names in walk for name in names)


def _read(path: str, number: int) -> SourceFile:
    with open_regular(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > LIMIT:
            return SourceFile(path, b"", number, size, _is_linked(path))
        try:
            data = read_most(stream, LIMIT + 1)
        except OSError as error:
            raise UnreadableError(f"cannot read {visible(path)}: {reason_of(error)}") from error
    return _bounded(path, data, number, linked=_is_linked(path))


def _read_stdin(stdin: BinaryIO | None, number: int) -> SourceFile:
    if stdin is None:
        raise UnreadableError("standard input is closed; name a file instead of -")
    try:
        data = read_most(stdin, LIMIT + 1)
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot read standard input: {reason_of(error)}") from error
    return _bounded(STDIN, data, number, linked=False)


def _bounded(path: str, data: bytes, number: int, *, linked: bool) -> SourceFile:
    kept = data if len(data) <= LIMIT else b""
    return SourceFile(path, kept, number, len(data), linked)


def _is_linked(path: str) -> bool:
    """Return whether the file is a link, or lies behind one below the working directory."""
    pure = PurePath(path)
    steps = [pure] if pure.is_absolute() else [pure, *pure.parents]
    return any(os.path.islink(step) for step in steps)  # noqa: PTH114 -- surrogates again
