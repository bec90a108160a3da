"""The promised work and the customer profile contradict each other.

The experience score says how much human attention is promised; the profile score says how much
these customers need. If the two are far apart, either the promise does not fit the customers or the
profile was guessed. A coverage level built on both would be an average of two contradictions.

A warning, since only the author knows which of the two is wrong.

Bad:

    segments:
      - id: plants  # <- AX003
        traits: {complexity: 5, specificity: 5, desired: 5, readiness: 1}
        interactions:
          - {id: tips, stage: onboard, channel: digital, per_year: 52, minutes: 2}

Good:

    segments:
      - id: plants
        traits: {complexity: 5, specificity: 5, desired: 5, readiness: 1}
        interactions:
          - {id: plant-visit, stage: onboard, channel: human-1to1, per_year: 12, minutes: 90,
             effort_hours: 4, expertise: industry}

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management"; the distance that is
reported is our own judgement.
Fix: change the interactions to fit the customers, or correct the profile scores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.planning.coverage.decision import under
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each segment whose two scores lie at least `mismatch_score` apart."""
    limit = facts.design.params.mismatch_score
    for plan in facts.plan.segments:
        promised, needed = plan.coverage.ax_score, plan.coverage.need_score
        if promised is None or under(abs(promised - needed), limit):
            continue
        segment = plan.segment
        story = (
            "these customers need much more human attention than they are promised"
            if needed > promised
            else "these customers are promised much more human attention than their profile needs"
        )
        yield Hit(
            path=segment.path,
            message=f"{segment.name}: {story} "
            f"(promised work {promised:.0f} of 100, customer profile {needed:.0f})",
            object=f"segments[{segment.id}]",
            measure=Measure(abs(promised - needed), "{:.0f} apart"),
            evidence=(
                ("ax_score", f"{promised:.2f}"),
                ("need_score", f"{needed:.2f}"),
                ("mismatch_score", f"{limit:g}"),
                ("assumed traits", ", ".join(segment.traits.assumed) or "none"),
            ),
        )


RULE = Rule("AX003", "ax-traits-mismatch", Severity.WARNING, __doc__, check)
