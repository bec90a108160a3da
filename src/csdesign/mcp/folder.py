"""The one folder that an assistant may read designs from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from csdesign.errors import UsageError
from csdesign.files.there import exists, is_dir
from csdesign.source.designs import design_files
from csdesign.source.files import is_design_name
from csdesign.source.includes import OnDisk
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Folder"]

_MOST: int = 500


class Folder:
    """A folder whose designs are read and never written."""

    def __init__(self, path: str) -> None:
        """Keep the folder, its links resolved.

        Raises:
            UsageError: there is no such folder.
        """
        self.root = Path(os.path.realpath(path))
        if not is_dir(self.root):
            raise UsageError(f"{visible(path)} is not a folder; name the one that holds designs")

    def inside(self, names: Iterable[str]) -> list[str]:
        """Return paths relative to the folder, each checked to lie in it, links resolved.

        What the designs include lies in the folder too.

        Raises:
            UsageError: a path leads out of the folder, nothing is there, or none is given.
            UnreadableError: a file cannot be read.
        """
        self._stand()
        found = [self._inside(name) for name in names]
        if not found:
            raise UsageError("name a design: its files or folders, relative to the folder")
        paths = [str(self.root / name) for name in found]
        for file in design_files(paths, place=OnDisk(str(self.root)))[0]:
            for _, words in file.refused:
                shown = os.path.relpath(file.path, self.root)
                raise UsageError(f"{visible(shown)}: {words}")
        return found

    def designs(self) -> list[str]:
        """Return the YAML files of the folder and those below it, sorted.

        Hidden ones are left out, and names that are not text: no client could send them back.

        Raises:
            UsageError: the folder is gone.
        """
        self._stand()
        found: list[str] = []
        for at, folders, files in os.walk(self.root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            below = (os.path.relpath(Path(at, name), self.root) for name in files)
            found += [name for name in below if is_design_name(name) and _is_text(name)]
            if len(found) >= _MOST:
                break
        return sorted(found)[:_MOST]

    def _stand(self) -> None:
        if not is_dir(self.root):
            raise UsageError(f"the folder of this server is gone: {visible(str(self.root))}")

    def _inside(self, name: str) -> str:
        shown = visible(name, 120)
        try:
            real = Path(os.path.realpath(self.root / name))
        except ValueError:  # a NUL, or half a character
            name = ""
        if name in {"", "-"}:
            raise UsageError(f"{shown!r} is not a path; give one relative to the folder")
        if real != self.root and self.root not in real.parents:
            raise UsageError(f"{shown} lies outside the folder of this server; name a file in it")
        if not exists(real):
            known = ", ".join(self.designs()[:8])
            raise UsageError(f"there is no {shown} in the folder; it has {known or 'no designs'}")
        return f".{os.sep}{os.path.relpath(real, self.root)}"


def _is_text(name: str) -> bool:
    """Return whether a name of the system can be written as UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in name)
