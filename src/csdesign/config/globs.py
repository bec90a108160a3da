"""Files that settings leave out of a folder: globs, relative to the settings file."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["excluder"]


def excluder(folder: str, patterns: Sequence[str]) -> Callable[[str], bool]:
    """Return whether a path is left out; a pattern without `/` fits any part of the path.

    A folder that is left out takes everything below it along; `*` also matches `/`.
    """
    top = os.path.realpath(folder)

    def is_excluded(path: str) -> bool:
        inside = os.path.relpath(os.path.realpath(path), top)
        parts = PurePath(inside).parts
        for pattern in patterns:
            plain = pattern.rstrip("/")
            if "/" not in plain and any(fnmatchcase(part, plain) for part in parts):
                return True
            for end in range(1, len(parts) + 1):
                if fnmatchcase("/".join(parts[:end]), plain.removesuffix("/**")):
                    return True
        return False

    return is_excluded
