"""Modules that a command does not import: start-up time without a clock."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cli.command import ROOT, environment

HEAVY = ("pandas", "numpy", "scipy", "duckdb", "sqlglot", "rich", "jinja2", "highspy")


@pytest.mark.parametrize(
    ("args", "banned"),
    [
        (["--version"], (*HEAVY, "typer", "pydantic", "yaml")),
        (["--help"], (*HEAVY, "pydantic", "yaml")),
        (["check", "examples/planworks.yaml"], (*HEAVY, "importlib.metadata", "email")),
        (["plan", "examples/planworks.yaml", "--format", "json"], HEAVY),
        (
            ["plan", "examples/planworks.yaml"],
            tuple(name for name in HEAVY if name != "rich"),
        ),
    ],
    ids=["version", "help", "check", "plan-json", "plan"],
)
def test_heavy_packages_stay_out(args: list[str], banned: tuple[str, ...]) -> None:
    """A package that a command does not need is not imported for it."""
    script = (
        "import os, sys\n"
        "os._exit = sys.exit\n"  # check ends the process itself
        f"sys.argv = ['csdesign', *{args!r}]\n"
        "from csdesign.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print('IMPORTED', [m for m in {banned!r} if m in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.stdout.splitlines()[-1] == "IMPORTED []"
