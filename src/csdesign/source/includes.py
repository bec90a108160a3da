"""`include:` of a design file: other files that form the design with it, wherever it is read from.

A design may come with a pull request, so an included file lies in the same tree as the one that
names it, links resolved. What cannot be included is noted at the file and becomes a finding.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeAlias

from csdesign.errors import CsdesignError, UnreadableError
from csdesign.files.top import repository_top
from csdesign.source.files import is_design_name, read_sources
from csdesign.source.yaml.parse import parse
from csdesign.source.yaml.tree import Seq
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["INCLUDE", "OnDisk", "Place", "with_includes"]

INCLUDE: Final = "include"
"""The key of a design file that names others."""


class _Step(NamedTuple):
    """A file on the path of includes, and the files it includes that were not read yet."""

    path: str
    names: Iterator[tuple[int, str]]


_Open: TypeAlias = dict[str, _Step]


class Place(Protocol):
    """The place that files are read from: a disk, the buffers of an editor, a revision."""

    def resolved(self, file: SourceFile, name: str) -> str:
        """Return the path of a file that another file names.

        Raises:
            CsdesignError: it lies elsewhere, or cannot be a file of a design.
        """

    def identity(self, path: str) -> str:
        """Return a key that is equal for two paths of one file."""

    def read(self, path: str) -> SourceFile:
        """Return the file at a path that was resolved.

        Raises:
            CsdesignError: it cannot be read.
        """


@dataclass(frozen=True, slots=True)
class OnDisk:
    """The disk; `top` is the folder that no file may lie outside, empty for the repository.

    Without a repository it is the working directory, for a file elsewhere the folder of the file.
    """

    top: str = ""

    def resolved(self, file: SourceFile, name: str) -> str:
        """Return a path next to the file that names it."""
        beside = PurePath(file.path).parent
        path = os.path.normpath(beside / name)
        top, words = self._top(str(beside))
        if not PurePath(os.path.realpath(path)).is_relative_to(top):
            raise UnreadableError(f"it lies outside {words}; put a copy there")
        return path

    def identity(self, path: str) -> str:
        """Return the path without links."""
        return os.path.realpath(path)

    def read(self, path: str) -> SourceFile:
        """Return the file."""
        if os.path.isdir(path):  # noqa: PTH112 -- any text may be a name
            raise UnreadableError("it is a folder; name its files one by one")
        (file,) = read_sources([path])
        return file

    def _top(self, beside: str) -> tuple[str, str]:
        if self.top:
            return os.path.realpath(self.top), f"the folder {visible(self.top)}"
        found = repository_top(beside)
        if found:
            return os.path.realpath(found), "the repository"
        real, here = os.path.realpath(beside), os.path.realpath(".")
        if Path(real).is_relative_to(here):
            return here, "the working directory"
        return real, "the folder of this file"


def with_includes(files: Sequence[SourceFile], place: Place) -> list[SourceFile]:
    """Return files with those they include, each once, behind the first that names it.

    What cannot be included is noted in `refused` of the file that names it.
    """
    named = {place.identity(file.path): file for file in files}
    found: dict[str, SourceFile] = {}
    open_: _Open = {}
    for key, file in named.items():
        if key in found:
            continue
        _enter(key, file, found, open_)
        # Depth first without recursion: a chain of files may be long.
        while open_:
            at = next(reversed(open_))
            step = next(open_[at].names, None)
            if step is None:
                del open_[at]
                continue
            number, name = step
            try:
                _follow(found[at], name, place, named, found, open_)
            except CsdesignError as error:
                shown = "an included file" if found[at].linked else f"'{visible(name, 120)}'"
                words = f"{shown} cannot be included: {error}"
                refused = (*found[at].refused, (number, words))
                found[at] = replace(found[at], refused=refused)
    return [replace(file, number=number) for number, file in enumerate(found.values())]


def _included_names(file: SourceFile) -> list[tuple[int, str]]:
    """Return the files that a file includes as it names them, with their place in the list."""
    if INCLUDE.encode() not in file.data:
        return []
    tree, _ = parse(file)
    names = tree.get(INCLUDE) if tree is not None else None
    if not isinstance(names, Seq):
        return []
    return [(number, name) for number, name in enumerate(names) if isinstance(name, str)]


def _enter(key: str, file: SourceFile, found: dict[str, SourceFile], open_: _Open) -> None:
    found[key] = replace(file, refused=())
    open_[key] = _Step(file.path, iter(_included_names(file)))


def _follow(
    file: SourceFile,
    name: str,
    place: Place,
    named: dict[str, SourceFile],
    found: dict[str, SourceFile],
    open_: _Open,
) -> None:
    """Read what a file includes, unless it is there already.

    Raises:
        CsdesignError: it cannot be included.
    """
    if PurePath(name).is_absolute() or PurePath(name).drive or "\\" in name or "\0" in name:
        raise UnreadableError("give a path from this file, with / between folders")
    if not is_design_name(PurePath(name).name):
        raise UnreadableError("a design includes *.yaml or *.yml files")
    path = place.resolved(file, name)
    key = place.identity(path)
    if key in open_:
        paths = [step.path for step in open_.values()]
        circle = [*paths[list(open_).index(key) :], path]
        raise UnreadableError(f"a circle: {' includes '.join(map(visible, circle))}")
    if key not in found:
        _enter(key, named.get(key) or place.read(path), found, open_)
