"""Places of the keys in a TOML text, for messages; tomllib gives values without places."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["key_lines"]

_NAME: Final = r"""(?:[\w-]{1,80}|"[^"\n]{1,80}"|'[^'\n]{1,80}')"""
_HEADER: Final = re.compile(rf"\s{{0,80}}\[({_NAME}(?:\.{_NAME}){{0,8}})\]")
_ITEM: Final = re.compile(rf"\s{{0,80}}\[\[({_NAME}(?:\.{_NAME}){{0,8}})\]\]")
_KEY: Final = re.compile(rf"\s{{0,80}}({_NAME}(?:\.{_NAME}){{0,8}})\s{{0,80}}=")


def key_lines(text: str, table: str = "") -> dict[str, int]:
    """Return the line (from 1) of each key and table below `table`, by its dotted name.

    The tables of a `[[name]]` are `name.0`, `name.1` and so on.

    Of a key that seems to occur twice, the first line is given; a line inside a text of several
    lines may be taken for a key. No key is found whose name has more than 80 characters.
    """
    lines: dict[str, int] = {}
    items: dict[str, int] = {}
    header = ""
    prefix = f"{table}." if table else ""
    for number, line in enumerate(text.splitlines(), 1):
        if match := _HEADER.match(line):
            header = name = _plain(match.group(1))
            array, _, rest = header.partition(".")
            if array in items:  # [design.severity] belongs to the last [[design]]
                header = name = f"{array}.{items[array] - 1}.{rest}"
        elif match := _ITEM.match(line):
            array = _plain(match.group(1))
            number_of_item = items.get(array, 0)
            items[array] = number_of_item + 1
            header = name = f"{array}.{number_of_item}"
        elif match := _KEY.match(line):
            key = _plain(match.group(1))
            name = f"{header}.{key}" if header else key
        else:
            continue
        if name.startswith(prefix):
            lines.setdefault(name.removeprefix(prefix), number)
    return lines


def _plain(name: str) -> str:
    return name.replace('"', "").replace("'", "")
