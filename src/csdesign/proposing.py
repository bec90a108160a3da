"""Proposals of books, one for each role, from a design, an account table and people."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from csdesign.customers import segment_rules
from csdesign.errors import UsageError
from csdesign.planning.serving.pods import pods_of
from csdesign.wording import listed, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from csdesign.accounts.measure.options import MeasureOptions
    from csdesign.accounts.measure.results import Measured
    from csdesign.books.comparing import Comparison
    from csdesign.books.exceptions import BookException
    from csdesign.books.options import BookAccount, BookOptions, Person
    from csdesign.books.proposed import Books
    from csdesign.books.reading import AccountHours, BookTable
    from csdesign.planning.results import Plan

__all__ = ["Proposal", "Proposer", "roles_with_books"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Books of one role, with their inputs.

    Attributes:
        role: The role.
        people: The people who can have its customers.
        read: What was read from the account table.
        books: The books.
        weeks: The week in which each customer changes owner; empty unless asked for.
        comparison: A comparison with an earlier proposal.
        words: The rows that were left out, in words.
        measured: The customers of the whole table.
        level: What is balanced.
    """

    role: str
    people: tuple[Person, ...]
    read: BookTable
    books: Books
    weeks: Mapping[str, int] = field(default_factory=dict)
    comparison: Comparison | None = None
    words: tuple[str, ...] = ()
    measured: Measured | None = None
    level: tuple[str, ...] = ("hours",)


class Proposer:
    """Proposes books role by role; those of later roles keep to the pods of earlier ones."""

    def __init__(
        self,
        plan: Plan,
        accounts: object,
        options: MeasureOptions,
        rules: BookOptions,
        exceptions: Sequence[BookException] = (),
        spellings: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._plan = plan
        self._accounts = accounts
        self._options = options
        self._rules = rules
        self._exceptions = exceptions
        self._spellings = spellings or {}
        self._pods: dict[str, str] = {}

    def propose(
        self, role: str, *, against: str | None = None, per_week: int | None = None
    ) -> Proposal:
        """Return the books of a role.

        Raises:
            UsageError: nobody can have customers of the role, or an option has no effect.
            UnreadableError: the table, or the earlier proposal, cannot be read.
        """
        from csdesign.books.comparing import compare_books, read_proposal
        from csdesign.books.exceptions import with_exceptions
        from csdesign.books.propose import propose_books
        from csdesign.books.reading import read_accounts
        from csdesign.books.waves import waves

        day = self._rules.as_of
        holders, hours = _people_of_role(self._plan, role, day)
        absent = list(_not_in_post(self._plan, role, day))
        if absent and not holders:
            raise UsageError(f"{visible(role, 60)}: nobody can have customers; {absent[0]}")
        people = tuple(self._spelled(person) for person in holders)
        read = read_accounts(segment_rules(self._plan.design), self._accounts, self._options, hours)
        mine = _names(people)
        others = _names(map(self._spelled, _people_of_other_roles(self._plan, role))) - mine
        accounts, strange = with_exceptions(read.accounts, self._exceptions, day, mine, others)
        elsewhere = self._with_books_elsewhere(role) - mine
        theirs = sum(1 for account in accounts if _folded(account.owner) in elsewhere)
        accounts = tuple(
            self._in_pod(_without_pin_to(others, _without_owner_of(elsewhere, account)))
            for account in accounts
        )
        books = propose_books(accounts, people, self._rules)
        self._remember(books, people)
        taken_over = [found for found in books.assignments if found.is_taken_over]
        comparison = None
        if against is not None:
            owners = read_proposal(against, self._options.columns)
            comparison = compare_books(against, owners, books, accounts, people, self._rules)
        words = [*_left_out(role, read), *absent, *strange]
        if theirs:
            words.append(
                f"{visible(role, 60)}: {number_of(theirs, 'customer')} of owners with another role "
                "only, so without an owner in this one; --map owner=HEADER names its owners"
            )
        if not read.knows_new and any(each.once for each in hours.values()):
            words.append("the table has no start date, so onboarding hours are not counted")
        return Proposal(
            role,
            people,
            replace(read, accounts=accounts),
            books,
            {} if per_week is None else waves(taken_over, per_week),
            comparison,
            tuple(words),
            self._plan.measured,
            self._rules.level,
        )

    def _with_books_elsewhere(self, role: str) -> frozenset[str]:
        """Return the names of those who have books of other roles, but not of this one."""
        named = _named_work(self._plan)
        people = _people_of_other_roles(self._plan, role, named)
        return _names(map(self._spelled, people))

    def _spelled(self, person: Person) -> Person:
        """Return the person with the spellings of an HR list."""
        more = self._spellings.get(person.id, ())
        return replace(person, names=(*person.names, *more)) if more else person

    def _in_pod(self, account: BookAccount) -> BookAccount:
        """Return the account in the pod of its owner in an earlier role."""
        pod = self._pods.get(account.id)
        return account if pod is None or account.pod is not None else replace(account, pod=pod)

    def _remember(self, books: Books, people: Sequence[Person]) -> None:
        known = pods_of(self._plan.design)
        pods = {p.id: known[p.id][0] for p in people if len(known.get(p.id, ())) == 1}
        for found in books.assignments:
            if found.person in pods:
                self._pods.setdefault(found.account, pods[found.person])


def roles_with_books(plan: Plan, given: Sequence[str] | None = None) -> list[str]:
    """Return the roles whose books are proposed: those asked for, else all that can have books.

    Raises:
        UsageError: one has no work for named customers, or none has people for it.
    """
    measured = plan.measured
    if measured is not None and not measured.usable:
        raise UsageError(f"{visible(measured.source, 200)} has no customers to share out")
    named = _named_work(plan, given or ())
    if not given:
        ready = [name for name in named if plan.design.posts_by_role.get(name)]
        if not ready:
            raise UsageError(
                "no role has both its own customers and a position; "
                + (f"add positions of {listed(named)}" if named else "books are for named work")
            )
        return ready
    for role in given:
        if role not in named:
            raise UsageError(f"--role {visible(role, 64)}: it has no work for named customers")
    return list(dict.fromkeys(given))


def _named_work(plan: Plan, starting: Collection[str] = ()) -> list[str]:
    """Return the roles with work for named customers; onboarding counts for those of `starting`."""
    work: dict[str, float] = {}
    for segment in plan.segments:
        for row in segment.staffing:
            if row.assignment == "named":
                work.setdefault(row.role, 0.0)
                work[row.role] += row.recurring_hours_per_account
                if row.role in starting:
                    work[row.role] += row.once_hours_per_new_account
    return [role for role, hours in work.items() if hours > 0]


def _left_out(role: str, read: BookTable) -> list[str]:
    elsewhere = f"{read.elsewhere:,} in other segments, {read.orphans:,} in no segment"
    rejected = f"{number_of(read.rejected.rows, 'row')} rejected"
    placed = number_of(len(read.accounts), "customer")
    lines = [f"{visible(role, 60)}: {placed} to place, {elsewhere}, {rejected}"]
    if read.repeated:
        lines.append(
            "rows that repeat an account id (only the first one of each id counts): "
            f"{read.repeated:,}"
        )
    if read.without_id:
        lines.append(f"rows without an account id, which get no owner: {read.without_id:,}")
    return lines


def _not_in_post(plan: Plan, role: str, day: date) -> Iterator[str]:
    """Yield the people who have left, have not started or are going to leave."""
    from csdesign.planning.months.supply import in_post_on

    absent: list[str] = []
    leaving: list[str] = []
    for post in plan.design.posts_by_role.get(role, ()):
        starts, leaves = post.written.starts, post.written.leaves
        name = visible(post.id, 40)
        if in_post_on(post, day):
            if leaves is not None:
                leaving.append(f"{name} ({leaves})")
        elif starts is not None and starts > day:
            absent.append(f"{name} (starts on {starts})")
        else:
            absent.append(f"{name} (left on {leaves})")
    if absent:
        yield (
            f"not in post on {day}, so without customers: {listed(absent, 'and')}; --as-of gives "
            "the books of another day"
        )
    if leaving:
        yield f"going to leave, and counted until then: {listed(leaving, 'and')}"


def _people_of_role(
    plan: Plan, role: str, day: date
) -> tuple[tuple[Person, ...], Mapping[str, AccountHours]]:
    """Return the people who can have accounts of a role, and the hours of an account by segment.

    The people are those in post on `day`.

    Hours are a year: a person's are those planned for customers, for several roles split as in the
    plan's assignment; an account's are the role's hours in its segment, recurring and once.
    """
    from csdesign.books.options import Person
    from csdesign.books.reading import AccountHours
    from csdesign.planning.months.supply import in_post_on
    from csdesign.planning.serving.pods import entries_of, people_of_post, pods_of
    from csdesign.planning.work.staffing import hours_of

    design = plan.design
    loads = {person.id: person for person in plan.people}
    planned = hours_of(design, role).planned_hours
    pods = pods_of(design)
    people: list[Person] = []
    for post in design.posts_by_role.get(role, ()):
        if not in_post_on(post, day):
            continue
        load = loads.get(post.id)
        share = 1 / len(post.roles) if load is None else load.share_of(role)
        hours = planned * post.fte * share
        written = post.written
        limit = None if written.max_arr is None else Decimal(str(float(written.max_arr)))
        person = Person(
            id=post.id,
            hours=hours,
            languages=written.languages,
            regions=() if written.region is None else (written.region,),
            skills=written.skills,
            max_accounts=_whole(written.max_accounts),
            max_arr=limit,
            names=() if written.name is None or post.count > 1 else (written.name,),
            segments=post.segments or (),
        )
        if hours > 0:
            people += [
                replace(person, id=name, pods=(*own, *entries_of(design, own)))
                for name in people_of_post(post)
                for own in [pods.get(name, ())]
            ]
    hours_each = {
        segment.id: AccountHours(row.recurring_hours_per_account, row.once_hours_per_new_account)
        for segment in plan.segments
        for row in segment.staffing
        if row.role == role and row.recurring_hours_per_account + row.once_hours_per_new_account > 0
    }
    return tuple(people), hours_each


def _people_of_other_roles(
    plan: Plan, role: str, among: Collection[str] | None = None
) -> Iterator[Person]:
    """Yield those of the design who hold other roles, `among` some if given, but not this one.

    Their hours do not matter.
    """
    from csdesign.books.options import Person
    from csdesign.planning.serving.pods import people_of_post

    for post in plan.design.posts or ():
        if role not in post.roles and (among is None or not set(among).isdisjoint(post.roles)):
            name = () if post.written.name is None else (post.written.name,)
            yield from (Person(each, 1.0, names=name) for each in people_of_post(post))


def _names(people: Iterable[Person]) -> frozenset[str]:
    """Return the ids and other spellings of people, in lower case."""
    return frozenset(_folded(name) for person in people for name in (person.id, *person.names))


def _folded(name: str | None) -> str:
    return "" if name is None else name.strip().casefold()


def _without_pin_to(others: Collection[str], account: BookAccount) -> BookAccount:
    """Return the account without its pin where that names somebody of another role."""
    return replace(account, pinned=None) if _folded(account.pinned) in others else account


def _without_owner_of(others: Collection[str], account: BookAccount) -> BookAccount:
    """Return the account without its owner where that is somebody with books of another role."""
    return replace(account, owner=None) if _folded(account.owner) in others else account


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
