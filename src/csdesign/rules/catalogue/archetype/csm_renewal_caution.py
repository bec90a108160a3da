"""A CSM owns the renewal, which moves the job towards selling.

This is right if the renewal is a re-order and one more contact would add nothing. It is a risk if
the product is complex, if commercial work already fills the week, or if people have no time left;
it is a mistake if the renewal is negotiated and a seller is available.

A warning in the cases of risk, since many companies do it; a note elsewhere; an error if the
renewal is negotiated and a seller is available.

Bad:

    segments:
      - id: corp
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90, role: csm}
        commercial:
          {renewal: negotiated, upsell: [], owner_today: csm, sales_capacity: sufficient}
    roles:
      - id: csm
        title: Customer Success Manager
        owns:
          - adopt
          - renew  # <- ARC202

Good:

    segments:
      - id: corp
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90, role: csm}
        commercial:
          {renewal: negotiated, upsell: [], owner_today: csm, sales_capacity: sufficient}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt], supports: [renew]}
      - {id: am, title: Account Manager, owns: [renew]}

Source: Alexander Group, "XaaS Customer Success Managers Part I: CSM Job Definition"; the limits
are our own judgement.
Fix: let a seller or a renewal specialist own the renewal, and let the CSM support it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.planning.serving.archetype_table import ADMINISTRATIVE
from csdesign.planning.serving.deliverers import family_of, is_csm
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import CompanyRules
    from csdesign.planning.results import OwnershipCell, SegmentPlan


_POOLED = frozenset({"pooled-analyst"})
"""Reference roles that serve as a CSM where customers share a team."""


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for every segment whose renewal a CSM owns: note, warning or error."""
    for cell in facts.plan.ownership:
        if cell.motion != "renew" or cell.level != "own":
            continue
        plan = facts.plan.segment_by_id[cell.segment]
        if plan.coverage.level in {None, "tech-touch"} or not _by_csm(facts, plan, cell):
            continue
        severity, reasons = _judge(facts, plan, cell.role)
        title = _title(facts, cell)
        how = "would own" if cell.proposed else "owns"
        yield Hit(
            path=cell.path or plan.segment.path,
            message=f"{plan.segment.name}: {title} {how} the renewal; {'; '.join(reasons)}",
            object=f"segments[{plan.id}].renew",
            severity=severity,
            evidence=_evidence(facts, plan, cell.role),
        )


def _by_csm(facts: Facts, plan: SegmentPlan, cell: OwnershipCell) -> bool:
    if cell.role in facts.design.role_by_id:
        return cell.role == plan.practitioner_role and (
            is_csm(facts.design, cell.role) or family_of(facts.design, cell.role) in _POOLED
        )
    return plan.archetype.csm_levels.get("renew") == "own"


def _title(facts: Facts, cell: OwnershipCell) -> str:
    role = facts.design.role_by_id.get(cell.role)
    return role.title if role is not None else "the CSM"


def _judge(facts: Facts, plan: SegmentPlan, role: str) -> tuple[Severity, list[str]]:
    """Return the severity, and the arguments against it, the worst first."""
    params, commercial = facts.design.params, plan.segment.written.commercial
    renewal = commercial.renewal if commercial else None
    sold = renewal is not None and renewal not in ADMINISTRATIVE
    if sold and commercial is not None and commercial.sales_capacity == "sufficient":
        return Severity.ERROR, [f"it is {renewal}, and a seller has time for it"]
    reasons = [f"it is {renewal}: it has to be sold"] if sold else []
    if plan.segment.traits.complexity >= 4:
        reasons.append(f"the product is complex ({plan.segment.traits.complexity:g} of 5)")
    share = _commercial_share(facts, role)
    if share is not None and share > params.commercial_share:
        reasons.append(f"commerce takes {share:.0%} of the hours")
    busy = _busy(facts, role)
    if busy is not None and busy > params.busy_load:
        reasons.append(f"people are {busy:.0%} booked")
    if reasons:
        return Severity.WARNING, reasons
    return Severity.NOTE, ["it is a re-order, so this can work: keep an eye on the hours it takes"]


def _commercial_share(facts: Facts, role: str) -> float | None:
    rows = facts.plan.staffing_by_role.get(role, ())
    hours = math.fsum(row.hours for row in rows)
    return math.fsum(row.commercial_hours for row in rows) / hours if hours > 0 else None


def _busy(facts: Facts, role: str) -> float | None:
    """Return the load of the busiest person of a role, or the planned load without positions."""
    people = [person.busy for person in facts.plan.people_by_role.get(role, ())]
    if people:
        return max(people)
    total = facts.plan.role_by_id.get(role)
    return total.busy if total is not None and facts.design.posts is None else None


def _evidence(facts: Facts, plan: SegmentPlan, role: str) -> tuple[tuple[str, str], ...]:
    commercial, rules = plan.segment.written.commercial, plan.segment.rules
    share, busy = _commercial_share(facts, role), _busy(facts, role)
    return (
        ("renewal", str(commercial.renewal if commercial else None)),
        ("sales_capacity", str(commercial.sales_capacity if commercial else None)),
        ("complexity", f"{plan.segment.traits.complexity:g}"),
        ("commercial share of hours", "unknown" if share is None else f"{share:.2f}"),
        ("booked", "unknown" if busy is None else f"{busy:.2f}"),
        *_doctrine(rules),
    )


def _doctrine(rules: CompanyRules) -> tuple[tuple[str, str], ...]:
    return (("renewal_owner", rules.renewal_owner),)


RULE = Rule("ARC202", "csm-renewal-caution", Severity.WARNING, __doc__, check)
