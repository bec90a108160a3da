"""Workbooks as people keep them: merged cells, hidden sheets, failed formulas, a password."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from csdesign.accounts.measure import MeasureOptions, SegmentRule, measure
from csdesign.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from csdesign.accounts.measure.results import Measured

AS_OF = date(2026, 11, 25)
RULES = (SegmentRule("large", "employees >= 800"), SegmentRule("rest", otherwise=True))
HEADER = ["Account ID", "Employees", "ARR"]
ROWS = [["K1", 900, 10.5], ["K2", 4, 2], ["K3", 5, 3]]


def measured(
    tmp_path: Path, fill: Callable[[xlsxwriter.Workbook], None], **options: object
) -> Measured:
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(path)
    fill(book)
    book.close()
    return measure(RULES, path, MeasureOptions(as_of=AS_OF, **options))  # type: ignore[arg-type]  # options of any field


def sizes(found: Measured) -> list[int]:
    return [segment.accounts for segment in found.segments]


def test_headers_below_merged_ones_are_the_header(tmp_path: Path) -> None:
    """`Size` stands above Employees and ARR; Account ID spans both rows."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:A2", "Account ID")
        sheet.merge_range("B1:C1", "Size")
        sheet.write_row("B2", HEADER[1:])
        for place, row in enumerate(ROWS, 2):
            sheet.write_row(place, 0, row)

    found = measured(tmp_path, fill)

    assert sizes(found) == [1, 2]
    assert "the header is row 2; cells B1:C1 above it are merged and not read" in found.notes


def test_merged_cells_of_one_header_are_named(tmp_path: Path) -> None:
    """Nothing below says what the second column of `Size` is: it has no header of its own."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write("A1", "Account ID")
        sheet.merge_range("B1:C1", "Employees")
        for place, row in enumerate(ROWS, 1):
            sheet.write_row(place, 0, row)

    found = measured(tmp_path, fill)

    assert sizes(found) == [1, 2]
    assert any(note.startswith("cells B1:C1 are merged") for note in found.notes)


def test_a_hidden_sheet_is_read_only_where_it_is_asked_for(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        old, now = book.add_worksheet("Old"), book.add_worksheet("Now")
        old.write_row(0, 0, HEADER)
        old.write_row(1, 0, ["X", 1_000, 1])
        old.hide()
        now.activate()
        now.set_first_sheet()
        for place, row in enumerate([HEADER, *ROWS]):
            now.write_row(place, 0, row)

    found = measured(tmp_path, fill)
    assert (sizes(found), "('Old' hidden)" in found.notes[0]) == ([1, 2], True)
    assert sizes(measured(tmp_path, fill, sheet="Old")) == [1, 0]

    with pytest.raises(UsageError, match="no sheet 'Olt'; did you mean 'Old'"):
        measured(tmp_path, fill, sheet="Olt")


def test_a_failed_formula_is_named_by_its_cell_and_an_empty_one_is_missing(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for place, row in enumerate([HEADER, *ROWS, ["K4", None, 4]]):
            sheet.write_row(place, 0, row)
        sheet.write_formula("B3", "=1/0", None, "#DIV/0!")

    found = measured(tmp_path, fill)

    assert (sizes(found), found.rejected.rows) == ([1, 2], 1)
    row = found.rejected.first[0]
    assert (row.row, row.reason) == (3, "employees is '#DIV/0!', a formula that failed")


def test_a_workbook_behind_a_password_is_named_as_one(tmp_path: Path) -> None:
    """Such a file is a container of another kind, as workbooks before 2007 are."""
    path = tmp_path / "secret.xlsx"
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + name.ljust(3_000, b"\0"))

    with pytest.raises(UnreadableError, match="protected by a password"):
        measure(RULES, path, MeasureOptions(as_of=AS_OF))


def test_amounts_whose_currency_is_only_their_format_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        euros = book.add_format({"num_format": "#,##0.00 [$€-407]"})
        dollars = book.add_format({"num_format": '"$"#,##0.00'})
        sheet.write_row(0, 0, ("Account ID", "ARR"))
        for row, form in enumerate((euros, dollars, euros), 1):
            sheet.write(row, 0, f"A{row}")
            sheet.write(row, 1, 100 * row, form)

    rules = (SegmentRule("all", otherwise=True),)
    found = measure(rules, path, MeasureOptions(as_of=date(2026, 11, 1)))

    assert any(
        note.startswith("cells are formatted as € (2 cells) and $ (1 cell)") for note in found.notes
    )


def test_a_sheet_of_one_customer_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "one.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Customer ID", "Employees"])
        sheet.write_row(1, 0, ["A", 2000])
    found = measure((SegmentRule("all", otherwise=True),), path, MeasureOptions(as_of=AS_OF))

    assert found.customers == 1


def test_a_hidden_sheet_is_named_where_no_other_has_a_table(tmp_path: Path) -> None:
    path = tmp_path / "hidden.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Read me").write(0, 0, "hello")
        data = book.add_worksheet("Data")
        data.hide()
        data.write_column(0, 0, ["Customer ID", "A"])
    with pytest.raises(UnreadableError, match="hidden: 'Data', to be read with --sheet"):
        measure((SegmentRule("all", otherwise=True),), path, MeasureOptions(as_of=AS_OF))
