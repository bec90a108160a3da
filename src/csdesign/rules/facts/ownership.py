"""Ownership as declared: proposals of the planner never count as owners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign import reference
from csdesign.planning.serving.deliverers import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.model.design import Design, OwnedCell, Role, Segment

__all__ = [
    "OWNING",
    "Applicable",
    "applicable",
    "claimed_kind",
    "family",
    "levels_by_role",
    "owned_cells",
    "owners",
    "ownership_stated",
    "title",
]

OWNING: Final = frozenset({"own", "co-own"})


def ownership_stated(design: Design) -> bool:
    """Return whether the design states any owner."""
    if design.cells or design.document.ownership is not None:
        return True
    return any(role.motions is not None for role in design.roles or ())


class Applicable(NamedTuple):
    """A motion that applies to a segment, its declared cells, and those that own or co-own it."""

    segment: Segment
    motion: str
    cells: tuple[OwnedCell, ...]
    owners: tuple[OwnedCell, ...]


def applicable(design: Design) -> Iterator[Applicable]:
    """Yield each motion that applies to each segment; the new sale only where it is inside."""
    declared = design.cells_by_motion
    inside = [m for m in reference.MOTIONS if m != "land" or not design.begins_after_sale]
    for segment in design.segments:
        for motion in inside:
            if motion not in segment.not_applicable:
                cells = declared.get((segment.id, motion), ())
                yield Applicable(segment, motion, cells, owners(cells))


def owners(cells: tuple[OwnedCell, ...]) -> tuple[OwnedCell, ...]:
    """Return the cells that own or co-own a motion."""
    return tuple([cell for cell in cells if cell.level in OWNING])


def owned_cells(design: Design) -> Mapping[str, tuple[OwnedCell, ...]]:
    """Return the cells that each role owns or co-owns, in the order of the design."""
    found: dict[str, list[OwnedCell]] = {}
    for cell in design.cells:
        segment = design.segment_by_id[cell.segment]
        if cell.level in OWNING and cell.motion not in segment.not_applicable:
            found.setdefault(cell.role, []).append(cell)
    return {role: tuple(cells) for role, cells in found.items()}


def levels_by_role(design: Design) -> Mapping[str, Mapping[str, str]]:
    """Return each role's highest level in each motion; a role that is silent is absent."""
    return design.levels_by_role


def claimed_kind(design: Design, role: Role) -> str | None:
    """Return the reference role that a role claims to be: by kind, by what it extends, by title."""
    kind = kind_of(design, role.id)
    return kind if kind is not None else reference.by_title(role.title)


def family(design: Design, role: Role) -> str | None:
    """Return the reference family that a role claims."""
    kind = claimed_kind(design, role)
    return None if kind is None else reference.roles()[kind].family


def title(design: Design, role_id: str) -> str:
    """Return the title of a role, or its id."""
    role = design.role_by_id.get(role_id)
    return role.title if role is not None else role_id
