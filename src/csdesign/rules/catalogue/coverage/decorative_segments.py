"""Two segments have different names, and nothing else about them differs.

A segment is useful if its level, its owner or its amount of work differs from the others. If the
level, the owner of adoption, the archetype and the hours for each customer are nearly the same, the
border only costs time: somebody must decide to which side a customer belongs, and every table has
one more row.

A note, since a segment may be kept for another reason, for example a report.

Bad:

    segments:
      - id: north
        accounts: 50
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, effort_hours: 2}
      - id: south  # <- COV109
        accounts: 70
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, effort_hours: 2.2}

Good:

    segments:
      - id: large
        accounts: 50
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: week, effort_hours: 2}
      - id: small
        accounts: 70
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, effort_hours: 2}

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management" (a segment is who needs
the same experience); the limit of a quarter is our own judgement.
Fix: merge the two segments, or write down what the customers of each are promised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.finding import Cause
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import SegmentPlan

_LIMIT: Final = 0.25
"""Relative difference of the hours of one customer from which two segments differ in work."""


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each segment that is like another; of a group, all but the first by id."""
    groups: dict[tuple[str | None, ...], list[tuple[float, SegmentPlan]]] = {}
    for plan in facts.plan.segments:
        hours = _hours(plan)
        if plan.coverage.level is not None and hours > 0:
            owner = plan.practitioner_role or plan.practitioner
            key = (plan.coverage.level, owner, plan.archetype.archetype)
            groups.setdefault(key, []).append((hours, plan))
    for members in groups.values():
        for alike in _alike(members):
            yield from _hits(alike)


def _hours(plan: SegmentPlan) -> float:
    """Return the hours of one customer in a year."""
    once = plan.workload.once_hours_per_new_account * plan.segment.new_ratio
    return plan.workload.recurring_hours_per_account + once


def _alike(members: list[tuple[float, SegmentPlan]]) -> Iterator[list[tuple[float, SegmentPlan]]]:
    """Yield groups in which the fewest hours are less than a quarter below the most."""
    group: list[tuple[float, SegmentPlan]] = []
    for hours, plan in sorted(members, key=lambda member: member[0]):
        if group and hours - group[0][0] >= _LIMIT * hours:
            yield group
            group = []
        group.append((hours, plan))
    yield group


def _hits(alike: list[tuple[float, SegmentPlan]]) -> Iterator[Hit]:
    (_, first), *rest = sorted(alike, key=lambda member: member[1].id)
    for hours, plan in rest:
        text = (
            f"only the name distinguishes {first.segment.name} from ",
            plan.segment.name,
            ": the same coverage and owner, and nearly the same hours for each customer",
        )
        yield Hit(
            path=plan.segment.path,
            message="".join(text),
            object=f"segments[{plan.id}]",
            evidence=(
                ("level", str(plan.coverage.level)),
                ("owner of adoption", str(plan.practitioner_role or plan.practitioner)),
                ("archetype", str(plan.archetype.archetype)),
                ("hours a customer", f"{hours:.3g}, {_hours(first):.3g} in {first.id}"),
            ),
            related=((first.segment.path, first.segment.name),),
            cause=Cause(first.id, text),
        )


RULE = Rule("COV109", "decorative-segments", Severity.NOTE, __doc__, check)
