"""Two policies have the same name.

Findings, suppressions and baselines refer to a policy by its name. With two policies of one
name nobody can tell which was violated, and suppressing one suppresses both.

A warning, since both policies are still checked.

Bad:

    segments: [{id: corp}]
    policies:
      - {name: few-people, on: plan, assert: heads <= 40}
      - {name: few-people, on: segment, assert: heads <= 9}  # <- DUP006

Good:

    segments: [{id: corp}]
    policies:
      - {name: few-people, on: plan, assert: heads <= 40}
      - {name: small-teams, on: segment, assert: heads <= 9}

Source: our own judgement; no published work.
Fix: give each policy a name of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each policy whose name an earlier one has."""
    first: dict[str, int] = {}
    for number, policy in enumerate(facts.design.document.policies):
        before = first.setdefault(policy.name, number)
        if before != number:
            yield Hit(
                path=("policies", number, "name"),
                message=f"two policies are called {policy.name!r}",
                object=f"policies[{policy.name}]",
                related=((("policies", before, "name"), "first here"),),
            )


RULE = Rule("DUP006", "policy-named-twice", Severity.WARNING, __doc__, check)
