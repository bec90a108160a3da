"""The files that a settings file names, found whether its settings are right or not."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, NamedTuple

from csdesign.config.read import settings_table
from csdesign.errors import SettingsError

__all__ = ["NamedFiles", "named_files"]


class NamedFiles(NamedTuple):
    """Paths as they can be opened: baselines, and files and folders of designs."""

    baselines: tuple[str, ...] = ()
    designs: tuple[str, ...] = ()


def named_files(path: str) -> NamedFiles:
    """Return the files that a settings file names; none where it cannot be read as TOML."""
    try:
        table = settings_table(path)
    except SettingsError:  # told by the commands that need the settings
        return NamedFiles()
    entries = table.get("design")
    designs = [each for each in _items(entries) if isinstance(each, dict)]
    folder = PurePath(path).parent

    def paths(tables: list[dict[str, Any]], key: str) -> tuple[str, ...]:
        named = [name for each in tables for name in _items(each.get(key))]
        return tuple(str(folder / name) for name in named if isinstance(name, str) and name)

    return NamedFiles(paths([table, *designs], "baseline"), paths(designs, "files"))


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
