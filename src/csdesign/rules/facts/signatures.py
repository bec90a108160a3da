"""Signatures of roles: sets of codes, identical sentences, motions, measures, rights, stages.

This is the comparison that `check` makes of every role; sentences in other words
are the audit's.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from csdesign import reference
from csdesign.roles.matching.sets import blend, jaccard, level_numbers, level_overlap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.model.design import Design, Duty, Role
    from csdesign.reference import Level, Motion

__all__ = [
    "Signature",
    "duty_key",
    "nearest_kinds",
    "plain",
    "signature_of",
    "signatures_of",
    "similarity",
]


class Signature(NamedTuple):
    """The parts of a role that are compared; None is unknown, empty is empty."""

    duties: frozenset[str] | None
    motions: tuple[int, ...] | None  # the level of each motion, in the order of MOTIONS
    kpis: frozenset[str] | None
    rights: frozenset[str] | None
    stages: frozenset[str] | None


def plain(text: str) -> str:
    """Return a sentence without case, runs of blanks and final punctuation."""
    return " ".join(text.casefold().split()).strip(" .;,!")


def duty_key(duty: Duty) -> str:
    """Return the key by which duties are compared: the author's code, else the plain sentence."""
    return duty.code or plain(duty.text or "")


def signature_of(role: Role, levels: Mapping[str, str] | None) -> Signature:
    """Return the signature of a role; `levels` are its motions over its segments, if known."""
    return Signature(
        duties=_duty_keys(role),
        motions=None if levels is None else level_numbers(cast("Mapping[Motion, Level]", levels)),
        kpis=None if role.kpis is None else frozenset([kpi.id for kpi, _ in role.kpis]),
        rights=None if role.decision_rights is None else frozenset(role.decision_rights),
        stages=None if role.stages is None else frozenset(role.stages),
    )


def _duty_keys(role: Role) -> frozenset[str] | None:
    if role.duties is None:
        return None
    if len(role.codes) == len(role.duties):  # every duty has a code of its own
        return role.codes
    return frozenset([duty_key(duty) for duty in role.duties])


def signatures_of(design: Design) -> Mapping[str, Signature]:
    """Return the signature of each role; roles that state the same share one."""
    levels = design.levels_by_role
    known: dict[Signature, Signature] = {}
    found: dict[str, Signature] = {}
    for role in design.roles or ():
        signature = signature_of(role, levels.get(role.id))
        found[role.id] = known.setdefault(signature, signature)
    return found


def similarity(a: Signature, b: Signature) -> float:
    """Return the similarity, 0 to 1, over the parts that both state."""
    return blend(
        (
            None if a.duties is None or b.duties is None else jaccard(a.duties, b.duties),
            None if a.motions is None or b.motions is None else _overlap(a.motions, b.motions),
            None if a.kpis is None or b.kpis is None else jaccard(a.kpis, b.kpis),
            None if a.rights is None or b.rights is None else jaccard(a.rights, b.rights),
            None if a.stages is None or b.stages is None else jaccard(a.stages, b.stages),
        )
    )


@lru_cache(maxsize=4096)  # there are few rows of levels, and each meets every reference role
def _overlap(a: tuple[int, ...], b: tuple[int, ...]) -> float | None:
    return level_overlap(a, b)


@cache
def _reference_signatures() -> Mapping[str, Signature]:
    return {
        kind: Signature(
            duties=frozenset(role.responsibilities),
            motions=level_numbers(role.motions),
            kpis=frozenset(role.kpis),
            rights=frozenset(role.decision_rights),
            stages=frozenset(role.stages),
        )
        for kind, role in reference.roles().items()
    }


@lru_cache(maxsize=4096)  # several rules ask this of every role
def nearest_kinds(signature: Signature) -> tuple[tuple[str, float], ...]:
    """Return the reference roles with their similarity, the nearest first."""
    known = _reference_signatures()
    levels = signature.motions
    alike = (
        _likeness("duties", signature.duties),
        [
            None if levels is None else _overlap(levels, other.motions or ())
            for other in known.values()
        ],
        _likeness("kpis", signature.kpis),
        _likeness("rights", signature.rights),
        _likeness("stages", signature.stages),
    )
    found = [(kind, blend(values)) for kind, *values in zip(known, *alike, strict=True)]
    return tuple(sorted(found, key=lambda item: -item[1]))


@lru_cache(maxsize=4096)  # roles differ in one part and share the others
def _likeness(part: str, items: frozenset[str] | None) -> tuple[float | None, ...]:
    """Return the Jaccard index of one part of a signature with that of each reference role."""
    others = [getattr(other, part) for other in _reference_signatures().values()]
    return tuple([None if items is None else jaccard(items, other) for other in others])
