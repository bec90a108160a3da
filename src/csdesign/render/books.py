"""A proposal of books for people and programs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from csdesign.render.findings.json_text import dump
from csdesign.render.plan.csv_rows import harmless
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.accounts.books.results import Assignment, Book, Books, RuleCost

__all__ = ["write"]


def write(name: str, books: Books, role: str, sample: int) -> str:
    """Return the books as table, json or csv; ids of accounts are shown as far as asked."""
    if name == "json":
        return _json(books, role)
    if name == "csv":
        return _csv(books)
    return "\n".join(_lines(books, role, sample)) + "\n"


def _lines(books: Books, role: str, sample: int) -> Iterator[str]:
    placed = sum(1 for found in books.assignments if found.person is not None)
    moved = [found for found in books.assignments if found.has_moved]
    yield f"Books of {visible(role, 60)}: {placed:,} customers, {len(books.books)} people"
    yield ""
    yield f"{'Person':<24} {'Customers':>9} {'Hours':>9} {'Of':>8} {'Busy':>6} {'Locked':>7}"
    yield "-" * 69
    for book in books.books:
        yield _book(book)
    yield ""
    busiest = max((book.utilisation for book in books.books), default=0.0)
    if books.bound is not None:
        gap = busiest / books.bound - 1 if books.bound > 0 else 0.0
        yield (
            f"Busiest {100 * busiest:.1f}%; no books within the rules can do better than "
            f"{100 * books.bound:.1f}% (gap {100 * max(gap, 0):.2f}%, {books.method})."
        )
    yield f"{len(moved):,} customers change hands, {sum(m.hours for m in moved):,.0f} h of work."
    for found in moved[:sample]:
        yield _move(found)
    if len(moved) > sample > 0:
        yield f"  and {len(moved) - sample:,} more: --format csv has all"
    yield from _costs(books)
    for conflict in books.conflicts:
        yield f"Does not fit: {visible(conflict.words, 400)}"
    for problem in books.problems:
        yield f"{problem.rule.severity.word} {problem.rule.code} {visible(problem.message, 400)}"


def _book(book: Book) -> str:
    return (
        f"{visible(book.person, 24):<24} {book.accounts:>9,} {book.hours:>9,.0f} "
        f"{book.capacity:>8,.0f} {100 * book.utilisation:>5.0f}% {book.locked:>7,}"
    )


def _move(found: Assignment) -> str:
    runner = f"; next best {visible(found.runner_up, 40)}" if found.runner_up else ""
    return (
        f"  {visible(found.account, 40)}: {visible(found.before or '-', 40)} -> "
        f"{visible(found.person or '-', 40)}, {visible(found.reason, 200)}{runner}"
    )


def _costs(books: Books) -> Iterator[str]:
    for cost in books.rule_costs:
        if cost.busiest_with is None or cost.busiest_without is None:
            continue
        difference = cost.busiest_with - cost.busiest_without
        kept = "" if cost.is_kept else ", so it was given up"
        if abs(difference) >= 0.0005 or not cost.is_kept:
            yield (
                f"The rule {visible(cost.rule, 40)!r} makes the busiest person "
                f"{100 * difference:.1f} points busier{kept}."
            )


def _csv(books: Books) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["account", "before", "after", "hours", "lock", "reason", "runner_up"])
    for found in books.assignments:
        cells = (found.account, found.before or "", found.person or "")
        texts = (found.lock or "", found.reason, found.runner_up or "")
        writer.writerow([*map(harmless, cells), f"{found.hours:.2f}", *map(harmless, texts)])
    return out.getvalue()


def _json(books: Books, role: str) -> str:
    return dump(
        {
            "schema_version": 1,
            "role": role,
            "method": books.method,
            "bound": books.bound,
            "moved_bound": books.moved_bound,
            "books": [
                {
                    "person": book.person,
                    "accounts": book.accounts,
                    "hours": book.hours,
                    "capacity": book.capacity,
                    "arr": str(book.arr),
                    "locked": book.locked,
                }
                for book in books.books
            ],
            "rule_costs": [_cost(cost) for cost in books.rule_costs],
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
            "assignments": [
                {
                    "account": found.account,
                    "before": found.before,
                    "person": found.person,
                    "hours": found.hours,
                    "lock": found.lock,
                    "reason": found.reason,
                    "runner_up": found.runner_up,
                }
                for found in books.assignments
            ],
        }
    )


def _cost(cost: RuleCost) -> dict[str, str | float | bool | None]:
    return {
        "rule": cost.rule,
        "busiest_with": cost.busiest_with,
        "busiest_without": cost.busiest_without,
        "is_kept": cost.is_kept,
    }
