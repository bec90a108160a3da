"""Each role beside the reference roles: whose work it does, and what its title would take."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.auditing.refs import ref
from csdesign.auditing.results import Standing
from csdesign.planning.coverage import under
from csdesign.roles.nearest_jobs import nearest_roles
from csdesign.roles.reference_jobs import edits_to_earn
from csdesign.rules.facts.claims import other_work
from csdesign.rules.facts.former import role_text
from csdesign.rules.facts.ownership import OWNING, levels_by_role
from csdesign.rules.facts.signatures import nearest_kinds, signature_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.model.design import Design, Role

__all__ = ["standing_of", "standings"]

_LEAST_DUTIES: Final = 2
_LEAST_SENTENCES: Final = 3
"""Free sentences below which nobody is told that a role is another one."""

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
    """Return a role's similarity to every reference role, and whether another family leads.

    Roles whose duties are mostly coded are compared by codes, as rule ROL504 does; sentences of
    the others count for the codes that they most likely mean.
    """
    coded = sum(duty.code in reference.vocabulary() for duty in role.duties or ())
    by_words = coded < _LEAST_DUTIES or 2 * coded < len(role.duties or ())
    text, signature = role_text(role, levels), signature_of(role, levels)
    if by_words:
        similar = {item.kind: item.similarity for item in nearest_roles(text)}
    else:
        similar = dict(nearest_kinds(signature))
    claimed = role.kind or reference.by_title(role.title)
    enough = not by_words or len(role.duties or ()) >= _LEAST_SENTENCES
    held = levels or {}
    lead = design.params.reference_lead
    other = (
        enough and _reads_otherwise(similar, claimed, lead)
        if by_words
        else other_work(role, signature, lead) is not None
    )
    return Standing(
        role=ref(design, role),
        claimed=claimed,
        similar=similar,
        by_words=by_words,
        judged=enough,
        other=other,
        edits=edits_to_earn(text, claimed) if other and claimed is not None else (),
        promises=promises,
        owned=tuple(motion for motion, level in held.items() if level in OWNING),
        helped=tuple(motion for motion, level in held.items() if _helps(design, motion, level)),
        stated=levels is not None,
    )


def _reads_otherwise(similar: Mapping[str, float], claimed: str | None, lead: float) -> bool:
    """Return whether sentences are another family's by `lead`, as `other_work` says of codes."""
    if claimed is None:
        return False
    known = reference.roles()
    family = known[claimed].family
    kin = _ONE_JOB if claimed in _ONE_JOB else frozenset()
    own = max(x for kind, x in similar.items() if known[kind].family == family or kind in kin)
    # Sums of weights: equality is not meant to hang on the last bit.
    return not under(next(iter(similar.values())) - own, lead)


def _helps(design: Design, motion: str, level: str) -> bool:
    """Return whether the role supports a motion that somebody owns."""
    owned = any(cell.motion == motion and cell.level in OWNING for cell in design.cells)
    return level == "support" and owned
