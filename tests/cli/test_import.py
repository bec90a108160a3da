"""`csdesign import` as a user runs it."""

from __future__ import annotations

import csv
import io
from html import escape
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.running import csdesign
from csdesign import api
from csdesign.cli.import_command import command
from csdesign.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CARD = """\
# Customer Success Manager

## What you will do

- Run the quarterly business review with the sponsor
- Watch account health and act on risks

## What you bring

- 3+ years of experience with enterprise customers

## How we measure it

- Gross revenue retention
"""


def test_duties_requirements_and_measures_are_kept_apart(tmp_path: Path) -> None:
    """What is written loads as roles, each line in its own list."""
    (tmp_path / "csm.md").write_text(CARD, encoding="utf-8")

    run = csdesign("import", "csm.md", "-o", "roles.yaml", cwd=tmp_path)
    check = csdesign("check", "roles.yaml", "--format", "json", cwd=tmp_path)
    text = (tmp_path / "roles.yaml").read_text(encoding="utf-8")

    assert run.code == 0
    assert run.out == "Wrote 1 role to roles.yaml.\n"
    duties, rest = text.split("requirements:")
    assert "quarterly business review" in duties
    assert "proposed: run-business-review" in duties
    assert "3+ years" in rest.split("kpis:")[0]
    assert "SCH" not in check.out


def test_an_existing_file_is_kept_without_force(tmp_path: Path) -> None:
    """Nothing of the user's is lost."""
    (tmp_path / "csm.md").write_text(CARD, encoding="utf-8")
    (tmp_path / "roles.yaml").write_text("mine\n", encoding="utf-8")

    refused = csdesign("import", "csm.md", "-o", "roles.yaml", cwd=tmp_path)
    forced = csdesign("import", "csm.md", "-o", "roles.yaml", "--force", cwd=tmp_path)

    assert refused.code == 2
    assert "--force" in refused.err
    assert forced.code == 0


def test_a_file_that_is_not_a_docx_is_one_clear_error(tmp_path: Path) -> None:
    """A renamed text file is no Word document."""
    (tmp_path / "card.docx").write_text(CARD, encoding="utf-8")

    run = csdesign("import", "card.docx", cwd=tmp_path)

    assert run.code == 2
    assert run.err.startswith("csdesign: ")
    assert run.err.count("\n") == 1
    assert run.out == ""


def test_a_semicolon_list_in_cp1252_tells_what_it_assumed(tmp_path: Path) -> None:
    """Encoding and delimiter are reported, never guessed in silence."""
    rows = "Job Title;Responsibilities\nChargé de clientèle;Answers questions\n"
    (tmp_path / "roles.csv").write_bytes(rows.encode("cp1252"))

    run = csdesign("import", "roles.csv", cwd=tmp_path)

    assert run.code == 0
    assert "Chargé de clientèle" in run.out
    assert "cp1252" in run.err.lower().replace("-", "").replace("windows", "cp")
    assert "';'" in run.err or "semicolon" in run.err


HEADINGS = (
    "What you will do",
    "What you bring",
    "How we measure it",
    "About us",
    "Обязанности",
    "Требования",
    "Показатели",
    "KPIs",
    "Purpose of the role",
    "Reports to",
)
# Words that YAML, the design language or a reader of documents takes for its own.
AWKWARD = (
    "- a: b",
    "# csdesign: ignore[SCH001]",
    "{a: 1}",
    "!!python/object:x",
    "&anchor *anchor",
    "no",
    "null",
    "~",
    "1e3",
    "---",
    "...",
    "%YAML 1.2",
    "'\"\\",
    "\u0085\u2028\ufeff",
    "\x07",
    "Gross revenue retention",
    "reference:csm",
    "Renews contracts. " * 40,
    "W" * 12_000,
    "<b>x</b>",
    "| a | b |",
    "",
)
lines = (
    st.sampled_from(AWKWARD)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
    | st.sampled_from(("Run the quarterly business review", "Отвечает за продление", "NPS > 50"))
)
sections = st.lists(st.tuples(st.sampled_from(HEADINGS), st.lists(lines, max_size=4)), max_size=4)
documents = st.lists(st.tuples(lines, sections), min_size=1, max_size=3)
Documents = list[tuple[str, list[tuple[str, list[str]]]]]


def as_markdown(found: Documents) -> bytes:
    text = ""
    for title, parts in found:
        text += f"# {title}\n\n"
        for heading, told in parts:
            text += f"## {heading}\n\n" + "".join(f"- {line}\n" for line in told) + "\n"
    return text.encode()


def as_text(found: Documents) -> bytes:
    text = ""
    for title, parts in found:
        text += f"{title}\n\n"
        for heading, told in parts:
            text += f"{heading}:\n" + "".join(f"{line}\n" for line in told) + "\n"
    return text.encode("utf-16")


def as_html(found: Documents) -> bytes:
    text = ""
    for title, parts in found:
        text += f"<h1>{escape(title)}</h1>"
        for heading, told in parts:
            items = "".join(f"<li>{escape(line)}</li>" for line in told)
            text += f"<h2>{escape(heading)}</h2><ul>{items}</ul>"
    return text.encode()


def printable(text: str) -> str:
    return "".join(c for c in text if c.isprintable())


def as_csv(found: Documents) -> bytes:
    # Titles with control characters have a test of their own below.
    rows = io.StringIO()
    writer = csv.writer(rows, delimiter=";")
    writer.writerow(["Job Title", "Responsibilities", "Requirements", "KPI"])
    for title, parts in found:
        told = ["\n".join(told) for _, told in parts[:3]]
        writer.writerow([printable(title), *told, *[""] * (3 - len(told))])
    return rows.getvalue().encode()


def as_docx(found: Documents) -> bytes:
    document = docx.Document()  # XML, which has no control characters
    for title, parts in found:
        document.add_heading(printable(title), 1)
        for heading, told in parts:
            document.add_heading(heading, 2)
            for line in told:
                document.add_paragraph(printable(line), style="List Bullet")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("suffix", "written"),
    [
        ("md", as_markdown),
        ("txt", as_text),
        ("html", as_html),
        ("csv", as_csv),
        ("docx", as_docx),
    ],
)
@given(found=documents)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_imported_loads_as_a_design(
    suffix: str, written: Callable[[Documents], bytes], found: Documents, tmp_path: Path
) -> None:
    """The whole chain: a document, `import`, the file it writes, `check` without YML or SCH."""
    source, target = tmp_path / f"roles.{suffix}", tmp_path / "roles.yaml"
    source.write_bytes(written(found))
    try:
        command([str(source)], output=str(target), force=True)
    except UnreadableError:
        return  # said in one line; the tests of the readers look at what they refuse
    problems = [f for f in api.check([target]) if f.code.startswith(("YML", "SCH"))]

    assert problems == []


@pytest.mark.parametrize(
    ("title", "left"), [("Account\x08 Manager", ["Account Manager"]), ("\x08", [])]
)
def test_a_title_in_a_list_loses_control_characters(
    title: str, left: list[str], tmp_path: Path
) -> None:
    """A title of control characters alone gives no role."""
    source, target = tmp_path / "roles.csv", tmp_path / "roles.yaml"
    source.write_text(f"Job Title,Responsibilities\n{title},Renews contracts\n", encoding="utf-8")
    command([str(source)], output=str(target))

    assert [f for f in api.check([target]) if f.code.startswith(("YML", "SCH"))] == []
    assert [role.title for role in api.load(target).roles] == left
