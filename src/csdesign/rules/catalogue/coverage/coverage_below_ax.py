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

from csdesign.finding import Measure
from csdesign.planning.coverage.decision import LEVEL_ORDER
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each segment declared below the level its promised work needs."""
    for plan in facts.plan.segments:
        declared, level = plan.segment.written.declared, plan.coverage.level
        if declared is None or declared.level is None or level is None:
            continue
        if LEVEL_ORDER[declared.level] >= LEVEL_ORDER[level]:
            continue
        yield Hit(
            path=(*plan.segment.path, "declared", "level"),
            message=f"{plan.segment.name}: declared {declared.level}, but the promised work "
            f"needs {level} (score {plan.coverage.score:.2f}, decided by "
            f"{plan.coverage.decided_by})",
            object=f"segments[{plan.id}]",
            measure=Measure(float(plan.coverage.score or 0), "score {:.0f}"),
            evidence=(
                ("declared", declared.level),
                ("level", level),
                ("score", f"{plan.coverage.score:.2f}"),
                ("decided_by", str(plan.coverage.decided_by)),
            ),
        )


RULE = Rule("COV103", "coverage-below-ax", Severity.ERROR, __doc__, check)
