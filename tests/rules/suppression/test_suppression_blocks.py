"""A comment holds anywhere in the part of the design that a finding is about."""

from __future__ import annotations

from datetime import date

import pytest

from csdesign.finding import Finding, Span
from csdesign.rules.suppression.apply import suppress
from csdesign.rules.suppression.places import is_in_block
from rules.samples import REVENUE, RULES, comments

DESIGN = """\
segments:
  - id: corp
    name: Corp
    # a note

    traits:
      complexity: 4
    commercial:  # later
      renewal: auto
  - name: Small
    accounts: 4
    id: smb
    traits: {complexity: 1}
roles:
- id: csm
  ideas: none
  segments:
  - corp
other
"""
LINES = DESIGN.splitlines()


def line(number: int) -> str:
    return LINES[number - 1] if 1 <= number <= len(LINES) else ""


@pytest.mark.parametrize(
    ("marked", "inside"),
    [
        (1, range(1, 14)),
        (2, range(2, 10)),
        (3, [3]),
        (6, [6, 7]),
        (7, [7]),
        (8, [8, 9]),
        (10, [10]),
        (12, range(10, 14)),
        (13, [13]),
        (15, range(15, 19)),
        (16, [16]),
        (19, [19]),
    ],
)
def test_part_of_a_line_is_what_its_indentation_says(marked: int, inside: list[int]) -> None:
    found = [n for n in range(1, len(LINES) + 1) if is_in_block(line, marked, n)]
    assert found == list(inside)


def silenced(text: str, *places: tuple[int, int]) -> list[str | None]:
    """Return the reason of a finding at each (line, column), in the order of places."""
    findings = [
        Finding(REVENUE, REVENUE.severity, "m", Span("design.yaml", n, column, n, column + 3), "x")
        for n, column in places
    ]
    rows = text.splitlines()
    after = suppress(
        findings,
        comments(text),
        rules=RULES,
        ran={rule.code for rule in RULES},
        today=date(2026, 11, 25),
        line_of=lambda _, n: rows[n - 1] if n <= len(rows) else "",
    )
    return [finding.suppressed for finding in after]


SILENT = "# csdesign: ignore[COV101] -- agreed"


def test_comment_on_a_line_of_an_item_suppresses_the_finding_at_its_id() -> None:
    text = f"segments:\n  - id: corp\n    name: Corp {SILENT}\n  - id: smb\n    name: SMB\n"
    assert silenced(text, (2, 9), (4, 9)) == ["agreed", None]


def test_comment_alone_in_an_item_suppresses_the_finding_at_its_id() -> None:
    text = f"segments:\n  - id: corp\n    {SILENT}\n    name: Corp\n  - id: smb\n"
    assert silenced(text, (2, 9), (5, 9)) == ["agreed", None]


def test_finding_on_the_line_itself_goes_before_the_part_around_it() -> None:
    text = f"segments:\n  - id: corp\n    name: Corp {SILENT}\n"
    assert silenced(text, (2, 9), (3, 11)) == [None, "agreed"]


def test_innermost_part_is_meant() -> None:
    text = f"roles:\n  - id: csm\n    duties:\n      - id: qbr\n        per: 4 {SILENT}\n"
    assert silenced(text, (2, 9), (4, 13)) == [None, "agreed"]


def test_without_the_lines_only_the_place_itself_is_suppressed() -> None:
    text = f"- id: corp\n  name: Corp {SILENT}\n"
    finding = Finding(REVENUE, REVENUE.severity, "m", Span("design.yaml", 1, 7, 1, 11))
    after = suppress(
        [finding], comments(text), rules=RULES, ran={"COV101"}, today=date(2026, 11, 25)
    )
    assert [each.suppressed for each in after] == [None]


def test_only_the_nearest_findings_are_looked_at() -> None:
    """A part with very many findings of one rule inside is the price of staying linear."""
    inner = "".join(f"      - id: p{n}\n" for n in range(70))
    end = f"    name: Corp {SILENT}\n"
    places = [(2, 9), *((4 + n, 13) for n in range(70))]
    few = f"segments:\n  - id: corp\n    list:\n{inner[: 20 * 12]}"
    assert silenced(f"segments:\n  - id: corp\n    list:\n{inner}{end}", *places)[0] is None
    rows = few.count("\n")
    assert silenced(few + end, *places[: rows - 2])[0] == "agreed"
