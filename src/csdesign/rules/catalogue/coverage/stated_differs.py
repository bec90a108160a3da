"""What the company states for a segment today differs from what the promised work requires.

A stated book, number of people or archetype is compared with the derived one and never copied. If
they differ, either customers do not get what was promised or the rule of thumb is out of date. Both
are worth knowing before anybody is hired.

A note, since the stated figure describes today and not a fault in the design.

Bad:

    segments:
      - id: ent
        accounts: 190
        declared: {book: 15, heads: 13}  # <- COV110
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 30,
             effort_hours: 2.5, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}

Good:

    segments:
      - id: ent
        accounts: 190
        declared: {book: 37, heads: 6}
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 30,
             effort_hours: 2.5, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}

Source: none; a difference of a tenth in a book is our own judgement.
Fix: find out which of the two is true, and correct the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.planning.stated import stated_of
from csdesign.rules.catalogue.coverage import coverage_by_revenue_only
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each segment whose stated book, people or archetype differ.

    Where the statement follows from revenue alone, COV101 says so with both numbers.
    """
    by_revenue = {hit.object for hit in coverage_by_revenue_only.check(facts)}
    for plan in facts.plan.segments:
        if f"segments[{plan.id}]" in by_revenue:
            continue
        found = [
            item
            for item in stated_of(facts.design, plan)
            if item.key in {"book", "heads", "archetype"} and item.differs
        ]
        if not found:
            continue
        stated = " and ".join(item.stated for item in found)
        derived = " and ".join(item.derived for item in found)
        yield Hit(
            path=(*plan.segment.path, "declared"),
            key=True,
            message=f"{plan.segment.name}: stated today: {stated}; "
            f"the promised work gives {derived}",
            object=f"segments[{plan.id}]",
            evidence=tuple((item.key, f"{item.stated} / {item.derived}") for item in found),
        )


RULE = Rule("COV110", "stated-differs", Severity.NOTE, __doc__, check)
