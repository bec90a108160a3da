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
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.books.comparing import Comparison, Measures
    from csdesign.books.results import Assignment, Book, Books, RuleCost
    from csdesign.escaping.json_text import JsonObject
    from csdesign.proposing import Proposal

__all__ = ["write"]

_TABLE_WIDTH: Final = 69
_MOST_CONFLICTS: Final = 8
_MOST_BROKEN: Final = 10
_MOST_NAMES: Final = 6
_STRANGER: Final = "(not among the people)"
"""Stands for an owner of the table who holds no position: a name stays in the table."""


def write(
    name: str, proposals: Sequence[Proposal], *, sample: int, width: int, version: str
) -> str:
    """Return each role's books as table, json or csv.

    `sample` is how many accounts the table shows by id; json and csv name every account.
    """
    if name == "json":
        return dump(
            {
                "schema_version": 1,
                "tool": {"name": "csdesign", "version": version},
                "roles": [_document(proposal) for proposal in proposals],
            }
        )
    if name == "csv":
        return _csv(proposals)
    return apart(
        "\n".join(
            "".join(f"{_wrapped(line, width)}\n" for line in _lines(proposal, sample))
            for proposal in proposals
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


def _lines(proposal: Proposal, sample: int) -> Iterator[str]:
    books, role = proposal.books, proposal.role
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
        yield _move(found, people, proposal.weeks)
    if len(moved) > sample > 0:
        yield f"  and {len(moved) - sample:,} more: --format csv has all"
    if proposal.weeks:
        last = max(proposal.weeks.values())
        yield f"Hand-overs end in week {last:,}; --format csv and --moves name the week of each."
    yield from _costs(books)
    if proposal.comparison is not None:
        yield from _compared(proposal.comparison, sample)
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
    """Yield how good the books are, aim by aim, each beside what is proven possible."""
    if books.bound is not None:
        found = f"{100 * max(books.gap or 0.0, 0.0):.2f}%, {books.method}"
        allowed = f" (gap {found})"
        if books.limit is not None and books.moved_bound is not None:
            allowed = (
                f"; up to {100 * books.limit:.1f}% is allowed so that soft rules hold and owners "
                "keep customers"
            )
        yield (
            f"Busiest {100 * books.busiest:.1f}%; no books within the hard rules can do better "
            f"than {100 * books.bound:.1f}%{allowed}."
        )
    yield from _rules(books)
    proof = ""
    if books.moved_bound is not None:
        gap = books.moved_hours / books.moved_bound - 1 if books.moved_bound else 0.0
        proof = (
            "; no books within that which break as little move less than "
            f"{books.moved_bound:,.0f} h (gap {100 * max(gap, 0.0):.2f}%, {books.method})"
        )
    count = len(books.moves)
    who = "1 customer changes" if count == 1 else f"{count:,} customers change"
    yield f"{who} hands, {books.moved_hours:,.0f} h of work{proof}."
    if books.empty:
        names = [visible(book.person, 40) for book in books.empty[:_MOST_NAMES]]
        more = len(books.empty) - len(names)
        rest = f" and {more:,} more" if more > 0 else ""
        yield f"Without customers: {', '.join(names)}{rest}; nobody can give them one."
    if books.evened is not None:
        even = books.evened
        yield (
            f"Everybody between {100 * even.lowest:.0f}% and {100 * even.busiest:.0f}% would take "
            f"{even.moved_hours:,.0f} h of work changing hands: --fresh proposes that."
        )


def _rules(books: Books) -> Iterator[str]:
    """Yield for how many customers soft rules are broken, and what keeping them would take."""
    given_up = [found for found in books.broken if not found.is_hard and found.lock is None]
    if not given_up:
        return
    accounts = {found.account: found.hours for found in given_up}
    who = "1 customer" if len(accounts) == 1 else f"{len(accounts):,} customers"
    proof = ""
    if books.broken_bound is not None:
        proof = (
            f", weighing {books.broken_hours:,.0f} h; no books within that break less than "
            f"{books.broken_bound:,.0f} h"
        )
    yield f"Soft rules are broken for {who}, {sum(accounts.values()):,.0f} h of work{proof}:"
    for found in given_up[:_MOST_BROKEN]:
        yield (
            f"  {visible(long_id(found.account), 40)}: {found.rule} {visible(found.asked, 40)}, "
            f"with {visible(found.person, 40)}, {found.hours:,.0f} h"
        )
    if len(given_up) > _MOST_BROKEN:
        yield f"  and {len(given_up) - _MOST_BROKEN:,} more: --format json has all"


def _book(book: Book) -> str:
    return (
        f"{visible(book.person, 24):<24} {book.accounts:>9,} {book.hours:>9,.0f} "
        f"{book.capacity:>8,.0f} {100 * book.utilisation:>5.0f}% {book.locked:>7,}"
    )


def _move(found: Assignment, people: frozenset[str], weeks: Mapping[str, int]) -> str:
    week = f"week {weeks[found.account]}: " if found.account in weeks else ""
    runner = f"; next best {visible(found.runner_up, 40)}" if found.runner_up else ""
    before = visible(_before(found, people) or "-", 40)
    return (
        f"  {week}{visible(long_id(found.account), 40)}: {before} -> "
        f"{visible(found.person or '-', 40)}, {visible(found.reason, 200)}{runner}"
    )


def _people(books: Books) -> frozenset[str]:
    return frozenset(book.person for book in books.books)


def _before(found: Assignment, people: frozenset[str]) -> str | None:
    """Return today's owner: a position by its id, anybody else without a name."""
    return found.before if found.before is None or found.before in people else _STRANGER


def _costs(books: Books) -> Iterator[str]:
    for cost in books.rule_costs:
        rule = repr(visible(cost.rule, 40))
        if not cost.is_kept:
            if cost.busiest_with is None:
                yield f"The rule {rule} cannot be kept for all: some customers would have nobody."
            else:
                yield (
                    f"The rule {rule} kept for all would make the busiest at least "
                    f"{100 * cost.busiest_with:.1f}% busy."
                )
        elif cost.busiest_with is not None and cost.busiest_without is not None:
            difference = cost.busiest_with - cost.busiest_without
            if abs(difference) >= 0.0005:
                yield (
                    f"The rule {rule} makes the busiest person {100 * difference:.1f} points "
                    "busier."
                )


def _csv(proposals: Sequence[Proposal]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    header = ["role", "account", "before", "after", "hours", "lock", "reason", "runner_up"]
    has_weeks = any(proposal.weeks for proposal in proposals)
    writer.writerow([*header, *(["week"] if has_weeks else [])])
    for proposal in proposals:
        role, books, weeks = proposal.role, proposal.books, proposal.weeks
        people = _people(books)
        for found in books.assignments:
            cells = (role, long_id(found.account), _before(found, people) or "", found.person or "")
            texts = (found.lock or "", found.reason, found.runner_up or "")
            row = [*map(safe_cell, cells), f"{found.hours:.2f}", *map(safe_cell, texts)]
            writer.writerow([*row, *([weeks.get(found.account, "")] if has_weeks else [])])
    return out.getvalue()


def _document(proposal: Proposal) -> JsonObject:
    books, weeks = proposal.books, proposal.weeks
    people = _people(books)
    return {
        "role": proposal.role,
        "method": books.method,
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
                "before": _before(found, people),
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


def _cost(cost: RuleCost) -> JsonObject:
    return {
        "rule": cost.rule,
        "busiest_with": cost.busiest_with,
        "busiest_without": cost.busiest_without,
        "is_kept": cost.is_kept,
    }


def _compared(found: Comparison, sample: int) -> Iterator[str]:
    """Yield an earlier proposal beside this one."""
    count = len(found.changed)
    who = "1 customer is" if count == 1 else f"{count:,} customers are"
    yield f"Against {found.name}: {who} with somebody else, {found.changed_hours:,.0f} h of work."
    for what, there, here in (
        ("busiest", f"{100 * found.other.busiest:.1f}%", f"{100 * found.mine.busiest:.1f}%"),
        ("least busy", f"{100 * found.other.lowest:.1f}%", f"{100 * found.mine.lowest:.1f}%"),
        ("rules broken", f"{found.other.broken_hours:,.0f} h", f"{found.mine.broken_hours:,.0f} h"),
        ("moved", f"{found.other.moved_hours:,.0f} h", f"{found.mine.moved_hours:,.0f} h"),
        ("without a person", f"{found.other.without:,}", f"{found.mine.without:,}"),
    ):
        yield f"  {what:<18}{there:>12} there {here:>12} here"
    for account, other, mine in found.changed[:sample]:
        yield (
            f"  {visible(long_id(account), 40)}: {visible(other or '-', 40)} there, "
            f"{visible(mine or '-', 40)} here"
        )
    if count > sample > 0:
        yield f"  and {count - sample:,} more: --format json has all"
    if found.unknown:
        yield f"  {found.unknown:,} customers are not in it"


def _comparison(found: Comparison) -> JsonObject:
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


def _measures(found: Measures) -> JsonObject:
    return {
        "busiest": found.busiest,
        "lowest": found.lowest,
        "broken_hours": found.broken_hours,
        "moved_hours": found.moved_hours,
        "without": found.without,
    }
