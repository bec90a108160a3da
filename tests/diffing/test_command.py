"""`csdesign diff` through the real command line, with files and git revisions."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from cli.running import csdesign

if TYPE_CHECKING:
    from pathlib import Path

    from cli.command import Run

OLD = """\
segments:
  - id: smb
    name: Small customers
    accounts: 100
    interactions:
      - {id: qbr, name: quarterly review, purpose: business-review, channel: human-1to1,
         every: quarter, minutes: 60, effort_hours: 4, role: csm}
      - {id: call, channel: human-1to1, every: month, minutes: 30, effort_hours: 1, role: csm}
roles:
  - {id: csm, title: CSM, kind: csm, owns: [adopt, renew]}
  - {id: am, title: AM, kind: am, owns: [upsell]}
"""
NEW = (
    OLD.replace(
        "      - {id: qbr, name: quarterly review, purpose: business-review, channel: human-1to1,\n"
        "         every: quarter, minutes: 60, effort_hours: 4, role: csm}\n",
        "",
    )
    .replace("owns: [adopt, renew]", "owns: [adopt]")
    .replace("owns: [upsell]", "owns: [upsell, renew]")
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a repository whose design changed since its last commit."""
    folder = tmp_path / "checkout"
    (folder / "org").mkdir(parents=True)
    (folder / "org" / "design.yaml").write_text(OLD, encoding="utf-8")
    config = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "-A"), (*config, "commit", "-q", "-m", "A design")):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)
    (folder / "org" / "design.yaml").write_text(NEW, encoding="utf-8")
    return folder


def document(run: Run) -> dict[str, object]:
    """Return the JSON that a run printed."""
    assert run.code == 0, run.err
    found: dict[str, object] = json.loads(run.out)
    return found


def test_a_revision_a_directory_and_a_file_are_three_names_of_one_design(checkout: Path) -> None:
    """`HEAD:org` is the design before, whether named as a folder or as its only file."""
    (checkout / "old.yaml").write_text(OLD, encoding="utf-8")

    runs = [
        csdesign("diff", old, new, "--format", "json", cwd=checkout)
        for old, new in (
            ("HEAD:org", "org"),
            ("HEAD:org/design.yaml", "org/design.yaml"),
            ("old.yaml", "org"),
        )
    ]

    for run in runs:
        assert document(run)["changes"] == document(runs[0])["changes"]


def test_the_words_are_those_of_customer_success(checkout: Path) -> None:
    """The lost review and the new owner of renewals are named, and no key of the file is."""
    run = csdesign("diff", "HEAD:org", "org", cwd=checkout)

    assert run.code == 0
    assert "loses" in run.out
    assert "quarterly review" in run.out
    assert "renewal owned by csm -> am" in run.out


def test_a_revision_is_read_from_a_subdirectory(checkout: Path) -> None:
    """The path is that of the working directory, then that of the top."""
    here = csdesign("diff", "HEAD:design.yaml", "design.yaml", "-f", "json", cwd=checkout / "org")
    top = csdesign(
        "diff", "HEAD:org/design.yaml", "design.yaml", "-f", "json", cwd=checkout / "org"
    )

    assert document(here) == document(top)


def test_markdown_of_the_same_design_says_that_nothing_changed(checkout: Path) -> None:
    """A comment on a pull request that only moved lines."""
    (checkout / "org" / "design.yaml").write_text(f"# moved\n\n{OLD}", encoding="utf-8")

    run = csdesign("diff", "HEAD:org", "org", "--format", "markdown", cwd=checkout)

    assert run.code == 0
    assert "nothing" in run.out.lower() or "no change" in run.out.lower()


def test_new_findings_fail_where_that_is_asked_for(checkout: Path) -> None:
    """The default is to tell only; findings that were there before never fail."""
    text = (checkout / "org" / "design.yaml").read_text(encoding="utf-8")
    worse = text.replace("owns: [upsell, renew]", "supports: [upsell]")
    (checkout / "org" / "design.yaml").write_text(worse, encoding="utf-8")

    told = csdesign("diff", "HEAD:org", "org", cwd=checkout)
    failed = csdesign("diff", "HEAD:org", "org", "--fail-on", "error", cwd=checkout)
    same = csdesign("diff", "org", "org", "--fail-on", "note", cwd=checkout)

    assert (told.code, failed.code, same.code) == (0, 1, 0)
    assert "OWN304" in failed.out


def busy(accounts: int) -> str:
    """Return a design with one CSM, who does the work of so many customers."""
    counted = OLD.replace("accounts: 100", f"accounts: {accounts}")
    return f"{counted}positions: [{{id: ann, roles: [csm]}}]\n"


def test_a_finding_of_both_designs_that_got_worse_is_reported_and_may_fail(tmp_path: Path) -> None:
    """Turned round, the same finding was worse before, and that fails nothing."""
    for name, accounts in (("old.yaml", 40), ("new.yaml", 300)):
        (tmp_path / name).write_text(busy(accounts), encoding="utf-8")

    told = csdesign("diff", "old.yaml", "new.yaml", cwd=tmp_path)
    failed = csdesign("diff", "old.yaml", "new.yaml", "--fail-on", "error", cwd=tmp_path)
    back = csdesign("diff", "new.yaml", "old.yaml", "--fail-on", "error", cwd=tmp_path)
    found = document(csdesign("diff", "old.yaml", "new.yaml", "--format", "json", cwd=tmp_path))

    assert "Worse findings" in told.out
    assert "worse: warning -> error" in " ".join(told.out.split())
    assert (told.code, failed.code, back.code) == (0, 1, 0)
    assert "Findings that were worse before" in back.out
    worse = found["worse_findings"]
    assert isinstance(worse, list)
    assert [each["code"] for each in worse] == ["CAP801"]


@pytest.mark.parametrize(
    ("old", "words"),
    [
        ("nope:org", "the revision 'nope'"),
        ("HEAD:missing", "is not in HEAD"),
        ("HEAD:", "names no path"),
        ("--output=stolen:org", "o"),
    ],
)
def test_what_is_not_a_design_is_one_line_and_exit_code_2(
    checkout: Path, old: str, words: str
) -> None:
    """An option in the place of a revision never reaches git."""
    run = csdesign("diff", "--", old, "org", cwd=checkout)

    assert run.code == 2
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert words in run.err
    assert not (checkout / "stolen").exists()
