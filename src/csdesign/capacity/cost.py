"""Cost to serve."""

from __future__ import annotations

from typing import NamedTuple

from csdesign.capacity.amounts import non_negative

__all__ = ["CostToServe", "cost_to_serve"]


class CostToServe(NamedTuple):
    """The cost to serve, in the currency of the inputs a year."""

    per_account: float | None
    """Cost over accounts (currency per account and year); None without accounts."""
    of_arr: float | None
    """Cost over annual recurring revenue (1); None without revenue."""


def cost_to_serve(*, total_cost: float, accounts: float, arr: float) -> CostToServe:
    """Return the cost to serve one account, and its share of revenue.

    Args:
        total_cost: People at their loaded cost, and all other cost of serving (currency a year).
        accounts: Accounts served.
        arr: Annual recurring revenue of those accounts (currency a year).

    Raises:
        ValueError: If a number is negative.

    Source: M. Goetz, "Stop hiring CSMs" (150,000 loaded, 50 accounts a head).
    """
    non_negative("total_cost", total_cost)
    non_negative("accounts", accounts)
    non_negative("arr", arr)
    return CostToServe(
        per_account=total_cost / accounts if accounts else None,
        of_arr=total_cost / arr if arr else None,
    )
