"""A design as plain values, without their places."""

from __future__ import annotations

import re
from typing import Any, Final

from csdesign.source.yaml.tree import Quoted

__all__ = ["plain_values"]

_INTEGER: Final = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})")
_NUMBER: Final = re.compile(r"[-+]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d{1,2})?")
_WORDS: Final = {"true": True, "false": False, "null": None, "~": None}


def plain_values(node: Any) -> Any:
    """Return a tree as dicts, lists, texts, numbers, truth values and None.

    Text in quotes stays text; of the rest, what the JSON of YAML 1.2 calls a number or a truth
    value is one, and everything else, days included, is text.
    """
    if isinstance(node, dict):
        return {str(key): plain_values(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain_values(item) for item in node]
    if isinstance(node, str) and not isinstance(node, Quoted):
        text = str(node)
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        return float(text) if _NUMBER.fullmatch(text) else text
    return str(node) if isinstance(node, str) else node
