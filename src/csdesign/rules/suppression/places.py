"""The lines that belong to what a finding marks, by the indentation of the design.

A finding about a part as a whole is placed at the part's `id`, or at the key that opens it. People
put their comment wherever there is room in that part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["is_in_block"]

_INDENT: Final = re.compile(r" *")
_LEAD: Final = re.compile(r" *(?:- +)*")
_KEY: Final = re.compile(r"([\w.-]+) *:(?=\s|$)")


def is_in_block(line_of: Callable[[int], str], marked: int, other: int) -> bool:
    """Return whether line `other` lies in the part that a finding on line `marked` is about.

    `line_of` gives the text of a line (from 1). A line with the `id` of a list's item means
    the item; one with a key and no value for what is indented below it; any other for itself.
    """
    text = line_of(marked)
    lead = _LEAD.match(text)
    column = lead.end() if lead is not None else 0
    key = _KEY.match(text, column)
    if key is None:
        return marked == other
    if key.group(1) == "id":
        return _all_inside(line_of, marked, other, column)
    opens = not text[key.end() :].partition("#")[0].strip()
    return marked == other or (opens and other > marked and _below(line_of, marked, other, column))


def _all_inside(line_of: Callable[[int], str], marked: int, other: int, column: int) -> bool:
    """Return whether all lines between lie in the item whose keys begin at the column."""
    if other >= marked:
        return _below(line_of, marked, other, column - 1)
    if "-" in line_of(marked)[:column]:
        return False  # the id is the first key: what is above belongs to something else
    if not all(_deeper(line_of(number), column - 1) for number in range(marked - 1, other, -1)):
        return False
    first = line_of(other)
    lead = _LEAD.match(first)
    opens_item = "-" in first[:column] and lead is not None and lead.end() == column
    return opens_item or _deeper(first, column - 1)


def _below(line_of: Callable[[int], str], marked: int, other: int, column: int) -> bool:
    return all(_deeper(line_of(number), column) for number in range(marked + 1, other + 1))


def _deeper(line: str, column: int) -> bool:
    """Return whether a line is indented by more than the column, or has only a comment."""
    indent = _INDENT.match(line)
    start = indent.end() if indent is not None else 0
    return start > column or line[start : start + 1] in {"", "#"}
