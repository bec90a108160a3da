"""Finds the designs that a command means: named files, or designs of a tree by name.

Of what settings say, the command line goes first, then the settings file nearest to the design,
its `[[design]]` entry, and the settings file of the tree.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from csdesign.config.find import find_settings, load_settings, settings_files
from csdesign.config.globs import excluder
from csdesign.config.read import read_settings
from csdesign.config.settings import Settings
from csdesign.errors import CsdesignError, UsageError
from csdesign.source.designs import design_files
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from csdesign.config.settings import DesignSettings

    Finder = Callable[[str], Settings | None]
    """Returns the settings nearest to a folder, looking upwards."""

__all__ = ["Chosen", "chosen_designs", "design_holding", "one_design", "under_settings"]


class Chosen(NamedTuple):
    """A design: its name in the tree (empty for files as named), its files, its settings."""

    name: str
    files: tuple[str, ...]
    settings: Settings
    nearest: Settings | None = None
    """Those of the file next to the design, where that is not the file of the tree."""

    @property
    def excluded(self) -> Callable[[str], bool]:
        """Return which files of its folders are left out."""
        return excluder(self.settings.folder, self.settings.exclude)


def chosen_designs(
    files: Sequence[str],
    root: Settings,
    formats: Collection[str],
    *,
    config: str | None = None,
    isolated: bool = False,
) -> list[Chosen]:
    """Return the chosen designs, with the settings that hold for each.

    Without files, all designs of the tree; the name of one is that design, unless it is also that
    of a file or folder that is not among its files. `root` are the settings of the working
    directory, `formats` the names that `format` of a settings file may have.

    Raises:
        UsageError: there are neither files nor designs, or two designs share a file.
        SettingsError: a settings file next to a design is wrong.
    """
    finder = partial(find_settings, formats=formats)
    by_name = {design.name: design for design in root.designs}
    wanted = [name for name in files if name in by_name and _is_name_of(by_name[name])]
    if files and len(wanted) < len(files):
        if wanted:
            raise UsageError(
                f"{visible(wanted[0], 64)} is the name of a design and the others are "
                "files; run the command for each"
            )
        beside = config is None and not isolated
        return [_as_named(tuple(files), root, finder, beside=beside)]
    if not files and not by_name:
        raise UsageError(
            "name the design to check: csdesign check FILE... (- reads standard input), or list "
            "designs as [[design]] in csdesign.toml"
        )
    near = finder if config is None else None
    found = [_of_tree(by_name[name], root, near) for name in wanted or by_name]
    _refuse_overlap(found)
    return found


def _is_name_of(design: DesignSettings) -> bool:
    """Return whether the name of a design means it, and not a path of the same name."""
    if not os.path.lexists(design.name):
        return True
    return any(os.path.realpath(each) == os.path.realpath(design.name) for each in design.files)


def one_design(files: Sequence[str], formats: Collection[str]) -> Chosen:
    """Return the design that a command without settings of its own reads.

    Settings matter only where a folder is read or a design of the tree is named.

    Raises:
        UsageError: one name means a design and others mean files.
        SettingsError: a settings file is wrong.
    """
    if all(name == "-" or os.path.isfile(name) for name in files):  # noqa: PTH113 -- any text may be a name
        return Chosen("", tuple(files), Settings())
    found = chosen_designs(files, load_settings(".", formats), formats)
    if len(found) > 1:
        raise UsageError(f"name one design: {listed(each.name for each in found)}")
    return found[0]


def design_holding(path: str, formats: Collection[str]) -> Chosen | None:
    """Return the design of a tree that a file belongs to, as a check of the tree reads it.

    A file that a design includes belongs to it too; one that no design includes is a design of its
    own. None if no settings file from the folder of the file upwards names designs.

    Raises:
        SettingsError: a settings file is wrong.
    """
    real = Path(os.path.realpath(path))
    alone = None
    for name in settings_files(str(Path(path).parent)):
        root = read_settings(name, formats)
        if root is None or not root.designs:
            continue
        alone = alone or Chosen("", (path,), root)
        finder = partial(find_settings, formats=formats)
        designs = [_of_tree(design, root, finder) for design in root.designs]
        for chosen in designs:
            inside = any(real.is_relative_to(os.path.realpath(each)) for each in chosen.files)
            if inside and not chosen.excluded(path):
                return chosen
        for chosen in designs:
            if _includes(chosen, str(real)):
                return chosen
    return alone


def under_settings(chosen: Chosen, root: Settings, find: Finder, *, beside: bool) -> Chosen:
    """Return a design as other settings would have it: `root` of the tree, `find` near a folder.

    The design is known by its name, else by its files; `beside` is false where no settings next to
    a design count.
    """
    table = next((each for each in root.designs if each.name == chosen.name), None)
    if table is None:
        return _as_named(chosen.files, root, find, beside=beside)
    return _of_tree(table, root, find if beside else None)


def _includes(chosen: Chosen, real: str) -> bool:
    """Return whether a design includes a file that lies next to its own."""
    try:
        files, _ = design_files(chosen.files, excluded=chosen.excluded)
    except CsdesignError:
        return False
    return any(os.path.realpath(file.path) == real for file in files)


def _as_named(files: tuple[str, ...], root: Settings, find: Finder, *, beside: bool) -> Chosen:
    """Return files as they are named; where they are all of a `[[design]]`, as that design."""
    real = {os.path.realpath(name) for name in files}
    for design in root.designs:
        if {os.path.realpath(name) for name in design.files} == real:
            return _of_tree(design, root, find if beside else None)._replace(name="", files=files)
    near = _nearest(files, find) if beside else None
    return _with_nearest(Chosen("", files, root), near, root)


def _of_tree(design: DesignSettings, root: Settings, find: Finder | None) -> Chosen:
    own = Chosen(design.name, _shown(design.files), design.settings.over(root))
    return _with_nearest(own, _nearest(design.files, find) if find else None, root)


def _with_nearest(chosen: Chosen, near: Settings | None, root: Settings) -> Chosen:
    """Return a design with the settings next to it over its own, unless they are the tree's."""
    if near is None or os.path.realpath(near.path) == os.path.realpath(root.path):
        return chosen
    return chosen._replace(settings=near.over(chosen.settings), nearest=near)


def _shown(files: Sequence[str]) -> tuple[str, ...]:
    """Return paths in their simplest form from the working directory."""
    return tuple(os.path.normpath(name) for name in files)


def _nearest(files: Sequence[str], find: Finder) -> Settings | None:
    """Return the settings nearest to the folder that holds all files; None without any."""
    folders = [_folder(name) for name in files if name != "-"]
    if not folders:
        return None
    return find(os.path.relpath(os.path.commonpath(folders)))


def _folder(name: str) -> str:
    path = os.path.realpath(name)
    return path if os.path.isdir(path) else str(Path(path).parent)  # noqa: PTH112 -- any text may be a name


def _refuse_overlap(designs: Sequence[Chosen]) -> None:
    """Refuse two designs of which one file would be a part of both.

    Raises:
        UsageError: there are such designs.
    """
    for number, one in enumerate(designs):
        for other in designs[number + 1 :]:
            for path in (*_within(one, other), *_within(other, one)):
                raise UsageError(
                    f"the designs {one.name} and {other.name} share {visible(path)}; "
                    "give each files of its own, or exclude them in one"
                )


def _within(one: Chosen, other: Chosen) -> Iterator[str]:
    """Yield the paths of a design that lie in a path of another one and are not excluded there."""
    for path in one.files:
        real = Path(os.path.realpath(path))
        for outer in map(os.path.realpath, other.files):
            if real.is_relative_to(outer) and (str(real) == outer or not other.excluded(path)):
                yield path
