"""Runs of `check` in this process: the command's own function, in a folder with a design."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csdesign.cli.check_command import command

if TYPE_CHECKING:
    from pathlib import Path

    from csdesign.cli.outcome import Outcome

DESIGN = """\
segments:
  - id: smb
    accounts: 100
    interactions:
      - {id: call, channel: human-1to1, every: month, minutes: 30, effort_hours: 1, role: csm}
roles:
  - id: csm
    title: CSM
    owns: [land, onboard, adopt, renew]
    supports: [upsell]
"""
"""Nobody owns upsell, cross-sell and serve (OWN301), and the CSM supports upsell (OWN304)."""

ONE = ["OWN304"]
"""A rule that finds one thing in the design."""


@dataclass
class Folder:
    """A working directory with a design, and what `check` does there."""

    path: Path

    def write(self, name: str, text: str) -> Path:
        """Write a file."""
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def change(self, old: str, new: str, name: str = "design.yaml") -> None:
        """Replace a text of the design that is there once."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.write(name, text.replace(old, new))

    def check(self, *files: str, **options: Any) -> Outcome:
        """Run `check` on the files, on `design.yaml` without any."""
        options.setdefault("format_", "concise")
        options.setdefault("date", "2026-06-01")
        return command(files=list(files or ("design.yaml",)), **options)

    def git(self, *args: str) -> None:
        """Run git here."""
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *args],
            cwd=self.path,
            check=True,
            capture_output=True,
        )

    def commit(self) -> None:
        """Commit everything."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "A change")


def codes(outcome: Outcome) -> list[str]:
    """Return the codes in the lines of the concise format."""
    return [line.rsplit("[", 1)[1].split()[0] for line in outcome.text.splitlines() if "[" in line]
