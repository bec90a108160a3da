"""Contents of a measurement: orphans, overlaps, borders, drift, declared against measured."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csdesign.accounts.measure import Declared, MeasureOptions, SegmentRule, measure
from csdesign.accounts.measure.results import Border, Drift, Measured, Move, Overlap
from csdesign.accounts.problems import ACCOUNT_RULES, RulesError
from csdesign.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2026, 11, 25)
HEAD = "id,employees,tier,arr,start_date,renewal_date,region,owner\n"
ROWS = (
    "a1,1000,gold,10.10,2026-11-25,2026-12-01,emea,Zoe Long\n"
    "a2,950,gold,20.20,2025-11-25,2027-06-01,emea,Zoe Long\n"
    "a3,1200,basic,30.30,2025-11-24,,amer,Zoe Long\n"
    "a4,80,basic,40.40,,2026-11-24,,Zoe Long\n"
    "a5,12,,,,,emea,Zoe Long\n"
)
RULES = (
    SegmentRule("ent", "employees >= 1000", place=("segments", 0)),
    SegmentRule("gold", "tier = 'gold'", place=("segments", 1)),
    SegmentRule("mid", "employees between 50 and 999", place=("segments", 2)),
)


def table(tmp_path: Path, rows: str = ROWS, name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_text(HEAD + rows)
    return path


def run(path: Path, rules: tuple[SegmentRule, ...] = RULES, **options: object) -> Measured:
    return measure(rules, path, MeasureOptions(as_of=AS_OF, tiny=0, **options))  # type: ignore[arg-type]  # options of any field


def codes(found: Measured) -> list[str]:
    return [problem.rule.code for problem in found.problems]


def test_the_first_rule_that_matches_takes_the_account(tmp_path: Path) -> None:
    found = run(table(tmp_path))
    sizes = {
        s.id: (s.accounts, s.matching, s.arr, s.new_accounts, s.renewing) for s in found.segments
    }
    assert sizes == {
        "ent": (2, 2, Decimal("40.40"), 1, 1),
        "gold": (1, 2, Decimal("20.20"), 1, 0),
        "mid": (1, 2, Decimal("40.40"), 0, 0),
    }
    assert found.overlaps == (Overlap("ent", "gold", 1), Overlap("gold", "mid", 1))


def test_counts_come_by_region_too(tmp_path: Path) -> None:
    cells = {(c.segment, c.groups["region"]): c.accounts for c in run(table(tmp_path)).cells}
    assert cells == {("ent", "amer"): 1, ("ent", "emea"): 1, ("gold", "emea"): 1, ("mid", None): 1}


def test_an_orphan_says_what_it_lacks(tmp_path: Path) -> None:
    found = run(table(tmp_path))
    (orphan,) = found.orphan_examples
    assert (orphan.id, orphan.nearest) == ("a5", "ent")
    assert orphan.lacks == ("employees is 12; asked: employees >= 1000",)
    assert "ACC020" in codes(found)


def test_people_are_not_named_in_what_an_orphan_lacks(tmp_path: Path) -> None:
    found = run(table(tmp_path), (SegmentRule("s", "owner = 'Ann'"),))
    assert found.orphan_examples[0].lacks == ("owner is not shown; asked: owner = 'Ann'",)
    assert "Zoe" not in str(found)


def test_no_ids_are_shown_when_none_are_asked_for(tmp_path: Path) -> None:
    found = run(table(tmp_path), sample=0)
    assert found.orphan_examples == ()
    assert not any(account in str(found.problems) for account in ("a1", "a2", "a4", "a5"))


def test_accounts_that_would_change_segment_are_counted_per_threshold(tmp_path: Path) -> None:
    """a1 (1000) leaves `ent` at 1100; a2 (950) joins it at 900; a2 is gold's, not mid's."""
    found = run(table(tmp_path))
    assert found.borders == (Border("ent", "employees at 1000", 2, ("a1", "a2")),)
    assert found.near_border == 2
    assert "2 (a1, a2)" in str(found.problems)
    one = run(table(tmp_path), sample=1).borders
    assert one == (Border("ent", "employees at 1000", 2, ("a1",)),)


def test_an_account_an_earlier_rule_takes_is_near_no_later_border(tmp_path: Path) -> None:
    rules = (SegmentRule("all", "tier is not missing"), SegmentRule("later", "employees >= 1000"))
    assert run(table(tmp_path), rules).borders == ()


def test_passes_left_out_are_reported(tmp_path: Path) -> None:
    found = run(table(tmp_path), pass_limit=3)
    assert found.borders is None
    assert [note.partition(":")[0] for note in found.skipped] == ["accounts near a threshold"]
    asked = run(table(tmp_path), pass_limit=3, borders=True)
    assert asked.skipped == ()


def test_repeated_and_missing_ids_are_counted(tmp_path: Path) -> None:
    rows = "a1,1,,,,,,\na1,1,,,,,,\na1,1,,,,,,\na2,1,,,,,,\n,1,,,,,,\n"
    found = run(table(tmp_path, rows), (SegmentRule("s", "employees >= 1"),))
    assert found.duplicates is not None
    assert (found.duplicates.ids, found.duplicates.extra_rows, found.duplicates.without_id) == (
        1,
        2,
        1,
    )
    assert found.duplicates.examples == ("a1",)
    assert "ACC012" in codes(found)


def test_drift_says_who_moved_between_segments(tmp_path: Path) -> None:
    before = table(
        tmp_path,
        "a1,900,gold,,,,,\na2,950,gold,,,,,\na4,1,basic,,,,,\na9,5000,,,,,,\n",
        "before.csv",
    )
    found = run(table(tmp_path), before=before)
    assert found.drift == Drift(
        compared=3,
        joined=2,
        left=1,
        moves=(Move(None, "mid", 1, ("a4",)), Move("gold", "ent", 1, ("a1",))),
    )
    assert "ACC026" in codes(found)


def test_drift_knows_both_forms_of_a_salesforce_id(tmp_path: Path) -> None:
    short = table(tmp_path, "0015000000aBcDe,1000,,,,,,\n", "before.csv")
    long = table(tmp_path, "0015000000aBcDeAAK,1000,,,,,,\n")
    drift = run(long, before=short).drift
    assert drift is not None
    assert (drift.compared, drift.joined, drift.left) == (1, 0, 0)


def test_an_empty_segment_says_who_took_its_accounts(tmp_path: Path) -> None:
    rules = (*RULES, SegmentRule("vip", "tier = 'gold' and employees >= 1000"))
    (problem,) = [p for p in run(table(tmp_path), rules).problems if p.rule.code == "ACC022"]
    assert problem.message == (
        "segment 'vip' is empty: the 1 that match are taken by segments above it"
    )
    assert problem.object == "segments[vip]"


def test_declared_sizes_a_tenth_away_are_reported(tmp_path: Path) -> None:
    rules = (
        SegmentRule("ent", "employees >= 1000", declared=Declared(5, 1, Decimal("20.20"))),
        SegmentRule("rest", otherwise=True, declared=Declared(3, 1)),
    )
    said = [p.message for p in run(table(tmp_path), rules).problems if p.rule.code == "ACC025"]
    assert said == ["segment 'ent' declares 5 accounts, the table shows 2"]


def test_a_segment_without_a_rule_is_noted_and_left_out(tmp_path: Path) -> None:
    found = run(table(tmp_path), (SegmentRule("smb"), *RULES))
    assert found.segment("smb") is None
    assert found.segment("ent") is not None
    assert codes(found)[0] == "ACC004"


@pytest.mark.parametrize(
    ("where", "code", "column", "message"),
    [
        ("employees >= 1000 and", "ACC001", 22, "found the end"),
        ("tier = 3", "ACC002", 8, "tier, which holds text, is compared"),
        ("tier = 'a' and employes >= 1000", "ACC003", 16, "did you mean 'employees'"),
        ("health >= 1", "ACC003", 1, "name its header with --map health=HEADER"),
    ],
)
def test_a_rule_that_does_not_fit_is_placed_in_the_design(
    where: str, code: str, column: int, message: str, tmp_path: Path
) -> None:
    known = SegmentRule("ok", "tier = 'gold'")
    with pytest.raises(RulesError, match="cannot be sorted into segments") as caught:
        run(table(tmp_path), (known, SegmentRule("s", where, place=("segments", 1))))
    (problem,) = caught.value.problems
    assert (problem.rule.code, problem.place, problem.column) == (
        code,
        ("segments", 1, "where"),
        column,
    )
    assert message in problem.message


def test_a_later_rule_may_say_what_an_earlier_one_leaves_open(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,custom\n1,7\n2,\n")
    rules = (SegmentRule("none", "custom is missing"), SegmentRule("some", "custom >= 5"))
    assert [segment.accounts for segment in run(path, rules).segments] == [1, 1]


def test_columns_of_exports_are_known_and_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Record ID,Company owner,Number of Employees,Total Contract Amount\n1,x,5,7.25\n"
    )
    rules = (SegmentRule("s", "employees >= 1"),)
    found = run(path, rules, columns={"arr": "total contract amount"})
    assert {(m.name, m.header, m.how) for m in found.mapping} == {
        ("id", "Record ID", "hubspot"),
        ("employees", "Number of Employees", "hubspot"),
        ("arr", "Total Contract Amount", "map"),
    }
    assert found.segments[0].arr == Decimal("7.25")


def test_a_mapped_header_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean 'employees'"):
        run(table(tmp_path), columns={"size": "employes"})
    with pytest.raises(UsageError, match="lower-case letters"):
        run(table(tmp_path), columns={"My Size": "employees"})


def test_waterfalls_of_several_measures_are_expressible(tmp_path: Path) -> None:
    """Published designs move customers on by use and by the days to their renewal.

    Shape: Sourcegraph, Digital Success programme (2024): onboarding for sixty days, adoption until
    use reaches 80% and 30% or the renewal is within 120 days.
    """
    path = tmp_path / "a.csv"
    path.write_text(
        "id,seats,mau,dau,start_date,renewal_date\n"
        "new,100,10,1,2026-11-01,2027-11-01\n"
        "adopting,100,50,10,2026-01-01,2027-11-01\n"
        "thriving,100,90,40,2026-01-01,2027-11-01\n"
        "renewing,100,50,10,2026-01-01,2027-01-15\n"
    )
    rules = (
        SegmentRule("onboard", "start_date + 60 days > as_of"),
        SegmentRule("renew", "renewal_date between as_of and as_of + 120 days"),
        SegmentRule("nurture", "mau >= 0.8 * seats and dau >= 0.3 * mau"),
        SegmentRule("adopt", otherwise=True),
    )
    assert [segment.accounts for segment in run(path, rules).segments] == [1, 1, 1, 1]


def test_a_frame_has_one_row_per_segment(tmp_path: Path) -> None:
    frame = run(table(tmp_path)).to_frame()
    assert frame["id"].tolist() == ["ent", "gold", "mid"]
    assert frame["accounts"].tolist() == [2, 1, 1]


def test_every_rule_of_the_family_explains_itself() -> None:
    assert [rule.code for rule in ACCOUNT_RULES] == sorted({rule.code for rule in ACCOUNT_RULES})
    for rule in ACCOUNT_RULES:
        assert rule.summary
        assert len(rule.help) > 60
        assert rule.source


SHORT, LONG = "0018000000RygC4", "0018000000RygC4AAJ"


@pytest.mark.parametrize("written", [SHORT, LONG])
@pytest.mark.parametrize(
    ("where", "takes"),
    [
        (f"id = '{SHORT}'", 1),
        (f"id = '{LONG}'", 1),
        (f"'{LONG}' = id", 1),
        (f"id in ['x', '{SHORT}']", 1),
        (f"id in ('{LONG}', 'a1')", 2),
        (f"id != '{LONG}'", 5),
        (f"not id = '{SHORT}'", 5),
        (f"id = '{LONG.lower()}'", 0),
    ],
)
def test_a_rule_on_ids_finds_either_form_of_a_salesforce_id(
    tmp_path: Path, written: str, where: str, takes: int
) -> None:
    """Fifteen and eighteen characters name one account, whichever the table or the rule writes."""
    path = table(tmp_path, f"{ROWS}{written},5,,,,,,\n")

    found = run(path, (SegmentRule("chosen", where),))

    assert found.segments[0].accounts == takes


def test_a_misspelt_column_of_the_mapping_is_named(tmp_path: Path) -> None:
    """The header is spent on the misspelt name: the message says which that is."""
    path = tmp_path / "a.csv"
    path.write_text("id,Headcount\n1,5\n", encoding="utf-8")

    with pytest.raises(RulesError) as caught:
        run(path, (SegmentRule("a", "employees >= 5"),), columns={"emploees": "Headcount"})

    assert "--map employees=HEADER; the mapping has 'emploees'" in str(caught.value)


def test_the_rest_matches_whom_it_takes(tmp_path: Path) -> None:
    """`otherwise` has no `where`: it matches those that no other segment does, nobody else's."""
    rules = (*RULES[:1], SegmentRule("rest", otherwise=True), SegmentRule("none", "employees < 0"))

    found = {segment.id: segment for segment in run(table(tmp_path), rules).segments}

    assert (found["ent"].accounts, found["ent"].matching) == (2, 2)
    assert (found["rest"].accounts, found["rest"].matching) == (3, 3)
    assert (found["none"].accounts, found["none"].matching) == (0, 0)


def test_rows_are_counted_where_no_column_is_known(tmp_path: Path) -> None:
    """Nothing is asked of any column and nothing can be summed: the rows are all there is."""
    path = tmp_path / "a.csv"
    path.write_text("Record,Company\n1,x\n2,y\n", encoding="utf-8")

    found = run(path, (SegmentRule("all", otherwise=True),))

    assert [(s.accounts, s.arr, s.renewing) for s in found.segments] == [(2, None, None)]
