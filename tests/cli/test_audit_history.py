"""`audit --against REV` and `audit --history` on real git repositories."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from auditing.texts import AFTER, BEFORE, DUTIES, RENEWALS, role
from cli.running import csdesign
from tools import program

if TYPE_CHECKING:
    from pathlib import Path

IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@example.org")


def git(folder: Path, *args: str, day: str = "2024-01-05") -> str:
    stamp = f"{day}T10:00:00+0000"
    done = subprocess.run(
        [program("git"), *IDENTITY, *args],
        cwd=folder,
        env={
            **os.environ,
            "GIT_COMMITTER_DATE": stamp,
            "GIT_AUTHOR_DATE": stamp,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
        },
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def commit(folder: Path, text: str, day: str, name: str = "design.yaml") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", name, day=day)
    git(folder, "commit", "-q", "-m", f"the design of {day}", day=day)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository: a role, its new title, a broken commit, and a split."""
    git(tmp_path, "init", "-q", "-b", "main", ".")
    commit(tmp_path, BEFORE, "2024-01-05")
    commit(tmp_path, AFTER, "2024-06-05")
    commit(tmp_path, "segments: [", "2024-06-06")
    lines = RENEWALS.splitlines(keepends=True)
    desk = role("desk", "Quote Desk", "".join(lines[-2:]))
    commit(tmp_path, AFTER.replace("".join(lines[-2:]), "") + desk, "2024-07-06")
    return tmp_path


def test_a_revision_is_the_earlier_design(repository: Path) -> None:
    run = csdesign("audit", "design.yaml", "--against", "HEAD~3", cwd=repository)

    assert run.code == 1
    assert '"Customer Success Manager" (HEAD~3: "Technical Account Manager")' in run.out
    assert 'HEAD~3:design.yaml:11   "Tracks product adoption and [flags]' in run.out
    assert '"Renewal Manager" was split into "Renewal Manager" and "Quote Desk".' in run.out


def test_a_path_in_a_revision_is_the_earlier_design(repository: Path) -> None:
    git(repository, "mv", "design.yaml", "org.yaml")

    run = csdesign("audit", "org.yaml", "--against", "HEAD~3:design.yaml", cwd=repository)

    assert "New title, same job." in run.out


def test_history_tells_renames_and_splits_with_date_and_revision(repository: Path) -> None:
    run = csdesign("audit", "design.yaml", "--history", "design.yaml", "-f", "json", cwd=repository)

    document = json.loads(run.out)
    told = [
        (event["kind"], event["revision"]["date"], [role["title"] for role in event["after"]])
        for event in document["history"]
    ]
    assert told == [
        ("renamed", "2024-06-05", ["Customer Success Manager"]),
        ("split", "2024-07-06", ["Renewal Manager", "Quote Desk"]),
    ]
    assert document["history"][0]["pair"]["verdict"] == "unchanged"
    assert document["history"][0]["revision"]["subject"] == "the design of 2024-06-05"
    assert document["revisions"] == 3


def test_a_commit_that_does_not_load_is_named_and_skipped(repository: Path) -> None:
    run = csdesign("audit", "design.yaml", "--history", "design.yaml", cwd=repository)

    words = " ".join(run.out.split())
    assert '"Technical Account Manager" is now called "Customer Success Manager".' in words
    assert "(2024-06-06): does not load: 1 problem" in run.out


def test_what_is_not_committed_is_the_last_state(repository: Path) -> None:
    text = (repository / "design.yaml").read_text("utf-8")
    (repository / "design.yaml").write_text(text.replace("Quote Desk", "Deal Desk"), "utf-8")

    run = csdesign("audit", "design.yaml", "--history", "design.yaml", cwd=repository)

    assert "not committed" in run.out
    assert '"Quote Desk" is now called "Deal Desk".' in run.out


def test_a_renamed_file_is_followed_by_its_names(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", ".")
    commit(tmp_path, BEFORE, "2024-01-05", "old.yaml")
    git(tmp_path, "mv", "old.yaml", "new.yaml")
    commit(tmp_path, AFTER, "2024-06-05", "new.yaml")

    run = csdesign(
        "audit", "new.yaml", "--history", "old.yaml", "--history", "new.yaml", cwd=tmp_path
    )

    assert "2024-06-05" in run.out
    assert '"Technical Account Manager" is now called' in run.out


def test_merges_are_reported(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", ".")
    lines = DUTIES.splitlines(keepends=True)
    head = BEFORE.partition("roles:\n")[0] + "roles:\n"
    two = role("a", "Adviser", "".join(lines[:3])) + role("d", "Desk", "".join(lines[3:]))
    commit(tmp_path, head + two + RENEWALS, "2024-01-05")
    commit(tmp_path, head + role("a", "Adviser") + RENEWALS, "2024-02-05")

    run = csdesign("audit", "design.yaml", "--history", "design.yaml", cwd=tmp_path)

    assert '"Adviser" and "Desk" were merged into "Adviser".' in run.out


def test_no_event_is_reported(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", ".")
    commit(tmp_path, BEFORE, "2024-01-05")

    run = csdesign("audit", "design.yaml", "--history", "design.yaml", cwd=tmp_path)

    assert "No role was renamed, rewritten, split or merged in 1 revision." in run.out
