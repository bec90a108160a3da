"""Selects the rules that run and their severities: `--select`, `--ignore` and settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.config.settings import Settings
from csdesign.errors import CsdesignError, SettingsError, UsageError
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csdesign.finding import Finding, RuleInfo, Severity

__all__ = ["ALL", "Choice", "choose", "parse_selectors", "with_severities"]

ALL: Final = "ALL"
_WHOLE: Final = 1_000
"""Closeness of a whole code or a name; that of the beginning of a code is its length."""


class Choice(NamedTuple):
    """The rules that run, with the severities of settings, and those severities by code."""

    rules: tuple[RuleInfo, ...]
    severities: Mapping[str, Severity]
    left_out: frozenset[str] = frozenset()
    """Codes that somebody asked to ignore."""

    @property
    def codes(self) -> frozenset[str]:
        """Return the codes of the rules that run."""
        return frozenset(rule.code for rule in self.rules)


def parse_selectors(values: Iterable[str], where: str) -> tuple[str, ...]:
    """Return the selectors of an option that may be repeated and holds lists with commas.

    Raises:
        UsageError: a value names no rule, as an unset variable does.
    """
    selectors: list[str] = []
    for value in values:
        parts = [part.strip() for part in value.split(",")]
        if not all(parts):
            raise UsageError(f"{where}: '{visible(value)}' names no rule; give codes or names")
        selectors += parts
    return tuple(selectors)


def choose(
    rules: Sequence[RuleInfo],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    settings: Settings | None = None,
) -> Choice:
    """Return the rules that are selected and not ignored, in their order.

    A selector is a code, the beginning of one, a name or `ALL`. The most specific selector that
    fits a rule decides; of two equally specific ones that which ignores. Values of `--select` and
    `--ignore`, where given, take the place of those in the settings.

    Raises:
        UsageError: a value of an option fits no rule.
        SettingsError: a selector of the settings fits no rule.
    """
    given = settings or Settings()
    chosen = _checked(rules, parse_selectors(select, "--select"), "--select", UsageError)
    left_out = _checked(rules, parse_selectors(ignore, "--ignore"), "--ignore", UsageError)
    # Settings are checked even where an option overrides them: a wrong name is a mistake there.
    set_chosen = _checked(rules, given.select or (), given.where("select"), SettingsError)
    set_left_out = _checked(rules, given.ignore or (), given.where("ignore"), SettingsError)
    if not select:
        chosen = (ALL,) if given.select is None else set_chosen
    if not ignore:
        left_out = set_left_out
    severities = _severities(rules, given)
    kept = [rule for rule in rules if _rank(rule, chosen) > _rank(rule, left_out)]
    return Choice(
        tuple(r._replace(severity=severities.get(r.code, r.severity)) for r in kept),
        severities,
        frozenset(rule.code for rule in rules if _rank(rule, left_out) >= 0)
        - {r.code for r in kept},
    )


def with_severities(findings: Iterable[Finding], choice: Choice) -> list[Finding]:
    """Return the findings with the severities of settings, in order.

    A severity of the settings goes before the one that a rule gave the single finding.
    """
    changed = (
        replace(finding, severity=choice.severities.get(finding.code, finding.severity))
        for finding in findings
    )
    return sorted(changed, key=lambda finding: finding.sort_key)


def _severities(rules: Sequence[RuleInfo], settings: Settings) -> dict[str, Severity]:
    """Return the severity of each rule that the settings name; the closest selector decides."""
    for selector, _ in settings.severity:
        _checked(rules, (selector,), settings.where(f"severity.{selector}"), SettingsError)
    severities = {}
    for rule in rules:
        fitting = [pair for pair in settings.severity if _closeness(pair[0], rule) >= 0]
        if fitting:
            severities[rule.code] = max(fitting, key=lambda pair: _closeness(pair[0], rule))[1]
    return severities


def _checked(
    rules: Sequence[RuleInfo], selectors: Sequence[str], where: str, error: type[CsdesignError]
) -> tuple[str, ...]:
    """Return the selectors, each of which fits a rule."""
    for selector in selectors:
        if not any(_closeness(selector, rule) >= 0 for rule in rules):
            families = dict.fromkeys(rule.code.rstrip("0123456789") for rule in rules)
            options = [*(rule.code for rule in rules), *(rule.name for rule in rules), *families]
            hint = did_you_mean(selector, options) or (
                "; give a code, the beginning of one, a name or ALL"
            )
            raise error(f"{where}: no rule fits '{visible(selector, 80)}'{hint}")
    return tuple(selectors)


def _rank(rule: RuleInfo, selectors: Iterable[str]) -> int:
    """Return how close the closest selector is, -1 where none fits."""
    return max((_closeness(selector, rule) for selector in selectors), default=-1)


def _closeness(selector: str, rule: RuleInfo) -> int:
    """Return how much of the rule the selector says: 0 for `ALL`, -1 where it does not fit."""
    if selector == ALL:
        return 0
    if selector in (rule.code, rule.name):
        return _WHOLE
    return len(selector) if selector and rule.code.startswith(selector) else -1
