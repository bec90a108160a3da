"""Run the real command as a user does: its own process, its own streams, its own folder."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Run:
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int


def environment(**more: str) -> dict[str, str]:
    """Return an environment without what could change the output."""
    dropped = ("GITHUB_", "CSDESIGN_", "PYTEST_", "FORCE_COLOR", "CI")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(dropped)}
    return {**kept, "NO_COLOR": "1", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", **more}


def csdesign(*args: str, cwd: Path = ROOT, stdin: bytes | None = None, **env: str) -> Run:
    """Run `csdesign ARGS` in a folder, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "csdesign", *args],
        cwd=cwd,
        env=environment(**env),
        input=stdin if stdin is not None else b"",
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Run(
        done.stdout.decode("utf-8", "replace"),
        done.stderr.decode("utf-8", "replace"),
        done.returncode,
    )
