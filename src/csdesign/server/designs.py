"""The design that a file belongs to, with unsaved text in place of the saved one.

If settings name the designs of the tree, they decide, as for `csdesign check`; elsewhere the
contents of the folders do.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.config import Settings, find_settings
from csdesign.config.designs import Chosen, design_holding
from csdesign.errors import CsdesignError, SettingsError
from csdesign.files.reading import open_regular
from csdesign.files.there import exists
from csdesign.formats.findings import FORMATS
from csdesign.model.document import Document
from csdesign.server.analysis import LARGE
from csdesign.source.files import design_paths, is_design_name, read_sources
from csdesign.source.foreign import own_files
from csdesign.source.includes import INCLUDE, OnDisk, with_includes
from csdesign.source.yaml.sourcefile import SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["Scope", "overlaid", "scope_of"]

_MOST_FILES: Final = 300
_TOP_KEY: Final = re.compile(r"^([a-z_$]+):(.*)$", re.MULTILINE)
_KEYS: Final = frozenset(field.alias or name for name, field in Document.model_fields.items())
_HALF: Final = re.compile("[\ud800-\udfff]")
_FOREIGN: Final = 1 / 2
"""Share of unknown top-level keys from which a YAML file belongs to another tool."""


class Scope(NamedTuple):
    """A design: its files by their paths, sorted, those that somebody named, its settings."""

    files: tuple[str, ...]
    named: frozenset[str]
    settings: Settings
    problem: str = ""
    """The problem of the settings, which then count as absent."""


def scope_of(path: str, root: str | None, buffers: Mapping[str, str]) -> Scope:
    """Return the design that a file belongs to, itself among its files or included by them."""
    if "\0" in path:  # an address may spell one, and no file has such a name
        return Scope((path,), frozenset(), Settings())
    try:
        chosen = design_holding(path, FORMATS)
        if chosen is not None:
            return _of_tree(chosen, buffers)
        settings = find_settings(str(Path(path).parent), FORMATS) or Settings()
        problem = ""
    except SettingsError as error:
        settings, problem = Settings(), str(error)
    except CsdesignError:
        settings, problem = Settings(), ""
    near = Chosen("", (path,), settings)
    files = (path,) if near.excluded(path) else tuple(_widest(path, root, near, buffers))
    return Scope(files, frozenset(), settings, problem)


def _of_tree(chosen: Chosen, buffers: Mapping[str, str]) -> Scope:
    """Return a design that settings name, with files of it that are open and not saved yet."""
    named = frozenset(chosen.files)
    found = set(design_paths(chosen.files, chosen.excluded))
    found |= {
        path
        for path in buffers
        if not chosen.excluded(path) and any(_is_below(path, Path(each)) for each in named)
    }
    return Scope(tuple(sorted(found)), named, chosen.settings)


def _widest(path: str, root: str | None, near: Chosen, buffers: Mapping[str, str]) -> Sequence[str]:
    """Return the files of the widest folder, up to the root, whose YAML can form one design.

    No section, apart from lists, is in two of its files. So a file of its own next to other
    designs stays alone, and the parts of one design are read together. Settings next to a design
    are the settings of one: what lies above them is not a part of it.
    """
    own = [path]
    folder = Path(path).parent
    top = Path(root) if root else None
    last = Path(near.settings.folder).absolute() if near.settings.path else None
    while True:
        found = list(_design_files(folder, near.excluded, buffers))
        if len(found) > _MOST_FILES or (path not in found and found) or _clash(found, buffers):
            return own
        if path in found:
            own = found
        inside = top is None or folder == top or top not in folder.parents
        if exists(folder / ".git") or inside or folder in (folder.parent, last):
            return own
        folder = folder.parent


def overlaid(scope: Scope, buffers: Mapping[str, str]) -> list[SourceFile]:
    """Return the files of a design with the text that is open in place of what is saved.

    A file that has vanished is left out, unless it is open; so is one of another tool. What the
    files include comes along.
    """
    place = _Buffers("", buffers)
    files: list[SourceFile] = []
    for path in scope.files:
        try:
            file = place.read(path)
        except CsdesignError:
            continue
        files.append(replace(file, number=len(files), found=path not in scope.named))
    own = own_files(files)[0] if scope.named else files
    return with_includes(own, place)


@dataclass(frozen=True, slots=True)
class _Buffers(OnDisk):
    """The disk with the texts that are open laid over it."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def read(self, path: str) -> SourceFile:
        """Return the text that is open, else the file."""
        if path not in self.texts:
            (file,) = read_sources([path])
            return file
        text = self.texts[path]
        # The text is kept once, the editor's; with half a character in it, it is read as bytes.
        plain = text.isascii() or not (text.startswith("\ufeff") or _HALF.search(text))
        if plain and len(text) > LARGE and INCLUDE not in text:
            size = len(text) if text.isascii() else len(text.encode())
            return SourceFile(path, b"", 0, size, decoded=text)
        data = text.encode("utf-8", "surrogatepass")
        return SourceFile(path, data, 0, len(data), decoded=text if plain else None)


def _design_files(
    folder: Path, excluded: Callable[[str], bool], buffers: Mapping[str, str]
) -> Iterator[str]:
    names: set[str] = {path for path in buffers if _is_below(path, folder)}
    for at, folders, files in os.walk(folder):
        folders[:] = [
            name
            for name in folders
            if not name.startswith((".", "node_modules")) and not excluded(str(Path(at, name)))
        ]
        names.update(str(Path(at, name)) for name in files if is_design_name(name))
        if len(names) > _MOST_FILES:
            break
    for name in sorted(names):
        keys = {key for key, _ in _top_keys(name, buffers)}
        if keys and len(keys - _KEYS) < _FOREIGN * len(keys) and not excluded(name):
            yield name


def _is_below(path: str, folder: Path) -> bool:
    return folder in Path(path).parents and path.endswith((".yaml", ".yml"))


def _top_keys(path: str, buffers: Mapping[str, str]) -> list[tuple[str, str]]:
    text = buffers.get(path)
    if text is None:
        try:
            # A pipe in the folder has the name of a design and no end: only files are opened.
            with TextIOWrapper(open_regular(path), encoding="utf-8", errors="replace") as stream:
                text = stream.read(4_000_000)
        except (CsdesignError, OSError):
            return []
    return _TOP_KEY.findall(text)


def _clash(paths: Sequence[str], buffers: Mapping[str, str]) -> bool:
    """Return whether a key that names one thing, such as the company, is in two files."""
    seen: set[str] = set()
    for path in paths:
        keys = {key for key, _ in _top_keys(path, buffers)} & {"company", "doctrine", "params"}
        if keys & seen:
            return True
        seen |= keys
    return False
