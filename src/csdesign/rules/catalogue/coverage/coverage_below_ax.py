"""A segment is declared to get less attention than its customers were promised.

The promised work needs more human time than the declared level includes. Either people work
overtime that no plan shows, or promises are broken.

An error, since the declared level and the promised work contradict each other at the customers'
expense.

Bad:

    segments:
      - id: plants
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90}
        declared:
          level: tech-touch  # <- COV103

Good:

    segments:
      - id: plants
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90}
        declared:
          level: high-touch

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management".
Fix: raise the level, or change the promised work openly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.declared import declared_levels
from csdesign.rules.rule import Facts, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.rules.rule import Hit


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each segment declared below the level its promised work needs."""
    return declared_levels(facts, above=False)


RULE = Rule("COV103", "coverage-below-ax", Severity.ERROR, __doc__, check)
