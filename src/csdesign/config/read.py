"""Reads a settings file into `Settings`, or describes its error in a sentence."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from csdesign.config.settings import DesignSettings, Settings
from csdesign.errors import SettingsError
from csdesign.files.reading import read_regular
from csdesign.finding import SEVERITIES
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["PYPROJECT", "parse_settings", "read_settings", "settings_table"]

PYPROJECT: Final = "pyproject.toml"
_TABLE: Final = "tool.csdesign"
_LIMIT: Final = 1_000_000
_OF_A_DESIGN: Final = ("exclude", "baseline", "select", "ignore", "severity", "accounts")
_KEYS: Final = (*_OF_A_DESIGN, "fail-on", "format", "design")
_ENTRY: Final = ("name", "files", *_OF_A_DESIGN)
_NAME: Final = re.compile(r"\w[\w.-]{0,63}")
_FAIL_ON: Final = (*SEVERITIES, "never")
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_settings(path: str, formats: Collection[str]) -> Settings | None:
    """Return the settings in a file, None for a pyproject.toml without a `[tool.csdesign]`.

    `formats` are the names that `format` may have.

    Raises:
        SettingsError: the file cannot be read, is not TOML, or has an unknown key or wrong value.
    """
    return parse_settings(_bytes(path), path, formats)


def settings_table(path: str) -> dict[str, Any]:
    """Return the settings in a file as they are written; empty if it has none.

    Raises:
        SettingsError: the file cannot be read, or is not TOML.
    """
    text = _text(_bytes(path), path)
    return {} if text is None else _table(text, path) or {}


def parse_settings(data: bytes, path: str, formats: Collection[str]) -> Settings | None:
    """Return the settings in the bytes of a file, None for a pyproject.toml without any.

    Raises:
        SettingsError: the bytes are not TOML, or have an unknown key or wrong value.
    """
    text = _text(data, path)
    values = None if text is None else _table(text, path)
    if text is None or values is None:
        return None
    from csdesign.config.keys import key_lines  # most runs have no settings file

    lines = key_lines(text, _name_of_table(path))
    return _Reader(visible(path), values, lines).settings(path, formats)


def _bytes(path: str) -> bytes:
    return read_regular(path, _LIMIT, "the settings file", SettingsError)


def _name_of_table(path: str) -> str:
    """Return the table of a file that holds the settings; empty if it is the whole file."""
    return _TABLE if PurePath(path).name == PYPROJECT else ""


def _table(text: str, path: str) -> dict[str, Any] | None:
    """Return the settings in the text of a file; None for a pyproject.toml without any."""
    name = _name_of_table(path)
    where = visible(path)
    values: Any = _parsed(text, where)
    for part in name.split(".") if name else ():
        values = values.get(part) if isinstance(values, dict) else None
        if values is None:
            return None
    if not isinstance(values, dict):
        raise SettingsError(f"{where}: [{name}] is not a table")
    return values


def _text(data: bytes, path: str) -> str | None:
    """Return the text of a file; None for a pyproject.toml that does not name csdesign."""
    if _name_of_table(path) and b"csdesign" not in data:
        return None
    where = visible(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SettingsError(f"{where}:{line}: not UTF-8; save the file as UTF-8") from error


def _parsed(text: str, where: str) -> dict[str, Any]:
    import tomllib  # most runs have no settings file

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        words = str(error)
        place = _PLACE.search(words)
        at = f":{place.group(1)}:{place.group(2)}" if place and place.group(1) else ""
        reason = visible(_PLACE.sub("", words))
        raise SettingsError(f"{where}{at}: not TOML: {reason}") from error
    except (RecursionError, ValueError) as error:
        # Brackets without an end, and integers with more digits than Python converts.
        raise SettingsError(f"{where}: TOML that cannot be read: too deep or too long") from error


class _Reader:
    """Takes the values of one table apart; every complaint has the place of its key."""

    def __init__(self, where: str, values: Mapping[str, Any], lines: Mapping[str, int]) -> None:
        self._where = where
        self._values = values
        self._lines = lines

    def settings(
        self, path: str, formats: Collection[str], known: Collection[str] = _KEYS
    ) -> Settings:
        """Return the values as settings; `known` are the keys allowed here."""
        for key in self._values:
            if key == "include" and key not in known:
                raise self._error(
                    key, "include is a key of a design, not a setting: write it in the YAML file"
                )
            if key not in known:
                raise self._error(
                    key,
                    f"unknown setting '{visible(key, 80)}'; settings are {listed(known, 'and')}"
                    f"{did_you_mean(key, known)}",
                )
        return Settings(
            path=self._where,
            select=self._texts("select"),
            ignore=self._texts("ignore"),
            severity=tuple(self._severities()),
            fail_on=self._word("fail-on", _FAIL_ON),
            format=self._word("format", formats),
            baseline=self._baseline(path),
            accounts=self._truth("accounts"),
            exclude=self._globs("exclude") or (),
            folder=str(PurePath(path).parent),
            designs=self._designs(path, formats),
            lines=self._lines,
        )

    def _designs(self, path: str, formats: Collection[str]) -> tuple[DesignSettings, ...]:
        """Return the `[[design]]` tables: each has a name of its own and files at or below."""
        tables = self._values.get("design", [])
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            raise self._error("design", 'designs are tables: [[design]], then name = "acme"')
        found: dict[str, DesignSettings] = {}
        for number, table in enumerate(tables):
            prefix = f"design.{number}"
            inside = {
                key.removeprefix(prefix).removeprefix("."): line
                for key, line in self._lines.items()
                if key == prefix or key.startswith(f"{prefix}.")
            }
            reader = _Reader(self._where, table, inside)
            name, files = table.get("name"), reader._globs("files")
            if name is None:
                raise reader._error("", 'a design has no name; give one, such as name = "acme"')
            if not isinstance(name, str) or not _NAME.fullmatch(name):
                raise reader._error("name", f"the name of a design is {_named(name)}; give a word")
            if name in found:
                raise reader._error("name", f"two designs are named '{name}'; give each its own")
            if not files:
                at = "files" if "files" in table else ""
                raise reader._error(at, f"the design '{name}' has no files; give paths")
            own = reader.settings(path, formats, _ENTRY)
            folder = PurePath(path).parent
            found[name] = DesignSettings(name, tuple(str(folder / file) for file in files), own)
        return tuple(found.values())

    def _globs(self, key: str) -> tuple[str, ...] | None:
        """Return a list of paths or globs that lead nowhere but below the settings file."""
        values = self._texts(key, 'paths, such as {} = ["org"]')
        for value in values or ():
            inside = PurePath(value)
            if not value or inside.is_absolute() or ".." in inside.parts:
                raise self._error(
                    key, f"{key} has '{visible(value, 80)}'; give a path next to this file or below"
                )
        return values

    def _texts(
        self, key: str, words: str = 'rules, such as {} = ["COV", "OWN301"]'
    ) -> tuple[str, ...] | None:
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._error(key, f"{key} is a list of {words.format(key)}")
        return tuple(value)

    def _truth(self, key: str) -> bool | None:
        value = self._values.get(key)
        if value is None or isinstance(value, bool):
            return value
        raise self._error(key, f"{key} is {_named(value)}; give true or false")

    def _word(self, key: str, words: Collection[str]) -> str | None:
        value = self._values.get(key)
        if value is None or (isinstance(value, str) and value in words):
            return value
        hint = did_you_mean(value, words) if isinstance(value, str) else ""
        raise self._error(
            key, f"{key} is {_named(value)}; give {listed(f'{w!r}' for w in words)}{hint}"
        )

    def _severities(self) -> list[tuple[str, Any]]:
        table = self._values.get("severity", {})
        if not isinstance(table, dict):
            raise self._error("severity", 'severity is a table, such as [severity] COV105 = "note"')
        pairs = []
        for name, word in table.items():
            if not isinstance(word, str) or word not in SEVERITIES:
                hint = did_you_mean(word, SEVERITIES) if isinstance(word, str) else ""
                raise self._error(
                    f"severity.{name}",
                    f"the severity of {visible(name, 80)} is {_named(word)}; "
                    f"give {listed(f'{w!r}' for w in SEVERITIES)}{hint}",
                )
            pairs.append((name, SEVERITIES[word]))
        return pairs

    def _baseline(self, path: str) -> str | None:
        value = self._values.get("baseline")
        if value is None:
            return None
        inside = PurePath(value) if isinstance(value, str) else PurePath()
        if not inside.name or inside.is_absolute() or ".." in inside.parts:
            raise self._error(
                "baseline",
                f"baseline is {_named(value)}; give a file next to this one or below, "
                "or use --baseline for one elsewhere",
            )
        return str(PurePath(path).parent / inside)

    def _error(self, key: str, words: str) -> SettingsError:
        line = self._lines.get(key)
        return SettingsError(f"{self._where}{f':{line}' if line else ''}: {words}")


def _named(value: object) -> str:
    """Return a value for a message: a short text itself, of the rest only what it is."""
    if isinstance(value, str):
        return f"'{visible(value, 80)}'"
    kinds = {bool: "true or false", dict: "a table", list: "a list"}
    return kinds.get(type(value), "a number or date")
