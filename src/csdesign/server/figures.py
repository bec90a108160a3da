"""The figures of a segment or a role in one line, as an editor shows them next to the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.views.plan.words import LEVELS, money, people, percent

if TYPE_CHECKING:
    from csdesign.planning.results import Plan, RoleTotal

__all__ = ["role_line", "role_words", "segment_line"]


def segment_line(plan: Plan, segment_id: str) -> str:
    """Return `high touch, 4.07 full-time, 550k EUR`; empty if nothing is known yet."""
    segment = plan.segment_by_id.get(segment_id)
    if segment is None or segment.coverage.level is None:
        return ""
    parts = [LEVELS[segment.coverage.level]]
    if segment.fte is not None:
        parts.append(f"{segment.fte.plan:.2f} full-time")
    if segment.cost is not None:
        parts.append(money(segment.cost.total, plan.design.document.company.currency))
    return ", ".join(parts)


def role_line(plan: Plan, role_id: str) -> str:
    """Return `4,188 h a year, 3.73 full-time, 93% booked`; empty if the role has no work."""
    role = next((each for each in plan.roles if each.role == role_id), None)
    return "" if role is None else role_words(role)


def role_words(role: RoleTotal) -> str:
    """Return the figures of a role that has work."""
    parts = [f"{role.hours:,.0f} h a year", f"{role.fte.plan:.2f} full-time"]
    if role.have is not None:
        parts.append(f"{people(role.have)} in post")
    if role.busy is not None:
        parts.append(f"{percent(role.busy)} booked")
    return ", ".join(parts)
