"""HR lists become posts without names, and serve as the people of books."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml

from csdesign.errors import UsageError
from csdesign.role_import import ImportOptions, read_documents, write_yaml
from csdesign.role_import.hr_posts import posts_for

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 30)
LIST = (
    "Worker,Business Title,FTE %,Location,Languages,Hire Date,Status,Manager\n"
    '"Berg, Ida",Customer Success Manager,100%,Oslo,"no, en",2021-04-01,Active,"Dahl, Per"\n'
    '"Lund, Ola",Customer Success Manager,100%,Oslo,"no, en",2019-08-01,Active,"Dahl, Per"\n'
    '"Moe, Siv",Senior Customer Success Manager,80%,Molde,no,2027-01-15,Active,"Dahl, Per"\n'
    ',Customer Success Manager,100%,Oslo,"no, en",,Vacant,"Dahl, Per"\n'
    '"Vik, Jan",Customer Success Manager,100%,Oslo,no,2018-01-01,Terminated,"Dahl, Per"\n'
    '"Aas, Eli",Accountant,100%,Oslo,no,2018-01-01,Active,"Dahl, Per"\n'
)


def test_like_posts_are_counted_and_no_name_gets_out(tmp_path: Path) -> None:
    """Count, working time, place, language and a first day to come; a vacancy is a post."""
    path = tmp_path / "staff.csv"
    path.write_text(LIST, encoding="utf-8")
    found = read_documents([path], options=ImportOptions(today=TODAY))
    text = write_yaml(found, "staff.csv", found.staff)

    assert not any(name in text for name in ("Berg", "Lund", "Moe", "Dahl", "Vik", "Aas"))
    posts = {post["id"]: post for post in yaml.safe_load(text)["positions"]}
    assert posts["customer-success-manager-oslo"]["count"] == 2
    senior = posts["senior-customer-success-manager-molde"]
    assert (senior["fte"], senior["starts"], senior["languages"]) == (
        0.8,
        date(2027, 1, 15),
        ["no"],
    )
    assert "# row 5, vacant" in text
    assert sum(post.get("count", 1) for post in posts.values()) == 5
    said = " ".join(note.message for note in found.notes)
    assert "people who left, not counted: 1" in said
    assert "vacant posts, counted as posts: 1" in said


def test_names_are_kept_where_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(LIST, encoding="utf-8")
    found = read_documents([path], options=ImportOptions(today=TODAY, names=True))
    text = write_yaml(found, "staff.csv", found.staff, names=True)
    assert 'name: "Berg, Ida"' in text
    assert "# reports to: Dahl, Per" in text


def test_the_people_of_books_are_found_by_any_spelling(tmp_path: Path) -> None:
    """A title fits a role without its grade; jobs that are not roles are reported."""
    path = tmp_path / "staff.csv"
    path.write_text(LIST, encoding="utf-8")
    posts = posts_for([("csm", "Customer Success Manager")], str(path), TODAY)

    assert posts.spellings["csm-oslo"] == ("Berg, Ida", "Ida Berg")
    assert posts.spellings["csm-oslo-3"] == ()
    assert "Berg" not in posts.yaml
    assert len(yaml.safe_load(posts.yaml)["positions"]) == 4
    assert any("Accountant (1)" in words for words in posts.words)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("0.8\n,1\n,full", "column 'FTE' cannot be read: row 4 'full'"),
        ("80%\n,900%\n,0", "row 3 '900%', row 4 '0'; give working time as 0.8 or 80%"),
    ],
)
def test_working_time_that_cannot_be_is_named_by_row_and_column(
    tmp_path: Path, cells: str, words: str
) -> None:
    path = tmp_path / "staff.csv"
    rows = "\n".join(f"Agent,{cell.lstrip(',')}" for cell in cells.split("\n"))
    path.write_text(f"Title,FTE\n{rows}\n")
    with pytest.raises(UsageError) as error:
        read_documents([path])
    assert words in str(error.value)


def test_percentages_are_recognised_by_the_number(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("Title,FTE,Location\nAgent,80,Rome\nAgent,0.5,Rome\nAgent,,Rome\n")
    found = read_documents([path])
    assert [row.fte for row in found.staff] == [0.8, 0.5, 1.0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Title,Text\nAgent,Answers\n", "is not an HR list"),
        ("Title,FTE\nBaker,1\n", "no job title is a role of the design: Baker"),
    ],
)
def test_a_list_that_gives_no_people_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(text)
    with pytest.raises(UsageError, match=words):
        posts_for([("csm", "Customer Success Manager")], str(path), TODAY)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Title,FTE\nAgent,1\n\nRegion,Count\nEMEA,5\n", 4),
        ("Title,Responsibilities\nAgent,Answers\nTitle,Responsibilities\nTrainer,Runs\n", 3),
    ],
)
def test_two_tables_under_one_another_are_refused_at_the_second(
    tmp_path: Path, text: str, line: int
) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(text)
    with pytest.raises(UsageError, match=f"staff.csv:{line}: a second header"):
        read_documents([path])


def posts(tmp_path: Path, text: str) -> tuple[list[dict[str, object]], str]:
    """Return the positions of a list and all that is said of it."""
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    found = read_documents([path], options=ImportOptions(today=TODAY))
    written = yaml.safe_load(write_yaml(found, "people.csv", found.staff))
    return written["positions"], " ".join(note.message for note in found.notes)


def test_heads_are_recognised_by_their_words_and_ids_of_people_are_not_ids_of_roles(
    tmp_path: Path,
) -> None:
    found, said = posts(
        tmp_path,
        "ID;Nachname;Stellenbezeichnung (intern);Einsatz-Standort;FTE geplant;Vertragsart\n"
        "7;Ruf;Berater (m/w/d);Kassel;0,6;Teilzeit\n8;Tau;Berater (m/w/d);Kassel;1,0;Freelancer\n",
    )
    assert [post["id"] for post in found] == ["berater-kassel", "berater-kassel-2"]
    assert [post.get("fte", 1) for post in found] == [0.6, 1]
    assert "held by contractors, counted as posts: 1 (row 3)" in said


def test_working_time_in_hours_is_a_part_of_the_longest_week(tmp_path: Path) -> None:
    found, said = posts(
        tmp_path,
        "Employee Name,Job Title,Weekly hours\nA. Oe,CSM,38\nB. Ix,CSM,19\nC. Ux,CSM,\n",
    )
    assert [post.get("fte", 1) for post in found] == [1, 0.5]
    assert [post.get("count", 1) for post in found] == [2, 1]
    assert "38 h are taken for a full-time week" in said


@pytest.mark.parametrize(
    "word", ["TBH", "Open Req", "N.N.", "вакансия", "zu besetzen", "à recruter"]
)
def test_a_vacancy_says_so_in_many_words(tmp_path: Path, word: str) -> None:
    found, said = posts(
        tmp_path, f"Name,Job Title,FTE\nEli Aas,CSM,1\n{word},CSM,1\n,Trainer,0.5\n"
    )
    assert sum(int(str(post.get("count", 1))) for post in found) == 3
    assert "vacant posts, counted as posts: 2" in said


def test_rows_that_repeat_a_person_and_totals_are_not_posts(tmp_path: Path) -> None:
    """A person in two posts has two rows that differ."""
    found, said = posts(
        tmp_path,
        "Our team,,,\nEmployee ID,Name,Job Title,FTE\n1,Ann Poe,CSM,0.5\n1,Ann Poe,Trainer,0.5\n"
        "2,Bo Ruo,CSM,1\n2,Bo Ruo,CSM,1\n,,Total,3\n",
    )
    assert [(post["roles"], post.get("fte", 1)) for post in found] == [
        (["csm"], 0.5),
        (["trainer"], 0.5),
        (["csm"], 1),
    ]
    assert "repeat another in every cell, counted once: 1" in said
    assert "percentages" not in said


@pytest.mark.parametrize("day", ["Feb 3, 2027", "03-Feb-2027", "3 February 2027"])
def test_days_are_read_in_words(tmp_path: Path, day: str) -> None:
    found, _ = posts(tmp_path, f'Name,Job Title,FTE,Hire Date\nEli Aas,CSM,1,"{day}"\n')
    assert found[0]["starts"] == date(2027, 2, 3)


def test_a_working_time_that_is_neither_a_share_nor_a_percentage_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"row 2 '1\.5'; give working time as 0.8 or 80%"):
        posts(tmp_path, "Name,Job Title,FTE\nEli Aas,CSM,1.5\n")


@pytest.mark.parametrize(
    ("head", "forms", "role"),
    [
        ("Emploi", ["Chargée de quai", "Chargé de quai", "Chargée de quai"], "Chargée de quai"),
        ("Position", ["Hafenberater", "Hafenberaterin", "Hafenberater"], "Hafenberater"),
        ("Puesto", ["Técnica de muelle", "Técnico de muelle"], "Técnica de muelle"),
        ("Stanowisko", ["Specjalista portu", "Specjalistka portu"], "Specjalista portu"),
        ("Emploi", ["Directeur du port", "Directrice du port"], "Directeur du port"),
    ],
)
def test_feminine_and_masculine_forms_of_a_title_are_one_role(
    tmp_path: Path, head: str, forms: list[str], role: str
) -> None:
    path = tmp_path / "staff.csv"
    rows = [f"{form},{100 - 20 * number}%" for number, form in enumerate(forms)]
    path.write_text("\n".join([f"{head},FTE", *rows]) + "\n", encoding="utf-8")
    found = read_documents([path])
    assert [each.title for each in found] == [role]
    assert any("taken for the same job" in check for check in found[0].checks)
    text = write_yaml(found, "staff.csv", found.staff)
    assert text.count("roles: [") == len(forms)


def test_titles_that_only_look_alike_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("Job Title,FTE\nPort Agent,1\nPort Agency Lead,1\nPort Admin,1\n", "utf-8")
    assert len(read_documents([path])) == 3


def test_a_post_called_by_its_holder_gives_no_name(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(
        "Position,Worker,FTE %,Supervisory Organization,Manager\n"
        "P-00017 Quay Manager - Amira Haddad,Amira Haddad,100,Quays (Olek Head),Olek Head\n"
        "P-00018 Quay Manager - Tom Riley (On Leave),Tom Riley,50,Quays (Olek Head),Olek Head\n"
        "P-00019 Quay Manager (Unfilled),,100,Quays (Olek Head),Olek Head\n",
        encoding="utf-8",
    )
    found = read_documents([path])
    assert [role.title for role in found] == ["Quay Manager"]
    text = write_yaml(found, "staff.csv", found.staff)
    assert not any(name in text for name in ("Haddad", "Riley", "Olek", "P-000"))
    assert text.count("roles: [") == 3


def test_a_vacant_row_of_two_full_time_posts_is_two_posts(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(
        "Должность;Сотрудник;Количество ставок\nИнженер причала;Иванова Анна;0,5\n"
        "Инженер причала;;2\n",
        encoding="utf-8",
    )
    posts = read_documents([path]).staff
    assert [(post.fte, post.count, post.is_vacant) for post in posts] == [
        (0.5, 1, False),
        (1.0, 2, True),
    ]
