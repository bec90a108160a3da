"""The result of `books`: customers by person, proofs, and customers that do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.accounts.ids import long_id
from csdesign.views.plan.words import people as people_words
from csdesign.views.plan.words import too_few_rows
from csdesign.views.section import Column, Document, Lines, Notice, Notices, Section, Table
from csdesign.wording import listed, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.books.comparing import Comparison
    from csdesign.books.proposed import Assignment, Books
    from csdesign.proposing import Proposal
    from csdesign.views.section import Cell, Part

__all__ = ["books_document", "books_rows", "owner_before", "without_a_place"]

_MOST_CONFLICTS: Final = 8
_MOST_BROKEN: Final = 10
_MOST_NAMES: Final = 6
_STRANGER: Final = "(not among the people)"
"""Shown for an owner of the table who holds no position: names of people stay in the table."""
_BOOKS: Final = (
    Column("person", "Person"),
    Column("accounts", "Customers", "count"),
    Column("hours", "Hours", "hours"),
    Column("capacity", "Hours available", "hours", short="Hours\navailable"),
    Column("busy", "Busy", "share", bar=True),
    Column("locked", "Locked customers", "count", short="Locked"),
)
_ARR: Final = Column("arr", "ARR", "money")
_RENEWALS: Final = Column("renewals", "Renewals by quarter", short="Renewals\nby quarter")
_MOVES: Final = (
    Column("week", "Week", "count", rank=1),
    Column("account", "Customer"),
    Column("before", "From"),
    Column("after", "To"),
    Column("reason", "Why"),
    Column("runner_up", "Next best", rank=2),
)
_ROWS: Final = (
    Column("role", "Role"),
    Column("account", "Customer"),
    Column("before", "From"),
    Column("after", "To"),
    Column("hours", "Hours", "hours"),
    Column("lock", "Locked"),
    Column("reason", "Why"),
    Column("runner_up", "Next best"),
    Column("week", "Week", "count"),
)
_COMPARED: Final = (Column("what", "Measure"), Column("there", "There"), Column("here", "Here"))


def books_document(proposals: Sequence[Proposal], sample: int) -> Document:
    """Return the books of each role; `sample` is the number of customers shown by id."""
    counted = proposals[0].measured if proposals else None
    is_thin = counted is not None and counted.is_thin
    return Document(
        title="Who gets which customers",
        lead=(f"Read from {too_few_rows(counted)}",) if counted is not None and is_thin else (),
        sections=tuple(_section(proposal, sample) for proposal in proposals),
    )


def books_rows(proposals: Sequence[Proposal]) -> Table:
    """Return the owner of each account in each role, one row per account and role."""
    rows = [row for proposal in proposals for row in _rows(proposal)]
    table = Table("assignments", "Who gets which customers", _ROWS, tuple(rows))
    if any(proposal.weeks for proposal in proposals):
        return table
    return Table(table.name, table.title, _ROWS[:-1], tuple(row[:-1] for row in rows))


def without_a_place(books: Books) -> str:
    """Return the number of customers without an owner, and their work, in words."""
    left = len(books.unplaced)
    have = "has" if left == 1 else "have"
    return (
        f"{left:,} of {number_of(len(books.assignments), 'customer')} {have} no place: "
        f"{books.unplaced_hours:,.1f} h of work"
    )


def owner_before(found: Assignment, books: Books) -> str | None:
    """Return today's owner: a position by its id, anybody else without a name."""
    people = {book.person for book in books.books}
    return found.before if found.before is None or found.before in people else _STRANGER


def _section(proposal: Proposal, sample: int) -> Section:
    books = proposal.books
    every = number_of(len(books.assignments), "customer")
    if books.unplaced:
        every = f"{len(books.assignments) - len(books.unplaced):,} of {every}"
    title = f"Books of {visible(proposal.role, 60)}: {every}"
    return Section(
        name=f"books-{proposal.role}",
        title=f"{title}, {people_words(len(books.books))}",
        parts=tuple(_parts(proposal, sample)),
        details=(books_rows([proposal]),),
    )


def _rows(proposal: Proposal) -> Iterator[tuple[Cell, ...]]:
    books = proposal.books
    for found in books.assignments:
        yield (
            proposal.role,
            long_id(found.account),
            owner_before(found, books),
            found.person,
            round(found.hours, 2),
            found.lock,
            found.reason,
            found.runner_up,
            proposal.weeks.get(found.account),
        )


def _parts(proposal: Proposal, sample: int) -> Iterator[Part]:
    books = proposal.books
    if books.unplaced:
        yield Lines((f"{without_a_place(books)}.",))
    yield _people(proposal)
    yield Lines((*_proofs(books), *_costs(books)))
    rules = tuple(_rules(books))
    if rules:
        yield Lines(rules[1:], heading=rules[0])
    yield from _moves(proposal, sample)
    if proposal.comparison is not None:
        yield from _compared(proposal.comparison, sample)
    yield from _unfit(books)


def _people(proposal: Proposal) -> Table:
    """Return the book of each person, with whatever is limited or balanced."""
    columns, books = list(_BOOKS), proposal.books.books
    rows: list[tuple[Cell, ...]] = [
        (book.person, book.accounts, book.hours, book.capacity, book.utilisation, book.locked)
        for book in books
    ]
    if "arr" in proposal.level or any(person.max_arr is not None for person in proposal.people):
        columns.append(_ARR)
        rows = [(*row, float(book.arr)) for row, book in zip(rows, books, strict=True)]
    if "renewals" in proposal.level:
        columns.append(_RENEWALS)
        rows = [
            (*row, " / ".join(f"{count:,}" for count in book.renewals))
            for row, book in zip(rows, books, strict=True)
        ]
    return Table(f"books-{proposal.role}", "Books", tuple(columns), tuple(rows))


def _moves(proposal: Proposal, sample: int) -> Iterator[Part]:
    books, moved = proposal.books, proposal.books.moves
    if moved[:sample]:
        rows = tuple(
            (
                proposal.weeks.get(found.account),
                long_id(found.account),
                owner_before(found, books),
                found.person,
                found.reason,
                found.runner_up,
            )
            for found in moved[:sample]
        )
        columns = _MOVES if proposal.weeks else _MOVES[1:]
        shown = rows if proposal.weeks else tuple(row[1:] for row in rows)
        yield Table("moves", "Changes of owner", columns, shown, audience="readers")
    words = []
    if len(moved) > sample > 0:
        words.append(f"and {len(moved) - sample:,} more: --format csv has all")
    if proposal.weeks:
        last = max(proposal.weeks.values())
        words.append(
            f"The last hand-over is in week {last:,}; --format csv and --moves name the "
            "week of each."
        )
    if words:
        yield Lines(tuple(words))


def _proofs(books: Books) -> Iterator[str]:
    """Yield how good the books are, aim by aim, each with the proven bound."""
    if books.bound is not None:
        found = f"{100 * max(books.gap or 0.0, 0.0):.2f}%, {books.method}"
        allowed = f" (gap {found})"
        if books.limit is not None and books.moved_bound is not None:
            allowed = (
                f"; up to {100 * books.limit:.1f}% is allowed so that soft rules hold and owners "
                "keep customers"
            )
        yield (
            f"The busiest person is {100 * books.busiest:.1f}% booked; no proposal within the hard "
            f"rules can get below {100 * books.bound:.1f}%{allowed}."
        )
    proof = ""
    if books.moved_bound is not None:
        gap = books.moved_hours / books.moved_bound - 1 if books.moved_bound else 0.0
        proof = (
            "; within this load, no proposal that breaks soft rules for as few hours and leaves as "
            f"few people without customers moves fewer than {books.moved_bound:,.0f} h "
            f"(gap {100 * max(gap, 0.0):.2f}%, {books.method})"
        )
    count = len(books.moves)
    who = "1 customer changes owner" if count == 1 else f"{count:,} customers change owner"
    yield f"{who}, {books.moved_hours:,.0f} h of work{proof}."
    first = sum(found.is_taken_over and not found.has_moved for found in books.assignments)
    if first:
        gets = "gets" if first == 1 else "get"
        yield f"{number_of(first, 'customer')} without an owner today {gets} one."
    if books.empty:
        names = [visible(book.person, 40) for book in books.empty[:_MOST_NAMES]]
        more = len(books.empty) - len(names)
        rest = f" and {more:,} more" if more > 0 else ""
        no_move = "no move" if books.method == "exact" else "no move was found that"
        yield (
            f"Without customers: {', '.join(names)}{rest}; {no_move} helps without breaking a rule "
            "or a limit, or leaving somebody else without any."
        )
    if books.evened is not None:
        even = books.evened
        yield (
            f"To book everybody between {100 * even.lowest:.0f}% and {100 * even.busiest:.0f}%, "
            f"{even.moved_hours:,.0f} h of work must change owner: --fresh proposes this."
        )


def _rules(books: Books) -> Iterator[str]:
    """Yield the customers with broken soft rules: their number, the first ones, how many more."""
    given_up = [found for found in books.broken if not found.is_hard and found.lock is None]
    if not given_up:
        return
    accounts = {found.account: found.hours for found in given_up}
    who = number_of(len(accounts), "customer")
    proof = f", {books.broken_hours:,.0f} h with the weights of the rules"
    soft = [found for found in books.broken if found.rule == "family" and not found.is_hard]
    apart = sum(found.lock is not None for found in soft)
    if apart:
        proof += f", including {number_of(apart, 'locked customer')} apart from the family"
    if books.broken_bound is not None:
        proof += f"; no proposal within this load breaks fewer than {books.broken_bound:,.0f} h"
    yield f"Soft rules are broken for {who}, {sum(accounts.values()):,.0f} h of work{proof}:"
    for found in given_up[:_MOST_BROKEN]:
        yield (
            f"{visible(long_id(found.account), 40)}: {found.rule} {visible(found.asked, 40)}, "
            f"with {visible(found.person, 40)}, {found.hours:,.0f} h"
        )
    if len(given_up) > _MOST_BROKEN:
        yield f"and {len(given_up) - _MOST_BROKEN:,} more: --format json has all"


def _costs(books: Books) -> Iterator[str]:
    yield from _prices(books)
    for cost in books.rule_costs:
        if not cost.is_kept:
            continue
        rule = repr(visible(cost.rule, 40))
        if cost.busiest_with is not None and cost.busiest_without is not None:
            difference = cost.busiest_with - cost.busiest_without
            if difference >= 0.0005:
                yield (
                    f"The rule {rule} makes the busiest person {100 * difference:.1f} percentage "
                    "points busier."
                )


def _prices(books: Books) -> Iterator[str]:
    """Yield the load that it would take to keep the soft rules that are broken."""
    allowed = []
    for cost in books.rule_costs:
        rule, busiest = repr(visible(cost.rule, 40)), cost.busiest_with
        if cost.is_kept:
            continue
        if busiest is None:
            yield f"The rule {rule} cannot be kept for all: some customers would have no owner."
        elif books.limit is not None and busiest <= books.limit * (1 + 1e-9):
            allowed.append(f"{100 * busiest:.1f}% ({rule})")
        else:
            yield (
                f"Keeping the rule {rule} for all would make the busiest person at least "
                f"{100 * busiest:.1f}% booked."
            )
    if allowed:
        one = "one of the rules" if len(allowed) > 1 else "the rule"
        prevent = "prevent" if books.method == "exact" else "may prevent"
        yield (
            f"Keeping {one} for all takes a busiest person of at least {listed(allowed)}, which is "
            f"allowed; limits, other soft rules or the sizes of customers {prevent} it."
        )


def _compared(found: Comparison, sample: int) -> Iterator[Part]:
    """Yield an earlier proposal next to this one."""
    count = len(found.changed)
    who = "1 customer is" if count == 1 else f"{count:,} customers are"
    hours = f"{found.changed_hours:,.0f} h of work"
    title = f"Compared with {found.name}: {who} with somebody else, {hours}"
    there, here = found.other, found.mine
    rows = (
        ("busiest", f"{100 * there.busiest:.1f}%", f"{100 * here.busiest:.1f}%"),
        ("least busy", f"{100 * there.lowest:.1f}%", f"{100 * here.lowest:.1f}%"),
        (
            "rules broken, with weights",
            f"{there.broken_hours:,.0f} h",
            f"{here.broken_hours:,.0f} h",
        ),
        ("moved", f"{there.moved_hours:,.0f} h", f"{here.moved_hours:,.0f} h"),
        ("without an owner", f"{there.without:,}", f"{here.without:,}"),
    )
    yield Table("against", title, _COMPARED, rows, audience="readers")
    words = [
        f"{visible(long_id(account), 40)}: {visible(other or '-', 40)} there, "
        f"{visible(mine or '-', 40)} here"
        for account, other, mine in found.changed[:sample]
    ]
    if count > sample > 0:
        words.append(f"and {count - sample:,} more: --format json has all")
    if found.unknown:
        words.append(f"{number_of(found.unknown, 'customer')} not in it")
    if words:
        yield Lines(tuple(words))


def _unfit(books: Books) -> Iterator[Part]:
    said = {conflict.words for conflict in books.conflicts}
    words = [visible(conflict.words, 400) for conflict in books.conflicts[:_MOST_CONFLICTS]]
    if len(books.conflicts) > _MOST_CONFLICTS:
        more = len(books.conflicts) - _MOST_CONFLICTS
        words.append(f"and {more:,} more that do not fit: --format json has all")
    if words:
        yield Lines(tuple(words), heading="Does not fit:")
    notices = tuple(
        Notice(problem.rule.severity.word, visible(problem.message, 400), code=problem.rule.code)
        for problem in books.problems
        if problem.message not in said
    )
    if notices:
        yield Notices(notices)
