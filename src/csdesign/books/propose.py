"""The entry to books: accounts and people in, a proposal with its reasons out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from csdesign.accounts.problems import (
    BOOKS_INFEASIBLE,
    BOOKS_LOCK_WITHOUT_OWNER,
    BOOKS_UNKNOWN_OWNER,
    AccountProblem,
)
from csdesign.books.bound import balanced_split
from csdesign.books.conflicts import find_conflicts
from csdesign.books.options import Strength
from csdesign.books.programme import INFINITE
from csdesign.books.reasons import explain
from csdesign.books.results import Book, Books, RuleCost
from csdesign.books.solve import Solution, solve
from csdesign.books.staging import RULES, Stage, stage, with_rules
from csdesign.books.task import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.books.options import BookAccount, BookOptions, Person
    from csdesign.books.results import Conflict
    from csdesign.books.task import Task

__all__ = ["propose_books"]

_CENT: Final = Decimal("0.01")


def propose_books(
    accounts: Sequence[BookAccount], people: Sequence[Person], options: BookOptions
) -> Books:
    """Return books for `people`: balanced hours, locks and limits kept, few accounts moved.

    The same input gives the same books. Accounts that cannot be placed stay unplaced, and the
    conflicts say why.

    Raises:
        UsageError: there are no people, or two of them answer to one name.
    """
    staged = stage(accounts, people, options)
    rules, given_up = _decided_rules(staged, people, options)
    task = with_rules(staged, people, rules)
    staged = replace(staged, task=task)
    solution = solve(task, options.keep)
    conflicts = find_conflicts(staged, people)
    costs = _rule_costs(staged, people, rules, given_up) if options.rule_costs else ()
    return Books(
        assignments=explain(staged, accounts, people, solution, rules),
        books=_books(staged, accounts, people, solution),
        bound=solution.bound if solution.bound < INFINITE else None,
        limit=solution.limit,
        moved_bound=(
            None
            if solution.moved_bound is None
            else solution.moved_bound + _forced_hours(staged.task, accounts)
        ),
        method=solution.method,
        rule_costs=costs,
        conflicts=conflicts,
        problems=tuple(_problems(staged, accounts, solution, conflicts)),
    )


def _decided_rules(
    staged: Stage, people: Sequence[Person], options: BookOptions
) -> tuple[tuple[str, ...], tuple[RuleCost, ...]]:
    """Return the rules that hold, and the soft ones given up because they cost too much."""
    strength = {rule: getattr(options, rule) for rule in RULES}
    holding = [rule for rule in RULES if strength[rule] is not Strength.OFF]
    given_up: list[RuleCost] = []
    for rule in RULES:
        if strength[rule] is not Strength.SOFT:
            continue
        without = [other for other in holding if other != rule]
        dear = _bound(with_rules(staged, people, holding))
        cheap = _bound(with_rules(staged, people, without))
        if cheap is not None and (dear is None or dear > cheap * (1 + options.soft_tolerance)):
            holding = without
            given_up.append(RuleCost(rule, dear, cheap, is_kept=False))
    return tuple(holding), tuple(given_up)


def _rule_costs(
    staged: Stage,
    people: Sequence[Person],
    rules: Sequence[str],
    given_up: tuple[RuleCost, ...],
) -> tuple[RuleCost, ...]:
    """Return how busy the busiest must be with each rule and without it, limits aside."""
    now = _bound(staged.task, within_limits=False)

    def without(rule: str) -> float | None:
        others = [other for other in rules if other != rule]
        return _bound(with_rules(staged, people, others), within_limits=False)

    costs = [RuleCost(rule, now, without(rule)) for rule in rules]
    pins = [
        person if lock == "pinned" else NOBODY
        for person, lock in zip(staged.task.fixed, staged.locks, strict=True)
    ]
    if pins != staged.task.fixed:
        unlocked = replace(staged.task, fixed=pins)
        costs.append(RuleCost("locks", now, _bound(unlocked, within_limits=False)))
    return (*costs, *given_up)


def _bound(task: Task, *, within_limits: bool = True) -> float | None:
    bound = balanced_split(task, within_limits=within_limits).bound
    return bound if bound < INFINITE else None


def _forced_hours(task: Task, accounts: Sequence[BookAccount]) -> float:
    """Return the work that changes hands whatever is proposed (h).

    Its owner is not among the people, may not have it, or it is pinned to somebody else.
    """
    forced = 0.0
    for place, account in enumerate(accounts):
        owner, fixed = task.owner[place], task.fixed[place]
        if fixed != NOBODY:
            changes = account.owner is not None and fixed != owner
        else:
            changes = account.owner is not None and owner not in task.eligible[task.kind[place]]
        forced += account.hours if changes else 0.0
    return forced


def _books(
    staged: Stage,
    accounts: Sequence[BookAccount],
    people: Sequence[Person],
    solution: Solution,
) -> tuple[Book, ...]:
    plan = solution.plan
    arr = [Decimal(0)] * len(people)
    locked = [0] * len(people)
    for place, person in enumerate(plan.person):
        if person != NOBODY:
            arr[person] += accounts[place].arr
            locked[person] += staged.task.fixed[place] != NOBODY
    return tuple(
        Book(
            person.id,
            plan.accounts[place],
            plan.load[place],
            person.hours,
            arr[place].quantize(_CENT),
            locked[place],
        )
        for place, person in enumerate(people)
    )


def _problems(
    staged: Stage,
    accounts: Sequence[BookAccount],
    solution: Solution,
    conflicts: Sequence[Conflict],
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
            f"{_counted(left, 'account')} found no room, although the totals would fit: whole "
            "accounts do not fill the limits exactly; raise a limit a little",
        )
    if staged.strays:
        yield AccountProblem(
            BOOKS_LOCK_WITHOUT_OWNER,
            f"{_counted(len(staged.strays), 'locked account')} without an owner among the people: "
            "placed all the same",
        )
    unknown = Counter(
        account.owner
        for account, owner in zip(accounts, staged.task.owner, strict=True)
        if account.owner and owner == NOBODY
    )
    if unknown:
        yield AccountProblem(
            BOOKS_UNKNOWN_OWNER,
            f"{_counted(sum(unknown.values()), 'account')} of {_counted(len(unknown), 'owner')} "
            "not among the people: placed anew",
            fix="give other spellings of an owner under the person's names",
        )


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
