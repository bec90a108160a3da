"""Tests of a path that may be anything: not readable, too long, not a valid name.

The methods of pathlib raise where a folder is closed or a name is too long, which is then told as
a bug and not as what it is.
"""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePath

__all__ = ["exists", "is_dir", "is_file", "is_missing"]


def exists(path: str | PurePath) -> bool:
    """Return whether something is seen at a path."""
    return os.path.exists(path)  # noqa: PTH110 -- see above


def is_file(path: str | PurePath) -> bool:
    """Return whether a regular file, or a link to one, is seen at a path."""
    return os.path.isfile(path)  # noqa: PTH113 -- see above


def is_dir(path: str | PurePath) -> bool:
    """Return whether a folder, or a link to one, is seen at a path."""
    return os.path.isdir(path)  # noqa: PTH112 -- see above


def is_missing(path: str | PurePath) -> bool:
    """Return whether nothing is there for certain; of a closed folder nobody can tell."""
    try:
        os.stat(path)  # noqa: PTH116 -- see above
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return True
    except OSError:
        return False
    return False
