"""The JSON contract of books (`schema_version` 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.accounts.ids import long_id
from csdesign.views.books import owner_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.books.comparing import Comparison, Measures
    from csdesign.books.proposed import RuleCost
    from csdesign.contracts.v1 import books as v1
    from csdesign.proposing import Proposal

__all__ = ["books_values"]


def books_values(proposals: Sequence[Proposal], version: str) -> v1.BooksDocument:
    """Return the books of each role as plain values, every account by its id."""
    return {
        "schema_version": 1,
        "tool": {"name": "csdesign", "version": version},
        "roles": [_role(proposal) for proposal in proposals],
    }


def _role(proposal: Proposal) -> v1.RoleBooks:
    books, weeks = proposal.books, proposal.weeks
    return {
        "role": proposal.role,
        "method": books.method,
        "accounts": len(books.assignments),
        "unplaced": {"accounts": len(books.unplaced), "hours": books.unplaced_hours},
        "busiest": books.busiest,
        "bound": books.bound,
        "gap": books.gap,
        "limit": books.limit,
        "broken_hours": books.broken_hours,
        "broken_bound": books.broken_bound,
        "moved_hours": books.moved_hours,
        "moved_bound": books.moved_bound,
        "books": [
            {
                "person": book.person,
                "accounts": book.accounts,
                "hours": book.hours,
                "capacity": book.capacity,
                "arr": float(book.arr),
                "locked": book.locked,
                "renewals": list(book.renewals),
            }
            for book in books.books
        ],
        "broken": [
            {
                "account": long_id(found.account),
                "person": found.person,
                "rule": found.rule,
                "asked": found.asked,
                "hours": found.hours,
                "lock": found.lock,
                "hard": found.is_hard,
            }
            for found in books.broken
        ],
        "rule_costs": [_cost(cost) for cost in books.rule_costs],
        "evened": None
        if books.evened is None
        else {
            "lowest": books.evened.lowest,
            "busiest": books.evened.busiest,
            "moved_hours": books.evened.moved_hours,
        },
        "against": None if proposal.comparison is None else _comparison(proposal.comparison),
        "conflicts": [
            {
                "measure": conflict.measure,
                "cells": list(conflict.cells),
                "people": list(conflict.people),
                "demand": conflict.demand,
                "supply": conflict.supply,
                "words": conflict.words,
            }
            for conflict in books.conflicts
        ],
        "problems": [
            {
                "code": problem.rule.code,
                "severity": problem.rule.severity.word,
                "message": problem.message,
            }
            for problem in books.problems
        ],
        "assignments": [
            {
                "account": long_id(found.account),
                "before": owner_before(found, books),
                "person": found.person,
                "hours": found.hours,
                "lock": found.lock,
                "reason": found.reason,
                "runner_up": found.runner_up,
                "week": weeks.get(found.account),
            }
            for found in books.assignments
        ],
    }


def _cost(cost: RuleCost) -> v1.RuleCost:
    return {
        "rule": cost.rule,
        "busiest_with": cost.busiest_with,
        "busiest_without": cost.busiest_without,
        "is_kept": cost.is_kept,
    }


def _comparison(found: Comparison) -> v1.Against:
    return {
        "name": found.name,
        "there": _measures(found.other),
        "here": _measures(found.mine),
        "changed": [
            {"account": long_id(account), "there": there, "here": here}
            for account, there, here in found.changed
        ],
        "changed_hours": found.changed_hours,
        "unknown": found.unknown,
    }


def _measures(found: Measures) -> v1.Measures:
    return {
        "busiest": found.busiest,
        "lowest": found.lowest,
        "broken_hours": found.broken_hours,
        "moved_hours": found.moved_hours,
        "without": found.without,
    }
