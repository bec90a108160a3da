"""A first look counts the rows that a plan would count, and proposes what it can."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import yaml

from csdesign.accounts.columns import likely_id
from csdesign.accounts.measure import MeasureOptions, SegmentRule, measure
from csdesign.accounts.measure.options import RollUp
from csdesign.accounts.profile import look_at
from csdesign.views.accounts import paste_block

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2026, 11, 25)
EXPORT = """\
Kundennummer;Firma;Mitarbeiter;Jahresumsatz
K1;Eins;900;12.000,50 €
K2;Zwei;4;300,00 €
K2;Zwei;4;300,00 €
;;;
Summe;;9.999;99.999.999,00 €
"""


def written(tmp_path: Path, text: str = EXPORT) -> Path:
    path = tmp_path / "kunden.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_that_a_plan_skips_are_not_in_the_figures_of_the_look(tmp_path: Path) -> None:
    path = written(tmp_path)
    look = look_at(path, (), MeasureOptions(as_of=AS_OF))
    rules = (SegmentRule("large", "employees >= 800"), SegmentRule("rest", otherwise=True))
    found = measure(rules, path, MeasureOptions(as_of=AS_OF))

    assert (look.rows, look.blank, look.totals, look.of_another_table) == (3, 1, 1, 0)
    assert look.rows == found.rows
    assert (look.repeated, look.repeated_rows) == (1, 1)
    assert {column.filled for column in look.columns} == {3}
    most = {column.header: column.most for column in look.columns}
    assert (most["Mitarbeiter"], most["Jahresumsatz"]) == ("900.0", "12000.5")
    for spread in look.spreads:
        assert sum(each.accounts for each in spread.bins) == look.rows


def test_the_only_column_of_amounts_is_proposed_as_revenue(tmp_path: Path) -> None:
    look = look_at(written(tmp_path), (), MeasureOptions(as_of=AS_OF))
    block = paste_block(look, "kunden.csv")

    assert '# columns: {arr: "Jahresumsatz", ' in block
    assert yaml.safe_load(block)["accounts"]["per"] == "id"


def test_several_columns_of_amounts_are_left_to_the_reader(tmp_path: Path) -> None:
    text = "Kundennummer;Jahresumsatz;Auftragswert\nK1;5;6\nK2;7;8\n"
    block = paste_block(look_at(written(tmp_path, text), (), MeasureOptions(as_of=AS_OF)), "a.csv")

    assert "arr: HEADER" in block


def test_a_second_table_is_not_in_the_figures_of_the_look(tmp_path: Path) -> None:
    text = "id,employees\nK1,900\nK2,4\n,\nRegion,Target\nnorth,5000\n"
    look = look_at(written(tmp_path, text), (), MeasureOptions(as_of=AS_OF))

    assert (look.rows, look.of_another_table) == (2, 2)
    assert look.columns[1].most == "900.0"


def test_the_block_reads_days_and_adds_up_rows_as_the_look_did(tmp_path: Path) -> None:
    """What the look proposes is what a design takes; both amounts of a row are added up."""
    path = tmp_path / "t.csv"
    rows = "a,1,12,2026年1月2日\na,2,24,2026年3月4日\nb,3,36,2026年5月6日\n"
    path.write_text(f"account_id,mrr,arr,renewal_date\n{rows}", encoding="utf-8")

    block = paste_block(look_at(path, [], MeasureOptions(as_of=date.min)), "t.csv")
    own = yaml.safe_load(block)["accounts"]

    assert own["formats"] == {"renewal_date": "%Y年%m月%d日"}
    assert (own["sum"], own["min"]) == (["arr", "mrr"], ["renewal_date"])
    roll_up = RollUp(per=own["per"], sum=tuple(own["sum"]), min=tuple(own["min"]))
    options = MeasureOptions(as_of=date(2026, 1, 1), formats=own["formats"], roll_up=roll_up)
    found = measure((SegmentRule("all", otherwise=True),), path, options)
    assert (found.customers, found.segments[0].arr) == (2, Decimal(72))


@pytest.mark.parametrize(
    ("header", "own"),
    [
        ("Klinik Code", True),
        ("Praxisnummer", True),
        ("Номер договора", False),
        ("Номер клиники", True),
        ("Phone number", False),
        ("number_of_users", False),
        ("client key", True),
        ("Nordregion", False),
    ],
)
def test_a_column_that_may_hold_ids_is_proposed(header: str, own: bool) -> None:
    """Numbers of telephones, contracts and regions are other things' numbers."""
    assert likely_id(["Name", header]) == (header if own else None)


def test_a_wide_table_is_looked_at_as_a_narrow_one(tmp_path: Path) -> None:
    """Its known columns wherever they stand; blank rows, totals and footers told from customers."""
    header = ["Account ID", *(f"field {n}" for n in range(210)), "Employees"]
    rows = [("K1", "x", "900"), ("K2", "", ""), (" ", "", " "), ("", "Confidential", "")]
    rows += [("", "no id", "3"), ("", "Grand total", "904")]
    lines = [header, *([first, second, *[""] * 209, last] for first, second, last in rows)]
    path = written(tmp_path, "\n".join(",".join(line) for line in lines) + "\n")
    options = MeasureOptions(as_of=AS_OF)
    look = look_at(path, (), options)
    found = measure((SegmentRule("all", otherwise=True),), path, options)

    assert len(look.columns) == 200
    assert any("200 of 212 columns are looked at" in note for note in look.notes)
    assert [column.most for column in look.columns if column.name == "employees"] == ["900.0"]
    assert (look.blank, look.totals, look.without_id, look.rows) == (1, 2, 1, 3)
    assert (found.customers, found.rejected.rows) == (2, 1)
    assert sum(number for _, number in found.passed_over) == 3
