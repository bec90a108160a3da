"""Books: how many accounts one named person can hold, and how many people that makes."""

from __future__ import annotations

from typing import NamedTuple

from csdesign.capacity.amounts import ceiling, floor, non_negative, positive

__all__ = ["Book", "book_size", "heads_at_least"]


class Book(NamedTuple):
    """Accounts one person can hold."""

    exact_book: float
    """Planned hours over hours an account costs (accounts)."""
    book: int
    """Whole accounts; 0 means that one account needs several people."""


def book_size(*, planned_hours: float, hours_per_account: float) -> Book:
    """Return how many accounts fit into one person's planned hours.

    Args:
        planned_hours: Hours one person has planned for customers (h in the period).
        hours_per_account: Hours one account costs in the same period (h), above 0.

    Raises:
        ValueError: If `planned_hours` is negative or `hours_per_account` is not above 0.

    Source: lotoftools.org, CSM book-of-business calculator; Balusek 2017, "The one number"
    (130 h a month over 30 accounts).
    """
    non_negative("planned_hours", planned_hours)
    positive("hours_per_account", hours_per_account)
    exact = planned_hours / hours_per_account
    return Book(exact, floor(exact))


def heads_at_least(fte: float) -> int:
    """Return the whole people that `fte` takes, the lower bound for any assignment of the hours.

    Raises:
        ValueError: If `fte` is negative.

    Source: none; whole people, within a guard of 1e-9.
    """
    non_negative("fte", fte)
    return ceiling(fte)
