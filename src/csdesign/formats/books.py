"""A proposal of books for people and programs."""

from __future__ import annotations

import csv
import io
import textwrap
from typing import TYPE_CHECKING, Final

from csdesign.accounts.ids import long_id
from csdesign.escaping.csv_cells import safe_cell
from csdesign.escaping.json_text import dump
from csdesign.escaping.terminal import apart
from csdesign.views.plan.words import people as people_words
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.books.results import Assignment, Book, Books, RuleCost
    from csdesign.escaping.json_text import JsonObject

__all__ = ["write"]

_TABLE_WIDTH: Final = 69
_MOST_CONFLICTS: Final = 8
_STRANGER: Final = "(not among the people)"
"""Stands for an owner of the table who holds no position: a name stays in the table."""


def write(
    name: str, proposals: Mapping[str, Books], *, sample: int, width: int, version: str
) -> str:
    """Return each role's books as table, json or csv.

    `sample` is how many accounts the table shows by id; json and csv name every account.
    """
    if name == "json":
        return dump(
            {
                "schema_version": 1,
                "tool": {"name": "csdesign", "version": version},
                "roles": [_document(role, books) for role, books in proposals.items()],
            }
        )
    if name == "csv":
        return _csv(proposals)
    return apart(
        "\n".join(
            "".join(f"{_wrapped(line, width)}\n" for line in _lines(books, role, sample))
            for role, books in proposals.items()
        )
    )


def _wrapped(line: str, width: int) -> str:
    """Return a line of words within the width; a row of the table stays whole."""
    if len(line) <= max(width, _TABLE_WIDTH):
        return line
    indent = " " * (len(line) - len(line.lstrip()))
    wrapped = textwrap.wrap(
        line.strip(),
        width,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(wrapped)


def _lines(books: Books, role: str, sample: int) -> Iterator[str]:
    placed = sum(1 for found in books.assignments if found.person is not None)
    customers = f"{placed:,} customer{'' if placed == 1 else 's'}"
    yield f"Books of {visible(role, 60)}: {customers}, {people_words(len(books.books))}"
    yield ""
    yield f"{'Person':<24} {'Customers':>9} {'Hours':>9} {'Of':>8} {'Busy':>6} {'Locked':>7}"
    yield "-" * _TABLE_WIDTH
    for book in books.books:
        yield _book(book)
    yield ""
    yield from _proofs(books)
    moved, people = books.moves, _people(books)
    for found in moved[:sample]:
        yield _move(found, people)
    if len(moved) > sample > 0:
        yield f"  and {len(moved) - sample:,} more: --format csv has all"
    yield from _costs(books)
    said = {conflict.words for conflict in books.conflicts}
    for conflict in books.conflicts[:_MOST_CONFLICTS]:
        yield f"Does not fit: {visible(conflict.words, 400)}"
    if len(books.conflicts) > _MOST_CONFLICTS:
        more = len(books.conflicts) - _MOST_CONFLICTS
        yield f"  and {more:,} more that do not fit: --format json has all"
    for problem in books.problems:
        if problem.message not in said:
            word = problem.rule.severity.word
            yield f"{word} {problem.rule.code} {visible(problem.message, 400)}"


def _proofs(books: Books) -> Iterator[str]:
    """Yield how balanced and how calm the books are, each beside what is proven possible."""
    if books.bound is not None:
        allowed = ""
        if books.limit is not None:
            allowed = f"; owners keep customers while nobody passes {100 * books.limit:.1f}%"
        how = "" if books.limit is not None else f", {books.method}"
        yield (
            f"Busiest {100 * books.busiest:.1f}%; no books within the rules can do better than "
            f"{100 * books.bound:.1f}% (gap {100 * max(books.gap or 0.0, 0.0):.2f}%{how}){allowed}."
        )
    proof = ""
    if books.moved_bound is not None:
        gap = books.moved_hours / books.moved_bound - 1 if books.moved_bound else 0.0
        proof = (
            f"; within that no books move less than {books.moved_bound:,.0f} h "
            f"(gap {100 * max(gap, 0.0):.2f}%, {books.method})"
        )
    count = len(books.moves)
    who = "1 customer changes" if count == 1 else f"{count:,} customers change"
    yield f"{who} hands, {books.moved_hours:,.0f} h of work{proof}."


def _book(book: Book) -> str:
    return (
        f"{visible(book.person, 24):<24} {book.accounts:>9,} {book.hours:>9,.0f} "
        f"{book.capacity:>8,.0f} {100 * book.utilisation:>5.0f}% {book.locked:>7,}"
    )


def _move(found: Assignment, people: frozenset[str]) -> str:
    runner = f"; next best {visible(found.runner_up, 40)}" if found.runner_up else ""
    return (
        f"  {visible(long_id(found.account), 40)}: {visible(_before(found, people) or '-', 40)} -> "
        f"{visible(found.person or '-', 40)}, {visible(found.reason, 200)}{runner}"
    )


def _people(books: Books) -> frozenset[str]:
    return frozenset(book.person for book in books.books)


def _before(found: Assignment, people: frozenset[str]) -> str | None:
    """Return today's owner: a position by its id, anybody else without a name."""
    return found.before if found.before is None or found.before in people else _STRANGER


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


def _csv(proposals: Mapping[str, Books]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["role", "account", "before", "after", "hours", "lock", "reason", "runner_up"])
    for role, books in proposals.items():
        people = _people(books)
        for found in books.assignments:
            cells = (role, long_id(found.account), _before(found, people) or "", found.person or "")
            texts = (found.lock or "", found.reason, found.runner_up or "")
            writer.writerow([*map(safe_cell, cells), f"{found.hours:.2f}", *map(safe_cell, texts)])
    return out.getvalue()


def _document(role: str, books: Books) -> JsonObject:
    people = _people(books)
    return {
        "role": role,
        "method": books.method,
        "busiest": books.busiest,
        "bound": books.bound,
        "gap": books.gap,
        "limit": books.limit,
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
                "before": _before(found, people),
                "person": found.person,
                "hours": found.hours,
                "lock": found.lock,
                "reason": found.reason,
                "runner_up": found.runner_up,
            }
            for found in books.assignments
        ],
    }


def _cost(cost: RuleCost) -> JsonObject:
    return {
        "rule": cost.rule,
        "busiest_with": cost.busiest_with,
        "busiest_without": cost.busiest_without,
        "is_kept": cost.is_kept,
    }
