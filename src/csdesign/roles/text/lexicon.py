"""Word lists that come with the package as data: read once, when first needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

__all__ = ["read_data", "word_list"]

ListName = Literal["grades", "markets", "telling_markets", "function_words"]


@cache
def word_list(name: ListName) -> frozenset[str]:
    """Return a list of lower-case words in both languages.

    `grades` and `markets` are words by which titles of one job differ; `telling_markets` are
    those that mean nothing else in a duty; `function_words` carry no meaning of their own.
    """
    return frozenset(read_data("words")[name].split())


@cache
def read_data(name: str) -> dict[str, Any]:
    """Return the mapping in one of the package's data files."""
    import json

    text = (Path(__file__).with_name("data") / f"{name}.json").read_text("utf-8")
    rows: dict[str, Any] = json.loads(text)
    return rows
