"""A case is possible in which no rule of engagement says who acts.

The check searches all combinations of inputs: every segment, every event that a rule names and
any other, and numbers on both sides of each limit. It shows the smallest case without an
answer. A rule without conditions is the default: it applies wherever no other rule does.

A warning, since the case may be rare; a note if it needs an event that no rule names.

Bad:

    segments:
      - {id: smb}
      - {id: corp}
    roles:
      - {id: am, title: Account Manager}
      - {id: csm, title: Customer Success Manager}
    engagement_rules:  # <- ROE409
      - {when: {segment: smb}, then: {lead: am}}
      - {when: {segment: corp, days_to_renewal: ">= 90"}, then: {lead: csm}}
      - {when: {segment: corp, days_to_renewal: "< 60"}, then: {lead: am}}

Good:

    segments:
      - {id: smb}
      - {id: corp}
    roles:
      - {id: am, title: Account Manager}
      - {id: csm, title: Customer Success Manager}
    engagement_rules:
      - {when: {segment: smb}, then: {lead: am}}
      - {when: {segment: corp, days_to_renewal: ">= 90"}, then: {lead: csm}}
      - {when: {segment: corp, days_to_renewal: "< 90"}, then: {lead: am}}

Source: Gurnov and Korneeva, "Too Many Managers" (who acts when a customer grows before its term
ends); completeness of decision tables is common practice in requirements engineering.
Fix: add a rule for the case, widen one, or write a default: a rule without `when`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.cases import said
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.rules.engagement_search.compile import Compiled
    from csdesign.rules.engagement_search.search import Gap

_PATH = ("engagement_rules",)


def check(facts: Facts) -> Iterator[Hit]:
    """Yield the smallest case that no rule covers; a note if it needs an unnamed word."""
    if not facts.design.document.engagement_rules:
        return
    # Loaded only for designs that have such rules.
    from csdesign.rules.engagement_search.compile import compile_rules
    from csdesign.rules.engagement_search.search import find_gap

    compiled = compile_rules(facts.design)
    for problem in compiled.problems:
        yield Hit(
            path=problem.path,
            message=f"rule of engagement: {problem.message}",
            object=f"engagement_rules[{_name(compiled, problem.path[1])}]",
            evidence=(("read", "no"),),
            fix="correct the condition",
        )
    gap = None if compiled.problems else find_gap(compiled)
    if gap is not None:
        yield _hit(compiled, gap)


def _name(compiled: Compiled, number: str | int) -> str:
    rules = (*compiled.rules, *compiled.defaults)
    return next(
        (rule.name.replace(" ", "-") for rule in rules if rule.number == number), str(number)
    )


def _hit(compiled: Compiled, gap: Gap) -> Hit:
    evidence = (
        ("rules", str(len(compiled.rules))),
        ("inputs", ", ".join(domain.name for domain in compiled.domains)),
        ("cases looked at", str(gap.cases_looked_at)),
    )
    if gap.gave_up:
        return Hit(
            path=_PATH,
            message="the rules of engagement have too many combinations to search them all: "
            f"none of the first {gap.cases_looked_at:,} is a gap",
            object="engagement_rules",
            severity=Severity.NOTE,
            evidence=evidence,
            fix="use fewer inputs, or add a default rule without `when`",
        )
    return Hit(
        path=_PATH,
        message=f"nobody acts when {said(gap.case)}",
        object="engagement_rules",
        severity=None if gap.named else Severity.NOTE,
        evidence=evidence,
    )


RULE = Rule("ROE409", "engagement-gap", Severity.WARNING, __doc__, check)
