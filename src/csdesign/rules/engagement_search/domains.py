"""The values of each input, cut into as few pieces as the rules can tell apart.

A word input has the words that rules name and one piece for anything else; `segment` has the
segments of the design. A number input is cut at the limits that rules name. Each piece has a
value to show, so that a counter-example is something that can happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csdesign.rules.engagement_search.conditions import Range

__all__ = ["ELSE", "Domain", "Piece", "number_domain", "word_domain"]

ELSE: Final = "anything else"
"""The piece of a word input that no rule names."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Values that no rule tells apart; `shown` is one of them."""

    shown: str
    value: str | float
    named: bool = True
    """Whether rules mention it; False for the words that none names."""


@dataclass(frozen=True, slots=True)
class Domain:
    """One input with all its pieces, the most telling first."""

    name: str
    pieces: tuple[Piece, ...]
    numeric: bool


def word_domain(name: str, words: Iterable[str], *, closed: bool) -> Domain:
    """Return the pieces of a word input; an open one also takes words that no rule names."""
    pieces = [Piece(word, word) for word in dict.fromkeys(words)]
    if not closed:
        pieces.append(Piece(ELSE, ELSE, named=False))
    return Domain(name, tuple(pieces), numeric=False)


def number_domain(name: str, ranges: Sequence[Range]) -> Domain:
    """Return the pieces of a number input: its limits, and what lies between and beyond them.

    The numbers are whole where every limit is; they begin at 0 unless a rule names less.
    """
    limits = sorted({end for item in ranges for end in item.bounds})
    whole = all(limit == int(limit) for limit in limits)
    least = -inf if limits and limits[0] < 0 else 0.0
    numbers = list(_between(limits, least, whole=whole))
    return Domain(name, tuple(Piece(f"{n:g}", n) for n in numbers), numeric=True)


def _between(limits: Sequence[float], least: float, *, whole: bool) -> Iterable[float]:
    """Yield each limit and one number of each stretch that the limits leave."""
    if not limits:
        yield 0.0
        return
    if limits[0] > least:
        yield limits[0] - 1 if limits[0] - 1 >= least else (limits[0] + least) / 2
    for low, high in pairwise(limits):
        yield low
        if not whole:
            yield (low + high) / 2
        elif high - low > 1:
            yield float((int(low) + int(high)) // 2)
    yield limits[-1]
    yield limits[-1] + 1
