"""Changes that would make a title true: after them the role is nearest to its kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from csdesign import reference
from csdesign.roles.matching.sets import jaccard, motion_overlap, weighted
from csdesign.roles.text.role import RoleText
from csdesign.roles.text.vocabulary import suggest_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csdesign.reference import Level, Motion
    from csdesign.roles.text.role import Item

__all__ = ["Edit", "edits_to_earn"]

_LEAD: Final = 0.02
"""Lead of the kind from which the title counts as true."""
_MOTION: Final[Mapping[str, Motion]] = {motion: motion for motion in reference.MOTIONS}

SetPart = Literal["responsibilities", "kpis", "decision_rights", "stages"]
Part = SetPart | Literal["motions"]

_SET_PARTS: Final[tuple[SetPart, ...]] = ("responsibilities", "kpis", "decision_rights", "stages")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to a role."""

    part: Part
    action: Literal["add", "drop", "set"]
    """`set` gives a motion the level in `level`."""
    name: str
    """The code, id or motion."""
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class _Signature:
    """A role as plain sets; parts that it does not state are absent."""

    sets: Mapping[SetPart, frozenset[str]]
    motions: Mapping[Motion, Level] | None


def edits_to_earn(role: RoleText, kind: str) -> tuple[Edit, ...] | None:
    """Return a smallest set of changes that puts `kind` ahead of every role of another family.

    Smallest in that none of them can be left out; found by taking the most telling change first.
    Empty if the title is true already, None if no change of the parts that the role states
    would do. A free sentence counts as its most likely code.
    """
    now = current = _signature_of(role)
    chosen: list[Edit] = []
    left = _differences(now, _signatures()[kind])
    while _lead(current, kind) < _LEAD:
        if not left:
            return None
        best = max(left, key=lambda edit: _lead(_applied(current, [edit]), kind))
        left.remove(best)
        chosen.append(best)
        current = _applied(current, [best])
    for edit in list(chosen):
        fewer = [other for other in chosen if other is not edit]
        if _lead(_applied(now, fewer), kind) >= _LEAD:
            chosen = fewer
    return tuple(chosen)


def _signature_of(role: RoleText) -> _Signature:
    sets: dict[SetPart, frozenset[str] | None] = {
        "responsibilities": _codes(role.responsibilities, guess=True),
        "kpis": _codes(role.kpis),
        "decision_rights": _codes(role.decision_rights),
        "stages": None if role.stages is None else frozenset(role.stages),
    }
    said = {part: held for part, held in sets.items() if held is not None}
    return _Signature(said, role.motions)


def _codes(items: tuple[Item, ...] | None, *, guess: bool = False) -> frozenset[str] | None:
    if items is None:
        return None
    codes = set()
    for item in items:
        if item.code:
            codes.add(item.code)
        elif item.text:
            likely = suggest_codes(item.text, limit=1) if guess else []
            codes.add(likely[0].code if likely else item.text)
    return frozenset(codes)


@cache
def _signatures() -> Mapping[str, _Signature]:
    return {
        kind: _signature_of(RoleText.from_reference(role))
        for kind, role in reference.roles().items()
    }


def _differences(now: _Signature, wanted: _Signature) -> list[Edit]:
    """Return every change that makes `now` more like `wanted`, in the parts that `now` states."""
    edits: list[Edit] = []
    for part, held in now.sets.items():
        target = wanted.sets[part]
        edits += [Edit(part, "add", name) for name in sorted(target - held)]
        edits += [Edit(part, "drop", name) for name in sorted(held - target)]
    if now.motions is not None and wanted.motions is not None:
        for motion in reference.MOTIONS:
            level = wanted.motions.get(motion, "none")
            if now.motions.get(motion, "none") != level:
                edits.append(Edit("motions", "set", motion, level))
    return edits


def _applied(signature: _Signature, edits: Iterable[Edit]) -> _Signature:
    sets, motions = dict(signature.sets), dict(signature.motions or {})
    for edit in edits:
        if edit.part == "motions":
            motions[_MOTION[edit.name]] = edit.level or "none"
        elif edit.action == "add":
            sets[edit.part] = sets[edit.part] | {edit.name}
        else:
            sets[edit.part] = sets[edit.part] - {edit.name}
    return _Signature(sets, None if signature.motions is None else motions)


def _lead(signature: _Signature, kind: str) -> float:
    """Return the lead of `kind` over the roles of other families, in similarity."""
    known, standard = reference.roles(), _signatures()
    rivals = [other for other in known if known[other].family != known[kind].family]
    nearest = max(_similarity(signature, standard[other]) for other in rivals)
    return _similarity(signature, standard[kind]) - nearest


def _similarity(a: _Signature, b: _Signature) -> float:
    components: dict[str, float | None] = {
        part: jaccard(a.sets[part], b.sets[part]) for part in _SET_PARTS if part in a.sets
    }
    if a.motions is not None and b.motions is not None:
        components["motions"] = motion_overlap(a.motions, b.motions)
    return weighted(components)
