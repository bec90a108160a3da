"""Facts of an export outside its plain cells: nested keys, money in heads, states, rounded ids."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from csdesign.accounts.heads import code_in_head, multiple_in_head, without_currency
from csdesign.accounts.measure import MeasureOptions, SegmentRule, measure
from csdesign.accounts.measure.options import Rates, RollUp
from csdesign.accounts.problems import RulesError
from csdesign.accounts.profile import look_at
from csdesign.accounts.sql.written import MONTHS
from csdesign.errors import UnreadableError, UsageError
from csdesign.views.accounts import paste_block

if TYPE_CHECKING:
    from pathlib import Path

    from csdesign.accounts.measure.results import Measured

RULES = (SegmentRule("big", "arr >= 50000"), SegmentRule("rest", otherwise=True))


def counted(
    tmp_path: Path,
    text: str,
    rules: tuple[SegmentRule, ...] = RULES,
    name: str = "t.csv",
    **options: object,
) -> Measured:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return measure(rules, path, MeasureOptions(as_of=date(2026, 11, 1), **options))  # type: ignore[arg-type]  # options of any field


def test_keys_within_objects_are_columns_and_lists_are_named(tmp_path: Path) -> None:
    lines = [
        {
            "groupId": f"g{number}",
            "traits": {"employees": 40 * number, "plan": {"name": "pro"}, "tags": ["a"]},
            "contract": {"arr": {"value": 30_000.25 * number, "currency": "EUR"}},
        }
        for number in (1, 2, 3)
    ]
    text = "\n".join(map(json.dumps, lines))
    rates = Rates(base="USD", rates={"EUR": Decimal("1.1")})
    rules = (SegmentRule("big", "arr >= 50000 and employees > 100"), RULES[1])

    found = counted(tmp_path, text, rules, "t.jsonl", rates=rates)

    read = {column.name: column.header for column in found.mapping}
    assert read["id"] == "groupId"
    assert read["arr"] == "contract.arr.value"
    assert read["employees"] == "traits.employees"
    assert [segment.accounts for segment in found.segments] == [1, 2]
    assert found.segments[0].arr == Decimal("99000.83")
    assert any("'traits.tags' hold lists" in note for note in found.notes)


@pytest.mark.parametrize(
    ("head", "code", "multiple", "bare"),
    [
        ("ARR (CHF)", "CHF", 1, "ARR (CHF)"),
        ("arr_eur", "EUR", 1, "arr"),
        ("ARR in TEUR", "EUR", 1_000, "ARR"),
        ("ARR (k€)", None, 1_000, "ARR (k€)"),
        ("ARR $K", None, 1_000, "ARR"),
        ("Umsatz (Tsd.)", None, 1_000, "Umsatz (Tsd.)"),
        ("ARR, млн руб.", None, 1_000_000, "ARR"),
        ("ARR M€", None, 1_000_000, "ARR"),
        ("ARR (000s)", None, 1_000, "ARR (000s)"),
        ("MRR", None, 1, "MRR"),
        ("Market share", None, 1, "Market share"),
        ("$ MRR", None, 1, "$ MRR"),
        ("Try-out ARR", None, 1, "Try-out ARR"),
    ],
)
def test_a_head_says_currency_and_thousands(
    head: str, code: str | None, multiple: int, bare: str
) -> None:
    assert (code_in_head(head), multiple_in_head(head), without_currency(head)) == (
        code,
        multiple,
        bare,
    )


def test_an_amount_in_thousands_counts_a_thousand_times_to_the_cent(tmp_path: Path) -> None:
    text = "Account ID,ARR (k$)\nA,61.5\nB,4.12345\nC,0.07\n"

    found = counted(tmp_path, text, rates=Rates(base="USD"))

    assert [segment.arr for segment in found.segments] == [Decimal(61_500), Decimal("4193.45")]
    assert "arr: 1 in 'ARR (k$)' counts as 1,000, as its header says" in found.notes


def test_a_currency_in_the_head_needs_a_rate_and_goes_before_a_column_of_the_customer(
    tmp_path: Path,
) -> None:
    text = "Account ID,ARR (CHF),Currency\nA,60000,EUR\nB,100,USD\n"

    with pytest.raises(UsageError, match=r"ARR \(CHF\) is in CHF \(2 rows\)"):
        counted(tmp_path, text, rates=Rates(base="EUR"))


def test_former_customers_are_named_with_the_condition_that_leaves_them_out(
    tmp_path: Path,
) -> None:
    text = (
        "Account ID,ARR,Customer Status,Is Test\n"
        "A,60000,Active,no\nB,70000,CHURNED,no\nC,10,Churned,yes\nD,5,active,no\n"
    )
    found = counted(tmp_path, text)
    said = [note for note in found.notes if "leave them out" in note]

    assert said == [
        (
            "column 'Customer Status' is 'churned' in 2 rows, and these rows are counted; leave "
            "them out with "
            "`accounts: {where: \"customer_status != 'churned'\"}`"
        ),
        (
            "column 'Is Test' is 'yes' in 1 row, and these rows are counted; leave them out with "
            '`accounts: {where: "not is_test"}`'
        ),
    ]
    block = paste_block(look_at(found.origin[0], (), found.origin[1]), "t.csv")
    assert "# where: customer_status != 'churned'  # column 'Customer Status' is" in block

    hubspot = "Record ID,ARR,Lifecycle Stage\nA,60000,customer\nB,,opportunity\n"
    assert any("'opportunity' in 1 row" in note for note in counted(tmp_path, hubspot).notes)

    asked = counted(tmp_path, text, roll_up=RollUp(where="customer_status != 'churned'"))
    assert [segment.accounts for segment in asked.segments] == [1, 1]
    assert [note for note in asked.notes if "customer_status" in note] == []


def test_texts_are_equal_without_regard_to_capitals_but_for_ids(tmp_path: Path) -> None:
    text = "Account ID,ARR,Region\nAb,1,EMEA\naB,2,emea\nc,3,Émea\nd,4,amer\n"

    def sizes(condition: str) -> int:
        rules = (SegmentRule("in", condition), SegmentRule("rest", otherwise=True))
        return counted(tmp_path, text, rules).segments[0].accounts

    assert sizes("region = 'Emea'") == 2
    assert sizes("region != 'emea'") == 2
    assert sizes("region in ['AMER', 'émea']") == 2
    assert sizes("region not in ['EMEA', 'amer']") == 1
    assert sizes("id = 'Ab'") == 1


def test_ids_that_a_spreadsheet_rounded_are_reported(tmp_path: Path) -> None:
    found = counted(tmp_path, "Account ID,ARR\n1.00E+12,1\n1.00E+12,2\n1.00E+12,3\n")

    problem = found.problems[0]
    assert problem.rule.code == "ACC012"
    assert problem.fix == (
        "a spreadsheet rounded these ids: make their column text there, and export again"
    )


def test_days_in_no_known_form_are_not_counted_as_no_renewals(tmp_path: Path) -> None:
    text = "Account ID,ARR,Renewal Date\nA,1,in 3 months\nB,2,mid 2027\n"

    found = counted(tmp_path, text)

    assert found.segments[1].renewing is None
    assert any("none of the 2 cells of column 'Renewal Date' can be" in n for n in found.notes)


def test_a_shortened_number_is_called_one(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"'\$18\.0MM', a shortened number"):
        counted(tmp_path, "Account ID,ARR\nA,$18.0MM\nB,$7MM\n")


def test_the_sheet_with_the_known_columns_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        pivot = book.add_worksheet("Pivot")
        pivot.write_column(0, 0, ["Row Labels", "big", "Grand Total"])
        pivot.write_column(0, 1, ["Sum of ARR", 7, 7])
        sheet = book.add_worksheet("Kunden")
        for row, cells in enumerate((("Account ID", "ARR"), ("A", 60_000), ("B", 5))):
            sheet.write_row(row, 0, cells)

    found = measure(RULES, path, MeasureOptions(as_of=date(2026, 11, 1)))

    assert [segment.accounts for segment in found.segments] == [1, 1]
    assert any("sheet 'Kunden' is read; the workbook also has 'Pivot'" in n for n in found.notes)


def test_days_in_one_form_and_iso_days_are_read_together(tmp_path: Path) -> None:
    """A workbook has real days, which are ISO, and days that somebody typed as text."""
    text = "Account ID,ARR,Renewal Date\nA,1,2026-11-20\nB,2,25.12.2026\nC,3,01.12.2027\n"

    assert counted(tmp_path, text).segments[1].renewing == 2


def test_rows_that_count_or_add_up_a_group_are_not_customers(tmp_path: Path) -> None:
    """As a grouped report of Salesforce and the subtotals of Excel write them."""
    text = (
        "Owner,Account ID,ARR\nAnn,A,1\n,B,2\nSubtotal,Sum,3\n,Count,2\nBo,C,4\nBo Total,,4\n"
        "Grand Total,,7\n"
    )
    found = counted(tmp_path, text)

    assert (found.customers, found.rejected.rows) == (3, 0)
    assert found.segments[1].arr == Decimal(7)


def test_a_sum_that_names_its_group_is_not_a_customer(tmp_path: Path) -> None:
    """A list kept by hand adds up each region in the column of ids; Summa is a customer."""
    text = (
        "Kd-Nr;Kunde;ARR\n1;Apfel;2\n2;Birne;3\nSumme Nord;;5\nSumma Handel;Summa;4\n"
        "Teilsumme für Süd;;4\nВсего по Югу;;4\nGesamt;;9\n"
    )
    found = counted(tmp_path, text)

    assert (found.customers, found.segments[1].arr) == (3, Decimal(9))


@pytest.mark.parametrize(
    "rows",
    [
        "North (2),,5\nA,Ann,2\nB,Bo,3\nSouth (1),,4\nC,Cy,4\n",
        "All (3),,9\nNorth (2),,5\nA,Ann,2\nB,Bo,3\nSouth (1),,4\nC,Cy,4\n",
        "North (2),,5\nA,Ann,2\nB,Bo,3\nSouth (1),,4\nC,Cy,4\nTotal,,9\n",
    ],
)
def test_the_head_of_a_group_is_not_a_customer(tmp_path: Path, rows: str) -> None:
    """A list with groups counts its rows behind the name of each, and adds up their amounts."""
    found = counted(tmp_path, f"Account ID,Owner,ARR\n{rows}")

    assert (found.customers, found.segments[1].arr) == (3, Decimal(9))


@pytest.mark.parametrize(
    "rows",
    [
        "Acme (2),Ann,5\nAcme (1),Bo,2\nBeta,Cy,3\n",  # with words next to the amount
        "Acme (2),,5\nAcme (3),,2\nBeta,Cy,3\n",  # the numbers are not those of the rows
        "Acme (1),,5\n",
    ],
)
def test_a_customer_with_a_number_in_brackets_stays_one(tmp_path: Path, rows: str) -> None:
    assert counted(tmp_path, f"Account ID,Owner,ARR\n{rows}").customers == rows.count("\n")


@pytest.mark.parametrize(
    ("head", "advice"),
    [
        ("Monthly Spend", "--map mrr='Monthly Spend' (a year is 12 times that)"),
        ("Total Contract Value", "--map arr=HEADER"),
        ("Quarterly Revenue", "--map arr=HEADER"),
        ("Amount", "--map arr='Amount'"),
    ],
)
def test_only_what_is_paid_a_year_is_proposed_for_arr(
    tmp_path: Path, head: str, advice: str
) -> None:
    with pytest.raises(RulesError) as caught:
        counted(tmp_path, f"Account ID,{head}\nA,5\n")

    assert f"name its header with {advice};" in str(caught.value)


@pytest.mark.parametrize(
    "cells",
    [
        ("31. Januar 2027", "3. März 2027", "1. Dez. 2026"),
        ("31 janvier 2027", "1er mars 2027", "5 déc. 2026"),
        ("31 de enero de 2027", "1 marzo 2027", "5-dic-2026"),
        ("31 de janeiro de 2027", "1 de março de 2027", "5/dez/26"),
        ("31 января 2027 г.", "1 марта 2027", "5 Дек. 2026"),
    ],
)
def test_months_in_words_of_five_languages_are_read_and_reported(
    tmp_path: Path, cells: tuple[str, ...]
) -> None:
    rows = "".join(f"a{place};{cell}\n" for place, cell in enumerate(cells))

    found = counted(tmp_path, f"id;renewal_date\n{rows}", (SegmentRule("all", otherwise=True),))

    assert (found.segments[0].renewing, found.rejected.rows, found.unread) == (1, 0, ())
    assert any("days such as 31 janvier 2026" in note for note in found.notes)


def test_no_word_is_the_name_of_two_months() -> None:
    words = [word for month in MONTHS for word in month.split()]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("kr 50 000,50", "1 200 kr", "12 000,00 kr."), "kr"),
        (("50 000,50 zł", "1 200 zł", "12 Zł"), "PLN"),
        (("50 000,50 Kč", "1 200 Kč", "7 KČ"), "CZK"),
        (("CHF 50'000.-", "CHF 1'200.50", "Fr. 12.—"), "CHF"),
        (("R$ 50.000,50", "R$ 1.200,00", "R$ 12,00"), "BRL"),
        (("Rs. 1,25,000.50", "Rs. 1,200", "Rs. 12"), "INR"),
        (("50 000 Ft", "1 200 Ft", "12 Ft"), "HUF"),
    ],
)
def test_signs_of_money_in_cells_name_their_currency(
    tmp_path: Path, cells: tuple[str, ...], code: str
) -> None:
    text = "id;arr\n" + "".join(f'a{place};"{cell}"\n' for place, cell in enumerate(cells))

    found = counted(tmp_path, text, rates=Rates(base="EUR", rates={code: Decimal(1)}))

    assert [segment.accounts for segment in found.segments] == [1, 2]
    assert any(f"converted to EUR with the rates: {code} 1" in note for note in found.notes)
    with pytest.raises(UsageError, match=rf"arr is in {code} \(3 rows\)"):
        counted(tmp_path, text, rates=Rates(base="EUR"))


def test_crowns_are_those_of_the_company(tmp_path: Path) -> None:
    found = counted(tmp_path, "id;arr\na;50 000 kr\nb;1 200 kr\n", rates=Rates(base="SEK"))
    assert "arr is in SEK" in found.notes


def test_a_negative_number_of_people_is_unreadable(tmp_path: Path) -> None:
    rules = (SegmentRule("small", "employees < 100"), SegmentRule("rest", otherwise=True))
    text = "id,employees,seats\na,-5,1\nb,5,-2\nc,5,3\n"

    found = counted(tmp_path, text, rules)
    look = look_at(tmp_path / "t.csv", rules, MeasureOptions(as_of=date(2026, 11, 1)))

    assert (found.segments[0].accounts, found.rejected.rows) == (2, 1)
    assert found.rejected.first[0].reason == "employees is '-5', below zero"
    assert {column.name: column.unread for column in look.columns}["seats"] == 1


def test_groups_of_customers_ignore_capitals(tmp_path: Path) -> None:
    text = "id,arr,region\na,1,EMEA\nb,1,emea\nc,1,EMEA\nd,1,amer\n"

    found = counted(tmp_path, text)

    assert {cell.groups["region"]: cell.accounts for cell in found.cells} == {"EMEA": 3, "amer": 1}


def test_amounts_in_cents_are_read_as_their_head_says(tmp_path: Path) -> None:
    found = counted(tmp_path, "account_code,arr_in_cents\na,5000001\nb,1250\n")

    assert [segment.arr for segment in found.segments] == [Decimal("50000.01"), Decimal("12.50")]
    assert "arr: 1 in 'arr_in_cents' counts as 0.01, as its header says" in found.notes


def test_money_written_with_a_bar_before_its_currency_is_read(tmp_path: Path) -> None:
    found = counted(tmp_path, "id;arr\na;50000.25|EUR\nb;7|EUR\n", rates=Rates(base="EUR"))
    assert found.segments[0].arr == Decimal("50000.25")


@pytest.mark.parametrize("nothing", ["- None -", "00.00.0000", "n.a.", "\\N", "(leer)"])
def test_words_of_systems_for_nothing_are_missing(tmp_path: Path, nothing: str) -> None:
    text = f"id;arr;renewal_date\na;1;15.12.2026\nb;2;{nothing}\nc;{nothing};31.12.2026\n"

    found = counted(tmp_path, text)

    assert (found.segments[1].renewing, found.rejected.rows, found.unread) == (2, 0, ())


def test_a_few_odd_days_leave_the_others_of_their_column_readable(tmp_path: Path) -> None:
    """A day in another order is not one of these few: it may be any day."""
    days = [f"{day:02}.12.2026" for day in range(1, 29)]
    rows = "".join(f"a{place};1;{day}\n" for place, day in enumerate([*days, "soon"]))
    head = "id;arr;renewal_date\n"

    found = counted(tmp_path, head + rows)
    mixed = counted(tmp_path, f"{head}{rows}b;1;12/31/2026\n")

    assert (found.segments[1].renewing, found.unread) == (28, (("renewal_date", 1),))
    assert any("renewal_date is not read: 28 of the 30" in note for note in mixed.notes)


def test_rows_that_add_up_a_named_group_are_skipped(tmp_path: Path) -> None:
    text = "Region,Account ID,ARR\nEMEA,a,1\nSubtotal EMEA,,1\nAMER,b,2\nGrand Total: all,,3\n"
    found = counted(tmp_path, text)
    assert (found.customers, found.rejected.rows) == (2, 0)


@pytest.mark.parametrize(
    ("cells", "base", "total"),
    [
        (("25k", "1.2M", "900"), "EUR", 1_225_900),
        (("12,5 Mio", "1,25 Mio €", "300 Tsd."), "EUR", 14_050_000),
        (("25 тыс.", "1,5 млн", "700 тыс. руб."), "RUB", 2_225_000),
        (("$25K", "$1.25m", "$800.50"), "USD", Decimal("1275800.50")),
        (("25 MEUR", "3 KEUR"), "EUR", 25_003_000),
        (("25 MXN", "30k MXN"), "MXN", 30_025),
        (("2 Mrd", "7"), "EUR", 2_000_000_007),
    ],
)
def test_amounts_in_thousands_or_millions_are_read_by_the_column(
    cells: tuple[str, ...], base: str, total: Decimal | int, tmp_path: Path
) -> None:
    lines = "".join(f"A{number};{cell}\n" for number, cell in enumerate(cells))
    found = counted(tmp_path, f"Account ID;ARR\n{lines}", rates=Rates(base))

    assert found.rejected.rows == 0
    assert sum(segment.arr or 0 for segment in found.segments) == total
    assert any("arr: read as short" in note for note in found.notes)


@pytest.mark.parametrize(
    ("cells", "advice"),
    [
        (("1.250k", "2k"), "arr=short or --number-format arr=short-de"),  # 1,250 or 1,250,000
        (("1MM", "2M", "3M"), "arr=short to read those and reject the rest"),
    ],
)
def test_short_amounts_that_may_mean_two_things_are_asked_for(
    cells: tuple[str, ...], advice: str, tmp_path: Path
) -> None:
    lines = "".join(f"A{number};{cell}\n" for number, cell in enumerate(cells))
    with pytest.raises(UsageError, match=advice):
        counted(tmp_path, f"Account ID;ARR\n{lines}")


def test_a_column_of_currencies_may_hold_their_names(tmp_path: Path) -> None:
    text = "Account ID,ARR,Currency\nA,100,Euro\nB,200,US Dollar\n"
    rates = Rates("EUR", {"USD": Decimal("0.5")})
    found = counted(tmp_path, text, rates=rates)

    assert found.segments[1].arr == 200


def test_a_total_with_a_sign_of_its_own_is_not_an_amount_in_that_currency(tmp_path: Path) -> None:
    """As QuickBooks writes it, with the hour of printing below."""
    text = (
        'Customer ID,ARR\nA,"1,100.00"\nB,"2,200.00"\nTOTAL,"$3,300.00"\n,\n'
        '" Monday, Nov 15, 2026 04:12:09 AM GMT-8 - Accrual Basis",\n'
    )
    found = counted(tmp_path, text, rates=Rates("EUR"))

    assert (found.customers, found.segments[1].arr) == (2, 3_300)
    assert found.rejected.rows == 0


@pytest.mark.parametrize(
    "header", ["Revenu annuel récurrent", "Annual Revenue, Recurring", "Доход регулярный годовой"]
)
def test_the_words_of_a_head_may_be_in_any_order(header: str, tmp_path: Path) -> None:
    text = f"Account ID;{header}\nA;60000\n"
    found = counted(tmp_path, text)

    assert found.segments[0].accounts == 1
