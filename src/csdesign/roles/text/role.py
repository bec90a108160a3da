"""A role as the comparison reads it: its parts as values, each with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.finding import YamlPath
    from csdesign.reference import Level, Motion, ReferenceRole

__all__ = ["Item", "RoleText"]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a role: a code its author chose, words, or both.

    For responsibilities the code is one of the vocabulary (or the design's own); for measures and
    rights it is the id. An item without code and words says nothing and is left out.
    """

    code: str | None = None
    text: str | None = None
    place: YamlPath | None = None


@dataclass(frozen=True, slots=True)
class RoleText:
    """The text of a role. None is unknown; an empty tuple or mapping is an explicit none.

    `title` and `aliases` are used to mask their own mentions and to recognise grades of one
    ladder; they never enter a score.
    """

    title: str = ""
    aliases: tuple[str, ...] = ()
    responsibilities: tuple[Item, ...] | None = None
    requirements: tuple[Item, ...] | None = None
    kpis: tuple[Item, ...] | None = None
    decision_rights: tuple[Item, ...] | None = None
    stages: tuple[str, ...] | None = None
    motions: Mapping[Motion, Level] | None = None
    """The highest level per motion over the segments compared; absent motions are none."""
    segments: tuple[str, ...] | None = None
    id: str = ""

    @classmethod
    def from_reference(cls, role: ReferenceRole) -> RoleText:
        """Return the signature of a reference role."""
        return cls(
            title=role.title_en,
            aliases=role.titles[1:],
            responsibilities=tuple(Item(code) for code in role.responsibilities),
            kpis=tuple(Item(code) for code in role.kpis),
            decision_rights=tuple(Item(code) for code in role.decision_rights),
            stages=role.stages,
            motions=role.motions,
            id=role.id,
        )
