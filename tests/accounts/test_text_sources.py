"""Delimited text as tools write it: encodings, delimiters, footers, rows that cannot be used."""

from __future__ import annotations

import csv
import gzip
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csdesign.accounts.measure import MeasureOptions, SegmentRule, measure
from csdesign.errors import UnreadableError, UsageError
from csdesign.files.writing import Outputs

if TYPE_CHECKING:
    from pathlib import Path

    from csdesign.accounts.measure.results import Measured

AS_OF = date(2026, 11, 25)
RULES = [SegmentRule("big", "employees >= 100"), SegmentRule("rest", otherwise=True)]


def measured(path: Path, **options: object) -> Measured:
    return measure(RULES, path, MeasureOptions(as_of=AS_OF, **options))  # type: ignore[arg-type]  # options of any field


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found_and_reported(
    encoding: str, said: str, delimiter: str, tmp_path: Path
) -> None:
    lines = ["id,name,employees,arr", "1,Gerência,200,10.50", "2,Zoë,5,1.25"]
    text = "\r\n".join(lines).replace(",", delimiter)
    found = measured(write(tmp_path / "a.csv", text, encoding))
    assert [segment.accounts for segment in found.segments] == [1, 1]
    assert found.segments[0].arr == Decimal("10.50")
    assert said in found.notes[0]


def test_a_guess_of_the_encoding_is_admitted(tmp_path: Path) -> None:
    found = measured(write(tmp_path / "a.csv", "id,name,employees\n1,Zoë,5\n", "cp1252"))
    assert "read as Windows-1252 (Western)" in found.notes[1]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_regions_in_russian_match_whatever_they_are_written_in(
    tmp_path: Path, encoding: str
) -> None:
    """Excel in Russia saves CSV as cp1251; a rule written in UTF-8 still matches its cells."""
    text = "id;name;region\n1;ООО Ромашка;Москва\n2;Завод Салют;Казань\n3;Ёлкин;Москва\n"
    rules = (SegmentRule("capital", "region = 'Москва'"), SegmentRule("rest", otherwise=True))

    found = measure(rules, write(tmp_path / "a.csv", text, encoding), MeasureOptions(as_of=AS_OF))

    assert [segment.accounts for segment in found.segments] == [2, 1]
    assert {cell.groups["region"] for cell in found.cells} == {"Москва", "Казань"}


def test_amounts_with_blanks_and_signs_do_not_hide_russian_words(tmp_path: Path) -> None:
    """High bytes that stand alone, as in `1 200 €`, say nothing of letters."""
    rows = "".join(f"{place};1\xa0{place}0 €;Север\n" for place in range(10, 90))
    path = write(tmp_path / "a.csv", f"id;arr;region\n{rows}", "cp1251")
    rules = (SegmentRule("north", "region = 'Север'"), SegmentRule("rest", otherwise=True))

    found = measure(rules, path, MeasureOptions(as_of=AS_OF))

    assert [segment.accounts for segment in found.segments] == [80, 0]


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "a", "employees": 5}, 7, {"id": "b", "employees": 900}]',
        '{"n": 2,\n "all": [{"id": "a", "employees": 5}, 7, {"id": "b", "employees": 900}]}',
    ],
)
def test_a_list_of_json_objects_is_read_as_lines_are(tmp_path: Path, text: str) -> None:
    found = measured(write(tmp_path / "a.json", text))

    assert (found.rows, found.rejected.rows, found.customers) == (3, 1, 2)
    assert found.rejected.first[0].reason == "is not a JSON object"
    assert "read as a list of JSON objects" in found.notes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"accounts": []}', "not one list of objects; write one object a line"),
        ('{"a": [{"id": 1}], "b": [{"id": 2}]}', "not one list of objects"),
        ('[{"id": 1}', "damaged JSON"),
    ],
)
def test_other_json_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        measured(write(tmp_path / "a.csv", text))


def test_where_there_are_no_rows_the_design_keeps_its_numbers(tmp_path: Path) -> None:
    found = measured(write(tmp_path / "a.csv", "id,employees\n"))

    assert found.segments == ()
    assert found.problems[0].message.endswith("has no accounts; the plan uses the declared counts")


def test_a_table_of_which_no_row_can_be_used_is_refused(tmp_path: Path) -> None:
    """Nothing is planned from the declared numbers as if the table had been read."""
    with pytest.raises(UnreadableError, match="none of the 2 rows can be used; row 2: employees"):
        measured(write(tmp_path / "a.csv", "id,employees\n1,x\n2,y\n"))


def test_excels_separator_line_is_not_a_header(tmp_path: Path) -> None:
    found = measured(write(tmp_path / "a.csv", "sep=;\nid;employees\n1;200\n2;3\n"))
    assert found.rows == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blank_lines_above_the_header_and_every_line_end_are_read(end: str, tmp_path: Path) -> None:
    lines = ["", "  ", "id,employees", "1,200", "2,5"]
    found = measured(write(tmp_path / "a.csv", end.join(lines)))
    assert (found.rows, found.rejected.rows) == (2, 0)


@pytest.mark.parametrize(
    "text",
    [
        "id,employees\r\n1,200\n2,5\r3,7\r\n",
        "id,employees\r\n1,200\r\n2,5\n3,7\n",
        "id,employees\n1,200\n2,5\r\n3,7\r\n",
        "id,employees\r\n1,200\r\n2,5\r\n3,7\n",
    ],
)
def test_mixed_line_ends_are_read(text: str, tmp_path: Path) -> None:
    found = measured(write(tmp_path / "a.csv", text))
    assert (found.rows, found.rejected.rows) == (3, 0)


def test_line_ends_that_change_far_down_are_read(tmp_path: Path) -> None:
    """Two exports put together: the second begins beyond any sample."""
    text = "id,employees\r\n" + "1,200\r\n" * 300_000 + "2,5\n" * 3
    found = measured(write(tmp_path / "a.csv", text), borders=False)
    assert (found.rows, found.rejected.rows) == (300_003, 0)


def test_line_feeds_in_cells_of_a_windows_file_are_kept(tmp_path: Path) -> None:
    text = 'id,name,employees\r\n1,"a\nb",200\r\n2,c,5\r\n'
    found = measured(write(tmp_path / "a.csv", text))
    assert (found.rows, found.rejected.rows) == (2, 0)


def test_quoted_cells_hold_delimiters_and_line_feeds(tmp_path: Path) -> None:
    found = measured(
        write(tmp_path / "a.csv", 'id,name,employees\n1,"a, b\nc",200\n2,"x ""y""",5\n')
    )
    assert (found.rows, found.rejected.rows) == (2, 0)


SALESFORCE = (
    '"Account ID","Account Name","Employees","Annual Revenue"\n'
    '"0015000000aBcDe","A","120","1"\n'
    '"0015000000aBcDE","B","8","2"\n'
    "\n"
    "\n"
    '"Accounts by owner"\n'
    '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
    '"Confidential Information - Do Not Distribute"\n'
)


def test_a_salesforce_footer_is_left_out_and_counted(tmp_path: Path) -> None:
    found = measured(write(tmp_path / "report.csv", SALESFORCE))
    assert (found.rows, found.rejected.rows) == (2, 0)
    assert "3 rows of totals or of the report's footer left out" in found.notes


def test_short_rows_of_totals_are_left_out_in_every_position(tmp_path: Path) -> None:
    """A report adds up under the columns it adds, and writes no cells after them."""
    text = (
        "id;name;employees;region\n1;a;2;x\nZwischensumme;;2\n2;b;3;x\n;Gesamtsumme:;5\n"
        '"Grand Total";;"5"\n3;total care\n'
    )
    found = measured(write(tmp_path / "a.csv", text))
    assert "3 rows of totals or of the report's footer left out" in found.notes
    assert [r.row for r in found.rejected.first] == [7]


def test_short_last_rows_that_are_not_a_footer_are_rejected(tmp_path: Path) -> None:
    found = measured(write(tmp_path / "a.csv", "id,employees\n1,200\n2\n"))
    assert [(r.row, r.reason) for r in found.rejected.first] == [
        (3, "has fewer cells than the header")
    ]


def test_ids_stay_text_and_differ_by_case(tmp_path: Path) -> None:
    """Neither leading zeros nor the case of a Salesforce id is lost."""
    text = "Account ID,Employees\n00123,1\n123,1\n0015000000aBcDe,1\n0015000000aBcDE,1\n1E5,1\n"
    found = measured(write(tmp_path / "a.csv", text))
    assert found.duplicates is not None
    assert found.duplicates.ids == 0


def test_every_bad_cell_is_rejected_with_its_row_and_reason(tmp_path: Path) -> None:
    rules = [SegmentRule("s", "employees >= 1 and renewal_date <= as_of and strategic")]
    text = (
        "id,employees,arr,renewal_date,strategic\n"
        "1,10,5.00,2026-01-31,true\n"
        "2,ten,5.00,2026-01-31,no\n"
        "3,10,-1,2026-01-31,yes\n"
        '4,10,"1,200.50",2026-01-31,1\n'
        "5,10,5.00,31/01/2026,0\n"
        "6,10,5.00,2026-02-30,true\n"
        "7,1_000,5.00,2026-01-31,true\n"
        "8,nan,5.00,2026-01-31,true\n"
        "9,10,5.00,2026-01-31,maybe\n"
        "10,10,1e99,2026-01-31,true\n"
        "11,,,,\n"
    )
    path = write(tmp_path / "a.csv", text)
    listing = Outputs().claim(str(tmp_path / "rejects.csv"))
    found = measure(rules, path, MeasureOptions(as_of=AS_OF, rejects=listing))
    assert found.segments[0].accounts == 1
    assert (found.rows, found.rejected.rows, found.orphans) == (11, 9, 1)
    assert listing.data is not None
    header, *rows = csv.reader(listing.data.decode().splitlines())
    assert header == ["row", "reason"]
    assert [int(row[0]) for row in rows] == [3, 4, 5, 6, 7, 8, 9, 10, 11]
    said = [row[1] for row in rows]
    assert said[0].startswith("employees is 'xxx', not a plain number")
    assert said[1] == "arr is '-1', below zero"
    assert said[2].startswith("arr is '1,200.50', not a plain number; give --number-format")
    assert said[3].startswith("renewal_date is '31/01/2026', not a date written as 2026-01-31")
    assert said[4].startswith("renewal_date is '2026-02-30'")
    assert said[5].startswith("employees is '1_000'")
    assert said[6] == "employees is 'nan', not a finite number"
    assert said[7] == "strategic is 'xxxxx', neither true nor false"


def test_row_numbers_count_the_rows_that_do_not_fit(tmp_path: Path) -> None:
    """A bad cell below rows of the wrong width is still found in its own row."""
    text = "id,employees\n1,1\n2\n3,1,9\n4,x\n5,1\n6\n7,y\n"
    found = measured(write(tmp_path / "a.csv", text))
    assert [reject.row for reject in found.rejected.first] == [3, 4, 5, 7, 8]


def test_an_address_in_a_bad_cell_is_not_shown(tmp_path: Path) -> None:
    found = measured(write(tmp_path / "a.csv", "id,employees\n1,zoe@example.com\n2,5\n"))
    assert "zoe" not in found.rejected.first[0].reason
    assert "zoe" not in found.problems[0].message


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("Meyer GmbH", "'xxxxx xxxx'"),
        ("Li Wu", "'xx xx'"),
        ("Hotel 21", "'xxxxx 21'"),
        ("1200 EURO", "'1200 xxxx'"),
        ("12 Jan 2026", "'12 Jan 2026'"),
        ("tbd", "'tbd'"),
        ("unknown", "'unknown'"),
        ("Ёлкин", "'xxxxx'"),
    ],
)
def test_a_name_in_a_bad_cell_is_crossed_out(tmp_path: Path, cell: str, shown: str) -> None:
    """A row that slipped has names where numbers belong; what tells the mistake stays."""
    found = measured(write(tmp_path / "a.csv", f"id,employees\n1,{cell}\n2,5\n"))

    assert f"employees is {shown}, " in found.rejected.first[0].reason


def test_an_open_quote_does_not_swallow_rows_silently(tmp_path: Path) -> None:
    found = measured(write(tmp_path / "a.csv", 'id,employees\n1,200\n2,"300\n3,400\n'))
    assert found.rejected.rows == 1
    assert "never closed" in found.rejected.first[0].reason


@pytest.mark.parametrize(
    ("number_format", "cells"),
    [
        ("en", ["$1,200.50", "(1,000)", "1200.5", "USD 7", "-3"]),
        ("de", ["1.200,50 €", "(1.000)", "1200,5", "7 EUR", "-3"]),
        ("fr", ["1 200,50 €", "(1\u202f000)", "1200,5", "7", "-3"]),
        ("ch", ["CHF 1'200.50", "(1’000)", "1200.5", "7", "-3"]),
    ],
)
def test_number_formats_are_read_when_asked_for(
    number_format: str, cells: list[str], tmp_path: Path
) -> None:
    """`health` may be negative; each file holds 1200.50, -1000, 1200.5, 7 and -3."""
    rules = [
        SegmentRule("a", "health between 1200.5 and 1200.5"),
        SegmentRule("b", "health = -1000"),
        SegmentRule("c", "health = 7"),
        SegmentRule("d", "health = -3"),
    ]
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["id", "health"], *enumerate(cells)])
    found = measure(rules, path, MeasureOptions(as_of=AS_OF, number_format=number_format))
    assert found.rejected.rows == 0
    assert [segment.accounts for segment in found.segments] == [2, 1, 1, 1]


def test_a_number_of_another_format_is_rejected(tmp_path: Path) -> None:
    """1.200,50 is not read as English, nor 1,20,0 as anything."""
    text = 'id;employees\n1;"1.200,50"\n2;"1,20,0"\n3;5\n'
    found = measured(write(tmp_path / "a.csv", text), number_format="en")
    assert found.rejected.rows == 2


def test_days_of_another_order_are_read_when_asked_for(tmp_path: Path) -> None:
    rules = [SegmentRule("s", "renewal_date = 2026-01-31")]
    path = write(tmp_path / "a.csv", "id,renewal_date\n1,31/01/2026\n2,01/31/2026\n3,2026-01-31\n")
    found = measure(rules, path, MeasureOptions(as_of=AS_OF, date_format="%d/%m/%Y"))
    assert (found.segments[0].accounts, found.rejected.rows) == (2, 1)  # ISO is one in any form


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"  \n \n", "is empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body>", "web page"),
        (b"\n  <html>", "web page"),
        (b"PK\x03\x04rest", "as a workbook"),
        (b"\x1f\x8bxx", "compressed and damaged"),
        (b"one column\n1\n2\n", "not a table"),
        (b"a,b\n\x81\xfe,1\n", "neither UTF-8"),
        (b"a,b\x00c\n1,2\n", "binary"),
        (b"PAR1 and then nothing", "cut short"),
        (b"SQLite format 3\x00 and then nothing", "cannot read"),
        (b"12345678DUCK and then nothing", "cannot open"),
    ],
)
def test_what_is_not_a_table_is_one_clear_message(
    content: bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "accounts.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=message) as caught:
        measured(path)
    assert "\n" not in str(caught.value)


def test_headers_that_repeat_do_harm_only_where_they_are_used(tmp_path: Path) -> None:
    """Two columns of notes are nobody's business; of two revenues neither can be the one."""
    found = measured(write(tmp_path / "a.csv", "id,Notes,notes,employees\n1,a,b,200\n"))
    assert found.segments[0].accounts == 1
    assert "several columns are headed 'Notes'" in found.notes[1]
    with pytest.raises(UsageError, match="several columns headed 'ARR', and arr is read from one"):
        measured(write(tmp_path / "b.csv", "id,employees,ARR,arr\n1,2,3,4\n"))


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        measured(tmp_path / "none.csv")


def test_a_table_without_rows_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    found = measured(write(tmp_path / "a.csv", "id,employees\n"))
    assert found.rows == 0
    assert [problem.rule.code for problem in found.problems] == ["ACC010"]


@pytest.mark.parametrize(
    "options",
    [{"number_format": "english"}, {"date_format": "dd/mm"}, {"margin": 1.5}, {"sample": -1}],
)
def test_an_option_without_effect_is_refused(options: dict[str, object], tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id,employees\n1,1\n")
    with pytest.raises(UsageError):
        measured(path, **options)


def test_an_encoding_can_be_named_where_letters_tell_too_little(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id,region,employees\n1,Děčín,5\n", "cp1250")
    rules = (SegmentRule("north", "region = 'Děčín'"), SegmentRule("rest", otherwise=True))

    guessed = measure(rules, path, MeasureOptions(as_of=AS_OF))
    named = measure(rules, path, MeasureOptions(as_of=AS_OF, encoding="cp1250"))

    assert [segment.accounts for segment in guessed.segments] == [0, 1]
    assert "read as" in guessed.notes[1]
    assert [segment.accounts for segment in named.segments] == [1, 0]
    with pytest.raises(UnreadableError, match="is not written in UTF-8; give --encoding NAME"):
        measure(rules, path, MeasureOptions(as_of=AS_OF, encoding="utf-8"))


def test_what_is_not_text_has_no_encoding(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"id": "a", "employees": 5}\n{"id": "b"}\n')
    with pytest.raises(UsageError, match="is not a text; --encoding works with a text such as CSV"):
        measured(path, encoding="cp1250")


def test_cells_marked_as_text_are_read_without_the_mark(tmp_path: Path) -> None:
    r"""`="00123"` and `'00123` keep a spreadsheet from dropping zeros; quotes in names stay."""
    text = (
        "id,name,employees,arr\n=\"00123\",'t Hooft,'250,10.50\n"
        '"=""00124""",O\'Brien,="3",1\n\'00123,again,4,1\n'
    )

    found = measured(write(tmp_path / "a.csv", text))

    assert [segment.accounts for segment in found.segments] == [1, 1]
    assert found.duplicates is not None
    assert found.duplicates.ids == 1
    assert 'cells marked as text (="00123", \'00123) are read without the mark' in found.notes


def test_a_compressed_table_beyond_any_table_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small file with a huge content is refused; the limit grows with the file."""
    monkeypatch.setattr("csdesign.accounts.sources.opening._SOON_UNPACKED", 1 << 20)
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"id,employees\n" + b"1,5\n" * 1_000_000))
    with pytest.raises(UnreadableError, match=r"a\.csv\.gz holds more than 1 MB; give it"):
        measured(path)


@pytest.mark.parametrize("head", ["", '<meta charset="windows-1252">'])
def test_the_table_of_a_web_page_is_read(head: str, tmp_path: Path) -> None:
    """Many systems write one under the name of an .xls; the page's own layout is skipped."""
    rows = "".join(
        f"<tr><td>0{n}</td><td>Müller &amp; <b>Söhne</b></td><td>{n},500.00</td></tr>"
        for n in range(1, 5)
    )
    page = (
        f"<html><head>{head}</head><body><table><tr><td>Menu</td><td>Help</td></tr></table>"
        "<table><tr><th colspan=3>Customers</th></tr>"
        f"<tr><th>Account ID<th>Name<th>ARR</tr>{rows}</table></body></html>"
    )
    path = tmp_path / "report.xls"
    path.write_text(page, encoding="cp1252")
    found = measure(
        [SegmentRule("one", "name = 'Müller & Söhne' and id = '01'"), SegmentRule("r", None, True)],
        path,
        MeasureOptions(as_of=AS_OF),
    )

    assert [segment.accounts for segment in found.segments] == [1, 3]
    assert found.segments[0].arr == 1500
    assert any("the largest of 2" in note for note in found.notes)


@pytest.mark.parametrize(
    "text",
    [
        # a list of SAP, a table of a database's shell with and without a frame, Markdown
        (
            "15.11.2026      Liste      1\n\n{rule}\n|Kunde |ARR  |\n{rule}\n|001   |  100|\n"
            "|A,2   |  x99|\n{rule}\n"
        ),
        (
            "+------+-----+\n| id   | arr |\n+------+-----+\n| 001  | 100 |\n| A,2  | x99 |\n"
            "+------+-----+\n2 rows in set (0.00 sec)\n"
        ),
        " id   | arr \n------+-----\n 001  | 100 \n A,2  | x99 \n(2 rows)\n",
        "| id | arr |\n|:---|---:|\n| 001 | 100 |\n| A,2 | x99 |\n",
    ],
)
def test_the_lines_of_a_drawn_table_are_not_rows(text: str, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(text.format(rule="-" * 14), encoding="utf-8")
    options = MeasureOptions(as_of=AS_OF, columns={"id": "Kunde"} if "Kunde" in text else {})
    rules = [SegmentRule("one", "arr = 100 and id = '001'"), SegmentRule("rest", otherwise=True)]
    found = measure(rules, path, options)
    place = 1 + text.format(rule="-" * 14).splitlines().index(
        next(line for line in text.splitlines() if "x99" in line)
    )

    assert [segment.accounts for segment in found.segments] == [1, 0]
    assert [row.row for row in found.rejected.first] == [place]
