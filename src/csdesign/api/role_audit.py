"""Comparing roles: the audit of a design, and two roles side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.auditing.results import AuditReport
    from csdesign.auditing.role_input import RoleInput
    from csdesign.model.design import Design
    from csdesign.roles.verdict.comparison import RoleComparison

__all__ = ["audit", "compare_roles"]


def audit(design: Design, against: Design | None = None) -> AuditReport:
    """Return which roles are one job under two titles, and which are not what they claim to be.

    `against` is an earlier design, whose roles are matched by their duties. The attribute
    `findings` has the findings of the rules on roles.

    Raises:
        TypeError: `design` or `against` is not a design.
    """
    from csdesign.api.designs import require_design
    from csdesign.auditing.audit import audit_design

    require_design(design, "audit")
    if against is not None:
        require_design(against, "audit")
    return audit_design(design, against)


def compare_roles(
    a: RoleInput,
    b: RoleInput,
    context: Iterable[RoleInput] = (),
    *,
    relation: Literal["succession", "siblings"] = "succession",
) -> RoleComparison:
    """Return the comparison of two roles, with the evidence, a tier and a verdict.

    A role is a role of a design, or a mapping of its fields; `title` and `responsibilities` are
    enough. `context` has the other roles of the same file; words that they use often count less.
    `relation` says whether `b` follows `a` or the two belong to the same design.

    Raises:
        UsageError: a field of a mapping is unknown or has a wrong value.
    """
    from csdesign.auditing.role_input import text_of
    from csdesign.roles.verdict.comparison import compare

    others = [text_of(role) for role in context]
    return compare(text_of(a), text_of(b), others, relation=relation)
