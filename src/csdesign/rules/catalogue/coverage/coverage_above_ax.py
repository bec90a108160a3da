"""A segment is declared to get more attention than its customers were promised.

The hours of a named person go to customers who do not need them and are missing elsewhere. High
attention is often a habit, or goes to the customer with the largest invoice.

A warning, since the company may choose to give more than it promises.

Bad:

    segments:
      - id: office
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
        declared:
          level: high-touch  # <- COV104

Good:

    segments:
      - id: office
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
        declared:
          level: tech-touch

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management".
Fix: lower the level and move the hours, or promise these customers what the level costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.declared import declared_levels
from csdesign.rules.rule import Facts, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.rules.rule import Hit


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each segment declared above the level its promised work needs."""
    return declared_levels(facts, above=True)


RULE = Rule("COV104", "coverage-above-ax", Severity.WARNING, __doc__, check)
