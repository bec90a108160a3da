"""Pairs of role texts made by rule from real ones, each of a kind whose right answer is known.

A rename keeps the text and gets another title; a double is the same side by side; siblings are
written on one template and differ by what they work on, by trade or by level; growth and loss add
or drop duties; weakened verbs leave the words and take the ownership away. Words that are put in
are this file's own.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.roles.verdict.evidence import Relation

__all__ = ["ANSWERS", "Made", "Source", "made_pairs"]


@dataclass(frozen=True)
class Source:
    """A role as published."""

    organisation: str
    title: str
    duties: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """Two roles, how the second was made of the first, and whether it is a rename."""

    kind: str
    relation: Relation
    organisation: str
    a: Source
    b: Source

    @property
    def renamed(self) -> bool:
        """Return whether the second is the first under another title."""
        return ANSWERS[self.kind] in {"alarm", "ask"}


ANSWERS: Final[Mapping[str, str]] = {
    "rename": "alarm",
    "rename, few dropped": "alarm",
    "rename, few reworded": "alarm",
    "rename, lines joined": "alarm",
    "rename, many reworded": "ask",
    "double": "alarm",
    "double, few reworded": "ask",
    "sibling, object": "no alarm",
    "sibling, object and lines": "no alarm",
    "sibling, level": "no alarm",
    "sibling, neighbour": "no alarm",
    "grown by half": "no alarm",
    "grown twofold": "no alarm",
    "half gone": "no alarm",
    "weakened verbs": "no alarm",
    "weakened third": "no alarm",
    "negated": "no alarm",
}
"""What should be said of each kind: an alarm, at least a question, or no alarm."""

_TITLES: Final = (
    "Client Value Partner", "Growth Guide", "Account Navigator", "Relationship Lead",
    "Success Architect", "Customer Journey Coach", "Outcome Manager", "Service Champion",
    "Experience Consultant", "Partner for Results", "Value Strategist", "Customer Advisor",
)  # fmt: skip
_OBJECTS: Final = (
    "hardware", "warehouse", "payroll", "training", "logistics", "research", "procurement",
    "security", "finance", "analytics", "marketing", "production", "compliance", "facility",
)  # fmt: skip
_SYNONYMS: Final[Mapping[str, str]] = {
    "ensure": "make sure of", "customers": "clients", "customer": "client", "help": "assist",
    "collaborate": "work together", "identify": "find", "develop": "create", "provide": "give",
    "improve": "better", "understand": "grasp", "issues": "problems", "drive": "push",
    "manage": "look after", "lead": "head", "support": "back", "work": "team up", "own": "hold",
    "create": "produce", "deliver": "bring", "build": "set up", "teams": "groups", "team": "group",
    "internal": "in-house", "across": "throughout", "maintain": "keep up", "define": "lay down",
    "participate": "take part", "regularly": "on a regular basis", "communicate": "talk",
    "opportunities": "chances", "complex": "difficult", "strategies": "plans", "using": "with",
}  # fmt: skip
_WEAK: Final = ("Supports the owner who must", "Assists with work to", "Helps colleagues to",
                "Participates in work to", "Contributes to efforts to")  # fmt: skip
_LITTLE: Final = frozenset(
    "their there these those which while where about after other through with from into your that "
    "this will have been they them more most such also each both when what were able including "
    "customer customers ensure provide manage".split()
)
_WORD: Final = re.compile(r"[A-Za-z]+")


def made_pairs(sources: Sequence[Source], rounds: int = 6, seed: int = 1) -> Iterator[Made]:
    """Yield the pairs of every kind for every source of four duties or more."""
    dice = random.Random(seed)
    usable = [source for source in sources if len(source.duties) >= 4]
    for source in usable:
        kin = [s for s in usable if s.organisation == source.organisation and s != source]
        for _ in range(rounds):
            yield from _renames(dice, source)
            yield from _siblings(dice, source, kin)
            yield from _sizes(dice, source, usable)
            yield from _verbs(dice, source)
            yield from _doubles(dice, source)
        for other in kin:
            yield _made("sibling, neighbour", "siblings", source, other.title, other.duties)


def _made(kind: str, relation: Relation, source: Source, title: str, duties: Sequence[str]) -> Made:
    other = replace(source, title=title, duties=tuple(duties))
    return Made(kind, relation, source.organisation, source, other)


def _renames(dice: random.Random, source: Source) -> Iterator[Made]:
    title = dice.choice(_TITLES)
    same = [_retitled(line, source.title, title) for line in source.duties]
    few = max(1, round(len(same) * dice.uniform(0.05, 0.15)))
    yield _made("rename", "succession", source, title, same)
    kept = sorted(dice.sample(range(len(same)), len(same) - few))
    yield _made("rename, few dropped", "succession", source, title, [same[i] for i in kept])
    chosen = set(dice.sample(range(len(same)), max(1, len(same) // 4)))
    reworded = [_reworded(dice, x) if i in chosen else x for i, x in enumerate(same)]
    yield _made("rename, few reworded", "succession", source, title, reworded)
    joined = [
        f"{x.rstrip('.; ')}; {same[i + 1][:1].lower()}{same[i + 1][1:]}" if i + 1 < len(same) else x
        for i, x in enumerate(same)
        if i % 2 == 0
    ]
    if len(joined) >= 3:
        yield _made("rename, lines joined", "succession", source, title, joined)
    many = [_reworded(dice, x) if dice.random() < 0.8 else x for x in same]
    dice.shuffle(many)
    yield _made("rename, many reworded", "succession", source, title, many)


def _siblings(dice: random.Random, source: Source, kin: Sequence[Source]) -> Iterator[Made]:
    swapped = _swapped(dice, source.duties)
    if swapped is not None:
        old, new, duties = swapped
        title = f"{new.title()} {source.title.split()[-1]}"
        named = replace(source, title=f"{old.title()} {source.title.split()[-1]}")
        yield _made("sibling, object", "siblings", named, title, duties)
        if kin:
            other = dice.choice(kin)
            few = min(len(other.duties), max(1, len(duties) // 5))
            changed = [*duties[:-few], *dice.sample(other.duties, few)]
            yield _made("sibling, object and lines", "siblings", named, title, changed)
    if kin:
        other = dice.choice(kin)
        more = dice.sample(other.duties, min(len(other.duties), max(2, len(source.duties) // 3)))
        kept = dice.sample(source.duties, max(3, round(0.9 * len(source.duties))))
        grown = [*kept, *more]
        yield _made("sibling, level", "siblings", source, f"Senior {source.title}", grown)


def _doubles(dice: random.Random, source: Source) -> Iterator[Made]:
    title = dice.choice(_TITLES)
    same = [_retitled(line, source.title, title) for line in source.duties]
    yield _made("double", "siblings", source, title, dice.sample(same, len(same)))
    chosen = set(dice.sample(range(len(same)), max(1, len(same) // 4)))
    reworded = [_reworded(dice, x) if i in chosen else x for i, x in enumerate(same)]
    yield _made("double, few reworded", "siblings", source, title, reworded)


def _sizes(dice: random.Random, source: Source, others: Sequence[Source]) -> Iterator[Made]:
    title = dice.choice(_TITLES)
    pool = [line for s in others if s.organisation != source.organisation for line in s.duties]
    n = len(source.duties)
    half = [*source.duties, *dice.sample(pool, round(n / 2))]
    yield _made("grown by half", "succession", source, title, half)
    twice = [*source.duties, *dice.sample(pool, n)]
    yield _made("grown twofold", "succession", source, title, twice)
    yield _made("half gone", "succession", source, title, dice.sample(source.duties, (n + 1) // 2))


def _verbs(dice: random.Random, source: Source) -> Iterator[Made]:
    title = dice.choice(_TITLES)
    weak = [f"{dice.choice(_WEAK)} {x[:1].lower()}{x[1:]}" for x in source.duties]
    yield _made("weakened verbs", "succession", source, title, weak)
    third = set(dice.sample(range(len(weak)), max(2, -(-len(weak) * 2 // 5))))
    some = [weak[i] if i in third else x for i, x in enumerate(source.duties)]
    yield _made("weakened third", "succession", source, title, some)
    denied = [f"Does not {x[:1].lower()}{x[1:]}" if i in third else x
              for i, x in enumerate(source.duties)]  # fmt: skip
    yield _made("negated", "succession", source, title, denied)


def _retitled(line: str, old: str, new: str) -> str:
    return re.sub(re.escape(old), new, line, flags=re.IGNORECASE)


def _reworded(dice: random.Random, line: str) -> str:
    def other(word: re.Match[str]) -> str:
        new = _SYNONYMS.get(word[0].lower())
        if new is None or dice.random() < 0.15:
            return word[0]
        return new.capitalize() if word[0][0].isupper() else new

    head = dice.choice(("", "", "You will ", "Responsible for the following: "))
    text = _WORD.sub(other, line)
    return f"{head}{text[:1].lower()}{text[1:]}" if head else text


def _swapped(dice: random.Random, duties: Sequence[str]) -> tuple[str, str, list[str]] | None:
    """Return a word that two lines or more have, what takes its place, and the lines so made."""
    counts: dict[str, int] = {}
    for line in duties:
        for word in sorted({w.lower() for w in _WORD.findall(line)}):
            if len(word) > 4 and word not in _LITTLE and word not in _SYNONYMS:
                counts[word] = counts.get(word, 0) + 1
    often = [word for word, n in counts.items() if n >= 2]
    if not often:
        return None
    old = dice.choice(often)
    new = dice.choice([word for word in _OBJECTS if word not in counts])
    pattern = re.compile(rf"\b{old}\b", re.IGNORECASE)
    return old, new, [pattern.sub(new, line) for line in duties]
