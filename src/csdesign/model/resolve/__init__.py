"""Resolves a written document into a design: shorthands spelled out, references checked."""

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
    """Return the design, and the problems of its references.

    The design can be planned only if there are no problems. `lost` has the names that were defined
    in parts left out of a faulty document: they count as known.
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
