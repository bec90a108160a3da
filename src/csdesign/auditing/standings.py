"""Each role compared with the reference roles: its nearest kind, and changes to earn its title."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.auditing.refs import ref
from csdesign.auditing.results import Standing
from csdesign.roles.families import family_standing
from csdesign.roles.reference_jobs import edits_to_earn
from csdesign.rules.facts.claims import other_work
from csdesign.rules.facts.former import role_text
from csdesign.rules.facts.ownership import OWNING, levels_by_role
from csdesign.rules.facts.signatures import nearest_kinds, signature_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.model.design import Design, Duty, Role

__all__ = ["standing_of", "standings"]

_LEAST_DUTIES: Final = 2
_LEAST_SENTENCES: Final = 3
"""Free sentences below which a role is not reported as another one."""

_NEAR_FROM: Final = 0.10
"""Similarity of codes below which a reference role does not describe what a role does."""
_NAMED_FROM: Final = 0.02
"""Lead of codes over the next family from which a kind is named."""
_ACCUSED_FROM: Final = 0.10
"""Lead of sentences from which a role is reported to do another family's work."""
_ONE_JOB: Final = frozenset({"am", "csm-adopt-renew-expand"})
"""Two names of one job. Source: Alexander Group, "XaaS Customer Success Managers Part I"."""


def standings(design: Design) -> Iterator[Standing]:
    """Yield the standing of every role whose duties are known."""
    levels = levels_by_role(design)
    promises = Counter(
        role for segment in design.segments for item in segment.interactions for role in item.roles
    )
    for role in design.roles or ():
        if role.duties:
            yield standing_of(design, role, levels.get(role.id), promises[role.id])


def standing_of(
    design: Design, role: Role, levels: Mapping[str, str] | None, promises: int = 0
) -> Standing:
    """Return a role's likeness to every reference role, and whether another family leads.

    Roles whose duties are mostly coded are compared by codes, as rule ROL504 does; the sentences of
    the others with the sentences of each family.
    """
    coded = sum(duty.code in reference.vocabulary() for duty in role.duties or ())
    by_words = coded < _LEAST_DUTIES or 2 * coded < len(role.duties or ())
    claimed = role.kind or reference.by_title(role.title)
    enough = not by_words or len(role.duties or ()) >= _LEAST_SENTENCES
    held = levels or {}
    if by_words:
        similar, named, other = _by_sentences(role, claimed)
    else:
        signature, lead = signature_of(role, levels), design.params.reference_lead
        similar = dict(nearest_kinds(signature))
        named = _leads(similar)
        other = other_work(role, signature, lead) is not None
    other = other and enough
    text = role_text(role, levels)
    return Standing(
        role=ref(design, role),
        claimed=claimed,
        similar=similar,
        by_words=by_words,
        judged=enough,
        named=named and enough,
        other=other,
        edits=edits_to_earn(text, claimed) if other and claimed is not None else (),
        promises=promises,
        owned=tuple(motion for motion, level in held.items() if level in OWNING),
        helped=tuple(motion for motion, level in held.items() if _helps(design, motion, level)),
        stated=levels is not None,
    )


def _by_sentences(role: Role, claimed: str | None) -> tuple[dict[str, float], bool, bool]:
    """Return the share of each kind's family, whether one is named, and whether it is another."""
    known = reference.roles()
    found = family_standing([_sentence(duty) for duty in role.duties or ()])
    ranked = sorted(known, key=lambda kind: (-found.shares[known[kind].family], kind != claimed))
    similar = {kind: found.shares[known[kind].family] for kind in ranked}
    if claimed is None or found.named is None:
        return similar, found.named is not None, False
    kin = {known[kind].family for kind in (_ONE_JOB if claimed in _ONE_JOB else (claimed,))}
    return similar, True, found.named not in kin and found.margin >= _ACCUSED_FROM


def _sentence(duty: Duty) -> str:
    known = reference.vocabulary().get(duty.code or "")
    return duty.text or (known.text_en if known else duty.code or "")


def _leads(similar: Mapping[str, float]) -> bool:
    """Return whether the nearest kind is near at all, and ahead of the next family."""
    known = reference.roles()
    nearest = next(iter(similar))
    family = known[nearest].family
    rival = max(value for kind, value in similar.items() if known[kind].family != family)
    return similar[nearest] >= _NEAR_FROM and similar[nearest] - rival >= _NAMED_FROM


def _helps(design: Design, motion: str, level: str) -> bool:
    """Return whether the role supports a motion that somebody owns."""
    owned = any(cell.motion == motion and cell.level in OWNING for cell in design.cells)
    return level == "support" and owned
