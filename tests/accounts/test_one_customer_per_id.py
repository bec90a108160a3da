"""A customer counts once: repeated ids, rows that are none, rows that are rolled up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csdesign.accounts.measure import MeasureOptions, SegmentRule, measure
from csdesign.accounts.measure.options import Rates, RollUp
from csdesign.accounts.problems import RulesError
from csdesign.books.reading import AccountHours, read_accounts
from csdesign.errors import UnreadableError, UsageError
from csdesign.finding import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from csdesign.accounts.measure.results import Measured

AS_OF = date(2026, 11, 25)
RULES = (SegmentRule("large", "employees >= 800"), SegmentRule("rest", otherwise=True))


def measured(
    tmp_path: Path, text: str, rules: tuple[SegmentRule, ...] = RULES, **options: object
) -> Measured:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    return measure(rules, path, MeasureOptions(as_of=AS_OF, **options))  # type: ignore[arg-type]  # options of any field


def sizes(found: Measured) -> list[int]:
    return [segment.accounts for segment in found.segments]


def first_problem(found: Measured) -> tuple[str, Severity]:
    problem = found.problems[0]
    return problem.rule.code, problem.severity or problem.rule.severity


TWICE = "Account ID,Employees,ARR\nK7,900,15000\nK8,40,700\nK7,900,22000\n K7 ,20,1\n"


def test_a_repeated_id_counts_once_by_its_first_row_and_is_the_first_error(tmp_path: Path) -> None:
    found = measured(tmp_path, TWICE)

    assert (sizes(found), found.customers, found.rows) == ([1, 1], 2, 4)
    assert found.segments[0].arr == Decimal(15000)
    assert first_problem(found) == ("ACC012", Severity.ERROR)
    assert found.duplicates is not None
    assert (found.duplicates.ids, found.duplicates.extra_rows) == (1, 2)
    assert dict(found.duplicates.differences) == {"employees": 1, "arr": 1}


def test_books_and_plan_count_the_same_customers(tmp_path: Path) -> None:
    counted = measured(tmp_path, TWICE).customers
    options = MeasureOptions(as_of=AS_OF)
    hours = dict.fromkeys(("large", "rest"), AccountHours(1.0))
    read = read_accounts(RULES, tmp_path / "a.csv", options, hours)

    assert (len(read.accounts), read.repeated) == (counted, 2)
    assert [account.arr for account in read.accounts] == [Decimal(15000), Decimal(700)]


def test_what_a_spreadsheet_leaves_is_not_a_customer_and_is_reported(tmp_path: Path) -> None:
    """Blank rows, subtotals and totals by name, a copyright line; a row without id is rejected."""
    found = measured(
        tmp_path,
        "Account ID,Employees,ARR\n"
        "K1,900,15000\n"
        ",,\n"
        " ,, \n"
        "K2,40,700\n"
        ",777,8\n"
        "Zwischensumme,940,15700\n"
        ",,\n"
        "Grand Totals (2 records),940,15700\n"
        "Copyright (c) 2026 Example Inc.,,\n",
    )

    assert (sizes(found), found.rows, found.rejected.rows) == ([1, 1], 3, 1)
    assert found.rejected.first[0].row == 6
    assert "has no account id in 'Account ID'" in found.rejected.first[0].reason
    below = "; the rows below the first of them may be another table"
    assert dict(found.passed_over) == {
        f"without any value (row 3, 4, 8){below}": 3,
        "of totals, or of a footer below the table (row 7, 9, 10)": 3,
    }


def test_a_customer_whose_name_begins_like_a_total_stays(tmp_path: Path) -> None:
    found = measured(
        tmp_path, "Account ID,Account Name,Employees\nSum1,Total Energy,900\nT-2,Total,5\n"
    )

    assert (sizes(found), found.passed_over) == ([1, 1], ())


@pytest.mark.parametrize("word", ["-", "N/A", "#N/A", "NULL", "n/a", "#NV", " - "])
def test_a_word_for_nothing_is_missing(tmp_path: Path, word: str) -> None:
    rules = (
        SegmentRule("none", "employees is missing and region is missing"),
        SegmentRule("rest", otherwise=True),
    )
    found = measured(
        tmp_path, f"id,employees,region,arr\n1,{word},{word},{word}\n2,5,eu,7\n", rules
    )

    assert (sizes(found), found.rejected.rows) == ([1, 1], 0)
    assert found.segments[0].with_arr == 0


def test_a_word_that_a_rule_asks_for_is_a_value(tmp_path: Path) -> None:
    rules = (SegmentRule("none", "region = 'N/A'"), SegmentRule("rest", otherwise=True))

    assert sizes(measured(tmp_path, "id,region\n1,N/A\n2,eu\n3,-\n", rules)) == [1, 2]


def test_an_unreadable_cell_that_nothing_needs_is_missing_and_counted(tmp_path: Path) -> None:
    text = (
        "id,employees,renewal_date\n1,900,2026-12-01\n2,900,soon\n3,5,2027-01-01\n4,5,2027-01-02\n"
    )
    found = measured(tmp_path, text)

    assert (found.rejected.rows, dict(found.unread)) == (0, {"renewal_date": 1})
    assert [segment.renewing for segment in found.segments] == [1, 2]


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ("WAHR", "FALSCH"),
        ("Vrai", "Faux"),
        ("VERDADERO", "FALSO"),
        ("ИСТИНА", "ЛОЖЬ"),
        ("Да", "Нет"),
    ],
)
def test_truth_words_of_five_languages_are_read(tmp_path: Path, yes: str, no: str) -> None:
    rules = (SegmentRule("on", "keeps_video = true"), SegmentRule("rest", otherwise=True))
    found = measured(tmp_path, f"Account ID,Keeps Video\nb1,{yes}\nb2,{no}\nb3,{no}\n", rules)

    assert (sizes(found), found.rejected.rows) == ([1, 2], 0)


@pytest.mark.parametrize(
    ("cells", "arr", "form"),
    [
        (["$36,346.62", "$1,200"], "37546.62", "en"),
        (["36.346,62 €", "1.200 €"], "37546.62", "de"),
        (["36 346,62", "1 200"], "37546.62", "fr"),
        (["CHF 36'346.62", "1'200"], "37546.62", "ch"),
        (["1.200", "3.400"], "4600", "de"),
        (["1200.5", "7"], "1207.5", None),
        (["₹ 1,20,000.50", "12,34,567"], "1354567.50", "in"),
    ],
)
def test_numbers_are_read_as_their_column_tells(
    tmp_path: Path, cells: list[str], arr: str, form: str | None
) -> None:
    rows = "".join(f'{place};5;"{cell}"\n' for place, cell in enumerate(cells))
    found = measured(tmp_path, f"id;employees;arr\n{rows}")

    assert found.segments[1].arr == Decimal(arr)
    told = [note for note in found.notes if "inferred from the column" in note]
    assert [note.split()[3] for note in told] == ([] if form is None else [form])


def test_an_order_of_days_is_recognised_by_one_day_and_asked_for_without_it(tmp_path: Path) -> None:
    """27/02 settles it; 01/02 and 03/04 fit two orders and are never guessed."""
    rules = (SegmentRule("soon", "renewal_date <= 2026-12-31"), SegmentRule("rest", otherwise=True))
    told = measured(
        tmp_path, "id,renewal_date\n1,02/03/2026 4:12 AM\n2,27/02/2027 11:00 PM\n", rules
    )
    assert sizes(told) == [1, 1]
    assert "renewal_date: read as %d/%m/%Y, inferred from the column" in told.notes

    with pytest.raises(UsageError) as caught:
        measured(tmp_path, "id,renewal_date\n1,01/02/2026\n2,03/04/2027\n", rules)
    message = str(caught.value)
    assert "--date-format renewal_date=%d/%m/%Y or --date-format renewal_date=%m/%d/%Y" in message

    asked = measured(
        tmp_path,
        "id,renewal_date\n1,01/02/2026\n2,03/04/2027\n",
        rules,
        formats={"renewal_date": "%m/%d/%Y"},
    )
    assert sizes(asked) == [1, 1]


def test_days_that_nothing_needs_are_left_unread_where_two_orders_fit(tmp_path: Path) -> None:
    found = measured(tmp_path, "id,employees,renewal_date\n1,900,01/02/2026\n")

    assert found.segments[0].renewing is None
    assert any("renewal_date is not read" in note for note in found.notes)


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("46357", "46722.5"),  # a spreadsheet's days: 2026-12-01 and, at noon, 2027-12-01
        ("1796083200", "1827619199"),  # seconds since 1970: 2026-12-01 and the end of 2027-11-30
        ("1796083200000", "1827619200000"),
        ("December 1, 2026", "May 1, 2027"),  # May is as long as its short form
        ("2026年12月1日", "2027年5月1日"),
    ],
)
def test_days_that_spreadsheets_and_programs_count_are_read(
    tmp_path: Path, early: str, late: str
) -> None:
    """The first is on or before 2026-12-01 and not before it, the second is later."""
    rules = (
        SegmentRule("that day", "renewal_date between 2026-12-01 and 2026-12-01"),
        SegmentRule("later", "renewal_date >= 2027-05-01 and renewal_date <= 2027-12-01"),
        SegmentRule("rest", otherwise=True),
    )
    found = measured(tmp_path, f'id;renewal_date\n1;"{early}"\n2;"{late}"\n', rules)

    assert sizes(found) == [1, 1, 0]
    assert any(note.startswith("renewal_date: read as ") for note in found.notes)


BOTH_LENGTHS = """\
Account ID,Parent Account ID,Employees
001A0000006Vm9r,,900
001A0000006Vm9rIAC,,900
001A0000006Vm9rIAX,,5
001zzzzzzzzzzzz,001A0000006Vm9rIAC,7
"""


def test_salesforce_ids_of_both_lengths_are_one_customer(tmp_path: Path) -> None:
    """Of the long ones only that counts as the short one whose last three characters say so."""
    found = measured(tmp_path, BOTH_LENGTHS)

    assert (sizes(found), found.customers) == ([1, 2], 3)
    assert first_problem(found) == ("ACC012", Severity.ERROR)
    assert any("ids of 15 and of 18 characters" in note for note in found.notes)

    families = measured(tmp_path, BOTH_LENGTHS, roll_up=RollUp(per="parent", sum=("employees",)))
    assert families.customers == 2


def test_the_id_of_customers_comes_before_the_one_of_rows(tmp_path: Path) -> None:
    """An export of subscriptions has both; where no two rows share the other, `id` is right."""
    header = "id,Customer ID,Status,Employees\n"
    found = measured(tmp_path, header + "s1,c1,on,900\ns2,c1,on,900\ns3,c2,on,5\n")
    assert (sizes(found), first_problem(found)[0]) == ([1, 1], "ACC012")
    assert "per: Customer ID" in found.roll_up_block

    apart = measured(tmp_path, header + "s1,c1,on,900\ns2,,on,900\ns3,,on,5\n")
    assert (sizes(apart), apart.duplicates and apart.duplicates.ids) == ([2, 1], 0)


SUBSCRIPTIONS = (
    "Subscription,Customer,Plan MRR,State,Renews,Employees\n"
    "s1,c1,100.10,active,2027-03-01,900\n"
    "s2,c1,50.05,active,2026-12-24,900\n"
    "s3,c1,999,ended,2026-11-26,900\n"
    "s4,c2,20,active,2027-05-05,40\n"
    "s5,,3,active,2027-05-05,40\n"
)
ROLL_UP = RollUp(per="Customer", sum=("mrr",), min=("renewal_date",), where="state = 'active'")


def test_ids_repeat_in_a_table_that_no_rule_reads(tmp_path: Path) -> None:
    """The rules need no column, so nothing but the id is read."""
    found = measured(tmp_path, "id,note\nK1,x\nK1,y\nK2,z\n", (SegmentRule("all", otherwise=True),))

    assert (sizes(found), first_problem(found)[0]) == ([2], "ACC012")


def test_subscriptions_roll_up_to_customers(tmp_path: Path) -> None:
    found = measured(
        tmp_path,
        SUBSCRIPTIONS,
        columns={"mrr": "Plan MRR", "renewal_date": "Renews"},
        roll_up=ROLL_UP,
    )

    assert sizes(found) == [1, 1]
    assert [segment.arr for segment in found.segments] == [Decimal("1801.80"), Decimal("240.00")]
    assert [segment.renewing for segment in found.segments] == [1, 0]
    assert found.rejected.first[0].reason == "has no account id in 'Customer'"
    assert "ACC012" not in {problem.rule.code for problem in found.problems}


def test_parents_roll_up_with_their_children(tmp_path: Path) -> None:
    """`per: parent` makes a family one customer: its own row first, whoever stands first."""
    found = measured(
        tmp_path,
        "id,parent,employees,arr\nB,A,10,1\nA,,900,5\nC,B,20,2\nD,D,30,4\n",
        roll_up=RollUp(per="parent", sum=("arr",)),
    )

    assert sizes(found) == [1, 1]
    assert [segment.arr for segment in found.segments] == [Decimal(8), Decimal(4)]


def test_a_circle_of_parents_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'A' is its own parent through 'B'"):
        measured(
            tmp_path,
            "id,parent,employees\nA,B,10\nB,A,900\n",
            roll_up=RollUp(per="parent"),
        )


def test_a_filter_of_rows_that_does_not_fit_is_placed_in_the_design(tmp_path: Path) -> None:
    roll_up = RollUp(per="Customer", where="stat = 'active'", place=("accounts",))
    with pytest.raises(RulesError) as caught:
        measured(tmp_path, SUBSCRIPTIONS, roll_up=roll_up)
    assert caught.value.problems[0].place == ("accounts", "where")


MIXED = "id,Employees,ARR,CurrencyIsoCode\nA,900,30000,EUR\nB,900,3000000,JPY\nC,5,10,EUR\n"


def test_amounts_of_several_currencies_are_never_added(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"EUR \(2 rows\) and JPY \(1 row\)"):
        measured(tmp_path, MIXED)
    with pytest.raises(UsageError, match="there is no rate for JPY"):
        measured(tmp_path, MIXED, rates=Rates("EUR"))

    found = measured(tmp_path, MIXED, rates=Rates("EUR", {"JPY": Decimal("0.0061")}, "2026-11-01"))
    assert [segment.arr for segment in found.segments] == [Decimal(48300), Decimal(10)]


def test_currencies_in_cells_are_seen(tmp_path: Path) -> None:
    text = 'id,employees,ARR\nA,900,"€30,000"\nB,900,"CZK 3,000,000"\nC,900,"30,000 CZK"\n'
    with pytest.raises(UsageError, match="CZK"):
        measured(tmp_path, text, rates=Rates("EUR"))
    found = measured(tmp_path, text, rates=Rates("EUR", {"CZK": Decimal("0.04")}))
    assert found.segments[0].arr == Decimal(151200)


def test_one_other_currency_needs_a_rate_too(tmp_path: Path) -> None:
    text = "id,employees,arr,currency\nA,900,100,SEK\n"
    assert measured(tmp_path, text).segments[0].arr == Decimal(100)
    with pytest.raises(UsageError, match="there is no rate for SEK"):
        measured(tmp_path, text, rates=Rates("EUR"))


def test_a_threshold_of_revenue_is_in_the_base_currency(tmp_path: Path) -> None:
    rules = (SegmentRule("large", "arr >= 20000"), SegmentRule("rest", otherwise=True))
    text = "id,arr,ARR Currency\nA,1000000,JPY\nB,30000,EUR\n"
    found = measured(tmp_path, text, rules, rates=Rates("EUR", {"JPY": Decimal("0.006")}))
    assert sizes(found) == [1, 1]


def test_monthly_revenue_makes_a_year(tmp_path: Path) -> None:
    found = measured(tmp_path, "id,employees,MRR\nA,900,2000.25\n")

    assert found.segments[0].arr == Decimal("24003.00")
    assert "arr is 12 times 'MRR'" in found.notes


@pytest.mark.parametrize(("bad", "severity"), [(1, None), (2, Severity.ERROR)])
def test_too_little_read_is_an_error(tmp_path: Path, bad: int, severity: Severity | None) -> None:
    """One row of twenty is five per cent; two are more."""
    rows = "".join(f"{n},{'x' if n < bad else 5}\n" for n in range(20))
    found = measured(tmp_path, f"id,employees\n{rows}")

    (problem,) = [problem for problem in found.problems if problem.rule.code == "ACC011"]
    assert (problem.severity, found.is_thin) == (severity, severity is not None)


def test_an_earlier_table_is_read_in_its_own_form_and_its_rejects_are_reported(
    tmp_path: Path,
) -> None:
    earlier = tmp_path / "earlier.csv"
    earlier.write_text('id,employees\nA,"1,000"\nB,5,5\nC,"2,500"\n', encoding="utf-8")
    found = measured(tmp_path, "id,employees\nA,1000\nB,50\nC,10\n", before=earlier)

    assert found.drift is not None
    assert (found.drift.compared, found.drift.joined, found.drift.moved) == (2, 1, 1)
    assert found.before is not None
    assert found.before.rows == 1
    assert any("of the earlier table cannot be used" in p.message for p in found.problems)


def test_an_earlier_table_of_which_nothing_can_be_read_is_refused(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.csv"
    earlier.write_text("id,employees\nA,x\nB,y\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="none of the 2 rows can be used"):
        measured(tmp_path, "id,employees\nA,1000\n", before=earlier)


def test_a_header_stays_addressable_next_to_its_alias(tmp_path: Path) -> None:
    rules = (SegmentRule("many", "products >= 4"), SegmentRule("rest", "products_paid < 4"))
    found = measured(tmp_path, "id,products,employees\n1,4,5\n2,3,5\n", rules)

    assert sizes(found) == [1, 1]
    assert "products is the column that is also read as products_paid" in found.notes


def test_a_failed_formula_is_distinguished_from_an_empty_cell(tmp_path: Path) -> None:
    found = measured(tmp_path, "id,employees\n1,5\n2,#REF!\n3,\n4,#DIV/0!\n")

    assert found.rejected.rows == 2
    assert found.rejected.first[0].reason == "employees is '#REF!', a formula that failed"


def test_a_second_table_below_the_first_is_skipped(tmp_path: Path) -> None:
    """Words stand where the first table has numbers, below an empty row: that is a header."""
    text = "id,employees\nK1,900\nK2,4\n,\nRegion,Target\nnorth,5\nnorth,6\n"
    found = measured(tmp_path, text)

    assert (sizes(found), found.rejected.rows, found.duplicates and found.duplicates.ids) == (
        [1, 1], 0, 0,
    )  # fmt: skip
    assert dict(found.passed_over) == {
        "of another table, by the header below an empty row (row 5, 6, 7)": 3,
        "without any value (row 4)": 1,
    }


def test_rows_below_an_empty_row_may_be_another_table(tmp_path: Path) -> None:
    """A row of numbers, or a word further down, is not a header: the reader decides."""
    found = measured(tmp_path, "id,employees\nK1,900\n,\nK2,4\nK3,many\n")

    ((words, number),) = found.passed_over
    assert (number, words.endswith("may be another table"), sizes(found)) == (1, True, [1, 1])
    assert found.rejected.first[0].row == 5
    assert not measured(tmp_path, "id,employees\nK1,900\n,\n").passed_over[0][0].endswith("table")


def test_a_thousand_columns_and_cells_of_100_000_characters_are_read(tmp_path: Path) -> None:
    names = ",".join(f"c{place}" for place in range(1_000))
    blank = "," * 1_001
    wide = measured(tmp_path, f"id,employees,{names}\nK1,900{',x' * 1_000}\n{blank}\n")
    assert (sizes(wide), len(wide.passed_over)) == ([1, 0], 1)

    note = '"' + "long, " * 17_000 + '"'
    assert sizes(measured(tmp_path, f"id,notes,employees\nK1,{note},900\nK2,{note},4\n")) == [1, 1]
