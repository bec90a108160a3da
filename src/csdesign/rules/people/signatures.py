"""What a role is, as sets: codes, identical sentences, motions, measures, rights, stages.

This is the comparison that `check` makes of every role (PRODUCT 8.12); sentences in other words
are the audit's.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from csdesign import reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.model.design import Duty, Role
    from csdesign.reference import Level, Motion

__all__ = ["Signature", "duty_key", "nearest_kinds", "plain", "signature_of", "similarity"]


class Signature(NamedTuple):
    """The parts of a role that DOMAIN 7.2 compares; None is unknown, empty is empty."""

    duties: frozenset[str] | None
    motions: frozenset[tuple[Motion, Level]] | None
    kpis: frozenset[str] | None
    rights: frozenset[str] | None
    stages: frozenset[str] | None


def plain(text: str) -> str:
    """Return a sentence without case, runs of blanks and final punctuation."""
    return " ".join(text.casefold().split()).strip(" .;,!")


def duty_key(duty: Duty) -> str:
    """Return what makes two duties the same here: the author's code, else the plain sentence."""
    return duty.code or plain(duty.text or "")


def signature_of(role: Role, levels: Mapping[str, str] | None) -> Signature:
    """Return the signature of a role; `levels` are its motions over its segments, if known."""
    return Signature(
        duties=None if role.duties is None else frozenset(map(duty_key, role.duties)),
        motions=None
        if levels is None
        else frozenset(cast("Mapping[Motion, Level]", levels).items()),
        kpis=None if role.kpis is None else frozenset(kpi.id for kpi, _ in role.kpis),
        rights=None if role.decision_rights is None else frozenset(role.decision_rights),
        stages=None if role.stages is None else frozenset(role.stages),
    )


def similarity(a: Signature, b: Signature) -> float:
    """Return the similarity of DOMAIN 7.2, 0 to 1, over the parts that both state."""
    # Designs without roles never load the comparison.
    from csdesign.roles.sets import jaccard, motion_overlap, weighted

    def both(one: frozenset[str] | None, other: frozenset[str] | None) -> float | None:
        return None if one is None or other is None else jaccard(one, other)

    motions = None
    if a.motions is not None and b.motions is not None:
        motions = motion_overlap(dict(a.motions), dict(b.motions))
    return weighted(
        {
            "responsibilities": both(a.duties, b.duties),
            "motions": motions,
            "kpis": both(a.kpis, b.kpis),
            "decision_rights": both(a.rights, b.rights),
            "stages": both(a.stages, b.stages),
        }
    )


@cache
def _reference_signatures() -> Mapping[str, Signature]:
    return {
        kind: Signature(
            duties=frozenset(role.responsibilities),
            motions=frozenset(role.motions.items()),
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
    found = [(kind, similarity(signature, other)) for kind, other in known.items()]
    return tuple(sorted(found, key=lambda item: -item[1]))
