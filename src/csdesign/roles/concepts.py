"""Ideas of customer success and the words for them, in English and Russian.

A small bilingual lexicon of our own: it lets a reworded duty, or one in the other language, be
recognised without a model. A word may carry several ideas; it then counts less for each.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Final

from csdesign.roles.words import stem, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["IDEA", "ideas_of"]

IDEA: Final = "@"
"""First letter of an idea in a view, to keep it apart from plain stems."""

_FUNCTION_WORDS: Final = (
    "a an the and or of to in on at by for with from as is are be been was were this that these "
    "those it its their his her our your them they he she we you i not no so such other any all "
    "each both more most less may can could will would shall should must do does did have has had "
    "who which what when where how why into over about between within without during before after "
    "through per via etc also "
    "и в во на с со к ко по о об от до за из у для при что как это его ее их им она он они "
    "который или но не а же ли бы так чтобы если когда где все весь свой наш ваш также"
)


@lru_cache(maxsize=1 << 14)
def ideas_of(text: str) -> Mapping[str, float]:
    """Return the ideas and the remaining stems of `text`, each with its strength (0 to 1)."""
    lexicon, ignored = _lexicon(), _ignored()
    stems = [stem(word) for word in words_of(text)]
    view: dict[str, float] = {}
    for first, second in zip(stems, [*stems[1:], ""], strict=True):
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
    text = (Path(__file__).with_name("data") / "concepts.json").read_text("utf-8")
    rows: dict[str, dict[str, str]] = json.loads(text)
    found: dict[str, dict[str, None]] = {}
    for idea, languages in rows.items():
        for words in languages.values():
            for word in words.split():
                key = "-".join(stem(part) for part in words_of(word))
                found.setdefault(key, {})[idea] = None
    return {key: tuple(ideas) for key, ideas in found.items()}


@cache
def _ignored() -> frozenset[str]:
    return frozenset(stem(word) for word in _FUNCTION_WORDS.split())
