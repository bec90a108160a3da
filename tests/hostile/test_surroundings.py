"""What surrounds a run may be odd: one line, the right exit, and fast."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

import csdesign
from cli.command import ROOT, environment
from csdesign.errors import DesignError, UnreadableError
from csdesign.role_import import read_documents

if TYPE_CHECKING:
    from pathlib import Path


def test_docstrings_that_python_drops_are_said() -> None:
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
def test_a_working_folder_that_is_gone_is_said(tmp_path: Path) -> None:
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


def test_a_chain_of_roles_may_be_long_and_a_circle_is_told_in_short(tmp_path: Path) -> None:
    """Each of 2,000 roles extends the next; a circle of 400 is one error with few names."""
    path = tmp_path / "design.yaml"
    path.write_text(chain(2_000), encoding="utf-8")
    assert len(csdesign.load(path).roles or ()) == 2_000

    path.write_text(chain(400, last=", extends: r0"), encoding="utf-8")
    with pytest.raises(DesignError, match="extends goes round in a circle") as caught:
        csdesign.load(path)
    assert len(caught.value.findings) == 1
    assert len(caught.value.findings[0].message) < 200


@pytest.mark.parametrize("encoding", ["UTF-7", "nonsense", "utf-32"])
def test_a_document_in_an_encoding_that_xml_does_not_have_is_refused(
    encoding: str, tmp_path: Path
) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><w:document/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", text)
        archive.writestr("[Content_Types].xml", "<Types/>")
    path = tmp_path / "job.docx"
    path.write_bytes(buffer.getvalue())

    with pytest.raises(UnreadableError, match="is not well-formed XML"):
        read_documents([path])
