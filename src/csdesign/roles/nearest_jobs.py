"""Which reference roles a role is nearest to, and by how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign import reference
from csdesign.roles.text.role import RoleText
from csdesign.roles.verdict.comparison import RoleFile

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Nearest", "nearest_roles"]


@dataclass(frozen=True, slots=True)
class Nearest:
    """One reference role, seen from the role at hand."""

    kind: str
    similarity: float
    """Similarity of the signatures (DOMAIN 7.2), 0 to 1."""
    lead: float
    """How far it is ahead of the nearest role of another family; negative where behind."""


def nearest_roles(role: RoleText, kinds: Iterable[str] | None = None) -> tuple[Nearest, ...]:
    """Return the reference roles (all, or `kinds`) by their similarity to `role`, nearest first.

    Parts that the role leaves unsaid are left out. Free sentences count for the codes they say.
    """
    known = reference.roles()
    chosen = list(known) if kinds is None else list(kinds)
    file = RoleFile([role, *(RoleText.from_reference(known[kind]) for kind in chosen)])
    similar = {kind: file.similarity(0, number) for number, kind in enumerate(chosen, 1)}
    ranked = sorted(chosen, key=lambda kind: (-similar[kind], chosen.index(kind)))
    return tuple(
        Nearest(kind, similar[kind], similar[kind] - _best_rival(kind, similar)) for kind in ranked
    )


def _best_rival(kind: str, similar: dict[str, float]) -> float:
    known = reference.roles()
    family = known[kind].family
    rivals = (value for other, value in similar.items() if known[other].family != family)
    return max(rivals, default=0.0)
