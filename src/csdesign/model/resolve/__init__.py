"""From a written document to a design with every shorthand spelled out and references checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.model.design import Design
from csdesign.model.resolve.ownership import resolve_cells
from csdesign.model.resolve.problems import REFERENCE_RULES, Problem, Problems
from csdesign.model.resolve.roles import resolve_roles
from csdesign.model.resolve.rules import rules_in_force
from csdesign.model.resolve.segments import resolve_segments
from csdesign.model.resolve.staffing import check_references, resolve_posts
from csdesign.model.resolve.time import check_time
from csdesign.model.resolve.working_time import check_working_time

if TYPE_CHECKING:
    from csdesign.model.document import Document

__all__ = ["REFERENCE_RULES", "Problem", "resolve"]


def resolve(
    document: Document, *, lost: frozenset[str] = frozenset()
) -> tuple[Design, list[Problem]]:
    """Return the design, and what is wrong with its references.

    The design is only fit for planning where the list is empty. `lost` are names that parts left
    out of a faulty document define: they count as known.
    """
    problems = Problems(lost)
    segment_ids = tuple(dict.fromkeys(segment.id for segment in document.segments))
    roles = resolve_roles(document, segment_ids, problems)
    # Asked of every name, and shown in their order: a dictionary serves both.
    role_ids = None if roles is None else dict.fromkeys(role.id for role in roles)
    segments = resolve_segments(document, role_ids, problems)
    cells = resolve_cells(document, roles, segment_ids, problems)
    posts = resolve_posts(document, problems)
    check_references(document, roles, segment_ids, problems)
    check_working_time(document, problems)
    check_time(document, problems)
    design = Design(
        document=document,
        rules=rules_in_force(document.doctrine),
        segments=segments,
        roles=roles,
        posts=posts,
        cells=cells,
        pods=document.pods,
    )
    return design, problems.found
