"""Values in another notation: a comma for decimals, minutes for hours, a bare name."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from csdesign.source.schema.meanings import meant_id, meant_number
from csdesign.source.yaml.tree import Map
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Collection

    from csdesign.finding import YamlPath

__all__ = ["Said", "as_items", "as_mapping", "said_of_key"]


class Said(NamedTuple):
    """The advice for an unknown key, and the key that replaces it in its mapping, if any."""

    words: str
    key: str = ""


_DIGITS: Final = re.compile(r"[0-9]{1,3}")
_MINUTES: Final = re.compile(r"(.*[_ -])?min(?:ute)?s?")
_NUMBER: Final = re.compile(r"[0-9]{1,6}(?:\.[0-9]+)?")
_FIRST_KEY: Final = re.compile(r"\{(name|roles|id|within_hours):")
_LISTS: Final = ("segments", "experiences", "roles", "positions", "pods", "scenarios")


def said_of_key(node: Any, path: YamlPath, keys: Collection[str]) -> Said | None:
    """Return the advice for an unknown key of another notation; None for other keys.

    Args:
        node: The mapping that holds the key.
        path: The key with the keys that lead to it.
        keys: The keys of the mapping.
    """
    key = str(path[-1])
    value = node[path[-1]] if isinstance(node, dict) else None
    if value is None and isinstance(node, dict):
        words = _after_comma(node, path[-1])
        if words:
            return Said(words)
    minutes = _MINUTES.fullmatch(key)
    hours = f"{(minutes[1] or '').replace(' ', '_').replace('-', '_')}hours" if minutes else ""
    if hours in keys and isinstance(value, str) and _NUMBER.fullmatch(value):
        return Said(f"write `{hours}: {float(value) / 60:.4g}`", hours)
    if len(path) == 2 and path[0] in _LISTS and isinstance(path[1], str):
        words = _as_item(str(path[0]), key, value)
        return Said(words, "roles" if path[0] == "positions" else "id") if words else None
    return None


def _after_comma(node: Any, key: object) -> str:
    """Return the value that a comma has split: `effort_hours: 4,5` in braces are two keys."""
    rest = str(key)
    if not _DIGITS.fullmatch(rest) and " " not in rest:
        return ""
    # A mapping may have a hundred thousand such keys: only the keys before this one are read.
    before = next((earlier for earlier, later in pairwise(node) if later == key), None)
    value = node.get(before)
    if before is None or not isinstance(value, str):
        return ""
    begins = f"a comma begins the next key here; write `{visible(str(before), 60)}: "
    if _DIGITS.fullmatch(rest) and _NUMBER.fullmatch(value):
        whole = f"{value}{rest}" if len(rest) == 3 else f"{value}.{rest}"
        return f"{begins}{whole}`"
    if " " in rest and " " in value:
        return f'{begins}"{visible(value, 60)}, {visible(rest, 60)}"`'
    return ""


def _as_item(section: str, key: str, value: object) -> str:
    """Return the item of a list that was written as a key."""
    made = meant_id(key)
    if not made:
        return ""
    if section == "positions":
        count = f", count: {value}" if isinstance(value, str) and _NUMBER.fullmatch(value) else ""
        return f"positions are a list: write `- {{roles: {made}{count}}}`"
    if isinstance(value, Map):
        return f"{section} are a list: write `- id: {made}` with its keys below"
    return ""


def as_items(section: str, value: object) -> str:
    """Return how to write a list whose items were written as keys of a mapping, or nothing."""
    first = next(iter(value.items()), None) if isinstance(value, Map) else None
    if first is None or section not in _LISTS or not isinstance(first[1], Map):
        return ""
    made = meant_id(str(first[0]))
    return f"write each as an item of a list: `- id: {made}` with its keys below" if made else ""


def as_mapping(form: str, text: str) -> str:
    """Return the mapping that a bare word abbreviates: `{name: Acme}` or `{within_hours: 2}`."""
    first = _FIRST_KEY.match(form)
    if first is None or not text.strip() or text != visible(text, 60):
        return ""
    if first[1] == "within_hours":
        hours = text if _NUMBER.fullmatch(text) else meant_number(text, "h")
        return f"{{within_hours: {hours}}}" if hours else ""
    if first[1] == "roles":
        return f"{{roles: {text}}}" if meant_id(text) == text else ""
    plain = re.fullmatch(r"[^\W\d_][\w .&-]*", text)
    if first[1] == "id":
        words = "title" if "title:" in form else "name" if "name:" in form else ""
        made = meant_id(text)
        if made == text:
            return f"{{id: {made}}}"
        return f"{{id: {made}, {words}: {text}}}" if made and words and plain else ""
    return f"{{name: {text}}}" if plain else ""
