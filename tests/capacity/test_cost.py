"""Cost to serve."""

import pytest

from csdesign.capacity import cost_to_serve


def test_one_person_for_50_accounts_costs_3000_each() -> None:
    """Source: M. Goetz: 150,000 loaded; with an ARR of 20,000 an account, 15 per cent of it."""
    cost = cost_to_serve(total_cost=150_000, accounts=50, arr=1_000_000)

    assert cost.per_account == pytest.approx(3000, abs=1e-9)
    assert cost.of_arr == pytest.approx(0.15, abs=1e-9)


def test_without_accounts_or_revenue_there_is_nothing_to_divide_by() -> None:
    assert cost_to_serve(total_cost=100, accounts=0, arr=0) == (None, None)


def test_negative_cost_is_refused() -> None:
    with pytest.raises(ValueError, match="total_cost is -1"):
        cost_to_serve(total_cost=-1, accounts=1, arr=1)


@pytest.mark.parametrize("name", ["total_cost", "accounts", "arr"])
def test_costs_below_zero_are_refused(name: str) -> None:
    """Each number is 0 or more."""
    given = {"total_cost": 1.0, "accounts": 1.0, "arr": 1.0, name: -1.0}

    with pytest.raises(ValueError, match=name):
        cost_to_serve(**given)
