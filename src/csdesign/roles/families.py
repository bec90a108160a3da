"""The family of a role by its sentences: that of a reference role, or another trade.

Every line of the role is compared with sentences of our own for each family and for trades outside
customer success, several for every duty, in English and Russian. Two counts are averaged: how
probable the words of the line are in the sentences of a family (naive Bayes, every line with one
vote), and the likeness of the nearest sentence. A name is said only with a margin over the next,
and never on the word of one line: whichever is left out, no other trade may be ahead by much.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from math import exp, log, sqrt
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.roles.text.statements import content_of
from csdesign.roles.text.titles import Masks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["FamilyStanding", "family_standing"]

_MARGIN: Final = 0.02
"""Lead over the next family, or trade, from which a family is named."""
_LEAST: Final = 0.12
"""Share of the evidence below which no family is near enough."""
_KNOWN_FROM: Final = 0.55
"""Share of the words of a role that some sentence must have: in a trade of which the sentences say
nothing, the few that they have decide nothing."""
_BEHIND: Final = 0.02
"""Amount by which a family may fall behind another trade if any one line is left out."""
_SMOOTHING: Final = 4.0
"""Words that each family is taken to have besides its own, spread as all sentences have them."""
_UNSEEN: Final = 0.05
_OTHER: Final = "other trade: "


@dataclass(frozen=True, slots=True)
class FamilyStanding:
    """A role next to the families; shares add up to at most 1."""

    shares: Mapping[str, float]
    """Share of the evidence for each family of reference roles, the most first."""
    named: str | None
    """The family that is ahead by the margin; None if no family is near enough."""
    margin: float
    """Lead of the first family over the next family or other trade; negative behind a trade."""


def family_standing(lines: Sequence[str]) -> FamilyStanding:
    """Return the family whose work the lines of a role describe."""
    catalogue = _catalogue()
    cut = [content_of(line, _no_titles()) for line in lines]
    known = [[stem for stem in line if stem in catalogue.counts] for line in cut]
    understood = sum(map(len, known)) >= _KNOWN_FROM * sum(map(len, cut))
    votes = [catalogue.probable(line) for line in known if line]
    near = [catalogue.nearest(line) for line in known if line]
    all_votes, all_near = _sum(votes), _sum(near)
    shares = _shares(catalogue.names, all_votes, all_near)
    ranked = sorted(shares, key=lambda name: (-shares[name], name))
    families = [name for name in ranked if not name.startswith(_OTHER)]
    first = families[0]
    margin = _lead(first, shares)
    sure = understood and margin >= _MARGIN and shares[first] >= _LEAST and len(votes) > 1
    if sure:
        trades = [first, *(name for name in ranked if name.startswith(_OTHER))]
        without = (
            _shares(trades, _less(all_votes, vote), _less(all_near, likeness))
            for vote, likeness in zip(votes, near, strict=True)
        )
        sure = all(_lead(first, rest) >= -_BEHIND for rest in without)
    named = first if sure else None
    return FamilyStanding({name: shares[name] for name in families}, named, margin)


def _sum(of_lines: Sequence[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = {}
    for shares in of_lines:
        for name, value in shares.items():
            total[name] = total.get(name, 0.0) + value
    return total


def _less(total: Mapping[str, float], line: Mapping[str, float]) -> dict[str, float]:
    return {name: max(0.0, value - line.get(name, 0.0)) for name, value in total.items()}


def _shares(
    names: Sequence[str], votes: Mapping[str, float], near: Mapping[str, float]
) -> dict[str, float]:
    """Return the share of the evidence for each name: half by votes, half by nearest sentences."""
    of_votes, of_near = (math.fsum(counts.values()) or 1.0 for counts in (votes, near))
    return {
        name: (votes.get(name, 0.0) / of_votes + near.get(name, 0.0) / of_near) / 2
        for name in names
    }


def _lead(first: str, shares: Mapping[str, float]) -> float:
    return shares[first] - max(share for name, share in shares.items() if name != first)


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """The sentences of every family and trade as stems."""

    names: tuple[str, ...]
    sentences: tuple[tuple[str, frozenset[str], float], ...]
    """Family, stems, and the root of the sum of their squared rarities."""
    counts: Mapping[str, int]
    """For each stem, the number of sentences that have it."""
    own: Mapping[str, Counter[str]]
    holders: Mapping[str, tuple[int, ...]]

    def rarity(self, stem: str) -> float:
        """Return the inverse document frequency of a stem."""
        return log((len(self.sentences) + 1) / (self.counts[stem] + 0.5))

    def probable(self, stems: Sequence[str]) -> dict[str, float]:
        """Return the probability of each family given the words of one line."""
        spread = {stem: self.counts[stem] / len(self.sentences) for stem in stems}
        scores = {}
        for name in self.names:
            held = self.own[name]
            size = held.total() + _SMOOTHING + _UNSEEN * len(self.counts)
            scores[name] = math.fsum(
                log((held[stem] + _SMOOTHING * spread[stem] + _UNSEEN) / size) for stem in stems
            )
        most = max(scores.values())
        weights = {name: exp(score - most) for name, score in scores.items()}
        total = math.fsum(weights.values())
        return {name: weight / total for name, weight in weights.items()}

    def nearest(self, stems: Sequence[str]) -> dict[str, float]:
        """Return the squared likeness of the nearest sentence of each family, 0 to 1."""
        squares = {stem: self.rarity(stem) ** 2 for stem in stems}
        shared: dict[int, float] = {}
        for stem in stems:
            for number in self.holders[stem]:
                shared[number] = shared.get(number, 0.0) + squares[stem]
        size = sqrt(math.fsum(squares.values()))
        best: dict[str, float] = {}
        for number, weight in shared.items():
            name, _, norm = self.sentences[number]
            best[name] = max(best.get(name, 0.0), (weight / (size * norm)) ** 2)
        return best


@cache
def _catalogue() -> _Catalogue:
    texts: list[tuple[str, str]] = []
    for kind, sentences in reference.wordings().items():
        role = reference.roles()[kind]
        texts += [(role.family, text) for text in sentences]
        for code in role.responsibilities:
            texts += [(role.family, text) for text in reference.vocabulary()[code].sentences]
    for trade, sentences in reference.other_trades().items():
        texts += [(_OTHER + trade, text) for text in sentences]
    cut = [(name, content_of(text, _no_titles())) for name, text in texts]
    counts: Counter[str] = Counter()
    own: dict[str, Counter[str]] = {}
    holders: dict[str, list[int]] = {}
    for number, (name, stems) in enumerate(cut):
        counts.update(stems)
        own.setdefault(name, Counter()).update(stems)
        for stem in stems:
            holders.setdefault(stem, []).append(number)
    n = len(cut)
    norms = [
        sqrt(math.fsum(log((n + 1) / (counts[s] + 0.5)) ** 2 for s in stems)) for _, stems in cut
    ]
    return _Catalogue(
        names=tuple(sorted(own)),
        sentences=tuple(
            (name, frozenset(stems), norm) for (name, stems), norm in zip(cut, norms, strict=True)
        ),
        counts=counts,
        own=own,
        holders={stem: tuple(numbers) for stem, numbers in holders.items()},
    )


@cache
def _no_titles() -> Masks:
    return Masks(())
