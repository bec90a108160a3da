"""One kind of CSM serves customers who need different kinds of attention.

Leading a factory through a roll-out and reading the usage signals of five hundred self-service
teams have little in common but the title. One job description, one archetype or one book size
for both fits neither.

An error, since the work of the two differs in kind; a warning if all of it fits one person,
who will do both anyway.

Bad:

    segments:
      - id: plants
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90}
      - id: office
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
    roles:
      - id: csm  # <- COV102
        title: Customer Success Manager
        owns: [adopt]

Bad:

    segments:
      - id: plants
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90}
        declared:
          book: 50  # <- COV102
      - id: office
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
        declared:
          book: 50

Good:

    segments:
      - id: plants
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90}
      - id: office
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
    roles:
      - {id: csm, title: Customer Success Manager, segments: plants, owns: [adopt]}
      - {id: digital, kind: digital-programme-manager, segments: office, owns: [adopt]}

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management": know the segments,
then their experience, then the roles.
Fix: give each level of coverage its own practitioner: a consultant, an analyst or a programme
manager.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.planning.coverage.decision import LEVEL_ORDER
from csdesign.planning.serving.deliverers import is_csm
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.finding import YamlPath
    from csdesign.planning.results import SegmentPlan


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each CSM role over different levels; else for one declared book or type."""
    plans = [plan for plan in facts.plan.segments if plan.coverage.level is not None]
    found = list(_roles(facts, plans)) or list(_declared(plans))
    yield from found


def _roles(facts: Facts, plans: Sequence[SegmentPlan]) -> Iterator[Hit]:
    serving: dict[str | None, list[SegmentPlan]] = {}
    for plan in plans:
        serving.setdefault(plan.practitioner_role, []).append(plan)
    for role in facts.design.roles or ():
        served = serving.get(role.id, [])
        if not _levels_differ(served) or not is_csm(facts.design, role.id):
            continue
        work = math.fsum(row.fte.plan for row in facts.plan.staffing_by_role.get(role.id, ()))
        alone = 0 < work <= 1
        yield Hit(
            path=role.path,
            message=f"one {role.title!r} serves customers who need different attention: "
            f"{_levels(served)}{'; one person can still do both' if alone else ''}",
            severity=Severity.WARNING if alone else None,
            object=f"roles[{role.id}]",
            evidence=_evidence(served),
            related=tuple((p.segment.path, f"{p.segment.name}: {_level(p)}") for p in served),
        )


def _declared(plans: Sequence[SegmentPlan]) -> Iterator[Hit]:
    """Yield at most one hit: the same book, or the same archetype and level, for all who say it."""
    for key, said in (("book", _book), ("archetype", _type)):
        stated = [(plan, said(plan)) for plan in plans]
        served = [plan for plan, value in stated if value is not None]
        values = {value for _, value in stated if value is not None}
        if len(values) != 1 or not _levels_differ(served):
            continue
        path: YamlPath = (*served[0].segment.path, "declared", key)
        yield Hit(
            path=path,
            message=f"the same {'book' if key == 'book' else 'kind of CSM'} ({values.pop()}) is "
            f"declared for customers who need different attention: {_levels(served)}",
            object="plan",
            evidence=_evidence(served),
            related=tuple(
                ((*plan.segment.path, "declared", key), f"{plan.segment.name}: {_level(plan)}")
                for plan in served[1:]
            ),
        )
        return


def _book(plan: SegmentPlan) -> str | None:
    declared = plan.segment.written.declared
    if declared is None or declared.book is None:
        return None
    book = declared.book
    if book.accounts_per_head is not None:
        return f"{book.accounts_per_head:g} customers each"
    return None if book.arr_per_head is None else f"{book.arr_per_head:,.0f} of revenue each"


def _type(plan: SegmentPlan) -> str | None:
    declared = plan.segment.written.declared
    if declared is None or declared.archetype is None or declared.level is None:
        return None
    return f"{declared.archetype}, {declared.level}"


def _levels_differ(plans: Sequence[SegmentPlan]) -> bool:
    return len({plan.coverage.level for plan in plans}) > 1


def _level(plan: SegmentPlan) -> str:
    return str(plan.coverage.level)


def _levels(plans: Sequence[SegmentPlan]) -> str:
    ranked = sorted(plans, key=lambda plan: -LEVEL_ORDER[_level(plan)])
    shown = ", ".join(f"{plan.segment.name} {_level(plan)}" for plan in ranked[:4])
    return shown if len(ranked) <= 4 else f"{shown} and {len(ranked) - 4} more"


def _evidence(plans: Sequence[SegmentPlan]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"segments[{plan.id}].level", f"{_level(plan)} (score {plan.coverage.score:.2f})")
        for plan in plans
    )


RULE = Rule("COV102", "one-size-fits-all-csm", Severity.ERROR, __doc__, check)
