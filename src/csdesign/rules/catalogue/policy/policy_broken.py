"""A policy cannot be evaluated: it is misspelt, mixes types, divides by zero or takes too long.

A policy that is not evaluated protects nothing, so it is reported like any other mistake. Names
and types are checked before it runs, and the message points into the expression; the number of
steps is limited as well.

An error, since the company's limit is not checked at all; the policy's own severity if a
single segment or role cannot be evaluated.

Bad:

    segments:
      - id: smb
    policies:
      - name: few-people
        on: segment
        assert: human_shar <= 0.2  # <- POL002
      - name: either
        on: segment
        assert: level == 'pooled' or level == null  # <- POL002

Good:

    segments:
      - id: smb
    policies:
      - name: few-people
        on: segment
        assert: human_share == null || human_share <= 0.2

Source: our own judgement; the language is CEL, the Common Expression Language.
Fix: correct the expression; `csdesign explain POL001` lists the names it may use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import SEVERITIES
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.rules.policies.run import Broken


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each policy, or each object of one, that gives no answer."""
    if not facts.design.document.policies:
        return
    from csdesign.rules.policies.run import Broken, run_policies

    told: set[tuple[int, str]] = set()
    for result in run_policies(facts.plan):
        if not isinstance(result, Broken):
            continue
        # One policy that fails alike for a hundred segments is one mistake.
        key = (result.number, result.trouble.message)
        if key not in told:
            told.add(key)
            yield _hit(result)


def _hit(result: Broken) -> Hit:
    policy, trouble, target = result.policy, result.trouble, result.target
    where = f" for {target.name}" if target is not None else f" (character {trouble.at + 1})"
    rest = visible(policy.assert_[trouble.at :], 40)
    return Hit(
        path=("policies", result.number, "assert"),
        message=f"policy {policy.name}{where}: {trouble.message}",
        object=f"policies[{policy.name}]",
        # What fails for one object, such as a division by zero, is as bad as the policy says.
        severity=SEVERITIES[policy.severity] if target is not None else None,
        evidence=(
            ("assert", visible(policy.assert_, 300)),
            ("character", str(trouble.at + 1)),
            ("from there", rest or "the end"),
        ),
        related=((target.path, target.name),) if target is not None and target.path else (),
    )


RULE = Rule("POL002", "policy-broken", Severity.ERROR, __doc__, check)
