"""Which files form the design that a file belongs to, with unsaved text laid over what is saved."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from csdesign.errors import CsdesignError
from csdesign.model.document import Document
from csdesign.source.files import is_design_name, read_sources
from csdesign.source.yaml.sourcefile import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["files_of", "overlaid"]

_MOST_FILES: Final = 300
_TOP_KEY: Final = re.compile(r"^([a-z_$]+):(.*)$", re.MULTILINE)
_KEYS: Final = frozenset(field.alias or name for name, field in Document.model_fields.items())
_FOREIGN: Final = 1 / 2
"""A YAML file of which half the top-level keys are not ours belongs to something else."""


def files_of(path: str, root: str | None, buffers: Mapping[str, str]) -> list[str]:
    """Return the files of the design that a file belongs to, itself among them, sorted.

    It is the widest folder, up to the root of the workspace or repository, whose YAML can stand
    in one design: no section that is not a list stands in two files. So a file of its own beside
    other designs stays alone, and the parts of one design are read together.
    """
    own = [path]
    folder = Path(path).parent
    top = Path(root) if root else None
    while True:
        found = list(_design_files(folder, buffers))
        if len(found) > _MOST_FILES or (path not in found and found) or _clash(found, buffers):
            return own
        if path in found:
            own = found
        inside = top is None or folder == top or top not in folder.parents
        if (folder / ".git").exists() or inside or folder.parent == folder:
            return own
        folder = folder.parent


def overlaid(paths: Sequence[str], buffers: Mapping[str, str]) -> list[SourceFile]:
    """Return the files with the text that is open in place of the text that is saved.

    A file that has vanished is left out, unless it is open.
    """
    files: list[SourceFile] = []
    for path in paths:
        if path in buffers:
            data = buffers[path].encode("utf-8", "surrogatepass")
            files.append(SourceFile(path, data, len(files), len(data), linked=False))
            continue
        try:
            (file,) = read_sources([path])
        except CsdesignError:
            continue
        files.append(replace(file, number=len(files)))
    return files


def _design_files(folder: Path, buffers: Mapping[str, str]) -> Iterator[str]:
    names: set[str] = {path for path in buffers if _is_below(path, folder)}
    for at, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "node_modules"))]
        names.update(str(Path(at, name)) for name in files if is_design_name(name))
        if len(names) > _MOST_FILES:
            break
    for name in sorted(names):
        keys = {key for key, _ in _top_keys(name, buffers)}
        if keys and len(keys - _KEYS) < _FOREIGN * len(keys):
            yield name


def _is_below(path: str, folder: Path) -> bool:
    return folder in Path(path).parents and path.endswith((".yaml", ".yml"))


def _top_keys(path: str, buffers: Mapping[str, str]) -> list[tuple[str, str]]:
    text = buffers.get(path)
    if text is None:
        try:
            with Path(path).open(encoding="utf-8", errors="replace") as stream:
                text = stream.read(4_000_000)
        except OSError:
            return []
    return _TOP_KEY.findall(text)


def _clash(paths: Sequence[str], buffers: Mapping[str, str]) -> bool:
    """Return whether a key that names one thing, such as the company, stands in two files."""
    seen: set[str] = set()
    for path in paths:
        keys = {key for key, _ in _top_keys(path, buffers)} & {"company", "doctrine", "params"}
        if keys & seen:
            return True
        seen |= keys
    return False
