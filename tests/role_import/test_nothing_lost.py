"""All text of a document is in its roles, in a comment of the output, or counted by a note."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.role_import import ImportedRoles, read_documents, write_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

JOBS = ("Support Agent", "Berater", "Chargée de clientèle", "Менеджер", "Head of Care", "Planner")
LINES = (
    "{}",
    "{} GmbH",
    "{job} {}",
    "Job title: {job} {}",
    "Intitulé du poste : {}",
    "Team: {}",
    "We are looking for a {job} {} to join us.",
    "You answer the {} of our customers.",
    "The {job} trains {}. It is fun. You plan {} too.",
    "Must have: a calm {} and a {}",
    "Reports to: {job} {}",
    "Wir bieten {} und Urlaub",
    "In this role you will {}:",
)
HEADS = ("{}", "Responsibilities", "About you", "What we offer", "{job}", "Your {}", "About {}")
MENUS = ("Apply now", "Home > Jobs > {job}", "{job} {}")


@st.composite
def lines(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Return lines as (kind, text); each has words of its own, so that it can be found."""
    count = 0
    found: list[tuple[str, str]] = []
    kinds = st.sampled_from(["head", "line", "item", "row", "menu"])
    for kind in draw(st.lists(kinds, min_size=1, max_size=14)):
        known = {"head": HEADS, "menu": MENUS}.get(kind, LINES)
        text = draw(st.sampled_from(known))
        while "{}" in text:
            count += 1
            text = text.replace(
                "{}", f"zorb{'abcdefghij'[count // 10]}{'klmnopqrst'[count % 10]}", 1
            )
        found.append((kind, text.replace("{job}", draw(st.sampled_from(JOBS)))))
    return found


def markdown(given_lines: list[tuple[str, str]]) -> str:
    """Return the lines as Markdown."""
    forms = {
        "head": "\n## {}\n",
        "item": "- {}",
        "row": "\n| {} | x |\n|---|---|\n",
        "menu": "\n{}\n",
    }
    return "\n".join(forms.get(kind, "{}").replace("{}", text) for kind, text in given_lines)


def plain(given_lines: list[tuple[str, str]]) -> str:
    """Return the lines as plain text."""
    forms = {"head": "\n{}\n", "item": "- {}", "row": "{} | x", "menu": "\n{}\n"}
    return "\n".join(forms.get(kind, "{}").replace("{}", text) for kind, text in given_lines)


def html(given_lines: list[tuple[str, str]]) -> str:
    """Return the lines as a page."""
    forms = {
        "head": "<h2>{}</h2>",
        "item": "<ul><li>{}</li></ul>",
        "row": "<table><tr><td>{}</td><td>x</td></tr></table>",
        "menu": "<nav><a>{}</a></nav>",
    }
    return "\n".join(forms.get(kind, "<p>{}</p>").replace("{}", text) for kind, text in given_lines)


def told(imported: ImportedRoles) -> str:
    """Return the words of an import's output and notes between single spaces."""
    notes = " ".join(note.message for note in imported.notes)
    words = re.findall(r"\w+", f"{write_yaml(imported, 'x')} {notes}".casefold())
    return f" {' '.join(words)} "


def imported(text: str, name: str) -> ImportedRoles:
    """Return the import of a text under a file name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        return read_documents([path])


@pytest.mark.parametrize(
    ("write", "name"), [(markdown, "a.md"), (plain, "a.txt"), (html, "a.html")]
)
@given(written=lines())
@settings(max_examples=150, deadline=None)
def test_each_line_is_in_the_output(
    write: Callable[[list[tuple[str, str]]], str], name: str, written: list[tuple[str, str]]
) -> None:
    """A line that frames the page and names no job is only counted."""
    found = imported(write(written), name)
    words = told(found)
    is_counted = any("left out" in note.message for note in found.notes)
    for kind, text in written:
        lost = [word for word in re.findall(r"zorb\w+", text) if f" {word} " not in words]
        assert not lost or (not found and is_counted) or (kind == "menu" and is_counted), text
        if any(job in text for job in JOBS) and found:
            job = next(job for job in JOBS if job in text)
            assert " ".join(job.casefold().split()) in words, text


def test_a_name_gives_way_to_a_line_with_a_job(tmp_path: Path) -> None:
    """A label inside a section says more than the first heading, which the check names."""
    path = tmp_path / "a.md"
    path.write_text(
        "# Gemeinde Süderholm\n\n## Über uns\n\n- Stellenbezeichnung: Fallbetreuerin\n"
        "\n## Aufgaben\n\n- Sie beraten Familien\n",
        encoding="utf-8",
    )
    found = read_documents([path])
    assert found[0].title == "Fallbetreuerin"
    assert any("Süderholm" in check for check in found[0].checks)


def test_a_doubtful_title_is_reported_with_the_others(tmp_path: Path) -> None:
    """The page's title and a short line near the beginning, on standard error too."""
    path = tmp_path / "a.html"
    path.write_text(
        "<title>Gezeitenwerk - Ebbe und Flut</title><h1>Gezeitenwerk</h1><p>Kundenlotse</p>"
        "<h2>Aufgaben</h2><ul><li>Sie beraten Familien</li></ul>",
        encoding="utf-8",
    )
    found = read_documents([path])
    (check,) = (check for check in found[0].checks if "instead" in check)
    assert "'Kundenlotse' (line 1)" in check
    assert check in found.notes[-1].message


def test_a_long_text_is_whole_in_its_comments(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    words = " ".join(f"brine{number}" for number in range(200))
    path.write_text(f"# Support Agent\n\n{words}\n\n## Duties\n\n- Answers tickets\n")
    assert words in " ".join(write_yaml(read_documents([path]), "a").replace("#", " ").split())


def test_numbered_jobs_of_a_letter_are_roles(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Neue Stellen, bitte weitersagen\n\nSTELLE 1:  Hafenlotse Support Agent, Kiel\n\n"
        "Was du machst:\n  > Boote einweisen\n\nSTELLE 2:  Planner Werft, Kiel\n\n"
        "Was du machst:\n  > Docks planen\n",
        encoding="utf-8",
    )
    found = read_documents([path])
    assert [role.title for role in found] == ["Hafenlotse Support Agent", "Planner Werft"]


def test_duties_with_numbers_inside_a_form_are_duties(tmp_path: Path) -> None:
    """The list has a head of its own below entries of the form; shares stay before the words."""
    path = tmp_path / "a.html"
    rows = (
        "<tr><td>Stellenbezeichnung</td><td>Hafenplaner</td></tr>"
        "<tr><td>Nr.</td><td>Tätigkeit</td><td>Anteil</td></tr>"
        "<tr><td>1</td><td>Belegung der Docks</td><td>60 %</td></tr>"
        "<tr><td>2</td><td>Vergabe der Kräne</td><td>40 %</td></tr>"
        "<tr><td>Ausbildung</td><td>Nautik</td></tr>"
    )
    path.write_text(f"<table>{rows}</table>", encoding="utf-8")
    (role,) = read_documents([path])
    told = [duty.text for duty in role.responsibilities]
    assert [text.endswith(("Docks", "Kräne")) for text in told] == [True, True]


def test_marks_in_a_column_of_their_own_are_those_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    rows = "<tr><td>-</td><td>Belegung der Docks</td></tr><tr><td>-</td><td>Kranvergabe</td></tr>"
    path.write_text(
        f"<h1>Hafenplaner Manager</h1><p><u>Ihre Aufgaben:</u></p><table>{rows}</table>",
        encoding="utf-8",
    )
    (role,) = read_documents([path])
    assert [duty.text for duty in role.responsibilities] == ["Belegung der Docks", "Kranvergabe"]
