"""A milestone needs a specialist, and only the usual contact works there.

A go-live of forty hours does not fit into a shared queue, and a roll-out needs other skills
than everyday care. Bring in an onboarding team, a deployment consultant or a subject expert for
that milestone.

A warning, since the usual contact may have the time and the skills.

Bad:

    segments:
      - id: office
        new_accounts: 20
        accounts: 200
        milestones:
          - {id: go-live, stage: onboard}  # <- COV107
        interactions:
          - {id: set-up, milestone: go-live, channel: human-1to1, times: 6, minutes: 60, role: csa}
          - {id: tips, stage: adopt, channel: digital, every: week, minutes: 10}
    roles:
      - {id: csa, title: CS analyst, kind: pooled-analyst, owns: [adopt, onboard]}

Good:

    segments:
      - id: office
        new_accounts: 20
        accounts: 200
        milestones:
          - {id: go-live, stage: onboard}
        interactions:
          - {id: set-up, milestone: go-live, channel: human-1to1, times: 6, minutes: 60, role: dc}
          - {id: tips, stage: adopt, channel: digital, every: week, minutes: 10}
    roles:
      - {id: csa, title: CS analyst, kind: pooled-analyst, owns: [adopt]}
      - {id: dc, title: Deployment Consultant, kind: dc, owns: [onboard]}

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management" (dedicated teams and
subject experts); Andrew Gurnov and Olga Korneeva (Wrike), on deployment consultants. The limits
of 8 and 20 hours are our own judgement.
Fix: let an onboarding team, a deployment consultant or a subject expert deliver there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.planning.serving.deliverers import family_of
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.planning.results import MilestoneMode, SegmentPlan


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each milestone that needs a specialist and has none."""
    if facts.design.roles is None:
        return
    seen: set[YamlPath] = set()
    for plan in facts.plan.segments:
        for milestone in plan.milestones:
            if milestone.specialist is None or _has_specialist(facts, plan, milestone):
                continue
            if milestone.path in seen:
                continue
            seen.add(milestone.path)
            yield _hit(facts, plan, milestone)


def _has_specialist(facts: Facts, plan: SegmentPlan, milestone: MilestoneMode) -> bool:
    return any(
        role != plan.practitioner_role or family_of(facts.design, role) == "deployment"
        for role in milestone.deliverers
    )


def _hit(facts: Facts, plan: SegmentPlan, milestone: MilestoneMode) -> Hit:
    hours = milestone.one_to_one_hours
    need = f"{hours:g} one-to-one hours for each customer"
    if milestone.needs_industry and hours < facts.design.params.dedicated_hours:
        need = "a talk that needs industry expertise"
    where = (
        f"these customers are served by a {plan.coverage.assignment}"
        if milestone.specialist == "unnamed"
        else "that is a project of its own"
    )
    return Hit(
        path=milestone.path,
        message=f"{plan.segment.name}: the milestone {milestone.id!r} takes {need}; "
        f"{where}, and no specialist delivers there",
        object=f"segments[{plan.id}].milestones[{milestone.id}]",
        measure=Measure(hours, "{:g} h"),
        evidence=(
            ("one-to-one hours", f"{hours:g}"),
            ("mode", milestone.mode),
            ("assignment", str(plan.coverage.assignment)),
            ("delivered by", ", ".join(milestone.deliverers) or "nobody named"),
        ),
    )


RULE = Rule("COV107", "specialist-missing-at-milestone", Severity.WARNING, __doc__, check)
