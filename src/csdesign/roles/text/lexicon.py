"""Word lists that come with the package as data: read once, when first needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

__all__ = [
    "function_words",
    "languages_of_words",
    "prepositions",
    "read_data",
    "synonym_groups",
    "word_list",
]

ListName = Literal[
    "grades", "ranks", "leaders", "markets", "telling_markets", "generic_words", "role_nouns"
]


@cache
def word_list(name: ListName) -> frozenset[str]:
    """Return a list of lower-case words in every language that is read.

    `grades` and `markets` are words by which titles of one job differ; `ranks` say that a role
    leads others, and `leaders` may say so; `telling_markets` are those that mean nothing else in
    a duty; `generic_words` name a role or its duties without saying which; `role_nouns` are the
    heads of titles.
    """
    return frozenset(read_data("words")[name].split())


@cache
def function_words(language: str) -> frozenset[str]:
    """Return the words of a language that carry no meaning of their own."""
    rows: dict[str, str] = read_data("words")["function_words"]
    return frozenset(rows.get(language, "").split())


@cache
def prepositions(language: str) -> frozenset[str]:
    """Return the words with which an ending begins that says for whom, where or when."""
    rows: dict[str, str] = read_data("words")["prepositions"]
    return frozenset(rows.get(language, "").split())


@cache
def languages_of_words() -> dict[str, tuple[str, ...]]:
    """Return, for each function word, the languages that have it; some are not read further."""
    found: dict[str, dict[str, None]] = {}
    for name in ("function_words", "foreign_words"):
        rows: dict[str, str] = read_data("words")[name]
        for language, words in rows.items():
            for word in words.split():
                found.setdefault(word, {})[language] = None
    return {word: tuple(languages) for word, languages in found.items()}


@cache
def synonym_groups() -> tuple[frozenset[str], ...]:
    """Return groups of words that may replace each other in a duty."""
    return tuple(frozenset(group.split()) for group in read_data("words")["synonyms"])


@cache
def read_data(name: str) -> dict[str, Any]:
    """Return the mapping in one of the package's data files."""
    import json

    text = (Path(__file__).with_name("data") / f"{name}.json").read_text("utf-8")
    rows: dict[str, Any] = json.loads(text)
    return rows
