from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csdesign.errors import UnreadableError, UsageError
from csdesign.role_import import ImportOptions, read_documents

if TYPE_CHECKING:
    from pathlib import Path

    from csdesign.role_import import ImportedRoles

HEAD = "Job Code,Job Title,Department,Reports To,Job Description\n"
CSM = 'CS-1,Customer Success Manager,CS,VP CS,"Runs reviews. 3+ years of experience in SaaS."\n'


def texts(statements: tuple[object, ...]) -> list[str]:
    return [s.text for s in statements]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roles.csv"


def rows(path: Path, content: str | bytes, **columns: str) -> ImportedRoles:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_documents([path], options=ImportOptions(columns=columns))


def said(roles: ImportedRoles) -> str:
    return "\n".join(note.message for note in roles.notes)


def test_a_row_is_a_role_by_the_alias_table(path: Path) -> None:
    (role,) = roles = rows(path, HEAD + CSM)
    assert (role.id, role.title, role.line) == ("cs-1", "Customer Success Manager", 2)
    assert (role.department, role.manager) == ("CS", "VP CS")
    assert texts(role.responsibilities) == ["Runs reviews."]
    assert texts(role.requirements) == ["3+ years of experience in SaaS."]
    assert "title = 'Job Title'" in said(roles)


@pytest.mark.parametrize(
    ("codec", "bom", "note"),
    [
        ("utf-8", b"", ""),
        ("utf-8-sig", b"", ""),
        ("utf-16", b"", "read as UTF-16, by its byte-order mark"),
        ("utf-16-le", b"", "read as UTF-16-LE, by its zero bytes"),
        ("utf-16-be", b"", "read as UTF-16-BE, by its zero bytes"),
        ("cp1252", b"", "read as Windows-1252"),
    ],
)
def test_encodings_are_recognised_and_reported(
    path: Path, codec: str, bom: bytes, note: str
) -> None:
    roles = rows(path, bom + "Title;Duties\r\nKäufer-Manager;Führt Gespräche\r\n".encode(codec))
    assert roles[0].title == "Käufer-Manager"
    assert note in said(roles)


def test_a_cyrillic_code_page_is_distinguished_from_a_western_one(path: Path) -> None:
    roles = rows(path, "Должность;Обязанности\nМенеджер;Ведение клиентов\n".encode("cp1251"))
    assert roles[0].title == "Менеджер"
    assert "Windows-1251" in said(roles)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Title,Text\n\x81\x8d\n", "neither UTF-8, UTF-16 nor a known code page"),
        (b"Title,Text\n" + "é,".encode() * 9 + b"\xe9,\n", "UTF-8 with damaged characters"),
        (b"Title,Text\nA\0B,c\n", "zero bytes"),
        (b"", "it has no rows"),
        (b"\n\n  \n", "it has no rows"),
        (b'Title,Text\n"A,b\nC,d\n', "roles.csv:2: a quotation mark is opened"),
        (b'Title,Text\n"A"x,b\n', "roles.csv:2: text after a closing quotation mark"),
        (b"Title,Text\n" + b"x" * 140_000 + b",y\n", "roles.csv:2: a cell has more than"),
    ],
)
def test_what_cannot_be_read_gets_one_clear_error(path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        rows(path, data)


@pytest.mark.parametrize(
    ("delimiter", "name"), [(",", None), (";", "semicolon"), ("\t", "tab"), ("|", "vertical bar")]
)
def test_delimiters_are_recognised_and_reported(
    path: Path, delimiter: str, name: str | None
) -> None:
    line = delimiter.join(["Position", "Duties", "Team"])
    roles = rows(
        path,
        f"{line}\n{delimiter.join(['Analyst', 'Counts, and counts', 'Ops'])}\n"
        if delimiter != ","
        else f'{line}\nAnalyst,"Counts, and counts",Ops\n',
    )
    assert texts(roles[0].responsibilities) == ["Counts, and counts"]
    assert ("columns are separated by" in said(roles)) == (name is not None)
    assert name is None or name in said(roles)


def test_excels_own_first_line_declares_the_delimiter(path: Path) -> None:
    (role,) = rows(path, "sep=;\nTitle;Duties\nAnalyst;Counts, sums\n")
    assert (role.title, role.line) == ("Analyst", 3)


def test_a_footer_is_left_out_and_reported(path: Path) -> None:
    footer = '""\n"Roles by team"\n"Copyright (c) 2000-2026 a vendor, inc."\n"Confidential"\n'
    roles = rows(path, HEAD + CSM + footer)
    assert len(roles) == 1
    assert "3 lines at the end were taken for a footer and left out" in said(roles)


def test_every_rejected_row_is_named_with_its_reason(path: Path) -> None:
    roles = rows(path, HEAD + "X,,CS,,Text\nlonely\nY,A,B,C,D,E,F\n" + CSM)
    assert [(n.line, n.message) for n in roles.notes if "rejected" in n.message] == [
        (2, "row rejected: no title"),
        (3, "row rejected: a single cell, 'lonely'"),
        (4, "row rejected: 7 cells, but the header has 5"),
    ]


def test_people_with_one_job_share_one_role(path: Path) -> None:
    people = "".join(f"{n},Support Engineer,{m}\n" for n, m in [(1, "Ann"), (2, "Ann"), (3, "Bob")])
    (role,) = rows(path, "Employee ID,Business Title,Manager\n" + people)
    assert role.checks == ("is in 3 rows", "the list has no description of it")
    assert (role.id, role.manager) == ("support-engineer", "")


def test_columns_of_their_own_and_points_strung_together(path: Path) -> None:
    (role,) = rows(
        path,
        "Role;Responsibilities;Requirements;KPIs\n"
        'Analyst;"• Count visits • Own reports";"Numeracy; Patience";NPS\n',
    )
    assert texts(role.responsibilities) == ["Count visits", "Own reports"]
    assert texts(role.requirements) == ["Numeracy", "Patience"]
    assert texts(role.measures) == ["NPS"]


def test_a_mapping_overrides_the_alias_table(path: Path) -> None:
    (role,) = rows(path, "Title,Stellenname\nDr.,Support Engineer\n", title="stellenname")
    assert role.title == "Support Engineer"


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"titel": "Job Title"}, "no such field; did you mean 'title'"),
        ({"title": "Job Tite"}, "no such column; did you mean 'Job Title'"),
    ],
)
def test_a_wrong_mapping_says_what_was_meant(
    path: Path, columns: dict[str, str], reason: str
) -> None:
    with pytest.raises(UsageError, match=reason):
        rows(path, HEAD + CSM, **columns)


def test_a_list_without_titles_says_how_to_name_them(path: Path) -> None:
    with pytest.raises(
        UsageError, match="no column of titles among 'A' and 'B'; name it with --map"
    ):
        rows(path, "A,B\n1,2\n")


def test_large_lists_are_read_as_a_stream(path: Path) -> None:
    """8,000 employees with 40 jobs are 40 roles."""
    body = "".join(f"{n},Support Engineer {n % 40},Answers tickets\n" for n in range(8_000))
    roles = rows(path, "Employee ID,Job Title,Duties\n" + body)
    assert len(roles) == 40
    assert len({role.id for role in roles}) == 40
