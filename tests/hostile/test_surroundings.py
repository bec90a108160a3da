"""Odd surroundings of a run: one line, the right exit code, and no long wait."""

from __future__ import annotations

import ast
import io
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

import csdesign
from cli.command import ROOT, environment
from cli.running import run
from csdesign.errors import DesignError, UnreadableError, UsageError
from csdesign.role_import import read_documents
from csdesign.source.designs import load_sources
from csdesign.source.yaml.parse import parse
from csdesign.source.yaml.sourcefile import SourceFile
from csdesign.source.yaml.tree import Map

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_docstrings_that_python_drops_are_named_as_the_cause() -> None:
    """The texts of the rules are docstrings: with -OO there are none."""
    done = subprocess.run(
        [sys.executable, "-OO", "-m", "csdesign", "check", "examples/minimal.yaml"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("csdesign: Python runs with -OO")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let a working folder go")
def test_a_working_folder_that_is_gone_is_reported(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = (
        f"import os, sys; os.chdir({str(gone)!r}); os.rmdir({str(gone)!r}); "
        "sys.argv = ['csdesign', 'check', 'x.yaml']; "
        "from csdesign.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment(PYTHONPATH=str(ROOT / "src")),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 2
    assert done.stderr == "csdesign: the working folder is gone; change to one that exists\n"


def chain(count: int, *, last: str = "") -> str:
    """Return roles of which each extends the next."""
    lines = ["segments:", "  - {id: smb}", "roles:"]
    for number in range(count):
        base = f", extends: r{number + 1}" if number + 1 < count else last
        lines.append(f"  - {{id: r{number}, title: R{number}{base}}}")
    return "\n".join(lines) + "\n"


def test_a_chain_of_roles_may_be_long_and_a_circle_is_reported_in_short(tmp_path: Path) -> None:
    """Each of 2,000 roles extends the next; a circle of 400 is one error with few names."""
    path = tmp_path / "design.yaml"
    path.write_text(chain(2_000), encoding="utf-8")
    assert len(csdesign.load(path).roles or ()) == 2_000

    path.write_text(chain(400, last=", extends: r0"), encoding="utf-8")
    with pytest.raises(DesignError, match="extends forms a loop") as caught:
        csdesign.load(path)
    assert len(caught.value.findings) == 1
    assert len(caught.value.findings[0].message) < 200


@pytest.mark.parametrize("encoding", ["UTF-7", "nonsense", "utf-32"])
def test_a_document_in_an_encoding_that_xml_does_not_have_is_refused(
    encoding: str, tmp_path: Path
) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><w:document/>'
    path = word_document(tmp_path, text)

    with pytest.raises(UnreadableError, match="is not well-formed XML"):
        read_documents([path])


def test_a_document_of_a_million_paragraphs_is_refused(tmp_path: Path) -> None:
    """They fit into some kilobytes, and reading them would take a minute."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "<w:p/>" * 1_000_000
    path = word_document(
        tmp_path, f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    )

    with pytest.raises(UnreadableError, match="it has more than 100,000 paragraphs"):
        read_documents([path])


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("YML009", f"x: [{', '.join(f'&a{n} {n}' for n in range(50_000))}]\n"),
        ("YML009", f"a: &a 1\nx: [{', '.join(['*a'] * 50_000)}]\n"),
        ("YML014", "? [a]\n: 1\n" * 50_000),
        ("YML014", "".join(f"? {{k{n}: 1}}\n: 1\n" for n in range(50_000))),
    ],
    ids=["anchors", "aliases", "lists as keys", "mappings as keys"],
)
def test_thousands_of_one_problem_are_not_read_to_the_end(code: str, text: str) -> None:
    """Reading stops after a thousand: fifty are shown, and that there may be more."""
    data = text.encode()
    tree, found = parse(SourceFile("design.yaml", data, 0, len(data)))

    assert tree is None
    assert [each.code for each in found] == [code] * 50 + ["YML099"]
    assert found[-1].message.startswith("and at least 950 more problems")


def test_what_an_odd_key_means_is_found_without_reading_the_keys_around_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A hundred thousand odd keys in one mapping took a minute when each asked for its siblings."""
    whole: list[int] = []

    def keys(mapping: Map) -> Iterator[str]:
        yield from dict.__iter__(mapping)
        whole.append(len(mapping))

    monkeypatch.setattr(Map, "__iter__", keys)
    data = "".join(f"? k{n}\n" for n in range(3_000)).encode()

    loaded = load_sources([SourceFile("design.yaml", data, 0, len(data))])

    assert [each.code for each in loaded.findings] == ["SCH101"] * 50 + ["YML099"]
    assert len(whole) < 10  # read to the end


@pytest.mark.parametrize("title", ["   ", "\\t", "\\u00a0", ""])
def test_a_blank_title_is_refused(title: str) -> None:
    """A role needs a name that can be read."""
    text = f'segments: []\nroles:\n  - {{id: csm, title: "{title}"}}\n'
    with pytest.raises(DesignError, match=r"title is '.*'; give text that is not"):
        csdesign.load("-", stdin=io.BytesIO(text.encode()))


@pytest.mark.parametrize(
    ("numbers", "error", "words"),
    [
        ("count: 1000000000000", DesignError, "give a whole number from 1 to 100,000"),
        ("count: 2", UsageError, "more than a thousand million people can do"),
    ],
    ids=["posts", "work"],
)
def test_numbers_beyond_any_company_are_refused_at_once(
    numbers: str, error: type[Exception], words: str
) -> None:
    """A digit too many is refused in words, without minutes of work and without a traceback."""
    text = (
        "segments:\n  - id: smb\n    accounts: 100\n    interactions:\n"
        "      - {id: a, channel: human-1to1, per_year: 1e15, effort_hours: 1, role: csm}\n"
        f"roles: [{{id: csm, title: CSM}}]\npositions: {{roles: csm, {numbers}}}\n"
    )
    with pytest.raises(error, match=words):
        csdesign.plan(csdesign.load("-", stdin=io.BytesIO(text.encode())))


@pytest.mark.parametrize("hours", ["1e-320", "5e-16"])
def test_a_number_close_to_zero_is_refused(hours: str) -> None:
    """Customers over such an effort would be more than any number."""
    text = (
        "segments:\n  - id: smb\n    accounts: 100\n    interactions:\n"
        f"      - {{id: a, channel: human-1to1, per_year: 4, effort_hours: {hours}, role: csm}}\n"
        "roles: [{id: csm, title: CSM, owns: [adopt]}]\npositions: {roles: csm}\n"
    )
    with pytest.raises(DesignError, match=f"effort_hours is {hours}; give hours from 0"):
        csdesign.load("-", stdin=io.BytesIO(text.encode()))


def word_document(folder: Path, text: str) -> Path:
    """Write a Word document with this body, and return its path."""
    path = folder / "job.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", text)
        archive.writestr("[Content_Types].xml", "<Types/>")
    return path


LONG = "x" * 300
"""More than a file system takes as a name; it is refused as a closed folder is, by the system."""


@pytest.mark.parametrize(
    "words",
    [
        ("check", LONG),
        ("plan", LONG),
        ("check", "design.yaml", "--baseline", LONG),
        ("import", f"{LONG}.md"),
        ("import", f"{LONG}.csv"),
        ("accounts", f"{LONG}.csv"),
        ("plan", "design.yaml", "--accounts", f"{LONG}.csv"),
        ("plan", "design.yaml", "--accounts", f"{LONG}.xlsx"),
        ("plan", "design.yaml", "--accounts", f"{LONG}?table=x"),
        ("diff", LONG, "design.yaml"),
        ("explain", "plan", LONG),
        ("mcp", LONG),
    ],
    ids=lambda words: " ".join(words).replace(LONG, "LONG"),
)
def test_a_name_that_the_system_refuses_is_one_line(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "design.yaml").write_bytes((ROOT / "examples/minimal.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)

    done = run(monkeypatch, *words)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("csdesign: ")
    assert done.err.count("\n") == 1
    assert "internal error" not in done.err


def test_paths_are_tested_by_calls_that_do_not_raise() -> None:
    """Those methods of pathlib raise where a folder is closed: csdesign.files.there does not."""
    asking = {"exists", "is_file", "is_dir", "is_symlink"}
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            assert not (called and not node.args and node.func.attr in asking), path
