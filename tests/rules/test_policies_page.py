"""The page on policies: its example works, and its variables are those that can be asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import csdesign
from cli.command import ROOT
from csdesign.rules.policies.contexts import PLAN, ROLE, SEGMENT

if TYPE_CHECKING:
    from pathlib import Path

SEGMENT_OF_MANY = """\
segments:
  - id: smb
    accounts: 5000
    interactions:
      - {id: call, channel: human-1to1, every: month, minutes: 30, effort_hours: 1}
"""
PAGE = (ROOT / "src/csdesign/pages/policies.md").read_text(encoding="utf-8")


def test_every_variable_is_on_the_page_with_its_meaning() -> None:
    for subject, columns in (("segment", SEGMENT), ("role", ROLE), ("plan", PLAN)):
        part = PAGE.split(f"## Variables `on: {subject}`")[1].split("##")[0]
        listed = [line for line in part.splitlines() if line.startswith("- ")]
        assert listed == [f"- `{column.name}`: {column.meaning}" for column in columns]


def test_the_example_of_the_page_is_judged(tmp_path: Path) -> None:
    """A large segment served by people breaks the first policy and the second."""
    example = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1]  # type: ignore[index]  # no match fails the test
    path = tmp_path / "design.yaml"
    path.write_text(SEGMENT_OF_MANY + example, encoding="utf-8")
    findings = csdesign.plan(csdesign.load(path)).findings

    broken = [finding for finding in findings if finding.code == "POL001"]
    assert sorted(finding.severity for finding in broken) == ["warning", "error"]
