"""The compared parts of two roles: before, now, and whether they are the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.views.audit.words import MOTION_WORDS, shortened
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from csdesign.auditing.results import JudgedPair, Quote
    from csdesign.reference import Level, Motion
    from csdesign.roles.text.role import Item

__all__ = ["NOT_COMPARED", "UNSAID", "Aspect", "aspects"]

NOT_COMPARED: Final = "NOT COMPARED"
UNSAID: Final = "not written down"
"""Content of a part that neither role states."""
_SHORT: Final = 24
"""Most characters of a measure that is named in a table."""
_OWNING: Final = frozenset({"own", "co-own"})


@dataclass(frozen=True, slots=True)
class Aspect:
    """One part of two roles in words."""

    name: str
    content: str
    same: str


@dataclass(frozen=True, slots=True)
class _Sides:
    """The names of the two roles of a pair within a sentence."""

    a: str
    b: str


def aspects(pair: JudgedPair) -> Iterator[Aspect]:
    """Yield every compared part, and requirements; parts not stated are marked as unknown."""
    a, b = pair.comparison.a, pair.comparison.b
    sides = _Sides("here", "there") if pair.relation == "siblings" else _Sides("before", "now")
    yield _duties(pair, sides)
    yield _sets("Owns", _owned(a.motions), _owned(b.motions), sides, _motion)
    yield _measures(pair, sides)
    yield _sets("May decide", _ids(a.decision_rights), _ids(b.decision_rights), sides, _right)
    yield _sets("Stages", a.stages, b.stages, sides, str)
    yield _requirements(pair, sides)


def _duties(pair: JudgedPair, sides: _Sides) -> Aspect:
    result = pair.comparison
    before, now = result.a.responsibilities, result.b.responsibilities
    if before is None or now is None:
        return _unknown("Duties", before is None, now is None, sides)
    gone, new = len(result.only_in_a), len(result.only_in_b)
    return Aspect(
        "Duties",
        f"{result.duties.size_a} {sides.a}, {result.duties.size_b} {sides.b}, "
        f"{result.duties.size_b - new} shared",
        _difference(gone, new, sides),
    )


def _difference(gone: int, new: int, sides: _Sides) -> str:
    if not gone and not new:
        return "same"
    words = []
    if new:
        words.append(f"{new} {'new' if sides.b == 'now' else f'only {sides.b}'}")
    if gone:
        words.append(f"{gone} {'gone' if sides.b == 'now' else f'only {sides.a}'}")
    return ", ".join(words)


def _measures(pair: JudgedPair, sides: _Sides) -> Aspect:
    """Return the measures; those in other words count as the same if they match."""
    before, now = pair.comparison.a.kpis, pair.comparison.b.kpis
    if not pair.measures:
        return _sets("Measured by", _ids(before), _ids(now), sides, _measure)
    gone = [line.a for line in pair.measures if line.a is not None and line.b is None]
    new = [line.b for line in pair.measures if line.b is not None and line.a is None]
    if before is not None and now is not None and any(_is_sentence(item) for item in now + before):
        return _counted("Measured by", (len(before), len(now)), (len(gone), len(new)), sides)
    words = []
    if new:
        words.append(f"+ {shortened((_quoted(item) for item in new), 3)}")
    if gone:
        words.append(f"- {shortened((_quoted(item) for item in gone), 3)}")
    content = shortened(_measure(item) for item in _ids(now) or ())
    return Aspect("Measured by", content, "; ".join(words) or "same")


def _quoted(quote: Quote) -> str:
    return _measure(quote.code or quote.text)


def _requirements(pair: JudgedPair, sides: _Sides) -> Aspect:
    before, now = pair.comparison.a.requirements, pair.comparison.b.requirements
    if before is None or now is None:
        return _unknown("Requirements", before is None, now is None, sides)
    gone = sum(line.b is None for line in pair.requirements)
    new = sum(line.a is None for line in pair.requirements)
    if not pair.requirements and (before or now):
        gone, new = len(before), len(now)
    return _counted("Requirements", (len(before), len(now)), (gone, new), sides)


def _is_sentence(item: Item) -> bool:
    return item.code is None and len(item.text or "") > _SHORT


def _counted(name: str, sizes: tuple[int, int], alone: tuple[int, int], sides: _Sides) -> Aspect:
    """Return a part whose lines are too long to be named, as numbers of lines, new and gone."""
    (before, now), (gone, new) = sizes, alone
    shared = f"{before} {sides.a}, {now} {sides.b}, {now - new} shared"
    return Aspect(name, shared, _difference(gone, new, sides))


def _sets(
    name: str,
    before: Iterable[str] | None,
    now: Iterable[str] | None,
    sides: _Sides,
    word: Callable[[str], str],
) -> Aspect:
    if before is None or now is None:
        return _unknown(name, before is None, now is None, sides)
    was, is_ = list(dict.fromkeys(before)), list(dict.fromkeys(now))
    gone = [item for item in was if item not in is_]
    new = [item for item in is_ if item not in was]
    content = shortened(word(item) for item in is_) or "nothing"
    words = []
    if new:
        words.append(f"+ {shortened((word(item) for item in new), 3)}")
    if gone:
        words.append(f"- {shortened((word(item) for item in gone), 3)}")
    return Aspect(name, content, "; ".join(words) or "same")


def _unknown(name: str, before: bool, now: bool, sides: _Sides) -> Aspect:
    where = "" if before and now else f" {sides.a}" if before else f" {sides.b}"
    return Aspect(name, f"{UNSAID}{where}", NOT_COMPARED)


def _owned(motions: Mapping[Motion, Level] | None) -> list[str] | None:
    if motions is None:
        return None
    return [motion for motion, level in motions.items() if level in _OWNING]


def _ids(items: tuple[Item, ...] | None) -> list[str] | None:
    return None if items is None else [item.code or item.text or "" for item in items]


def _motion(name: str) -> str:
    return MOTION_WORDS.get(name, name)


def _measure(name: str) -> str:
    known = reference.kpis().get(name)
    return known.title_en if known else visible(name, 60)


def _right(name: str) -> str:
    known = reference.rights().get(name)
    return known.text_en if known else visible(name, 60)
