"""Designs at the borders of the rules, and what is said of them.

`rule_borders.txt` holds them: a line with the code and what is tried, the design, and after `=>`
each finding with severity, place, object, message, measure, evidence, cause, and what would mend
it. `--update-golden` rewrites the findings; read the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from designs import findings_of
from rules.written import evidence_of, found, rules_of
from tabled import Table

if TYPE_CHECKING:
    from csdesign.finding import Finding, YamlPath
    from tabled import Case

TABLE = Table(Path(__file__).parent / "rule_borders.txt", r"^# [A-Z]+\d+ .*$")


def line(finding: Finding) -> str:
    """Return a finding in one line: place, words, lines of its related places, figures."""
    where = "-" if finding.span is None else f"{finding.span.line}:{finding.span.column}"
    others = ", ".join(str(each.span.line) for each in finding.related if each.span is not None)
    see = f" (see {others})" if others else ""
    measure = ""
    if finding.measure is not None:
        measure = f"{finding.measure.value:g}{' or less' if finding.measure.falling else ''}"
    told = "; ".join(f"{name}: {value}" for name, value in finding.evidence)
    figures = f" [{measure} | {told}]" if measure or told else ""
    cause = "" if finding.cause is None else f" cause {finding.cause.key!r}"
    adds = "".join(f" adds {place(path)} {text}" for path, text in finding.adds)
    found = f"{finding.severity.word} {where} {finding.object}: {finding.message}"
    return f"=> {found}{see}{figures}{cause}{adds}"


def place(path: YamlPath) -> str:
    """Return a path of keys in one word."""
    return "/".join(str(key) for key in path)


def findings(case: Case) -> list[str]:
    """Return the findings of a case's rule in its design."""
    return [line(finding) for finding in findings_of(case.text, rules_of(case.title.split()[1]))]


@pytest.mark.parametrize("code", sorted({case.title.split()[1] for case in TABLE.cases()}))
def test_a_border_is_where_the_rule_says(code: str) -> None:
    """What passes, what does not, in which words and at which place."""
    assert TABLE.differences(findings, f"# {code} ") == ""


@pytest.mark.parametrize("length", [300, 301])
def test_a_violated_policy_is_quoted_up_to_300_characters(length: int) -> None:
    """POL001: the evidence shows the whole expression or cuts it."""
    short = "accounts < 5 || name == ''"
    text = short.replace("''", f"'{'x' * (length - len(short))}'")
    (finding,) = found(
        "POL001",
        segments=[{"id": "s", "accounts": 5}],
        policies=[{"name": "small", "on": "segment", "assert": text}],
    )

    assert len(text) == length
    assert (evidence_of(finding, "assert") == text) is (length == 300)
