"""Selects the findings that a run reports: chosen rules, severities, comments, what is new.

Reading, schema and reference errors are beyond choice: a design that has one is not checked at
all, so that leaving it out, or calling it mild, would turn a broken design green.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.config.settings import Settings
from csdesign.errors import CsdesignError, SettingsError, UsageError
from csdesign.finding import Severity
from csdesign.planning.months import with_months
from csdesign.planning.months.horizon import horizon_of
from csdesign.planning.planner import make_plan
from csdesign.rules.catalogue import ALL_RULES
from csdesign.rules.engine import run
from csdesign.rules.reading import READING_RULES, TABLE_RULES
from csdesign.rules.rule import Facts
from csdesign.rules.scenarios import ADDS, SCENARIO_RULES, scenario_findings
from csdesign.rules.selection import Choice, choose, parse_selectors, with_severities
from csdesign.rules.suppression.apply import SUPPRESSION_RULES, suppress
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from csdesign.finding import Finding, RuleInfo
    from csdesign.model.design import Design
    from csdesign.rules.known import Entry
    from csdesign.source.designs import Loaded

__all__ = ["Counted", "choose_rules", "judge", "known_rules", "only_new"]

_READING: Final = frozenset(rule.code for rule in READING_RULES)
_COMMENTS: Final = frozenset(rule.code for rule in SUPPRESSION_RULES)


@cache
def known_rules() -> tuple[RuleInfo, ...]:
    """Return everything that can be found: reading, rules, what tables show, comments."""
    rules = (rule.info for rule in ALL_RULES)
    return (*READING_RULES, *rules, *TABLE_RULES, *SCENARIO_RULES, *SUPPRESSION_RULES)


def choose_rules(
    select: Sequence[str] = (), ignore: Sequence[str] = (), settings: Settings | None = None
) -> Choice:
    """Return the rules that run, those of reading always among them and always errors.

    Raises:
        UsageError: a value of an option fits no rule, or would leave out reading.
        SettingsError: the same in the settings.
    """
    given = settings or Settings()
    choice = choose(known_rules(), select=select, ignore=ignore, settings=given)
    for selector in parse_selectors(ignore, "--ignore"):
        _refuse(selector, "--ignore", UsageError)
    for selector in given.ignore or ():
        _refuse(selector, given.where("ignore"), SettingsError)
    for selector, severity in given.severity:
        if severity is not Severity.ERROR:
            _refuse(selector, given.where(f"severity.{selector}"), SettingsError)
    chosen = tuple(rule for rule in choice.rules if rule.code not in _READING)
    severities = {c: each for c, each in choice.severities.items() if c not in _READING}
    return Choice((*READING_RULES, *chosen), severities, choice.left_out)


class Counted(NamedTuple):
    """A design with the customers that a table counted, and what the table shows."""

    design: Design
    findings: Sequence[Finding]


def judge(
    loaded: Loaded,
    choice: Choice,
    today: date,
    counted: Counted | None = None,
    *,
    draws: int | None = None,
    seed: int = 1,
    sure: float = 0.9,
) -> list[Finding]:
    """Return the findings that a run reports for a design that was read, in order.

    If an account table was counted, the rules judge the plan of what it showed; with `draws` its
    uncertain inputs are drawn so often.

    Findings that a comment silences are there with their reason; `today` decides which comments
    still hold. All rules run where one of them is chosen, for a rule that is left out must not
    bring back the more general finding that it replaces.
    """
    ran = choice.codes
    if loaded.design is None:
        found = list(loaded.findings)
        ran &= _READING | _COMMENTS
    elif ran <= _READING | _COMMENTS:
        found = []
    else:
        rules = partial(_rules, draws=draws, seed=seed, sure=sure)
        found = rules(loaded.design if counted is None else counted.design)
        found += counted.findings if counted is not None else ()
        added = scenario_findings(loaded, found, rules)
        if ADDS.code in choice.left_out:
            added = (f for f in added if f.rule in SCENARIO_RULES or f.code in _READING)
        found += added
    found = with_severities((f for f in found if f.code in ran), choice)
    comments = loaded.source_map.comments
    if comments:
        found = suppress(
            found,
            comments,
            rules=known_rules(),
            ran=ran,
            today=today,
            line_of=loaded.source_map.line,
        )
    return with_severities(found, choice)


def _rules(design: Design, *, draws: int | None, seed: int, sure: float) -> list[Finding]:
    """Return the findings of every rule for a design."""
    plan = with_months(make_plan(design, whole=False), horizon_of(design))
    if draws is not None:
        from csdesign.planning.futures.planner import futures_of

        found = futures_of(plan, draws=draws, seed=seed, sure=sure, worth=False)
        plan = replace(plan, futures=found)
    return run(ALL_RULES, Facts(design, plan))


def only_new(
    findings: Iterable[Finding], before: Iterable[Finding], known: Mapping[Entry, int]
) -> list[Finding]:
    """Return the findings without as many of each rule and object as there were before.

    What grew worse is new, and says so. `known` is the baseline that was applied to `findings`:
    what it silences was there before already. Silenced findings stay, and so do errors of
    reading: they hide all others.
    """
    from csdesign.rules.baseline import apply
    from csdesign.rules.known import entry_of, grown, meet

    left = apply(before, known, (), "").findings
    had = Counter(entry_of(finding) for finding in left if finding.suppressed is None)
    given = list(findings)
    judged = [f for f in given if f.suppressed is None and f.code not in _READING]
    met = meet(judged, had)
    same = {id(judged[number]) for number in met.same}
    worse = {id(judged[number]): entry for number, entry in met.worse.items()}
    return [
        grown(finding, worse[id(finding)]) if id(finding) in worse else finding
        for finding in given
        if id(finding) not in same
    ]


def _refuse(selector: str, where: str, error: type[CsdesignError]) -> None:
    """Refuse a selector that fits rules of reading and no others."""
    fitting = [
        rule.code
        for rule in known_rules()
        if selector == rule.name or rule.code.startswith(selector)
    ]
    if fitting and _READING.issuperset(fitting):
        raise error(
            f"{where}: {visible(selector, 80)} stays an error: a design that has one is not "
            "checked at all"
        )
