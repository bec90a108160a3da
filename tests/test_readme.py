"""The README says what the program does today."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import csdesign
from csdesign.accounts.columns import known_columns
from csdesign.cli.app import COMMANDS
from csdesign.finding import Severity
from csdesign.rules.catalogue import ALL_RULES
from designs import findings_of

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "src/csdesign/pages"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block_after(marker: str) -> str:
    """Return the text of the fenced block that follows a marker."""
    found = re.search(rf"<!-- {marker} -->\n```\w+\n(.*?)```", README, re.DOTALL)
    assert found, marker
    return found[1]


def test_pasted_run_is_what_the_command_prints() -> None:
    """The run at the top of the README is the golden run of the same command."""
    golden = (ROOT / "tests/golden/plan-planworks/expected.txt").read_text(encoding="utf-8")

    assert block_after("pasted run").rstrip() == golden.split("--- exit code")[0].rstrip()


def test_the_first_design_plans_and_has_no_error() -> None:
    """Whoever copies it has a segment, a role and a post that fit each other."""
    found = findings_of(block_after("first design"), ALL_RULES)

    assert [finding.message for finding in found if finding.severity is Severity.ERROR] == []


def test_two_commands_are_single_lines_that_pin_versions() -> None:
    """Each of the two commands is one line, complete in itself, with the tested versions."""
    for marker in ("first command", "test command"):
        command = block_after(marker).strip()

        assert "\n" not in command
        assert command.startswith("python3 -m venv .venv && ")
        assert "-c tests/constraints.txt" in command


def test_every_command_is_described() -> None:
    """A command that the README does not name is a command nobody finds."""
    for name in COMMANDS:
        assert f"`csdesign {name}" in README, name


def test_version_is_that_of_the_package() -> None:
    """The version the program prints is the one it is packaged with."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert csdesign.__version__ == project["version"]


def test_constraints_pin_names_and_versions_only() -> None:
    """No address of a registry, no path: a name, two equals signs, a version."""
    lines = (ROOT / "tests/constraints.txt").read_text(encoding="utf-8").splitlines()

    for line in lines:
        assert re.fullmatch(r"#.*|[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line), line


def test_every_column_known_by_name_is_listed() -> None:
    """Who writes a `where` finds the names in the page on accounts."""
    page = (PAGES / "accounts.md").read_text(encoding="utf-8")
    for name in known_columns():
        assert f"`{name}`" in page, name


def test_every_page_is_in_the_readme() -> None:
    """A page that the README does not name is a page nobody finds."""
    for page in PAGES.iterdir():
        assert f"[`{page.stem}`](src/csdesign/pages/{page.name})" in README, page.name


def test_the_readme_is_a_first_look() -> None:
    """What is longer has a page of its own."""
    assert README.count("\n") < 300
