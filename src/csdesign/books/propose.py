"""The entry to books: accounts and people in; a proposal with reasons out."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from csdesign.accounts.problems import (
    BOOKS_INFEASIBLE,
    BOOKS_LOCK_WITHOUT_OWNER,
    BOOKS_LOCKED_AGAINST_RULE,
    BOOKS_UNKNOWN_OWNER,
    AccountProblem,
)
from csdesign.books.bound import balanced_split
from csdesign.books.conflicts import find_conflicts
from csdesign.books.exact import MOST_CHOICES, choices_of, least_busy
from csdesign.books.families import bundled
from csdesign.books.keeping import EQUAL
from csdesign.books.options import Strength
from csdesign.books.proposed import Book, Books, Broken, Evened, RuleCost
from csdesign.books.reasons import explain
from csdesign.books.solve import solve
from csdesign.books.staging import (
    FAMILY,
    QUARTERS,
    RULES,
    misses,
    quarter_of,
    stage,
    with_hard,
)
from csdesign.books.task import INFINITE, NOBODY
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from csdesign.books.options import BookAccount, BookOptions, Person
    from csdesign.books.proposed import Conflict
    from csdesign.books.solve import Solution
    from csdesign.books.staging import Stage
    from csdesign.books.task import Task

__all__ = ["propose_books"]

_CENT: Final = Decimal("0.01")
_UNEVEN: Final = 0.5
_DECIDED: Final = ("pinned", "exception")
"""Locks that are a person's decision on the owner of the account."""


def propose_books(
    accounts: Sequence[BookAccount], people: Sequence[Person], options: BookOptions
) -> Books:
    """Return books that keep limits, break few rules, move few accounts and level loads.

    The same input gives the same books. Accounts that cannot be placed stay unplaced, and
    `conflicts` explains why.

    Raises:
        UsageError: there are no people, or two of them have the same name.
    """
    staged = stage(accounts, people, options)
    placed = staged.bundles.task if staged.bundles.members else staged.task
    solution = solve(placed, options.keep, options.give)
    if staged.bundles.members:
        solution = _opened(staged, solution)
    broken = tuple(_broken(staged, accounts, people, solution, options))
    conflicts = find_conflicts(staged, people)
    costs = _rule_costs(staged, people, options, broken) if options.rule_costs else ()
    return Books(
        assignments=explain(staged, accounts, people, solution, options),
        books=_books(staged, accounts, people, solution, options.as_of),
        bound=solution.bound if solution.bound < INFINITE else None,
        limit=solution.limit,
        broken_hours=solution.plan.broken() + solution.plan.apart(),
        broken_bound=solution.broken_bound,
        moved_bound=(
            None
            if solution.moved_bound is None
            else solution.moved_bound + _forced_hours(staged, accounts)
        ),
        method=solution.method,
        broken=broken,
        rule_costs=costs,
        evened=_evened(staged, solution, options),
        conflicts=conflicts,
        problems=tuple(_problems(staged, accounts, solution, conflicts, broken)),
    )


def _evened(staged: Stage, solution: Solution, options: BookOptions) -> Evened | None:
    """Return the cost of levelling all books; None unless one has less than half of the mean."""
    plan, task = solution.plan, staged.task
    busy = [plan.utilisation(person) for person in range(task.people)]
    mean = math.fsum(plan.load) / math.fsum(task.capacity)
    if options.keep is None or solution.unplaced or min(busy) >= _UNEVEN * mean:
        return None
    placed = staged.bundles.task if staged.bundles.members else task
    fresh = solve(placed, None, options.give)
    level = (_opened(staged, fresh) if staged.bundles.members else fresh).plan
    moved = math.fsum(
        hours
        for hours, owner, person in zip(task.hours, task.owner, level.person, strict=True)
        if owner not in (NOBODY, person)
    )
    lowest = min(level.utilisation(person) for person in range(task.people))
    return Evened(lowest, level.busiest(), moved) if lowest > min(busy) + EQUAL else None


def _opened(staged: Stage, solution: Solution) -> Solution:
    """Return the solution with an entry for every account instead of every family."""
    members = staged.bundles.members
    return replace(
        solution,
        plan=staged.bundles.opened(solution.plan, staged.task),
        unplaced=tuple(account for entry in solution.unplaced for account in members[entry]),
    )


def _broken(
    staged: Stage,
    accounts: Sequence[BookAccount],
    people: Sequence[Person],
    solution: Solution,
    options: BookOptions,
) -> Iterator[Broken]:
    """Yield each broken rule with its account."""
    plan = solution.plan
    holding = [rule for rule in RULES if getattr(options, rule) is not Strength.OFF]
    missed = {
        (kind, person): misses(people[person], staged.cells[kind], holding)
        for kind, person in set(zip(staged.task.kind, plan.person, strict=True))
        if person != NOBODY
    }
    for place, (account, person) in enumerate(zip(accounts, plan.person, strict=True)):
        if person == NOBODY:
            continue
        kind = staged.task.kind[place]
        for rule in missed[kind, person]:
            yield Broken(
                account.id,
                people[person].id,
                rule,
                getattr(staged.cells[kind], rule),
                account.hours,
                staged.locks[place],
                getattr(options, rule) is Strength.HARD,
            )
    for family in staged.task.families:
        hours = plan.by_person(family)
        main = max(hours, key=lambda person: (hours[person], -person), default=NOBODY)
        for place in family:
            if (person := plan.person[place]) not in (NOBODY, main):
                account = accounts[place]
                yield Broken(
                    account.id,
                    people[person].id,
                    FAMILY,
                    account.parent or account.id,
                    account.hours,
                    staged.locks[place],
                    options.family is Strength.HARD,
                )


def _rule_costs(
    staged: Stage,
    people: Sequence[Person],
    options: BookOptions,
    broken: Sequence[Broken],
) -> tuple[RuleCost, ...]:
    """Return the cost of hard rules and locks, and that of keeping the broken soft ones.

    The cost is the least load of the busiest person with the rule and without it, limits aside.
    """
    hard = [rule for rule in RULES if getattr(options, rule) is Strength.HARD]

    def bound(rules: Sequence[str]) -> float | None:
        return _bound(with_hard(staged, people, rules), within_limits=False)

    now = bound(hard)
    costs = [
        RuleCost(rule, now, bound([other for other in hard if other != rule])) for rule in hard
    ]
    pins = [
        person if lock in _DECIDED else NOBODY
        for person, lock in zip(staged.task.fixed, staged.locks, strict=True)
    ]
    if pins != staged.task.fixed:
        unlocked = replace(staged.task, fixed=pins)
        costs.append(RuleCost("locks", now, _bound(unlocked, within_limits=False)))
    given_up = dict.fromkeys(
        found.rule for found in broken if found.lock is None and not found.is_hard
    )
    costs += [
        RuleCost(rule, _whole_bound(_with_rule(staged, people, hard, rule)), now, is_kept=False)
        for rule in given_up
    ]
    return tuple(costs)


def _with_rule(staged: Stage, people: Sequence[Person], hard: Sequence[str], rule: str) -> Task:
    """Return the task in which a soft rule holds for all, next to the hard ones."""
    if rule == FAMILY:
        together = replace(with_hard(staged, people, hard), families=staged.task.families)
        return bundled(together).task
    return with_hard(staged, people, [*hard, rule])


def _whole_bound(task: Task) -> float | None:
    """Return the least load of the busiest person, limits aside; of whole accounts if few."""
    bound = _bound(task, within_limits=False)
    if bound is None or choices_of(task) > MOST_CHOICES:
        return bound
    none = [INFINITE] * task.people
    unlimited = replace(task, most_hours=none, most_accounts=none, most_arr=none)
    return max(bound, least_busy(unlimited, None)[1])


def _bound(task: Task, *, within_limits: bool = True) -> float | None:
    bound = balanced_split(task, within_limits=within_limits).bound
    return bound if bound < INFINITE else None


def _forced_hours(staged: Stage, accounts: Sequence[BookAccount]) -> float:
    """Return the work that changes hands in every proposal (h).

    The owner is not among the people or may not have the account, or it is pinned to somebody else.
    """
    task = staged.task
    entries = staged.bundles.members or tuple((place,) for place in range(len(accounts)))
    bundle = staged.bundles.task if staged.bundles.members else task
    forced = 0.0
    for entry, members in enumerate(entries):
        may = bundle.may[bundle.kind[entry]]
        for place in members:
            owner, fixed = task.owner[place], task.fixed[place]
            changes = fixed != owner if fixed != NOBODY else owner not in may
            if changes and accounts[place].owner is not None:
                forced += accounts[place].hours
    return forced


def _books(
    staged: Stage,
    accounts: Sequence[BookAccount],
    people: Sequence[Person],
    solution: Solution,
    as_of: date,
) -> tuple[Book, ...]:
    plan = solution.plan
    arr = [Decimal(0)] * len(people)
    locked = [0] * len(people)
    due = [[0] * QUARTERS for _ in people]
    for place, person in enumerate(plan.person):
        if person != NOBODY:
            arr[person] += accounts[place].arr
            locked[person] += staged.task.fixed[place] != NOBODY
            quarter = quarter_of(accounts[place].renewal_date, as_of)
            if 0 <= quarter < QUARTERS:
                due[person][quarter] += 1
    return tuple(
        Book(
            person.id,
            plan.accounts[place],
            plan.load[place],
            person.hours,
            arr[place].quantize(_CENT),
            locked[place],
            tuple(due[place]),
        )
        for place, person in enumerate(people)
    )


def _problems(
    staged: Stage,
    accounts: Sequence[BookAccount],
    solution: Solution,
    conflicts: Sequence[Conflict],
    broken: Sequence[Broken],
) -> Iterator[AccountProblem]:
    left = len(solution.unplaced)
    for conflict in conflicts:
        yield AccountProblem(
            BOOKS_INFEASIBLE,
            conflict.words,
            evidence=(
                ("demand", f"{conflict.demand:.6g}"),
                ("supply", f"{conflict.supply:.6g}"),
                ("accounts left over", str(left)),
            ),
        )
    if left and not conflicts:
        yield AccountProblem(
            BOOKS_INFEASIBLE,
            f"{_counted(left, 'customer')} did not fit, although the totals would: whole "
            "customers do not fill the limits exactly; raise a limit a little",
        )
    if staged.strays:
        yield AccountProblem(
            BOOKS_LOCK_WITHOUT_OWNER,
            f"{_counted(len(staged.strays), 'locked customer')} without an owner among the people: "
            f"assigned anyway ({_some(accounts[place].id for place in staged.strays)})",
        )
    kept = [found for found in broken if found.is_hard and found.lock is not None]
    if kept:
        words = Counter(
            f"{visible(found.person, 40)} lacks {found.rule} {visible(found.asked, 40)}"
            if found.rule != FAMILY
            else f"family {visible(found.asked, 40)} is split"
            for found in kept
        )
        yield AccountProblem(
            BOOKS_LOCKED_AGAINST_RULE,
            f"{_counted(len({found.account for found in kept}), 'locked customer')} with somebody "
            f"who breaks a hard rule: {_some(words)} ({_some(found.account for found in kept)})",
            fix="unlock them, or except them from the rule in a file of exceptions",
        )
    unknown = Counter(
        account.owner
        for account, owner in zip(accounts, staged.task.owner, strict=True)
        if account.owner and owner == NOBODY
    )
    if unknown:
        yield AccountProblem(
            BOOKS_UNKNOWN_OWNER,
            f"{_counted(sum(unknown.values()), 'customer')} of {_counted(len(unknown), 'owner')} "
            "not among the people: assigned again",
            fix="give other spellings of an owner under the person's names",
        )


def _some(words: Iterable[str], most: int = 5) -> str:
    """Return the first words, and the number of the others."""
    every = list(dict.fromkeys(words))
    shown = ", ".join(visible(word, 80) for word in every[:most])
    return shown if len(every) <= most else f"{shown} and {len(every) - most:,} more"


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
