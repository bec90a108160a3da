"""The proposed hires as positions with their first day, ready to paste into a design."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.errors import UsageError

if TYPE_CHECKING:
    from csdesign.planning.results import Plan

__all__ = ["hired_positions"]


def hired_positions(plan: Plan) -> str:
    """Return a `positions:` section with every vacancy of the months; empty if there is none.

    Raises:
        UsageError: no months are planned, so there are no first days.
    """
    if plan.months is None:
        raise UsageError("hires have dates where months are planned; add --months 12")
    taken = {post.id for post in plan.design.posts or ()}
    lines = []
    for vacancy in plan.months.vacancies:
        number = 1
        while f"{vacancy.role}-hire-{number}" in taken:
            number += 1
        name = f"{vacancy.role}-hire-{number}"
        taken.add(name)
        start = vacancy.start.isoformat()
        lines.append(f"  - {{id: {name}, roles: {vacancy.role}, starts: {start}}}")
    if not lines:
        return "positions: []\n"
    return "\n".join(["positions:", *lines, ""])
