"""The cost of a full-time person, and of a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.capacity.cost import cost_to_serve
from csdesign.planning.results import Cost

if TYPE_CHECKING:
    from csdesign.model.design import Design, Segment

__all__ = ["cost_of", "role_cost"]

_MONTHS = 12


def role_cost(design: Design, role_id: str) -> float | None:
    """Return the yearly cost of one full-time person of a role; None if it is not stated."""
    role = design.role_by_id.get(role_id)
    own = getattr(role.written, "loaded_cost", None) if role is not None else None
    return design.params.loaded_cost if own is None else float(own)


def cost_of(segment: Segment, total: float | None) -> Cost | None:
    """Return a segment's part of the plan's cost, for each customer and of its revenue."""
    if total is None or not segment.accounts:
        return None
    arr = segment.accounts * (segment.arr_per_account or 0.0)
    found = cost_to_serve(total_cost=total, accounts=segment.accounts, arr=arr)
    return Cost(total=total, per_account=found.per_account, of_arr=found.of_arr)
