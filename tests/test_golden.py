"""Whole runs that a person can read: `tests/golden/<case>/` has `args` and `expected.txt`.

A case may bring its own files (`design.yaml`): the command then runs in its folder, else at the
top of the repository, where `examples/` is. `--update-golden` rewrites what is expected; read
the difference before committing it.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import csdesign

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
CASES = sorted(path.parent.name for path in GOLDEN.glob("*/args"))


def environment() -> dict[str, str]:
    """Return the environment of a run: nothing of the machine that could change its output."""
    dropped = ("GITHUB_", "CSDESIGN_", "PYTEST_", "FORCE_COLOR", "CI")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(dropped)}
    return {**kept, "NO_COLOR": "1", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}


def run(case: str) -> str:
    """Return the output of the case, then its exit code."""
    folder = GOLDEN / case
    own = (folder / "design.yaml").exists()
    args = shlex.split((folder / "args").read_text(encoding="utf-8"), comments=True)
    done = subprocess.run(
        [sys.executable, "-m", "csdesign", *args],
        cwd=folder if own else ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    parts = [done.stdout]
    if done.stderr:
        parts.append(f"--- stderr ---\n{done.stderr}")
    parts.append(f"--- exit code {done.returncode} ---\n")
    text = "".join(part if part.endswith("\n") else f"{part}\n" for part in parts)
    return re.sub(rf"\b{re.escape(csdesign.__version__)}\b", "VERSION", text)


@pytest.mark.parametrize("case", CASES)
def test_run_prints_what_is_expected(case: str, request: pytest.FixtureRequest) -> None:
    """The output and the exit code of a command are those that were read and accepted."""
    expected = GOLDEN / case / "expected.txt"
    found = run(case)
    if request.config.getoption("--update-golden"):
        expected.write_text(found, encoding="utf-8")

    assert expected.read_text(encoding="utf-8") == found


def test_every_example_has_a_golden_plan() -> None:
    """An example that nobody runs goes stale."""
    args = " ".join((GOLDEN / case / "args").read_text(encoding="utf-8") for case in CASES)

    for example in sorted((ROOT / "examples").glob("*.yaml")):
        assert f"plan examples/{example.name}" in args
