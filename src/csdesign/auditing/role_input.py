"""A role given to the library: one of a design, or a mapping of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from csdesign.errors import UsageError
from csdesign.model.design import Role
from csdesign.rules.facts.former import role_text
from csdesign.rules.facts.ownership import levels_by_role
from csdesign.wording import visible

if TYPE_CHECKING:
    from pydantic import ValidationError

    from csdesign.roles.text.role import RoleText

__all__ = ["RoleInput", "text_of"]

RoleInput = Role | Mapping[str, object]
"""A role of a design, or the fields that a design would have for it."""


def text_of(role: RoleInput) -> RoleText:
    """Return a role as the comparison reads it; `title` and `responsibilities` suffice.

    Raises:
        UsageError: a field of the mapping is unknown or has a wrong value.
    """
    if isinstance(role, Role):
        return role_text(role, role.motions)
    from pydantic import ValidationError

    from csdesign.model.document import Document
    from csdesign.model.resolve import resolve

    fields = {"id": "role", **role}
    try:
        document = Document.model_validate({"segments": [{"id": "all"}], "roles": [fields]})
    except ValidationError as error:
        raise UsageError(_words(error)) from error
    design, problems = resolve(document)
    if problems:
        raise UsageError(f"cannot compare this role: {visible(problems[0][1].message, 400)}")
    made = (design.roles or ())[0]
    return role_text(made, levels_by_role(design).get(made.id))


def _words(error: ValidationError) -> str:
    first = error.errors()[0]
    # The first two keys are the list of roles that the mapping was put in, and its place there.
    place = ".".join(str(part) for part in first["loc"][2:]) or "the mapping"
    return f"cannot compare this role: {visible(place, 100)}: {visible(first['msg'], 300)}"
