"""Roles of one design that may be one job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.auditing.quoting import judged_pair
from csdesign.auditing.refs import ref, texts_of
from csdesign.auditing.results import Unjudged
from csdesign.roles.verdict.comparison import RoleFile

if TYPE_CHECKING:
    from csdesign.auditing.results import JudgedPair
    from csdesign.model.design import Design

__all__ = ["Siblings", "sibling_pairs"]

_MOST: Final = 500
"""The most near pairs that are kept, the most certain first."""


@dataclass(frozen=True, slots=True)
class Siblings:
    """The near pairs of a design, the number of judged ones, and roles with too little text."""

    pairs: tuple[JudgedPair, ...]
    compared: int
    unjudged: tuple[Unjudged, ...]


def sibling_pairs(design: Design) -> Siblings:
    """Compare the roles of a design with each other; a large one only where lines are shared."""
    roles = design.roles or ()
    file = RoleFile(texts_of(design))
    near: list[JudgedPair] = []
    judged: set[int] = set()
    compared = 0
    for i, j in file.candidates():
        result = file.compare(i, j, "siblings")
        if result.verdict is None:
            continue
        compared += 1
        judged |= {i, j}
        if result.verdict != "distinct" or result.asked:
            refs = (ref(design, roles[i]), ref(design, roles[j]))
            near.append(judged_pair("siblings", refs, result, design.locate, design.locate))
    near.sort(key=_rank)
    return Siblings(tuple(near[:_MOST]), compared, tuple(_unjudged(design, file, judged)))


def _rank(pair: JudgedPair) -> tuple[bool, bool, float, str, str]:
    result = pair.comparison
    return (not pair.same_job, not result.asked, -result.score, pair.a.id, pair.b.id)


def _unjudged(design: Design, file: RoleFile, judged: set[int]) -> list[Unjudged]:
    """Return the roles that no comparison could judge, each with the reason."""
    found = []
    for number, role in enumerate(design.roles or ()):
        if number in judged:
            continue
        reason = file.compare(number, number).reason
        if reason.startswith("cannot judge"):
            found.append(Unjudged(role.id, reason.removeprefix("cannot judge: ")))
    return found
