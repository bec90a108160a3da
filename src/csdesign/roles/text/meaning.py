"""The shared meaning of two roles: ideas and duties of the vocabulary in common.

This is how a reworded role, or one in the other language, is found. It knows customer success
only: for other work it declines to judge.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from math import sqrt
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.roles.pairing import assign
from csdesign.roles.text.concepts import ideas_of
from csdesign.roles.text.vocabulary import broad_code_scores, idea_weight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.roles.text.statements import Statement

__all__ = ["SAME_MEANING_FROM", "Meaning", "meaning_of", "same_meaning"]

SAME_MEANING_FROM: Final = 0.28
"""Likeness from which two lines are shown as meaning the same (development data)."""

_FAINT: Final = 0.20
"""Code scores below this are noise and are taken off every score of a profile."""
_IN_FIELD_FROM: Final = 0.25
_IN_FIELD_FROM_ACROSS: Final = 0.18
"""A role is of the field where half of its lines reach this score for some code; less is asked
where the texts are in two languages and nothing else can be compared."""
_KNOWN_FROM: Final = 0.35
"""Score from which a line surely means a duty of the vocabulary; a role is known where half of
its lines do."""
_SAME_TRADE: Final = 0.05
"""Added where both profiles are nearest to one family of reference roles, else taken off."""
_PAIR_FROM: Final = 0.05
_MOST_PAIRS: Final = 40_000
"""Pairs of lines that are looked at; longer roles are not compared in meaning."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The likeness of two roles in meaning."""

    score: float
    """Mean of the aligned lines' likeness (doubled) and the profiles' cosine, a little more where
    both are nearest to one family of reference roles; about 0 to 1."""
    pairs: Mapping[tuple[int, int], float]
    """The one-to-one alignment by meaning: positions of lines, and likeness (0 to 1)."""
    known: bool
    """Whether the vocabulary knows one of the roles well enough to tell that the other is not it:
    of two roles that it hardly knows, little in common says nothing."""


def meaning_of(
    a: Sequence[Statement], b: Sequence[Statement], *, across_languages: bool = False
) -> Meaning | None:
    """Return the likeness of two lists of duties in meaning; None outside the field, or if long."""
    least = _IN_FIELD_FROM_ACROSS if across_languages else _IN_FIELD_FROM
    if len(a) * len(b) > _MOST_PAIRS or not (_in_field(a, least) and _in_field(b, least)):
        return None
    scores = {
        (i, j): value
        for i, line in enumerate(a)
        for j, other in enumerate(b)
        if (value := same_meaning(line, other)) >= _PAIR_FROM
    }
    pairs = assign(scores, most_pairs=False)
    aligned = 2 * 2 * math.fsum(pairs.values()) / (len(a) + len(b))
    profile_a, profile_b = _profile(a), _profile(b)
    trade = _SAME_TRADE if _family(profile_a) == _family(profile_b) else -_SAME_TRADE
    score = max(0.0, (aligned + _cosine(profile_a, profile_b)) / 2 + trade)
    return Meaning(score, pairs, known=any(_in_field(lines, _KNOWN_FROM) for lines in (a, b)))


def same_meaning(a: Statement, b: Statement) -> float:
    """Return the likeness of two lines: ideas in common, and a duty both may mean (0 to 1)."""
    if a.code and b.code:
        return float(a.code == b.code)
    codes_a, codes_b = _codes(a), _codes(b)
    shared = max(
        (min(x, codes_b[code]) for code, x in codes_a.items() if code in codes_b), default=0
    )
    return (_idea_cosine(a.masked, b.masked) + min(1.0, shared)) / 2


def _codes(line: Statement) -> Mapping[str, float]:
    return {line.code: 1.0} if line.known_code and line.code else broad_code_scores(line.masked)


def _idea_cosine(a: str, b: str) -> float:
    view_a, size_a = _sized_ideas(a)
    view_b, size_b = _sized_ideas(b)
    product = math.fsum(x * view_b[key] for key, x in view_a.items() if key in view_b)
    return product / (size_a * size_b) if product else 0.0


@lru_cache(maxsize=1 << 14)
def _sized_ideas(text: str) -> tuple[Mapping[str, float], float]:
    view = {key: x * idea_weight(key) for key, x in ideas_of(text).items()}
    return view, sqrt(math.fsum(x * x for x in view.values()))


def _in_field(lines: Sequence[Statement], least: float) -> bool:
    known = sum(max(_codes(line).values(), default=0.0) >= least for line in lines)
    return bool(lines) and 2 * known >= len(lines)


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    product = math.fsum(x * b.get(code, 0.0) for code, x in a.items())
    size = sqrt(math.fsum(x * x for x in a.values()) * math.fsum(x * x for x in b.values()))
    return product / size if size else 0.0


def _family(profile: Mapping[str, float]) -> str:
    """Return the family of the reference role whose duties the profile is nearest to."""
    standard = _standard_profiles()
    nearest = max(standard, key=lambda kind: (_cosine(profile, standard[kind]), kind))
    return reference.roles()[nearest].family


@cache
def _standard_profiles() -> dict[str, dict[str, float]]:
    return {
        kind: dict.fromkeys(role.responsibilities, 1.0) for kind, role in reference.roles().items()
    }


def _profile(lines: Sequence[Statement]) -> dict[str, float]:
    total: dict[str, float] = {}
    for line in lines:
        for code, score in sorted(_codes(line).items()):
            if score > _FAINT:
                total[code] = total.get(code, 0.0) + score - _FAINT
    return total
