"""A segment has no list of promised work, so its coverage cannot be derived.

Coverage follows from the promised work: who meets the customer, how often, and how much time it
takes. Without that list there is no coverage level, and revenue cannot replace it.

An error, since everything else about the segment is derived from this list.

Bad:

    segments:
      - id: smb  # <- AX001
        accounts: 2000
        arr_per_account: 2400

Good:

    segments:
      - id: smb
        accounts: 2000
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: month, minutes: 4}

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management".
Fix: write down what these customers are promised, first as a rough list of interactions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Segment


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for a design without segments, and for each segment without customer time."""
    if not facts.design.segments:
        yield Hit(
            path=("segments",),
            message="there are no segments: describe the customers first, then who serves them",
            object="plan",
        )
    for plan in facts.plan.segments:
        if plan.coverage.level is not None:
            continue
        segment = plan.segment
        yield Hit(
            path=segment.path,
            message=f"{segment.name}: {_found(segment)}, so coverage is undefined; "
            "revenue cannot replace it",
            object=f"segments[{segment.id}]",
            evidence=(("interactions", str(len(segment.interactions))), ("minutes", "0")),
        )


def _found(segment: Segment) -> str:
    if not segment.interactions:
        return "nothing is promised to these customers"
    if not segment.new_ratio and any(i.once and i.minutes > 0 for i in segment.interactions):
        return "everything promised happens once for a new customer, and no new_accounts are given"
    return "none of the interactions takes any customer time"


RULE = Rule("AX001", "segment-without-ax", Severity.ERROR, __doc__, check)
