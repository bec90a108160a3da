"""The file of a baseline: JSON in a fixed order, so that its diff shows what changed."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final, TypeGuard

from csdesign.errors import SettingsError
from csdesign.files.reading import read_regular
from csdesign.files.there import is_missing
from csdesign.finding import SEVERITIES, Severity
from csdesign.rules.known import Entry
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["baseline_text", "parse_baseline", "read_baseline"]

_KIND: Final = "csdesign-baseline"
_VERSION: Final = 1
_LIMIT: Final = 16_000_000
_MORE: Final = frozenset({"severity", "value"})
_MOST: Final = 1e15
"""Beyond any number a rule measures; JSON may hold integers that no float does."""


def baseline_text(baseline: Mapping[Entry, int]) -> str:
    """Return the file's text: one entry a line, by code and object."""
    ordered = sorted(baseline.items(), key=lambda pair: tuple(map(str, pair[0])))
    lines = [json.dumps(_fields(entry, count)) for entry, count in ordered]
    entries = "[\n    " + ",\n    ".join(lines) + "\n  ]" if lines else "[]"
    head = f'  "kind": "{_KIND}",\n  "schema_version": {_VERSION},\n'
    return f'{{\n{head}  "entries": {entries}\n}}\n'


def _fields(entry: Entry, count: int) -> dict[str, object]:
    """Return the fields of an entry; numbers are short, since a tenth is enough."""
    fields: dict[str, object] = {"code": entry.code, "object": entry.object, "count": count}
    if entry.severity is not None:
        fields["severity"] = entry.severity.value
    if entry.value is not None:
        fields["value"] = float(f"{entry.value:.6g}")
    return fields


def read_baseline(path: str) -> Counter[Entry]:
    """Return the baseline in a file.

    Raises:
        SettingsError: the file cannot be read, or is not a baseline of this version.
    """
    if is_missing(path):
        raise SettingsError(f"there is no baseline {visible(path)}; make it with --write-baseline")
    data = read_regular(path, _LIMIT, "the baseline", SettingsError)
    return parse_baseline(data, visible(path))


def parse_baseline(data: bytes, where: str) -> Counter[Entry]:
    """Return the baseline that a file's bytes hold; `where` names it in messages.

    Raises:
        SettingsError: the bytes are not a baseline of this version.
    """
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SettingsError(
            f"the baseline {where} is not JSON; write it again with --write-baseline"
        ) from error
    if not isinstance(document, dict) or document.get("kind") != _KIND:
        raise SettingsError(
            f"{where} is not a baseline of csdesign; write one with --write-baseline"
        )
    if document.get("schema_version") != _VERSION:
        raise SettingsError(
            f"the baseline {where} was written by another version of csdesign (schema_version is "
            f"not {_VERSION}); write it again with --write-baseline"
        )
    entries = document.get("entries")
    if not isinstance(entries, list):
        raise SettingsError(f"the baseline {where} has no list of entries")
    return _entries(entries, where)


def _entries(entries: list[object], where: str) -> Counter[Entry]:
    """Return the entries; those of earlier versions have no severity and no value."""
    baseline: Counter[Entry] = Counter()
    for number, entry in enumerate(entries, 1):
        match entry:
            case {"code": str(code), "object": str(thing), "count": int(count), **rest} if (
                count >= 1 and not isinstance(count, bool) and not rest.keys() - _MORE
            ):
                severity, value = rest.get("severity"), rest.get("value")
                if _is_severity(severity) and _is_value(value):
                    known = None if severity is None else Severity(severity)
                    baseline[Entry(code, thing, known, value)] += count
                    continue
        raise SettingsError(
            f"entry {number} of the baseline {where} is not of the form "
            '{"code": "COV101", "object": "segments[smb]", "count": 1, "severity": "error", '
            '"value": 0.93}'
        )
    return baseline


def _is_severity(word: object) -> TypeGuard[str | None]:
    return word is None or (isinstance(word, str) and word in SEVERITIES)


def _is_value(value: object) -> TypeGuard[float | None]:
    return value is None or (
        isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _MOST
    )
