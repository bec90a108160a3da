"""A policy of the company does not hold.

Policies are limits that a company sets itself: no one-to-one talks for the smallest customers, at
most forty customers a book, one owner for every renewal. They are written in the design as CEL
expressions that must be true for each segment, each role or the plan. Numbers have a decimal point
in arithmetic (`fte * 2.0`); what a design does not state is null.

An error, since the company wrote the limit itself, or whatever `severity` the policy states; its
`message` is shown.

Names `on: segment`: id, name, accounts, new_accounts, arr_per_account, arr, complexity,
specificity, desired, readiness, level, declared_level, assignment, human_share, score, archetype,
practitioner, hours, fte, book, heads, cost, cost_share, named_contacts, transfers, owners (by
motion: owners.renew, owners.cross_sell), interactions (id, channel, purpose, stage, per_year,
minutes, effort_hours, roles).

Names `on: role`: id, title, kind, segments, owns, co_owns, supports, responsibilities, kpis,
decision_rights, skills, expertise, hands_off, hours, fte, heads, have, busy,
enough.

Names `on: plan`: hours, fte, heads, cost, arr, cost_share, measured_share, enough,
csm_types, managers, segments and roles (lists with the names above).

Bad:

    segments:
      - id: smb  # <- POL001
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month}
    policies:
      - name: people-only-where-needed
        on: segment
        assert: human_share == null || human_share <= 0.2
        severity: warning
        message: small customers are served by the programme

Good:

    segments:
      - id: smb
        interactions:
          - {id: mail, stage: adopt, channel: digital, every: week}
    policies:
      - name: people-only-where-needed
        on: segment
        assert: human_share == null || human_share <= 0.2
        severity: warning
        message: small customers are served by the programme

Source: the company's own decision; the language is CEL, the Common Expression Language.
Fix: change the design, or change the policy openly in the same file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import SEVERITIES, Measure
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.rules.policies.columns import Value
    from csdesign.rules.policies.run import Outcome


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each object of which a policy does not hold."""
    if not facts.design.document.policies:
        return
    from csdesign.rules.policies.run import Outcome, run_policies

    for result in run_policies(facts.plan):
        if isinstance(result, Outcome) and not result.holds:
            yield _hit(result)


def _hit(result: Outcome) -> Hit:
    policy, target = result.policy, result.target
    words = policy.message or f"{visible(policy.assert_, 120)} does not hold"
    path = ("policies", result.number)
    return Hit(
        path=target.path or path,
        message=f"{target.name}: {visible(words)} (policy {policy.name})",
        object=f"{target.object}.policies[{policy.name}]",
        severity=SEVERITIES[policy.severity],
        evidence=(
            ("policy", policy.name),
            ("assert", visible(policy.assert_, 300)),
            *(
                (name, _said(value))
                for name, value in target.values.items()
                if _speaks(name, policy.assert_, value)
            ),
        ),
        related=(((*path, "assert"), f"policy {policy.name}"),),
        measure=None
        if result.figure is None
        else Measure(result.figure[0], "{:,g}", falling=result.figure[1]),
    )


def _speaks(name: str, text: str, value: Value) -> bool:
    """Return whether a value is short and the expression has its name."""
    return name in text and not isinstance(value, (list, dict))


def _said(value: Value) -> str:
    if value is None:
        return "not stated"
    return f"{value:g}" if isinstance(value, float) else str(value)


RULE = Rule("POL001", "policy-violated", Severity.ERROR, __doc__, check)
