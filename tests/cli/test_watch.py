"""`--watch`: a save runs the command again, and one line says what moved."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from cli.command import csdesign, environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = """segments:
  - id: corp
    accounts: 60
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, per_year: 12, effort_hours: 2, role: csm}
roles: [{id: csm, title: CSM, owns: [adopt]}]
positions: [{id: team, roles: csm, count: 1}]
"""


class Watching:
    """A process that watches, with what it has said so far."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.said = folder.parent / "said.txt"
        self.out = folder.parent / "out.txt"
        with self.said.open("wb") as err, self.out.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "csdesign", *arguments, "--watch"],
                cwd=folder,
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
            )

    def wait(self, seen: Callable[[str], bool]) -> str:
        """Return the lines so far as soon as they hold what a test waits for."""
        for _ in range(1_200):
            text = self.said.read_text(encoding="utf-8")
            if seen(text) or self.process.poll() is not None:
                return text
            time.sleep(0.05)
        self.process.kill()
        raise AssertionError(self.said.read_text(encoding="utf-8"))


def test_a_save_says_in_one_line_what_moved_and_ctrl_c_ends(tmp_path: Path) -> None:
    folder = tmp_path / "org"
    folder.mkdir()
    path = folder / "d.yaml"
    path.write_text(TEXT, encoding="utf-8")
    watching = Watching(folder, "plan", "d.yaml")
    watching.wait(lambda text: "watching 1 folder" in text)

    path.write_text(TEXT.replace("accounts: 60", "accounts: 30"), encoding="utf-8")
    said = watching.wait(lambda text: " -> " in text)
    watching.process.send_signal(signal.SIGINT)

    assert watching.process.wait(30) == 0
    (line,) = [each for each in said.splitlines() if " -> " in each]
    assert "hires 1 -> 0" in line
    assert "CSM 128% -> 64% booked" in line
    assert "Traceback" not in watching.said.read_text(encoding="utf-8")


def test_designs_of_a_tree_are_watched_with_what_they_include_and_their_settings(
    tmp_path: Path,
) -> None:
    tree = tmp_path / "tree"
    (tree / "org").mkdir(parents=True)
    (tree / "roles.yaml").write_text(TEXT[TEXT.index("roles:") :], encoding="utf-8")
    own = "include: [../roles.yaml]\n" + TEXT[: TEXT.index("roles:")]
    (tree / "org/d.yaml").write_text(own, encoding="utf-8")
    settings = tree / "csdesign.toml"
    settings.write_text('[[design]]\nname = "all"\nfiles = ["org"]\n', encoding="utf-8")
    (tree / ".git").mkdir()
    watching = Watching(tree, "check", "--statistics")
    watching.wait(lambda text: "watching 1 folder" in text)

    text = (tree / "roles.yaml").read_text(encoding="utf-8")
    (tree / "roles.yaml").write_text(text.replace("count: 1", "count: 2"), encoding="utf-8")
    watching.wait(lambda said: "hires 1 -> 0" in said)
    settings.write_text(settings.read_text(encoding="utf-8") + 'ignore = ["ROL"]\n', "utf-8")
    watching.wait(lambda said: said.count("nothing moved") == 1)
    watching.process.send_signal(signal.SIGINT)

    assert watching.process.wait(30) == 0
    assert "hires 1 -> 0" in watching.said.read_text(encoding="utf-8")


def test_a_deleted_folder_ends_it_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "org"
    folder.mkdir()
    (folder / "d.yaml").write_text(TEXT, encoding="utf-8")
    watching = Watching(tmp_path, "check", "org")
    watching.wait(lambda text: "watching 1 folder" in text)

    (folder / "d.yaml").unlink()
    folder.rmdir()

    assert watching.process.wait(60) == 2
    assert "org is gone; not watching" in watching.said.read_text(encoding="utf-8")


def test_saves_of_other_editors_are_seen(tmp_path: Path) -> None:
    folder = tmp_path / "org"
    folder.mkdir()
    path = folder / "d.yaml"
    path.write_text(TEXT, encoding="utf-8")
    watching = Watching(tmp_path, "plan", "org/d.yaml")
    watching.wait(lambda text: "watching 1 folder" in text)

    def saved_by_rename(accounts: int) -> None:
        draft = folder / ".d.yaml.swp"
        draft.write_text(TEXT.replace("accounts: 60", f"accounts: {accounts}"), encoding="utf-8")
        draft.replace(path)

    saved_by_rename(30)
    watching.wait(lambda text: "hires 1 -> 0" in text)
    with path.open("w", encoding="utf-8") as file:  # cut to nothing first, then filled
        file.flush()
        watching.wait(lambda text: "d.yaml" in text)
        file.write(TEXT)
    watching.wait(lambda text: "hires 0 -> 1" in text)
    path.unlink()
    watching.wait(lambda text: "no such file" in text)
    saved_by_rename(29)
    watching.wait(lambda text: text.count("hires 1 -> 0") == 2)
    folder.rename(tmp_path / "moved")

    assert watching.process.wait(60) == 2
    said = watching.said.read_text(encoding="utf-8")
    assert "org is gone; not watching" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", [("plan",), ("report", "-o", "r.html")])
def test_standard_input_cannot_be_watched(tmp_path: Path, command: tuple[str, ...]) -> None:
    run = csdesign(command[0], "-", *command[1:], "--watch", cwd=tmp_path, stdin=TEXT.encode())

    assert run.code == 2
    assert "--watch needs files" in run.err
