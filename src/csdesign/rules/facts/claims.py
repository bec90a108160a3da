"""Decides whether a role does the work of the kind that it claims to be."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign import reference
from csdesign.planning.coverage.decision import under
from csdesign.rules.facts.signatures import nearest_kinds

if TYPE_CHECKING:
    from csdesign.model.design import Role
    from csdesign.rules.facts.signatures import Signature

__all__ = ["OtherWork", "other_work"]

_LEAST_DUTIES: Final = 2
_ACCOUNT_MANAGERS: Final = frozenset({"am", "csm-adopt-renew-expand"})
"""One job under two names. Source: Alexander Group, "XaaS Customer Success Managers Part I" (the
Adopt, Renew & Expand CSM is in effect an account manager)."""


class OtherWork(NamedTuple):
    """A role is nearest to another kind than it claims; similarities run from 0 to 1."""

    claimed: str
    claimed_similarity: float
    nearest: str
    nearest_similarity: float


def other_work(role: Role, signature: Signature, lead: float) -> OtherWork | None:
    """Return the other kind whose work a role does, at least `lead` ahead of the claimed family.

    None if it does what it claims, claims nothing, or has too few coded duties to judge.
    """
    claimed = role.kind or reference.by_title(role.title)
    if claimed is None or not _is_coded(role):
        return None
    return _other_than(claimed, signature, lead)


@lru_cache(maxsize=4096)  # several rules ask this of every role
def _other_than(claimed: str, signature: Signature, lead: float) -> OtherWork | None:
    known = reference.roles()
    ranked = nearest_kinds(signature)
    nearest, alike = ranked[0]
    family = known[claimed].family
    kin = _ACCOUNT_MANAGERS if claimed in _ACCOUNT_MANAGERS else frozenset()
    own = max(value for kind, value in ranked if known[kind].family == family or kind in kin)
    if under(alike - own, lead):
        return None
    return OtherWork(claimed, dict(ranked)[claimed], nearest, alike)


def _is_coded(role: Role) -> bool:
    """Return whether authors coded most duties: the audit judges the others by their words."""
    duties, known = role.duties or (), reference.vocabulary()
    coded = sum([duty.code in known for duty in duties])
    return coded >= _LEAST_DUTIES and 2 * coded >= len(duties)
