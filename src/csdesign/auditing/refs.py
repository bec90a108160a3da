"""Names for the roles of a design, and their texts as the comparison reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.auditing.results import RoleRef
from csdesign.model.role import Former
from csdesign.rules.facts.former import role_text
from csdesign.rules.facts.ownership import levels_by_role

if TYPE_CHECKING:
    from csdesign.model.design import Design, Role
    from csdesign.roles.text.role import RoleText

__all__ = ["ref", "texts_of"]


def ref(design: Design, role: Role, origin: str = "") -> RoleRef:
    """Return a role's names and place; of a former self also until when it held."""
    if not origin and isinstance(role.written, Former):
        as_of = role.written.as_of
        origin = f"before {as_of}" if as_of is not None else "formerly"
    is_former = isinstance(role.written, Former)
    path = role.path if is_former else (*role.path, "title")
    span = design.locate(path, False) if design.locate is not None else None
    return RoleRef(role.id, role.title, span, origin)


def texts_of(design: Design) -> list[RoleText]:
    """Return every role of the design for comparison, with its motions where they are known."""
    levels = levels_by_role(design)
    return [role_text(role, levels.get(role.id)) for role in design.roles or ()]
