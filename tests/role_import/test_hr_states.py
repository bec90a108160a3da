"""Working people of an HR list: leave, last days, learners, hours with a unit, orders of days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from csdesign.role_import import ImportOptions, read_documents, write_yaml
from csdesign.role_import.hr_posts import posts_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TODAY = date(2026, 11, 30)


@pytest.fixture
def imported(tmp_path: Path) -> Callable[[str], tuple[str, list[dict[str, Any]], str]]:
    """Return a function that gives the YAML, the positions and the notes of a list."""

    def of(text: str) -> tuple[str, list[dict[str, Any]], str]:
        path = tmp_path / "staff.csv"
        path.write_text(text, encoding="utf-8")
        found = read_documents([path], options=ImportOptions(today=TODAY))
        written = write_yaml(found, "staff.csv", found.staff)
        posts = yaml.safe_load(written).get("positions", [])
        return written, posts, " ".join(note.message for note in found.notes)

    return of


HEAD = "Employee,Job title,FTE,Status,Contract type,Leave type,Return date,End date\n"


@pytest.mark.parametrize(
    "row",
    [
        "A,Planner,1,Parental leave,,,,",
        "A,Planner,1,Elternzeit,,,,",
        "A,Planner,1,Отпуск по уходу за ребенком,,,,",
        "A,Planner,1,Baja maternal,,,,",
        "A,Planner,1,Suspended - Payroll Eligible,,,,",
        "A,Planner,1,Active,,Sabbatical,,",
        "A,Planner,1,Active,,Congé maternité,,",
    ],
)
def test_who_is_on_long_leave_is_a_comment_and_not_a_post(
    imported: Callable[[str], tuple[str, list[dict[str, Any]], str]], row: str
) -> None:
    """The post counts again once the marks of the comment are taken away."""
    text, posts, said = imported(f"{HEAD}{row}\nB,Planner,1,Active,,,,\n")

    assert len(posts) == 1
    assert "on long leave, without working time until they return: 1 (row 2)" in said
    back = text.replace("  # - id", "  - id").replace("  #   roles", "    roles")
    assert len(yaml.safe_load(back)["positions"]) == 2


@pytest.mark.parametrize(
    "row",
    [
        "A,Planner,1,Annual leave,,,,",
        "A,Planner,1,Active,Maternity cover,,,",
        "A,Planner,1,Active,,None,,",
        "A,Planner,1,Urlaub,,,,",
        "A,Planner,1,Parental leave,,,2026-11-01,",
    ],
)
def test_holidays_and_cover_are_not_leave_nor_is_leave_that_ended(
    imported: Callable[[str], tuple[str, list[dict[str, Any]], str]], row: str
) -> None:
    _, posts, said = imported(f"{HEAD}{row}\n")

    assert len(posts) == 1
    assert "without working time" not in said


def test_days_of_return_and_last_days_are_those_of_the_post(
    imported: Callable[[str], tuple[str, list[dict[str, Any]], str]],
) -> None:
    _, posts, said = imported(
        f"{HEAD}A,Planner,1,Parental leave,,,2027-02-01,\n"
        "B,Planner,1,Serving notice,,,,2026-12-31\nC,Planner,1,Left,,,,2027-01-31\n"
        "D,Intern,1,Active,Internship,,,\nE,Planner,1,Увольнение,,,,\n"
    )
    told = [(post.get("starts"), post.get("leaves")) for post in posts]
    assert told == [
        (date(2027, 2, 1), None),
        (None, date(2026, 12, 31)),
        (None, date(2027, 1, 31)),
        (None, None),
    ]
    assert "held by interns or trainees, counted as posts: 1 (row 5)" in said
    assert "people who left, not counted: 1" in said


def test_hours_with_their_unit_are_of_a_week_that_is_said(
    imported: Callable[[str], tuple[str, list[dict[str, Any]], str]],
) -> None:
    _, posts, said = imported(
        "Employee,Job title,FTE\nA,Planner,32h\nB,Planner,80%\nC,Planner,.5\nD,Planner,1\n"
    )
    assert sorted(post.get("fte", 1) * post.get("count", 1) for post in posts) == [0.5, 1, 1.6]
    assert "FTE: hours are of a full-time week of 40 h" in said

    _, posts, said = imported(
        "Employee,Job Position,Working Hours\nA,Planner,Standard 38 hours/week\n"
        "B,Planner,4/5 30.4 hours/week\n"
    )
    assert [post.get("fte", 1) for post in posts] == [1, 0.8]
    assert "38 h are taken" in said


def test_a_clear_column_of_days_decides_the_form_of_an_unclear_one(
    imported: Callable[[str], tuple[str, list[dict[str, Any]], str]],
) -> None:
    _, posts, said = imported(
        "Nom;Intitulé du poste;Date d'entrée;Date de sortie\n"
        "A;Planner;03/01/2027;28/02/2027\nB;Planner;02/12/2026;\n"
    )
    assert [post["starts"] for post in posts] == [date(2027, 1, 3), date(2026, 12, 2)]
    assert "first" not in said

    _, posts, said = imported("Nom;Intitulé du poste;Date d'entrée\nA;Planner;03/01/2027\n")
    assert [post["starts"] for post in posts] == [date(2027, 1, 3)]
    assert "Date d'entrée: days are read with the day first" in said


def test_books_have_nobody_who_is_on_leave(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(f"{HEAD}A,Planner,1,Sabbatical,,,,\nB,Planner,1,Active,,,,\n", encoding="utf-8")
    found = posts_for([("planner", "Planner")], str(path), TODAY)

    assert list(found.spellings.values()) == [("B",)]
    assert any("without working time until they return: 1 (row 2)" in w for w in found.words)
