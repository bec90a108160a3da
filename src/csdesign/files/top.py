"""The top of the git repository that a folder belongs to."""

from pathlib import Path

from csdesign.files.there import exists

__all__ = ["repository_top"]


def repository_top(start: str = ".") -> str:
    """Return the nearest folder from `start` upwards that git keeps its data in; empty for none."""
    here = Path(start).absolute()
    for folder in (here, *here.parents):
        if exists(folder / ".git"):
            return str(folder)
    return ""
