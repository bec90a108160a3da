"""Counts the people whom a customer meets.

Source: Gurnov and Korneeva, "Too Many Managers"; the limits are this tool's own.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from csdesign.planning.results import Contacts, StageContacts
from csdesign.planning.serving.deliverers import assignment_of, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csdesign.model.design import Design, Segment

__all__ = ["contacts_of", "grid_of", "primary_contacts"]

AFTER_PURCHASE: Final = ("onboard", "adopt", "expand", "renew")
_STAGES: Final = ("prospect", "evaluate", *AFTER_PURCHASE)


def grid_of(design: Design, segment: Segment) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return stage -> stakeholder -> role -> level for the roles that serve the segment."""
    grid: dict[str, dict[str, dict[str, str]]] = {}
    for stage, stakeholders in (design.document.engagement or {}).items():
        for stakeholder, cells in stakeholders.items():
            for role_id, cell in cells.items():
                role = design.role_by_id.get(role_id)
                served = cell.segments or (role.segments if role else (segment.id,))
                if segment.id in served:
                    row = grid.setdefault(stage, {}).setdefault(stakeholder, {})
                    row[role_id] = cell.level
    return grid


def primary_contacts(
    grid: Mapping[str, Mapping[str, Mapping[str, str]]],
) -> Mapping[str, tuple[str, ...]]:
    """Return each stage's leads for the champion: the primary contacts."""
    return {
        stage: tuple(
            role for role, level in stakeholders.get("champion", {}).items() if level == "lead"
        )
        for stage, stakeholders in grid.items()
    }


def contacts_of(
    design: Design, segment: Segment, assignment: str | None, practitioner: str | None
) -> Contacts | None:
    """Return the people whom a customer of the segment meets; None without an engagement grid."""
    if design.document.engagement is None:
        return None
    grid = grid_of(design, segment)
    faces = _Faces(design, segment, assignment, practitioner)
    primary = primary_contacts(grid)
    by_stage: dict[str, StageContacts] = {}
    met: set[str] = set()
    lifetime: set[str] = set()
    for stage in _STAGES:
        if stage not in grid:
            continue
        active = _active(grid[stage])
        here = {faces.face(role) for role in active}
        named = {face for face in here if faces.named(face)}
        new = {face for face in here - met if not faces.stays(face, stage, active)}
        lead = primary.get(stage, ())
        by_stage[stage] = StageContacts(
            named=len(named),
            desks=len(here) - len(named),
            new_faces=len(new),
            roles=tuple(active),
            primary=lead[0] if lead else None,
        )
        met |= here
        lifetime |= named
    return Contacts(by_stage, len(lifetime), _transfers(faces, primary))


def _active(stakeholders: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for cells in stakeholders.values():
        found.update((role, None) for role, level in cells.items() if level != "inform")
    return tuple(found)


def _transfers(faces: _Faces, primary: Mapping[str, tuple[str, ...]]) -> int:
    """Return how often the primary contact changes between consecutive stages after purchase."""
    held = [faces.face(primary[stage][0]) for stage in AFTER_PURCHASE if primary.get(stage)]
    return sum(before != after for before, after in pairwise(held))


class _Faces:
    """One face for each role; roles whose every holder holds the other role too share it."""

    def __init__(
        self, design: Design, segment: Segment, assignment: str | None, practitioner: str | None
    ) -> None:
        self.design, self.segment = design, segment
        self.assignment, self.practitioner = assignment, practitioner
        self._parent: dict[str, str] = {}
        holders = {
            role: {post.id for post in posts if segment.id in (post.segments or (segment.id,))}
            for role, posts in design.posts_by_role.items()
        }
        for role, posts in holders.items():
            partners = {other for post in design.posts_by_role[role] for other in post.roles}
            for other in sorted(partners - {role}):
                if posts and posts <= holders.get(other, set()):
                    self._parent[self.face(role)] = self.face(other)
        self._named = self._named_faces(holders)

    def face(self, role: str) -> str:
        """Return the representative of the person behind a role."""
        while self._parent.get(role, role) != role:
            role = self._parent[role]
        return role

    def named(self, face: str) -> bool:
        """Return whether the customer knows the person's name; desks and programmes are not."""
        return face in self._named or (face not in self._seen and self._is_named(face))

    def stays(self, face: str, stage: str, active: Iterable[str]) -> bool:
        """Return whether an account manager who stays with a complex account is not a new face."""
        rules, segment = self.segment.rules, self.segment
        if not rules.am_stays_on_complex or stage != "adopt" or segment.traits.complexity < 4:
            return False
        return any(
            self.face(role) == face and kind_of(self.design, role) == "am" for role in active
        )

    def _named_faces(self, roles: Iterable[str]) -> set[str]:
        self._seen = {self.face(role) for role in roles}
        return {self.face(role) for role in roles if self._is_named(role)}

    def _is_named(self, role: str) -> bool:
        how = assignment_of(self.design, self.segment, role, self.assignment, self.practitioner)
        return how == "named"
