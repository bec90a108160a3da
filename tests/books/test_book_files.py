"""From a table to books and back into a table of the same shape."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from csdesign.accounts.measure import MeasureOptions, SegmentRule
from csdesign.books import BookOptions, Person, propose_books
from csdesign.books.reading import AccountHours, read_accounts
from csdesign.books.writing import moves_table, table_with_owners, whole_table
from csdesign.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2026, 11, 25)
RULES = [SegmentRule("ent", "employees >= 100"), SegmentRule("smb", "employees < 100")]
HOURS = {"ent": AccountHours(10.0)}
PEOPLE = [
    Person("csm-1", 20.0, names=("Ann Lee",)),
    Person("csm-2", 20.0, names=("Bob Ray", "bob@example.com")),
]
TEXT = (
    '"Account ID";"Account Owner";"Employees";"Note"\r\n'
    '"001";"Ann Lee";"100";"a;b"\r\n'
    '"002";"Ann Lee";"200";"with ""quotes"""\r\n'
    '"003";"Ann Lee";"300";""\r\n'
    '"004";"bob@example.com";"400";"=1+1"\r\n'
    '"005";"Cy Orr";"5";"small"\r\n'
    "\r\n"
    '"Confidential Information - Do Not Distribute"\r\n'
)


def proposal(path: Path):
    found = read_accounts(RULES, path, MeasureOptions(as_of=AS_OF), HOURS)
    return found, propose_books(found.accounts, PEOPLE, BookOptions(AS_OF))


def test_accounts_of_other_segments_are_counted_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode("utf-16"))
    found, _ = proposal(path)
    assert [account.id for account in found.accounts] == ["001", "002", "003", "004"]
    assert (found.elsewhere, found.orphans, found.rejected.rows) == (1, 0, 0)
    assert {account.hours for account in found.accounts} == {10.0}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_table_comes_back_in_its_own_shape(encoding: str, tmp_path: Path) -> None:
    """One account changes hands, and that cell is all that changes."""
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode(encoding))
    found, books = proposal(path)
    (move,) = books.moves
    data, changed = table_with_owners(
        path, books, PEOPLE, found.mapping, MeasureOptions(as_of=AS_OF)
    )
    assert changed == 1
    old = f'"{move.account}";"Ann Lee"'
    assert TEXT.count(old) == 1
    expected = TEXT.replace(old, f'"{move.account}";"bob@example.com"')
    assert data == expected.encode(encoding)


def test_a_family_of_ids_that_were_numbers_with_holes(tmp_path: Path) -> None:
    """A frame writes the parents 1 and 2 as 1.0 and 2.0 next to customers without one."""
    ids = [1, 2, 3, 4, 5, 6]
    frame = pd.DataFrame({"id": ids, "parent": [None, 1, 1, None, 1, None], "employees": 100})
    frame["owner"] = ["csm-1", "csm-2"] * 3
    path = tmp_path / "a.csv"
    frame.to_csv(path, index=False)
    assert "2,1.0,100" in path.read_text()
    for table in (path, frame):
        found = read_accounts(RULES, table, MeasureOptions(as_of=AS_OF), HOURS)
        people = [Person("csm-1", 50.0), Person("csm-2", 50.0)]
        books = propose_books(found.accounts, people, BookOptions(AS_OF, keep=0.5))
        assert len({each.person for each in books.assignments if each.account in "1235"}) == 1


def test_ids_of_floating_point_have_no_point_and_zero() -> None:
    """A frame has whole numbers as floating point as soon as one of them is missing."""
    ids = [7.0, 12.5, None, float("inf")]
    frame = pd.DataFrame({"id": ids, "employees": [100] * 4})
    found = read_accounts(RULES, frame, MeasureOptions(as_of=AS_OF), HOURS)
    assert sorted(account.id for account in found.accounts) == ["12.5", "7"]
    assert found.without_id == 2


def test_numbers_as_ids_and_owners_come_back() -> None:
    frame = pd.DataFrame({"id": [1.0, 2.0, None], "owner": [77.0, None, 77.0], "employees": 100})
    options = MeasureOptions(as_of=AS_OF)
    found = read_accounts(RULES, frame, options, HOURS)
    people = [Person("77", 50.0)]
    books = propose_books(found.accounts, people, BookOptions(AS_OF))
    with options.open(frame) as opened:
        data, changed = whole_table(opened, "csv", books, people, found.mapping)
    assert changed == 1
    assert data.decode().splitlines()[1:] == ["1.0,77.0,100", "2.0,77,100", ",77.0,100"]


def test_a_table_without_owners_gets_a_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,employees\n1,100\n2,5\n")
    found, books = proposal(path)
    data, changed = table_with_owners(
        path, books, PEOPLE, found.mapping, MeasureOptions(as_of=AS_OF)
    )
    assert (data, changed) == (b"id,employees,owner\n1,100,Ann Lee\n2,5,\n", 1)


def test_moves_name_the_owner_as_the_table_does_and_are_harmless(tmp_path: Path) -> None:
    """A data loader takes the id, the owner's own spelling in this table, and a reason."""
    path = tmp_path / "a.csv"
    path.write_text("id,employees,owner\n=1+1,100,@x\nb,100,bob@example.com\n")
    found, books = proposal(path)
    written = {account.id: account.owner for account in found.accounts if account.owner}
    header, row = csv.reader(moves_table(books, PEOPLE, written, {}).decode().splitlines())
    assert header == ["Id", "OwnerId", "Reason"]
    assert row[:2] == ["'=1+1", "Ann Lee"]
    assert row[2].startswith("its owner is not among")


def test_onboarding_counts_where_a_customer_is_new(tmp_path: Path) -> None:
    """Started 364 days ago is new, 366 is not, and without a day nobody knows."""
    path = tmp_path / "a.csv"
    path.write_text("id,employees,start_date\na,100,2025-11-26\nb,100,2025-11-24\nc,100,\n")
    hours = {"ent": AccountHours(10.0, once=5.0)}
    found = read_accounts(RULES, path, MeasureOptions(as_of=AS_OF), hours)
    assert [account.hours for account in found.accounts] == [15.0, 10.0, 10.0]
    assert found.knows_new


def test_a_table_without_ids_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("employees,arr\n1,2\n")
    with pytest.raises(UsageError, match="no account ids"):
        proposal(path)
