"""Similarity of each part of two roles: duties, motions, measures, rights, stages and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.roles.matching.sets import (
    COMPONENTS,
    if_both,
    jaccard,
    motion_overlap,
    soft_jaccard,
    weighted,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.roles.matching.alignment import Alignment
    from csdesign.roles.text.role import Item, RoleText

__all__ = ["components_of", "similarity_of"]


def components_of(
    a: RoleText,
    b: RoleText,
    *,
    duties: Alignment,
    requirements: Alignment | None,
    measures: Alignment | None,
) -> dict[str, float | None]:
    """Return the similarity of each part, 0 to 1; None if unknown, or empty on both sides.

    Requirements and segments are compared and shown; they have no weight in the similarity.
    """
    said = a.responsibilities is not None and b.responsibilities is not None
    return {
        "responsibilities": _soft(duties) if said else None,
        "motions": if_both(a.motions, b.motions, motion_overlap),
        "kpis": _of_items(a.kpis, b.kpis, measures),
        "decision_rights": _of_items(a.decision_rights, b.decision_rights, None),
        "stages": if_both(a.stages, b.stages, _of_words),
        "requirements": _of_items(a.requirements, b.requirements, requirements),
        "segments": if_both(a.segments, b.segments, _of_words),
    }


def similarity_of(components: Mapping[str, float | None]) -> float:
    """Return the similarity of the signatures from that of their parts, 0 to 1."""
    return weighted({name: components[name] for name in COMPONENTS})


def _of_words(a: tuple[str, ...], b: tuple[str, ...]) -> float | None:
    return jaccard(set(a), set(b))


def _soft(lines: Alignment) -> float | None:
    return soft_jaccard(lines.matched_sum, lines.size_a, lines.size_b)


def _of_items(
    a: tuple[Item, ...] | None, b: tuple[Item, ...] | None, lines: Alignment | None
) -> float | None:
    if a is None or b is None:
        return None
    if lines is not None:
        return _soft(lines)
    return jaccard(_names(a), _names(b))


def _names(items: tuple[Item, ...]) -> set[str]:
    return {item.code or (item.text or "").casefold().strip() for item in items}
