"""Ideas of customer success and the words for them, in English and Russian.

A small bilingual lexicon of our own: it lets a reworded duty, or one in the other language, be
recognised without a model. A word may carry several ideas; it then counts less for each.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import sqrt
from typing import TYPE_CHECKING, Final

from csdesign.roles.text.lexicon import function_words, read_data
from csdesign.roles.text.words import stem, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["IDEA", "ideas_of"]

IDEA: Final = "@"
"""First letter of an idea in a view, to keep it apart from plain stems."""


@lru_cache(maxsize=1 << 14)
def ideas_of(text: str) -> Mapping[str, float]:
    """Return the ideas and the remaining stems of `text`, each with its strength (0 to 1)."""
    lexicon, ignored = _lexicon(), _ignored()
    stems = [stem(word) for word in words_of(text)]
    view: dict[str, float] = {}
    for first, second in zip(stems, [*stems, ""][1:], strict=True):
        for idea in lexicon.get(f"{first}-{second}", ()):
            view[IDEA + idea] = 1.0
        if first in ignored:
            continue
        ideas = lexicon.get(first)
        if ideas is None:
            view[first] = 1.0
            continue
        for idea in ideas:
            view[IDEA + idea] = max(view.get(IDEA + idea, 0.0), 1 / sqrt(len(ideas)))
    return view


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    """Return the ideas of each stem; a pair of stems is joined by a hyphen."""
    rows: dict[str, dict[str, str]] = read_data("concepts")
    found: dict[str, dict[str, None]] = {}
    for idea, languages in rows.items():
        for words in languages.values():
            for word in words.split():
                key = "-".join(stem(part) for part in words_of(word))
                found.setdefault(key, {})[idea] = None
    return {key: tuple(ideas) for key, ideas in found.items()}


@cache
def _ignored() -> frozenset[str]:
    return frozenset(stem(word) for name in ("en", "ru") for word in function_words(name))
