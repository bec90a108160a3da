"""A finding that turns on a number says which: what grows worse is new, for every such rule."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from csdesign import api
from csdesign.rules.catalogue import ALL_RULES
from csdesign.rules.known import entry_of, worsened
from csdesign.source.designs import load_sources
from csdesign.source.yaml.sourcefile import SourceFile

if TYPE_CHECKING:
    from csdesign.finding import Finding
    from csdesign.rules.rule import Rule

EXCUSES = {
    "ARC201": "the reason may name a profile from 1 to 5; the finding is who owns what",
    "ARC202": "the reason may name a profile from 1 to 5; the finding is who owns the renewal",
    "AX002": "the first 30 days are the rule's own number",
    "CAP806": "the numbers are what is assumed, the same in every design",
    "COV101": "the amount is the company's threshold; that it decides is the finding",
    "COV102": "the book is what two segments share, however large",
    "COV106": "the amounts say which customers fall between; that nobody has them is the finding",
    "COV110": "a note that what is stated is not what the plan gives",
    "OWN308": "the working time is none",
    "POL002": "the place of a word in an expression",
    "ROE409": "an example of a case that no rule covers",
    "ROE410": "an example of a case that two rules cover",
    "ROL505": "how many of a list of duties would do",
    "TIM006": "a month; that nobody follows is the finding",
}
NAMES = re.compile(r"'[^']*'|\b[a-z]+-\d+\b|above 5,000 a month")
"""Figures that are part of somebody's words."""


def found_by(rule: Rule, text: str) -> list[Finding]:
    """Return the findings of a rule in a design."""
    data = text.encode()
    loaded = load_sources([SourceFile("design.yaml", data, 0, len(data))])
    found = api.check_loaded(loaded, today=date(2026, 6, 1))
    return [finding for finding in found if finding.code == rule.code]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_a_message_with_a_figure_has_a_measure_or_an_excuse(rule: Rule) -> None:
    """Walks the bad examples of the whole catalogue."""
    for text in rule.examples("Bad"):
        for finding in found_by(rule, text):
            figures = re.search(r"\d", NAMES.sub("", finding.message))
            if finding.measure is None and figures:
                assert rule.code in EXCUSES, finding.message


def test_no_excuse_outlives_its_rule() -> None:
    assert set(EXCUSES) <= {rule.code for rule in ALL_RULES}


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_every_measure_grows_worse_in_its_direction_and_is_reported(rule: Rule) -> None:
    for text in rule.examples("Bad"):
        for finding in found_by(rule, text):
            measure = finding.measure
            if measure is None:
                continue
            step = abs(measure.value) / 2 + 1
            worse = -step if measure.falling else step
            later = replace(finding, measure=measure._replace(value=measure.value + worse))
            known = entry_of(finding)
            assert worsened(later, known).startswith(f"{measure.said(measure.value)} -> ")
            assert worsened(finding, entry_of(later)) == ""
            assert worsened(finding, known) == ""


@pytest.mark.parametrize(
    ("condition", "before", "after", "words"),
    [
        ("accounts <= 100.0", 200, 900, "200 -> 900"),
        ("100.0 >= accounts", 200, 900, "200 -> 900"),
        ("accounts >= 1000.0", 500, 20, "500 -> 20"),
        ("id != 'x' && accounts < 100.0", 200, 900, "200 -> 900"),
        ("accounts * 2.0 < 100.0", 200, 900, "400 -> 1,800"),
        ("new_accounts > accounts", 200, 900, "199 -> 899"),
        ("id == 'x'", 200, 900, ""),
    ],
)
def test_a_policy_is_measured_by_what_it_compares(
    condition: str, before: int, after: int, words: str
) -> None:
    """The number of the first comparison that fails; a policy without one has no measure."""
    rule = next(each for each in ALL_RULES if each.code == "POL001")
    text = (
        "segments: [{{id: a, accounts: {}, new_accounts: 1}}]\n"
        f'policies: [{{{{name: limit, on: segment, assert: "{condition}"}}}}]\n'
    )
    (then,) = found_by(rule, text.format(before))
    (now,) = found_by(rule, text.format(after))
    assert worsened(now, entry_of(then)) == words
    assert worsened(then, entry_of(now)) == ""


def test_another_policy_is_another_finding() -> None:
    """One policy kept and another broken for the same segment is not the known finding."""
    rule = next(each for each in ALL_RULES if each.code == "POL001")
    text = (
        "segments: [{{id: a, accounts: 5}}]\n"
        'policies: [{{name: {}, on: segment, assert: "false"}}]\n'
    )
    (one,), (other,) = (found_by(rule, text.format(name)) for name in ("one", "other"))
    assert entry_of(one) != entry_of(other)
