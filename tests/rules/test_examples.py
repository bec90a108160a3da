"""The documentation of a rule is its test: the bad is found, the good is not."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest

from csdesign.rules import catalogue
from csdesign.rules.catalogue import ALL_RULES
from designs import findings_of

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

RULES = pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: f"{rule.code}-{rule.name}")


def marked_lines(rule: Rule, text: str) -> list[int]:
    """Return the lines of an example that end in a mark for the rule, once for each mark."""
    mark = re.compile(rf"# <- .*\b{rule.code}\b")
    return [n for n, line in enumerate(text.splitlines(), 1) if mark.search(line)]


@RULES
def test_bad_examples_are_found_on_exactly_the_marked_lines(rule: Rule) -> None:
    """The documentation shows what a rule finds, and where."""
    texts = rule.examples("Bad")

    assert texts
    for text in texts:
        found = findings_of(text, [rule])
        assert marked_lines(rule, text)
        assert sorted(f.span.line if f.span else 0 for f in found) == marked_lines(rule, text)


@RULES
def test_good_examples_are_clean(rule: Rule) -> None:
    """What a rule calls good does not trip it."""
    texts = rule.examples("Good")

    assert texts
    for text in texts:
        assert [f.message for f in findings_of(text, [rule])] == []


@RULES
def test_documentation_is_complete(rule: Rule) -> None:
    """Each rule says what it sees, why it matters, where it comes from and how to put it right."""
    assert rule.info.summary
    assert rule.info.help
    assert rule.info.source
    assert rule.fix


@RULES
def test_findings_name_an_object_and_carry_why_and_fix(rule: Rule) -> None:
    """Whoever reads a finding alone learns what it is about and what to do."""
    for text in rule.examples("Bad"):
        for finding in findings_of(text, [rule]):
            assert re.fullmatch(
                r"plan|[a-z_]+(\[[\w-]+\])?(\.[\w-]+(\[[\w-]+\])?)*", finding.object
            )
            assert finding.why
            assert finding.fix
            assert finding.message.count("\n") == 0


def test_codes_and_names_are_unique_and_sorted_within_their_family() -> None:
    """A code is never given to two rules, and lists are in code order."""
    codes = [rule.code for rule in ALL_RULES]
    names = [rule.name for rule in ALL_RULES]

    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
    for family in {code[:3] for code in codes}:
        members = [code for code in codes if code.startswith(family)]
        assert members == sorted(members)


def test_every_module_of_the_catalogue_is_listed() -> None:
    """A rule that nobody runs would be a promise of the documentation that nobody keeps."""
    modules = {
        info.name
        for info in pkgutil.walk_packages(catalogue.__path__, catalogue.__name__ + ".")
        if not info.ispkg and not info.name.rsplit(".", 1)[-1].startswith("_")
    }
    rules = {name: getattr(importlib.import_module(name), "RULE", None) for name in sorted(modules)}

    assert None not in rules.values(), [name for name, rule in rules.items() if rule is None]
    assert {id(rule) for rule in rules.values()} == {id(rule) for rule in ALL_RULES}
    for name, rule in rules.items():
        assert name.rsplit(".", 1)[-1] == rule.name.replace("-", "_")
