"""The settings that a file can have, and their display."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.finding import Severity
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


__all__ = ["DesignSettings", "Settings", "show_settings"]

_DEFAULT: Final = "default"
_MILD: Final = ("note", "warning", "error", "never")
"""Values of `fail-on`, the strictest first."""


class DesignSettings(NamedTuple):
    """One `[[design]]` of a tree: its name, its files as they can be opened, its own settings."""

    name: str
    files: tuple[str, ...]
    settings: Settings


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one file; None or empty if it says nothing.

    `path` is the file's name for messages, empty if there is none. `severity` has pairs of a
    selector of rules and the severity they get. `baseline` is a path that can be opened as it is.
    `accounts` says whether a check counts the table that the design names.
    `lines` has the line (from 1) of each key, `severity.COV105` for an entry of a table.
    """

    path: str = ""
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    severity: tuple[tuple[str, Severity], ...] = ()
    fail_on: str | None = None
    format: str | None = None
    baseline: str | None = None
    accounts: bool | None = None
    exclude: tuple[str, ...] = ()
    """Globs of files in folders to leave out, relative to `folder`."""
    folder: str = "."
    designs: tuple[DesignSettings, ...] = ()
    """The designs of the tree below the file, in its order."""
    lines: Mapping[str, int] = field(default_factory=dict)

    def over(self, base: Settings) -> Settings:
        """Return these settings, with those of `base` where these say nothing."""
        return replace(
            self,
            path=self.path or base.path,
            select=base.select if self.select is None else self.select,
            ignore=base.ignore if self.ignore is None else self.ignore,
            severity=self.severity or base.severity,
            fail_on=self.fail_on or base.fail_on,
            format=self.format or base.format,
            baseline=self.baseline or base.baseline,
            accounts=base.accounts if self.accounts is None else self.accounts,
            exclude=self.exclude or base.exclude,
            folder=self.folder if self.exclude else base.folder,
            lines={**base.lines, **self.lines} if self.path == base.path else self.lines,
        )

    def lowers(self, base: Settings) -> tuple[str, ...]:
        """Return the settings that may let a run pass which would fail under other settings."""
        mild = {
            "fail-on": _MILD.index(self.fail_on or "note") > _MILD.index(base.fail_on or "error"),
            "select": self.select not in (None, ("ALL",)),
            "ignore": bool(self.ignore),
            "exclude": bool(self.exclude),
            "severity": any(severity < Severity.ERROR for _, severity in self.severity),
        }
        return tuple(key for key, is_mild in mild.items() if is_mild)

    def where(self, key: str) -> str:
        """Return the place of a key and its name: `csdesign.toml:3: select`."""
        line = self.lines.get(key)
        return f"{self.path}:{line}: {visible(key, 80)}" if line else f"{self.path}: {key}"


def show_settings(settings: Settings) -> str:
    """Return every setting as a line of TOML, with the line of the file it comes from."""
    values: list[tuple[str, str]] = [
        ("select", _listed(settings.select, ("ALL",))),
        ("ignore", _listed(settings.ignore, ())),
        ("fail-on", _quoted(settings.fail_on)),
        ("format", _quoted(settings.format)),
        ("baseline", _quoted(settings.baseline)),
        ("accounts", "" if settings.accounts is None else str(settings.accounts).lower()),
    ]
    values.append(("exclude", _listed(settings.exclude, ())))
    values += ((f"severity.{name}", _quoted(each.word)) for name, each in settings.severity)
    head = f"# settings of {visible(settings.path)}" if settings.path else "# no settings file"
    lines = [head]
    for key, value in values:
        origin = f"line {settings.lines[key]}" if key in settings.lines else _DEFAULT
        # What has no value is shown as a comment: TOML has no null.
        lines.append(f"{key} = {value}  # {origin}" if value else f"# {key}: not set")
    for design in settings.designs:
        lines += ["", "[[design]]", f"name = {_quoted(design.name)}"]
        lines.append(f"files = {_listed(design.files, ())}")
    return "".join(f"{line}\n" for line in lines)


def _listed(values: Sequence[str] | None, default: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, default if values is None else values))}]"


def _quoted(value: str | None) -> str:
    import json

    return json.dumps(visible(value)) if value is not None else ""
