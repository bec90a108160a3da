"""Books: how many accounts one named person can hold, and how many people that makes."""

from __future__ import annotations

from typing import NamedTuple

from csdesign.capacity.amounts import ceiling, floor, non_negative, positive, whole

__all__ = ["Book", "book_heads", "book_size", "heads_at_least", "named_heads"]


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


def book_heads(accounts: float, book: float) -> int:
    """Return the people needed for whole accounts in whole books.

    Raises:
        ValueError: If `accounts` is negative, or `book` is below 1: then one account needs several
            people and books do not tell how many.

    Source: none; whole accounts, whole people.
    """
    return -(-whole("accounts", accounts) // whole("book", book, least=1))


def named_heads(*, accounts: float, book: float | None, fte: float) -> int:
    """Return the people a named segment needs: enough books and enough hours.

    `max(ceil(accounts / book), ceil(fte))`; with a book of 0, or None where an account costs no
    recurring hours, only the hours decide.

    Args:
        accounts: Accounts in the segment.
        book: Accounts one person can hold.
        fte: Full-time equivalents of the whole workload, onboarding included.

    Raises:
        ValueError: If a number is negative.

    Source: none; whole accounts, whole people.
    """
    by_hours = heads_at_least(fte)
    return by_hours if not book else max(book_heads(accounts, book), by_hours)


def heads_at_least(fte: float) -> int:
    """Return the whole people that `fte` takes, the lower bound for any assignment of its hours.

    Raises:
        ValueError: If `fte` is negative.

    Source: none; whole people, within a guard of 1e-9.
    """
    non_negative("fte", fte)
    return ceiling(fte)
