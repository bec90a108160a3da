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

from csdesign.finding import Measure
from csdesign.planning.coverage.decision import LEVEL_ORDER
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each segment declared above the level its promised work needs."""
    for plan in facts.plan.segments:
        declared, level = plan.segment.written.declared, plan.coverage.level
        if declared is None or declared.level is None or level is None:
            continue
        if LEVEL_ORDER[declared.level] <= LEVEL_ORDER[level]:
            continue
        yield Hit(
            path=(*plan.segment.path, "declared", "level"),
            message=f"{plan.segment.name}: declared {declared.level}, but the promised work "
            f"needs only {level} (score {plan.coverage.score:.2f}, decided by "
            f"{plan.coverage.decided_by})",
            object=f"segments[{plan.id}]",
            measure=Measure(float(plan.coverage.score or 0), "score {:.0f}", falling=True),
            evidence=(
                ("declared", declared.level),
                ("level", level),
                ("score", f"{plan.coverage.score:.2f}"),
                ("decided_by", str(plan.coverage.decided_by)),
            ),
        )


RULE = Rule("COV104", "coverage-above-ax", Severity.WARNING, __doc__, check)
