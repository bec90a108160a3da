"""A table of the similarity of every two roles, which shows which are the same job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from csdesign.views.audit.role_audit import RoleAudit

__all__ = ["LikenessMap", "likeness_map"]

MOST_ROLES: Final = 16
"""Most roles of the map; more would not fit on paper, and the verdicts name them all."""
_SHADES: Final = ((0.85, "s4"), (0.70, "s3"), (0.55, "s2"), (0.40, "s1"))


@dataclass(frozen=True, slots=True)
class LikenessMap:
    """Titles, and for each role a row of (similarity 0 to 1 or None, shade) below the diagonal."""

    titles: tuple[str, ...]
    rows: tuple[tuple[tuple[float | None, str], ...], ...]
    left_out: int


def likeness_map(audit: RoleAudit | None) -> LikenessMap | None:
    """Return the map of the roles that resemble another one; None if no role does."""
    likeness = audit.likeness() if audit is not None else {}
    if audit is None or not likeness:
        return None
    nearest: dict[str, float] = {}
    for (role, _), value in likeness.items():
        nearest[role] = max(value, nearest.get(role, 0.0))
    roles = sorted(nearest, key=lambda role: -nearest[role])[:MOST_ROLES]
    titles = audit.titles
    rows = tuple(tuple(_cell(likeness.get((a, b))) for b in roles[:i]) for i, a in enumerate(roles))
    return LikenessMap(
        tuple(titles[role] for role in roles), rows, max(0, len(nearest) - len(roles))
    )


def _cell(value: float | None) -> tuple[float | None, str]:
    if value is None:
        return None, "s0"
    return value, next((shade for least, shade in _SHADES if value >= least), "s0")
