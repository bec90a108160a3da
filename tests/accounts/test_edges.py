"""Cases that are easily forgotten: Ctrl-C inside a call, odd columns, pins to nobody."""

from __future__ import annotations

import _thread
import threading
from datetime import date
from typing import TYPE_CHECKING

import duckdb
import pytest

from csdesign.accounts.measure import MeasureOptions, SegmentRule, measure
from csdesign.accounts.sources.interrupt import interruptible
from csdesign.accounts.sources.warehouse import kind_of_type
from csdesign.accounts.where import Kind
from csdesign.books import BookAccount, BookOptions, Person, propose_books
from csdesign.books.reading import AccountHours, read_accounts
from csdesign.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2026, 11, 25)
OPTIONS = MeasureOptions(as_of=AS_OF)


def test_an_interrupt_stops_the_work_and_waits_for_its_end() -> None:
    stopped = threading.Event()
    ended: list[bool] = []

    def work() -> None:
        _thread.interrupt_main()
        ended.append(stopped.wait(30))

    with pytest.raises(KeyboardInterrupt):
        interruptible(work, stopped.set)
    assert ended == [True]


def test_an_error_of_the_work_comes_out_as_it_is() -> None:
    def work() -> None:
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        interruptible(work, lambda: None)
    assert interruptible(lambda: 42, lambda: None) == 42


def test_columns_of_a_database_keep_their_kinds(tmp_path: Path) -> None:
    """Enumerations are texts, timestamps are days; a rule cannot ask for a list."""
    path = tmp_path / "crm.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "CREATE TYPE tier AS ENUM ('gold', 'basic'); CREATE TABLE accounts AS SELECT "
            "7::BIGINT AS id, 'gold'::tier AS tier, TIMESTAMP '2026-11-25 23:59:59' AS start_date, "
            "['a'] AS tags, 1::DECIMAL(9, 4) AS arr, 0.1::FLOAT AS health"
        )
    rules = [SegmentRule("s", "tier in ['gold'] and start_date <= as_of and health < 0.2")]
    found = measure(rules, path, OPTIONS)
    assert (found.segments[0].accounts, found.segments[0].new_accounts) == (1, 1)
    assert found.duplicates is not None
    with pytest.raises(UsageError, match="no column tags"):
        measure([SegmentRule("s", "tags is missing")], path, OPTIONS)


def test_rows_without_ids_can_be_counted_but_not_compared(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("employees,tier\n1,x\n0,y\n")
    rules = [SegmentRule("s", "employees >= 1")]
    found = measure(rules, path, OPTIONS)
    assert (found.segments[0].accounts, found.orphans, found.orphan_examples) == (1, 1, ())
    assert "no id column" in found.skipped[0]
    with pytest.raises(UsageError, match="no id column to compare"):
        measure(rules, path, MeasureOptions(as_of=AS_OF, before=path))


def test_rules_without_conditions_measure_the_whole_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,arr\n1,2.50\n2,\n")
    (all_of_it,) = measure([SegmentRule("all", otherwise=True)], path, OPTIONS).segments
    assert (all_of_it.accounts, all_of_it.with_arr) == (2, 1)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("character varying(20)", Kind.TEXT),
        ("double precision", Kind.NUMBER),
        ("NUMBER(38,0)", Kind.NUMBER),
        ("timestamp with time zone", Kind.DATE),
        ("boolean", Kind.BOOLEAN),
        ("interval", None),
        ("array<string>", None),
    ],
)
def test_types_of_warehouses_are_known(name: str, kind: Kind | None) -> None:
    column = kind_of_type(name, "x")
    assert (column.kind if column is not None else None) is kind


def test_books_use_what_the_table_says_of_people_and_days(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "id,employees,hours,owner,renewal_date,owner_since,at_risk,pinned,language\n"
        "1,5,2.5,ann,2026-12-01,,,,de\n"
        "2,5,,ann,,2026-11-01,,,\n"
        "3,5,,ann,,,yes,,\n"
        "4,5,,ann,,,,bob,\n"
        "5,5,x,ann,,,,,\n"
        "6,0,,ann,,,,,\n"
        "7,0,7.5,ann,,,,,\n"
    )
    rules = [SegmentRule("s", "employees >= 1"), SegmentRule("other", "hours >= 7")]
    found = read_accounts(rules, path, OPTIONS, {"s": AccountHours(4.0)})
    assert [account.hours for account in found.accounts] == [2.5, 4.0, 4.0, 4.0]
    assert (found.rejected.rows, found.orphans, found.elsewhere) == (1, 1, 1)
    people = [Person("ann", 20.0, languages=("en",)), Person("bob", 20.0)]
    books = propose_books(found.accounts, people, BookOptions(AS_OF))
    assert [(a.person, a.lock) for a in books.assignments] == [
        ("ann", "renewal soon"),
        ("ann", "owner is new"),
        ("ann", "at risk"),
        ("bob", "pinned"),
    ]


def test_a_large_class_dealt_out_at_once_is_balanced() -> None:
    accounts = [BookAccount(f"a{n:03d}", 1 + (n * 7919 % 97) / 31) for n in range(200)]
    people = [Person("a", 150.0), Person("b", 100.0), Person("c", 50.0)]
    options = BookOptions(AS_OF, keep=None, max_utilisation=None, rule_costs=False)
    books = propose_books(accounts, people, options)
    assert books.unplaced == ()
    assert books.gap is not None
    assert books.gap < 0.001


def test_a_pin_to_somebody_unknown_is_a_conflict_and_the_account_waits() -> None:
    books = propose_books(
        [BookAccount("a", 1.0, pinned="zed")], [Person("ann", 9.0)], BookOptions(AS_OF)
    )
    assert books.conflicts[0].words == f"1 customer {books.unplaced[0].reason}"
    assert books.unplaced[0].reason.startswith("pinned to somebody who")
