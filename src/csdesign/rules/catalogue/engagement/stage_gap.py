"""A stage has no primary contact, or somebody meets a stakeholder and nobody leads.

Between go-live and the renewal notice many customers have no contact of their own. In every
stage one role is the primary contact: the lead for the champion, or one pod. Every other
stakeholder who is met has one lead as well, and that lead has a part in a motion of the stage;
without it the lead cannot promise anything there.

An error if a stage has no primary contact, since the customer then has nobody to turn to; a
warning for another stakeholder.

Bad:

    segments:
      - {id: corp, not_applicable: [land, upsell, cross-sell]}
    roles:
      - {id: dc, title: Deployment Consultant, owns: [onboard]}
      - {id: csm, title: Customer Success Manager, owns: [adopt, renew]}
    engagement:  # <- ROE403
      onboard: {champion: {dc: lead}}
      renew:
        champion: {csm: lead}
        procurement: {csm: contribute}  # <- ROE403

Good:

    segments:
      - {id: corp, not_applicable: [land, upsell, cross-sell]}
    roles:
      - {id: dc, title: Deployment Consultant, owns: [onboard]}
      - {id: csm, title: Customer Success Manager, owns: [adopt, renew]}
    engagement:
      onboard: {champion: {dc: lead}}
      adopt: {champion: {csm: lead}}
      renew:
        champion: {csm: lead}
        procurement: {csm: lead}

Source: Alexander Group, "XaaS Customer Success Managers Part I: CSM Job Definition" (lay out every
job's part per stage and per stakeholder).
Fix: name one `lead` for the champion in each stage, and one for every other stakeholder who is
met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign import reference
from csdesign.rules.facts.engagement import (
    AFTER_PURCHASE,
    CHAMPION,
    STAGE_MOTIONS,
    leads_by_stage,
    rows,
    stage_applies,
)
from csdesign.rules.facts.ownership import ownership_stated, title
from csdesign.rules.facts.phrases import some
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Design, Segment
    from csdesign.rules.facts.engagement import Row


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each stage without primary contact and each stakeholder without lead."""
    design = facts.design
    if design.document.engagement is None or design.roles is None:
        return
    stages: dict[str, list[str]] = {}
    leaderless: dict[Row, list[str]] = {}
    for segment in design.segments:
        for stage in _open_stages(design, segment):
            stages.setdefault(stage, []).append(segment.name)
        for row in rows(design, segment):
            if row.stakeholder != CHAMPION and row.in_scope and not row.leads:
                leaderless.setdefault(row, []).append(segment.name)
    for stage in reference.STAGES:
        if stage in stages:
            yield _stage(stage, stages[stage])
    for row, names in leaderless.items():
        yield _stakeholder(row, names)
    yield from _leads_without_part(design)


def _open_stages(design: Design, segment: Segment) -> Iterator[str]:
    """Yield the stages that need a primary contact and have none.

    Stages before the purchase count only where the grid describes them.
    """
    held = leads_by_stage(design, segment)
    pod = segment.rules.primary_contact == "pod" and any(
        pod.segment == segment.id for pod in design.pods or ()
    )
    for stage in reference.STAGES:
        described = stage in held
        if not described and stage not in AFTER_PURCHASE:
            continue
        if not held.get(stage) and not pod and stage_applies(segment, stage):
            yield stage


def _stage(stage: str, segments: list[str]) -> Hit:
    return Hit(
        path=("engagement", stage, CHAMPION),
        message=f"{some(segments)}: nobody is the primary contact in the {stage} stage "
        "(no lead for the champion)",
        object=f"engagement.{stage}",
        evidence=(("segments", some(segments)), ("leads for the champion", "0")),
    )


def _stakeholder(row: Row, segments: list[str]) -> Hit:
    return Hit(
        path=row.path,
        message=f"{some(segments)}: {some(row.contributors)} meet the {row.stakeholder} in the "
        f"{row.stage} stage and nobody leads",
        object=row.object,
        severity=Severity.WARNING,
        evidence=(("segments", some(segments)), ("contribute", some(row.contributors))),
    )


def _leads_without_part(design: Design) -> Iterator[Hit]:
    """Yield a hit for each lead that neither owns nor supports a motion of its stage."""
    if not ownership_stated(design):
        return
    part = {(cell.role, cell.motion) for cell in design.cells}
    for stage, stakeholders in (design.document.engagement or {}).items():
        motions = STAGE_MOTIONS[stage]
        for stakeholder, cells in stakeholders.items():
            for role, cell in cells.items():
                if cell.level != "lead" or any((role, motion) in part for motion in motions):
                    continue
                yield Hit(
                    path=("engagement", stage, stakeholder, role),
                    message=f"{title(design, role)} leads the {stakeholder} in the {stage} stage "
                    f"but has no part in {' or '.join(motions)}: it can promise nothing there",
                    object=f"engagement.{stage}.{stakeholder}[{role}]",
                    severity=Severity.WARNING,
                    evidence=(("level in " + ", ".join(motions), "none"),),
                    fix="let the role support a motion of the stage, or give the lead to one "
                    "that does",
                )


RULE = Rule("ROE403", "stage-gap", Severity.ERROR, __doc__, check)
