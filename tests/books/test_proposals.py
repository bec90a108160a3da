"""Proposals of books: soft rules, families, pods, levels, exceptions, waves, comparisons."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.accounts.problems import BOOKS_LOCKED_AGAINST_RULE
from csdesign.books import BookAccount, BookOptions, Books, Person, Strength, propose_books
from csdesign.books.comparing import compare_books, read_proposal
from csdesign.books.exceptions import read_exceptions, with_exceptions
from csdesign.books.proposed import Assignment
from csdesign.books.waves import waves
from csdesign.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2026, 11, 25)


def takers(books: Books) -> dict[str, str | None]:
    return {found.account: found.person for found in books.assignments}


def test_a_territory_with_one_customer_too_many_gives_one_away() -> None:
    """Seven in the north, five in the south, room for six each: one crosses the border."""
    accounts = [
        *(BookAccount(f"n{n}", 10.0, region="north") for n in range(7)),
        *(BookAccount(f"s{n}", 10.0, region="south") for n in range(5)),
    ]
    people = [Person("ann", 60.0, regions=("north",)), Person("bob", 60.0, regions=("south",))]
    books = propose_books(accounts, people, BookOptions(AS_OF))

    assert [(found.rule, found.asked, found.person) for found in books.broken] == [
        ("region", "north", "bob")
    ]
    assert books.broken_hours == books.broken_bound == 10.0
    (cost,) = [cost for cost in books.rule_costs if cost.rule == "region"]
    assert not cost.is_kept
    assert cost.busiest_with == pytest.approx(70 / 60)


def test_a_heavier_rule_is_broken_last() -> None:
    """One of two customers has to go to a stranger: the one whose rule weighs less."""
    accounts = [
        BookAccount("a", 10.0, region="north"),
        BookAccount("b", 10.0, language="de"),
    ]
    people = [
        Person("ann", 10.0, regions=("north",), languages=("de",)),
        Person("bob", 10.0, regions=("south",), languages=("fr",)),
    ]
    for heavy, kept in (("region", "a"), ("language", "b")):
        options = BookOptions(AS_OF, language=Strength.SOFT, weights={heavy: 3.0})
        assert takers(propose_books(accounts, people, options))[kept] == "ann"


def test_a_language_serves_its_countries_and_the_other_way_round() -> None:
    """`en` serves `en-US`, `pt_BR` serves `pt`, `German` is `de`; scripts are distinguished."""
    people = [
        Person("ann", 100.0, languages=("en",)),
        Person("bob", 100.0, languages=("pt_BR",)),
        Person("cy", 100.0, languages=("zh-Hans",)),
        Person("dee", 100.0, languages=("German (native)",)),
    ]
    accounts = [
        BookAccount("a", 1.0, language="en-US"),
        BookAccount("b", 1.0, language="PT"),
        BookAccount("c", 1.0, language="zh-Hant-TW"),
        BookAccount("d", 1.0, language="zh"),
        BookAccount("e", 1.0, language="de_AT"),
        BookAccount("f", 1.0, language="немецкий"),
    ]
    found = takers(propose_books(accounts, people, BookOptions(AS_OF)))
    assert found == {"a": "ann", "b": "bob", "c": None, "d": "cy", "e": "dee", "f": "dee"}


def test_nobody_gets_customers_of_a_segment_that_the_post_does_not_serve() -> None:
    """Four customers of one segment for one person, two of another for the other."""
    accounts = [
        BookAccount(f"c{n}", 10.0, segment="large" if n < 4 else "small", owner="bob")
        for n in range(6)
    ]
    people = [Person("ann", 60.0, segments=("large",)), Person("bob", 60.0, segments=("small",))]
    found = takers(propose_books(accounts, people, BookOptions(AS_OF)))
    assert Counter(found.values()) == {"ann": 4, "bob": 2}
    assert found["c0"] == "ann"

    free = propose_books(accounts, people, BookOptions(AS_OF, segment=Strength.OFF))
    assert Counter(takers(free).values()) == {"ann": 3, "bob": 3}


@pytest.mark.parametrize("strength", [Strength.HARD, Strength.SOFT, Strength.OFF])
def test_a_family_stays_together_as_its_rule_says(strength: Strength) -> None:
    """A group of 6, 4 and 2 hours next to 14 single ones: together it fits one of two people."""
    accounts = [
        BookAccount("head", 6.0, owner="ann"),
        BookAccount("left", 4.0, parent="head", owner="bob"),
        BookAccount("right", 2.0, parent="left", owner="bob"),
        *(BookAccount(f"x{n}", 1.0, owner="ann" if n % 2 else "bob") for n in range(14)),
    ]
    people = [Person("ann", 30.0), Person("bob", 30.0)]
    books = propose_books(accounts, people, BookOptions(AS_OF, keep=0.0, family=strength))
    together = {takers(books)[name] for name in ("head", "left", "right")}

    assert len(together) == (2 if strength is Strength.OFF else 1)
    assert (books.moved_hours == 0) == (strength is Strength.OFF)
    assert books.broken == ()


def test_a_hard_family_that_nobody_may_have_goes_to_nobody() -> None:
    """Two languages in one family and nobody who speaks both."""
    accounts = [
        BookAccount("a", 1.0, language="de"),
        BookAccount("b", 1.0, language="fr", parent="a"),
    ]
    people = [Person("ann", 9.0, languages=("de",)), Person("bob", 9.0, languages=("fr",))]
    hard = propose_books(accounts, people, BookOptions(AS_OF, family=Strength.HARD))
    soft = propose_books(accounts, people, BookOptions(AS_OF))

    assert len(hard.unplaced) == 2
    assert not soft.unplaced
    assert [(found.rule, found.asked) for found in soft.broken] == [("family", "a")]


def test_parents_of_each_other_are_one_family_and_end() -> None:
    accounts = [
        BookAccount("a", 5.0, parent="b"),
        BookAccount("b", 5.0, parent="a"),
        BookAccount("c", 5.0, parent="c"),
        BookAccount("d", 5.0),
    ]
    people = [Person("ann", 20.0), Person("bob", 20.0)]
    found = takers(propose_books(accounts, people, BookOptions(AS_OF)))
    assert found["a"] == found["b"]


@pytest.mark.parametrize("above", ["z", "y"], ids=["itself", "a circle"])
def test_customers_below_a_parent_in_a_circle_are_one_family(above: str) -> None:
    """Many tables name the top of a group as its own parent."""
    accounts = [
        *(BookAccount(f"a{n}", 5.0, parent="z", owner=("ann", "bob")[n % 2]) for n in range(4)),
        BookAccount("y", 5.0, parent="z", owner="bob"),
        BookAccount("z", 5.0, parent=above, owner="ann"),
        *(BookAccount(f"b{n}", 5.0, owner="ann") for n in range(6)),
    ]
    people = [Person("ann", 90.0), Person("bob", 90.0)]
    books = propose_books(accounts, people, BookOptions(AS_OF))
    assert len({takers(books)[name] for name in ("a0", "a1", "a2", "a3", "y", "z")}) == 1
    assert books.broken == ()


def test_a_hard_family_that_locks_split_breaks_no_soft_rule() -> None:
    accounts = [
        BookAccount("a", 3.0, parent="p", owner="ann", at_risk=True),
        BookAccount("b", 4.0, parent="p", owner="bob", at_risk=True),
        BookAccount("c", 9.0, parent="p", owner="ann"),
    ]
    people = [Person("ann", 20.0), Person("bob", 20.0)]
    hard = propose_books(accounts, people, BookOptions(AS_OF, family=Strength.HARD))
    soft = propose_books(accounts, people, BookOptions(AS_OF, keep=1.0))

    assert [(found.account, found.is_hard) for found in hard.broken] == [("b", True)]
    assert (hard.broken_hours, hard.broken_bound) == (0.0, 0.0)
    assert (soft.broken_hours, soft.broken_bound) == (3.0, 3.0)


def test_keeping_families_together_has_a_price() -> None:
    """A family of 12 hours in three parts and 6 other hours: 9 hours each, or 12 for one."""
    accounts = [
        *(BookAccount(f"a{n}", 4.0, parent="a0") for n in range(3)),
        BookAccount("b", 2.0),
        BookAccount("c", 4.0),
    ]
    people = [Person("ann", 20.0), Person("bob", 20.0)]
    books = propose_books(accounts, people, BookOptions(AS_OF, keep=0.0, give=0.0))
    (cost,) = books.rule_costs[-1:]
    assert (cost.rule, cost.is_kept) == ("family", False)
    assert (cost.busiest_with, cost.busiest_without) == pytest.approx((0.6, 0.45))


def test_hours_that_move_so_that_nobody_is_empty_are_part_of_the_bound() -> None:
    accounts = [BookAccount(f"a{n}", hours, owner="ann") for n, hours in enumerate((2.0, 3.0))]
    people = [Person("ann", 20.0), Person("bob", 20.0)]
    books = propose_books(accounts, people, BookOptions(AS_OF, keep=1.0))
    assert takers(books) == {"a0": "bob", "a1": "ann"}
    assert (books.moved_hours, books.moved_bound) == (2.0, 2.0)


def test_a_book_counts_its_renewals_by_quarter() -> None:
    days = (-3, 80, 100, 200, 300, 400)
    accounts = [
        BookAccount(f"a{n}", 1.0, owner="ann", renewal_date=AS_OF + timedelta(days=day))
        for n, day in enumerate(days)
    ]
    (book,) = propose_books(accounts, [Person("ann", 20.0)], BookOptions(AS_OF)).books
    assert book.renewals == (2, 1, 1, 1)


def test_customers_keep_to_their_pod() -> None:
    accounts = [BookAccount(f"a{n}", 1.0, pod="red" if n < 3 else "blue") for n in range(6)]
    people = [Person("ann", 9.0, pods=("red",)), Person("bob", 9.0, pods=("blue",))]
    found = takers(propose_books(accounts, people, BookOptions(AS_OF)))
    assert [found[f"a{n}"] for n in range(6)] == ["ann"] * 3 + ["bob"] * 3


def test_revenue_is_levelled_in_addition_to_hours_where_asked() -> None:
    """Equal work and unlike revenue: with both measures nobody gets all the dear ones."""
    accounts = [
        BookAccount(f"a{n}", 10.0, arr=Decimal(90_000 if n < 2 else 10_000)) for n in range(4)
    ]
    people = [Person("ann", 40.0), Person("bob", 40.0)]
    books = propose_books(accounts, people, BookOptions(AS_OF, level=("hours", "arr")))
    assert [(book.hours, book.arr) for book in books.books] == [(20.0, Decimal(100_000))] * 2


def test_renewals_are_levelled_quarter_by_quarter() -> None:
    """Four renew in the second quarter from now, four in the fourth: two of each for both."""
    days = [AS_OF + timedelta(days=100 if n % 2 else 300) for n in range(8)]
    accounts = [BookAccount(f"a{n}", 1.0, renewal_date=day) for n, day in enumerate(days)]
    people = [Person("ann", 9.0), Person("bob", 9.0)]
    found = takers(propose_books(accounts, people, BookOptions(AS_OF, level=("hours", "renewals"))))
    counts = Counter((found[a.id], a.renewal_date) for a in accounts)
    assert set(counts.values()) == {2}


@pytest.mark.parametrize("level", [("hour",), ("hours", "revenue"), ()])
def test_what_cannot_be_levelled_is_refused(level: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="balance"):
        BookOptions(AS_OF, level=level)


@pytest.mark.parametrize(
    ("pinned", "person"),
    [("yes", "ann"), ("1", "ann"), ("WAHR", "ann"), ("да", "ann"), ("bob", "bob"), ("no", None)],
)
def test_pinned_takes_a_person_or_a_check_box(pinned: str, person: str | None) -> None:
    """Yes pins to today's owner; no pins to nobody, so the account may go."""
    accounts = [
        BookAccount("a", 5.0, owner="ann", pinned=pinned),
        *(BookAccount(f"x{n}", 5.0, owner="ann", pinned="yes") for n in range(3)),
    ]
    people = [Person("ann", 100.0), Person("bob", 100.0)]
    (found, *_) = propose_books(accounts, people, BookOptions(AS_OF)).assignments
    assert (found.lock, found.person) == (("pinned", person) if person else (None, "bob"))


def test_an_overdue_renewal_locks_and_a_broken_hard_rule_is_listed() -> None:
    accounts = [
        BookAccount("late", 1.0, owner="bob", language="de", renewal_date=AS_OF - timedelta(days=9))
    ]
    people = [Person("ann", 9.0, languages=("de",)), Person("bob", 9.0, languages=("fr",))]
    books = propose_books(accounts, people, BookOptions(AS_OF))

    assert (books.assignments[0].person, books.assignments[0].lock) == ("bob", "renewal overdue")
    (problem,) = [p for p in books.problems if p.rule is BOOKS_LOCKED_AGAINST_RULE]
    assert "bob lacks language de (late)" in problem.message
    assert books.broken[0].is_hard


def test_the_next_best_keeps_the_soft_rules() -> None:
    """Of two who could have taken it, the idle one is not of its region."""
    accounts = [
        BookAccount("a", 10.0, region="emea"),
        *(BookAccount(f"b{n}", 10.0, region="emea", owner="bob") for n in range(2)),
    ]
    people = [
        Person("ann", 100.0, regions=("emea",)),
        Person("bob", 100.0, regions=("emea",)),
        Person("idle", 100.0, regions=("apac",)),
    ]
    found = propose_books(accounts, people, BookOptions(AS_OF)).assignments[0]

    assert (found.person, found.runner_up) == ("ann", "bob")


def test_people_without_customers_get_one_and_the_price_of_even_books_is_reported() -> None:
    """One giant and twelve small customers of two owners; two new people have nobody."""
    accounts = [
        BookAccount("giant", 60.0, owner="p1"),
        *(BookAccount(f"s{n:02d}", 5.0, owner="p2" if n % 2 else "p3") for n in range(12)),
    ]
    people = [Person(f"p{n}", 100.0) for n in range(1, 6)]
    books = propose_books(accounts, people, BookOptions(AS_OF))

    assert all(book.accounts for book in books.books)
    assert books.moved_hours == 10.0
    assert books.evened is not None
    assert (books.evened.lowest, books.evened.moved_hours) == (0.15, 30.0)


def test_an_exception_is_kept_by_later_runs_until_its_day(tmp_path: Path) -> None:
    """The file says who decided what; past and unknown ones are named by their line."""
    path = tmp_path / "kept.csv"
    path.write_text(
        "account;person;reason;by;until\n"
        "a1;bob;asked for by the customer;VP;\n"
        "a2;bob;;;2026-01-31\n"
        "a9;bob;;;\n",
        encoding="utf-8-sig",
    )
    accounts = [BookAccount(f"a{n}", 5.0, owner="ann") for n in range(1, 4)]
    names = {"ann", "bob"}
    decided, words = with_exceptions(accounts, read_exceptions(str(path)), AS_OF, names)
    people = [Person("ann", 100.0), Person("bob", 100.0)]
    options = BookOptions(AS_OF, keep=1.0, give=1.0)
    found = propose_books(decided, people, options).assignments

    assert [f.person for f in found] == ["bob", "ann", "ann"]
    assert (found[0].lock, found[0].reason) == (
        "exception",
        "moves by exception: asked for by the customer, decided by VP",
    )
    assert words == (
        "expired exceptions: 1 (line 3)",
        "exceptions for customers that are not assigned here: 1 (a9)",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("account,who\na,b\n", ":1: there is no column 'who'"),
        ("account\na\n", ":1: the column 'person' is missing"),
        ("account,person\na,\n", ":2: the person is empty"),
        ("account,person,person\na,b,c\n", ":1: the column 'person' is there twice"),
        ("account,person,reason\na,b,asked, twice\n", ":2: 4 cells, and the header has 3; put a"),
        ("account,person,until\na,b,31.12.2026\n", ":2: 31.12.2026 is not a date"),
    ],
)
def test_a_bad_list_of_exceptions_is_refused_at_its_line(
    tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "kept.csv"
    path.write_text(text)
    with pytest.raises(UsageError) as error:
        read_exceptions(str(path))
    assert words in str(error.value)


def test_an_exception_is_for_the_role_of_its_person(tmp_path: Path) -> None:
    """A customer may have one in each role, and an expired one in addition; two at once clash."""
    path = tmp_path / "kept.csv"
    text = "account,person,until\na1,ann,2026-01-31\na1,Bob,\na1,max,\na2,bop,\n"
    path.write_text(text)
    accounts = [BookAccount(name, 5.0) for name in ("a1", "a2")]
    exceptions = read_exceptions(str(path))

    decided, words = with_exceptions(accounts, exceptions, AS_OF, {"ann", "bob"}, {"max"})
    assert [account.pinned for account in decided] == ["Bob", "bop"]
    assert words == (
        f"{path}:5: a2 is given to bop, who is not among the people; did you mean 'bob'?",
        "expired exceptions: 1 (line 2)",
    )
    decided, _ = with_exceptions(accounts, exceptions, AS_OF, {"max"}, {"ann", "bob"})
    assert decided[0].pinned == "max"
    with pytest.raises(UsageError, match=r":4: a1 is given to max, but in line 3 to Bob; keep one"):
        with_exceptions(accounts, exceptions, AS_OF, {"ann", "bob", "max"})


_MOVES = st.lists(
    st.builds(
        Assignment,
        account=st.uuids().map(str),
        person=st.sampled_from("abc"),
        before=st.sampled_from([None, "x", "y"]),
        hours=st.floats(0, 50),
        lock=st.none(),
        reason=st.just(""),
    ),
    max_size=40,
)


@given(moves=_MOVES, per_week=st.integers(1, 5))
@settings(max_examples=40, deadline=None)
def test_nobody_has_more_hand_overs_in_a_week_than_planned(
    moves: list[Assignment], per_week: int
) -> None:
    """Every move has a week, none is empty, and both sides of each keep to the number."""
    weeks = waves(moves, per_week)
    sides: Counter[tuple[str, str | None, int]] = Counter()
    for move in moves:
        sides["to", move.person, weeks[move.account]] += 1
        if move.before is not None:
            sides["from", move.before, weeks[move.account]] += 1

    assert set(weeks) == {move.account for move in moves}
    assert all(count <= per_week for count in sides.values())
    assert set(weeks.values()) == set(range(1, max(weeks.values(), default=0) + 1))


def test_two_proposals_are_compared_with_the_same_hours(tmp_path: Path) -> None:
    """An earlier file gave both to ann; bob has one of them now."""
    path = tmp_path / "old.csv"
    path.write_text("role,account,before,after\ncsm,a1,ann,ann\ncsm,a2,ann,ann\n")
    accounts = [BookAccount(f"a{n}", 10.0, owner="ann") for n in (1, 2, 3)]
    people = [Person("ann", 100.0), Person("bob", 100.0)]
    options = BookOptions(AS_OF, keep=0.0, give=0.0)
    books = propose_books(accounts, people, options)
    found = compare_books("old.csv", read_proposal(str(path), {}), books, accounts, people, options)

    assert (found.other.busiest, found.mine.busiest) == (0.2, 0.2)
    assert (found.other.lowest, found.mine.lowest) == (0.0, 0.1)
    assert (found.other.moved_hours, found.mine.moved_hours) == (0.0, 10.0)
    assert (found.other.without, found.unknown) == (1, 1)
    assert found.changed_hours == 10.0 * len(found.changed)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("account,after\n", "old.csv has no accounts to compare with"),
        ("name,after\na,ann\n", "old.csv has no column for id and owner"),
    ],
)
def test_an_earlier_proposal_without_owners_is_refused(
    tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "old.csv"
    path.write_text(text)
    with pytest.raises(UsageError, match=words):
        read_proposal(str(path), {})


def test_pinned_to_strangers_and_served_by_nobody_are_counted_apart() -> None:
    accounts = [
        BookAccount("a", 1.0, pinned="gone"),
        BookAccount("b", 2.0, language="ko"),
        BookAccount("c", 4.0, language="ko"),
        BookAccount("d", 8.0),
    ]
    books = propose_books(accounts, [Person("ann", 100.0, languages=("en",))], BookOptions(AS_OF))

    assert [(conflict.words, conflict.demand) for conflict in books.conflicts] == [
        ("1 customer pinned to somebody who is not among the people", 1.0),
        ("nobody may have 2 customers (language ko)", 6.0),
    ]


def test_a_comparison_counts_moves_as_the_proposal_does(tmp_path: Path) -> None:
    """Who had an owner that is not among the people moves as well; who had none does not."""
    path = tmp_path / "old.csv"
    path.write_text("account,after\na,ann\nb,ann\n")
    accounts = [BookAccount("a", 3.0, owner="gone"), BookAccount("b", 5.0)]
    people, options = [Person("ann", 100.0)], BookOptions(AS_OF)
    books = propose_books(accounts, people, options)
    found = compare_books("old.csv", read_proposal(str(path), {}), books, accounts, people, options)

    assert found.mine.moved_hours == found.other.moved_hours == books.moved_hours == 3.0
