"""JSON with one customer per object, written as text with a column for every key."""

from __future__ import annotations

import csv
import json
from functools import partial
from typing import TYPE_CHECKING, Final

from csdesign.accounts.sources.kind_of_file import shown
from csdesign.accounts.table import RejectedLine
from csdesign.errors import UnreadableError
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["write_lines"]

_MOST_KEYS: Final = 5_000
_NAMED: Final = 5
_MOST_BYTES: Final = 100 << 20
"""Largest file that is not in lines: it is read whole."""
_DEEPEST: Final = 6
"""Objects within objects whose keys become columns."""


def write_lines(
    path: Path, target: Path, *, are_lines: bool
) -> tuple[tuple[RejectedLine, ...], tuple[str, ...]]:
    """Write the objects of a file to `target` as CSV; return lines that are not objects, and notes.

    `are_lines` says that each object is a line of its own; else the file is one list of objects, or
    an object that holds one list, as the answers of services are.

    Numbers stay as they are written. A key within an object is a column `outer.inner`; one that
    holds lists, or is too deep, is left out.

    Raises:
        UnreadableError: no line is an object, there are thousands of keys, or a file that is not
            in lines is damaged or larger than 100 MB.
    """
    objects = partial(_objects, path) if are_lines else partial(_listed, _loaded(path))
    keys: dict[str, None] = {}
    nested: dict[str, None] = {}
    rejected: list[RejectedLine] = []
    for number, found in objects():
        if isinstance(found, str):
            rejected.append(RejectedLine(number, found))
            continue
        for key, value in _flat(found):
            if isinstance(value, (dict, list)):
                nested[key] = None
            else:
                keys[key] = None
        if len(keys) > _MOST_KEYS:
            raise UnreadableError(
                f"{shown(path)} has more than {_MOST_KEYS:,} keys; it is not a table"
            )
    names = [key for key in keys if key not in nested]
    if not names:
        first = rejected[0] if rejected else None
        why = f": line {first.row} {first.reason}" if first is not None else ""
        raise UnreadableError(f"{shown(path)} has no line that is a JSON object{why}")
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(names)
        for _, found in objects():
            if not isinstance(found, str):
                flat = dict(_flat(found))
                writer.writerow([_text(flat.get(name)) for name in names])
    notes = ["read as JSON lines" if are_lines else "read as a list of JSON objects"]
    if nested:
        shown_keys = [repr(visible(key, 40)) for key in nested][:_NAMED]
        notes.append(f"{listed(shown_keys, 'and')} hold lists and are not read")
    return tuple(rejected), tuple(notes)


def _objects(path: Path) -> Iterator[tuple[int, dict[str, object] | str]]:
    """Yield the number of each line that is not blank, and its object or its error."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                found = json.loads(line, parse_float=str, parse_int=str, parse_constant=str)
            except (ValueError, RecursionError):
                yield number, "is not JSON"
                continue
            yield number, found if isinstance(found, dict) else "is not a JSON object"


def _loaded(path: Path) -> list[object]:
    """Return the list in a file: the file itself, or the only list of its object."""
    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableError(
            f"{shown(path)} is JSON of more than {_MOST_BYTES >> 20} MB; write one object a line "
            "(.jsonl), or save it as CSV or Parquet"
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
        found = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{shown(path)} is damaged JSON; export it again") from error
    lists = (
        [each for each in found.values() if isinstance(each, list)]
        if isinstance(found, dict)
        else [found]
    )
    if len(lists) != 1 or not any(isinstance(each, dict) for each in lists[0]):
        raise UnreadableError(
            f"{shown(path)} is JSON that is not one list of objects; write one object a line "
            "(.jsonl), or save it as CSV or Parquet"
        )
    return lists[0]


def _listed(objects: list[object]) -> Iterator[tuple[int, dict[str, object] | str]]:
    """Yield the number of each entry, and its object or its error."""
    for number, found in enumerate(objects, 1):
        yield number, found if isinstance(found, dict) else "is not a JSON object"


def _flat(found: dict[str, object], deep: int = 1) -> Iterator[tuple[str, object]]:
    """Yield the keys of an object and of those within it, joined by points, with their values."""
    for key, value in found.items():
        if isinstance(value, dict) and deep < _DEEPEST:
            yield from ((f"{key}.{inner}", each) for inner, each in _flat(value, deep + 1))
        else:
            yield key, value


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
