"""Cost to serve."""

from __future__ import annotations

from typing import NamedTuple

from csdesign.capacity.amounts import non_negative

__all__ = ["CostToServe", "cost_to_serve"]


class CostToServe(NamedTuple):
    """What coverage costs, in the currency of the inputs a year."""

    total_cost: float
    """People and fixed cost (currency a year)."""
    cost_per_account: float | None
    """Cost over accounts (currency per account and year); None without accounts."""
    cost_to_arr: float | None
    """Cost over annual recurring revenue (1); None without revenue."""


def cost_to_serve(
    *, heads: float, loaded_cost: float, fixed_cost: float, accounts: float, arr: float
) -> CostToServe:
    """Return what it costs to serve accounts: people at their loaded cost, plus fixed cost.

    Args:
        heads: People (FTE).
        loaded_cost: Cost of one with everything (currency a year).
        fixed_cost: Cost beside people, such as tools (currency a year).
        accounts: Accounts served.
        arr: Annual recurring revenue of those accounts (currency a year).

    Raises:
        ValueError: If a number is negative.

    Source: M. Goetz, "Stop hiring CSMs" (150,000 loaded, 50 accounts a head).
    """
    non_negative("heads", heads)
    non_negative("loaded_cost", loaded_cost)
    non_negative("fixed_cost", fixed_cost)
    non_negative("accounts", accounts)
    non_negative("arr", arr)
    total = heads * loaded_cost + fixed_cost
    return CostToServe(
        total_cost=total,
        cost_per_account=total / accounts if accounts else None,
        cost_to_arr=total / arr if arr else None,
    )
