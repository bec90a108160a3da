"""Finds the settings file that applies: the nearest one upwards; files are never merged."""

from __future__ import annotations

import os.path
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from csdesign.config.read import PYPROJECT, read_settings
from csdesign.config.settings import Settings
from csdesign.errors import UsageError
from csdesign.files.there import exists
from csdesign.files.top import repository_top

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

__all__ = [
    "NAMES",
    "find_settings",
    "is_settings_name",
    "load_settings",
    "possible_files",
    "settings_files",
]

NAMES: Final = ("csdesign.toml", ".csdesign.toml", PYPROJECT)
"""Names of settings files; of several in one folder the first holds."""


def load_settings(
    start: str, formats: Collection[str], *, config: str | None = None, isolated: bool = False
) -> Settings:
    """Return the settings of the file `config`, else of the nearest one from `start` upwards.

    `isolated` looks for none. `start` is a folder. `formats` are the names `format` may have.

    Raises:
        UsageError: a file is named and `isolated` asked for.
        SettingsError: the file cannot be read or is wrong.
    """
    if isolated:
        if config is not None:
            raise UsageError("--config and --isolated cannot be combined; give one of them")
        return Settings()
    if config is not None:
        return read_settings(config, formats) or Settings(path=config)
    return find_settings(start, formats) or Settings()


def find_settings(start: str, formats: Collection[str]) -> Settings | None:
    """Return the settings nearest to the folder `start`, looking upwards; None without any.

    A pyproject.toml without a `[tool.csdesign]` is skipped.

    Raises:
        SettingsError: the nearest file cannot be read or is wrong.
    """
    for path in settings_files(start):
        settings = read_settings(path, formats)
        if settings is not None:
            return settings
    return None


def is_settings_name(path: str) -> bool:
    """Return whether a file of this name is read for settings."""
    return PurePath(path).name in NAMES


def settings_files(start: str) -> Iterator[str]:
    """Yield the settings files that exist, the nearest first, named as `start` is.

    None above the top of the git repository counts: it belongs to nobody who checks this tree.
    """
    for name in possible_files(start):
        if exists(name) or os.path.islink(name):  # noqa: PTH114 -- a link to nothing is refused
            yield name


def possible_files(start: str) -> Iterator[str]:
    """Yield the names that a settings file of a folder could have, the nearest first."""
    here = Path(start)
    top = repository_top(start)
    for folder in (here, *here.absolute().parents):
        if top and not folder.absolute().is_relative_to(top):
            return
        yield from (str(folder / name) for name in NAMES)
