"""The correct form for each error of pydantic, in the words of a design's author."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from csdesign.source.yaml.tree import Map, Quoted, Refused, Seq
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["choices", "described", "right"]

_MOST_WORDS: Final = 24
_QUOTED: Final = re.compile(r"'((?:[^'\\]|\\.)*)'")
_NUMBER: Final = re.compile(r"[-+.0-9][-+.0-9eE]{0,30}")
_RIGHT: Final = {
    "string_type": "give text",
    "list_type": "give a list, such as [a, b]",
    "tuple_type": "give a list, such as [a, b]",
    "set_type": "give a list, such as [a, b]",
    "frozen_set_type": "give a list, such as [a, b]",
    "iterable_type": "give a list, such as [a, b]",
    "dict_type": "give a mapping, such as {key: value}",
    "mapping_type": "give a mapping, such as {key: value}",
    "model_type": "give a mapping, such as {key: value}",
    "model_attributes_type": "give a mapping, such as {key: value}",
    "dataclass_type": "give a mapping, such as {key: value}",
    "bool_type": "give true or false",
    "bool_parsing": "give true or false",
    "int_type": "give a whole number, such as 4",
    "int_parsing": "give a whole number, such as 4",
    "int_parsing_size": "give a smaller whole number",
    "int_from_float": "give a whole number, such as 4",
    "float_type": "give a number, such as 0.4",
    "float_parsing": "give a number, such as 0.4",
    "finite_number": "give a finite number",
    "none_required": "leave it out",
    "date_type": "give a date, such as 2026-01-31",
    "date_parsing": "give a date, such as 2026-01-31",
    "date_from_datetime_parsing": "give a date, such as 2026-01-31",
    "date_from_datetime_inexact": "give a date without a time, such as 2026-01-31",
    "too_deep": "use fewer levels",
}
_BOUNDS: Final = (
    ("greater_than_equal", "ge", "give a number from {}"),
    ("greater_than", "gt", "give a number above {}"),
    ("less_than_equal", "le", "give a number up to {}"),
    ("less_than", "lt", "give a number below {}"),
    ("multiple_of", "multiple_of", "give a multiple of {}"),
    ("string_too_long", "max_length", "give at most {} characters"),
    ("string_too_short", "min_length", "give at least {} characters"),
    ("too_long", "max_length", "give at most {} entries"),
    ("too_short", "min_length", "give at least {} entries"),
)
_ID: Final = "give an id of at most 64 characters a-z, 0-9 and '-', such as 'mid-market'"


def right(kind: str, context: Mapping[str, Any]) -> str:
    """Return the words for what the schema expects; empty if there are only pydantic's own."""
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        words = choices(context)
        shown = [visible(word, 60) for word in words[:_MOST_WORDS]]
        if len(words) > len(shown):
            shown.append("another word that `csdesign schema` lists")
        return f"give {listed(shown)}" if shown else ""
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", ""))
        if pattern == r"\S":
            return "give text that is not blank"
        return _ID if "a-z0-9" in pattern else f"give text of the form {visible(pattern, 80)}"
    if kind == "string_too_short" and context.get("min_length") == 1:
        return "give text that is not empty"
    for name, key, form in _BOUNDS:
        if kind == name:
            limit = _plain(context.get(key, ""))
            return _one(form.format(visible(limit, 30)), limit)
    return _RIGHT.get(kind, "")


def _plain(limit: Any) -> str:
    whole = isinstance(limit, float) and limit.is_integer()
    return str(int(limit)) if whole else str(limit)


def _one(words: str, limit: str) -> str:
    if limit != "1":
        return words
    return words.replace("characters", "character").replace("entries", "entry")


def choices(context: Mapping[str, Any]) -> list[str]:
    """Return the words of a closed list, from the error of pydantic or of a model's own check."""
    options = context.get("options")
    if options is not None and not isinstance(options, str):
        return [str(option) for option in options]
    text = context.get("expected") or context.get("expected_tags") or ""
    return _QUOTED.findall(text) if isinstance(text, str) else []


def described(value: Any, *, hidden: bool = False) -> str:
    """Return a short text for a value that was found: `40`, `'no'`, `a list`, `empty`.

    A whole value is never rendered: an alias bomb would fill the memory, a long one the screen.
    With `hidden` nothing of it is shown, only what kind of value it is.
    """
    if value is None:
        return "empty"
    if isinstance(value, (Map, dict)):
        return "a mapping"
    if isinstance(value, (Seq, list, tuple)):
        return "a list"
    if isinstance(value, Refused):
        return "an alias"
    if hidden:
        return "text" if isinstance(value, str) else "a value"
    if isinstance(value, str):
        shown = visible(value, 60)
        bare = not isinstance(value, Quoted) and _NUMBER.fullmatch(value)
        return shown if bare else f"'{shown}'"
    if isinstance(value, (bool, int, float)):
        return visible(f"{value!r}" if abs(value) < 1e30 else "a huge number", 60)
    return "a value of another kind"
