"""The CSM of a segment owns other motions than those that fit how the segment renews and grows.

Who should own renewals and growth depends on how they are won: whether the renewal is a
re-order, whether growth comes with use, and whether a seller has time. A CSM who owns more than
that sells instead of helping; one who owns less leaves a motion without an owner.

A warning, since the company may have a reason, which it can state under `doctrine`.

Bad:

    segments:
      - id: corp
        traits: {complexity: high}
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90, role: csm}
        commercial:
          {renewal: administrative, upsell: [], owner_today: sales, sales_capacity: sufficient}
    roles:
      - id: csm
        title: Customer Success Manager
        kind: csm
        owns:
          - adopt
          - renew  # <- ARC201

Bad:

    segments:
      - id: corp
        traits: {complexity: high}
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90}
        commercial:
          {renewal: negotiated, upsell: [], owner_today: sales, sales_capacity: sufficient}
        declared:
          archetype: adopt-renew  # <- ARC201

Good:

    segments:
      - id: corp
        traits: {complexity: high}
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90, role: csm}
        commercial:
          {renewal: negotiated, upsell: [organic], owner_today: sales, sales_capacity: sufficient}
        declared: {archetype: adopt}
    roles:
      - {id: csm, title: Customer Success Manager, kind: csm, owns: [adopt], supports: [renew]}

Source: Alexander Group, "XaaS Customer Success Managers Part I: CSM Job Definition"; the
decision table is our reading of it.
Fix: move the motion to the role that the decision table names, or state the company's own rule
under `doctrine`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.planning.serving.archetype_table import NAMES
from csdesign.planning.serving.deliverers import family_of, is_csm
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design
    from csdesign.planning.results import SegmentPlan

_COMMERCE: Final = ("renew", "upsell", "cross-sell")
_RANK: Final = {"none": 0, "support": 0, "co-own": 1, "own": 2}


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for a declared archetype, and for declared levels, that the table contradicts."""
    for plan in facts.plan.segments:
        if plan.archetype.archetype is None:
            continue
        declared = plan.segment.written.declared
        stated = declared.archetype if declared else None
        if stated is not None and stated != plan.archetype.archetype:
            yield Hit(
                path=(*plan.segment.path, "declared", "archetype"),
                message=f"{plan.segment.name}: declared {NAMES[stated]}, but "
                f"{_because(plan)}: {NAMES[plan.archetype.archetype]}",
                object=f"segments[{plan.id}]",
                evidence=_evidence(plan),
            )
        yield from _levels(facts.design, plan)


def _levels(design: Design, plan: SegmentPlan) -> Iterator[Hit]:
    role_id = plan.practitioner_role
    role = design.role_by_id.get(role_id or "")
    if role is None or not (is_csm(design, role.id) or _pooled(design, role.id)):
        return
    held = {
        cell.motion: (cell.level, cell.path)
        for cell in design.cells_by_role.get((plan.id, role.id), ())
    }
    differing: list[tuple[str, str, str, YamlPath]] = []
    for motion in _COMMERCE:
        expected = plan.archetype.csm_levels.get(motion, "none")
        level, path = held.get(motion, ("none", role.path))
        if motion not in plan.segment.not_applicable and _RANK[level] != _RANK[expected]:
            differing.append((motion, level, expected, path))
    if not differing:
        return
    alike: dict[tuple[str, str], list[str]] = {}
    for motion, has, wants, _ in differing:
        alike.setdefault((has, wants), []).append(motion)
    words = "; ".join(
        f"{listed(motions, 'and')} should be {wants!r}, not {has!r}"
        for (has, wants), motions in alike.items()
    )
    yield Hit(
        path=differing[0][3],
        message=f"{plan.segment.name}: {role.title}: {words}; reason: {_because(plan)}",
        object=f"segments[{plan.id}]",
        evidence=(
            *_evidence(plan),
            *((motion, f"declared {has}, expected {wants}") for motion, has, wants, _ in differing),
        ),
        related=tuple((path, f"declared {has}") for _, has, _, path in differing[1:]),
    )


def _pooled(design: Design, role_id: str) -> bool:
    return family_of(design, role_id) == "pooled-analyst"


def _because(plan: SegmentPlan) -> str:
    found = plan.archetype
    if found.overridden_by:
        return f"the company rule {found.overridden_by[0]}"
    return f"{found.why} ({found.rule})"


def _evidence(plan: SegmentPlan) -> tuple[tuple[str, str], ...]:
    found = plan.archetype
    overridden = ", ".join(found.overridden_by) or "none"
    return (
        ("rule", str(found.rule)),
        ("archetype", str(found.archetype)),
        ("doctrine over the table", overridden),
    )


RULE = Rule("ARC201", "archetype-mismatch", Severity.WARNING, __doc__, check)
