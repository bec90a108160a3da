"""Somebody is paid on a measure of work that somebody else owns.

Pay should follow what a person can influence. A measure fits whoever owns or co-owns one of its
motions. A customer score below half of the pay, with a minimum response rate, counts as fair.

An error, since the person is paid for the work of others; a warning if the person supports
the motion and so influences it; a note for a figure of the whole company, such as lifetime
value.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        supports: [cross-sell]
        kpis:
          - {id: grr, weight: 60}
          - {id: add-on-attach-rate, weight: 40}  # <- KPI603

Good:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        supports: [cross-sell]
        kpis:
          - {id: grr, weight: 60}
          - {id: licence-utilisation, weight: 40}

Source: Alexander Group, "XaaS Customer Success Managers Part I: CSM Job Definition" (an Adopt CSM
leaves the commerce to sales); Genroe, "What is a Customer Success Manager?" (the measures).
Fix: pay on a measure of a motion the person owns; `csdesign roles` lists them by role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign import reference
from csdesign.finding import Measure
from csdesign.rules.facts.kpi_fit import fit
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.rules.facts.kpi_fit import Holder
    from csdesign.rules.facts.pay import PaidItem, PayPlan


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each paid measure that does not fit; the company's own are not judged."""
    known = reference.kpis()
    seen: set[str] = set()
    for plan in facts.pay_plans:
        holder = facts.holders.of(plan.roles)
        if holder is None:
            continue
        for item in plan.items:
            kpi = known.get(item.kpi.id)
            if kpi is None or item.object in seen or _is_guarded(kpi, item, facts):
                continue
            hit = _judge(kpi, item, plan, holder)
            if hit is not None:
                seen.add(item.object)
                yield hit


def _is_guarded(kpi: reference.Kpi, item: PaidItem, facts: Facts) -> bool:
    """Return whether the item is a score that the guard of KPI601 and KPI602 lets pass."""
    if not kpi.score or item.kpi.min_response_rate is None:
        return False
    return 100 * item.share < facts.design.params.score_pay_share


def _judge(kpi: reference.Kpi, item: PaidItem, plan: PayPlan, holder: Holder) -> Hit | None:
    verdict = fit(kpi, holder)
    if verdict == "fits":
        return None
    owned = [motion for motion in reference.MOTIONS if holder.has(motion, "own")]
    mine = ", ".join(owned) or "no motion"
    severity = None
    if kpi.id == "clv":
        severity, what = Severity.NOTE, "a figure of the whole company: track it, do not pay on it"
    elif verdict == "fair":
        severity = Severity.WARNING
        what = f"which it influences and does not own (it owns {mine})"
    else:
        what = f"a measure of {_wanted(kpi)}; it owns {mine}"
    return Hit(
        path=item.path,
        message=f"{plan.who} is paid {100 * item.share:.0f}% on {kpi.id}, {what}",
        object=item.object,
        measure=Measure(100 * item.share, "{:.0f}%"),
        severity=severity,
        evidence=(
            ("owns", mine),
            ("fits owners of", _wanted(kpi)),
            ("fair for owners of", ", ".join(kpi.fair) or "none"),
        ),
    )


def _wanted(kpi: reference.Kpi) -> str:
    motions = list(dict.fromkeys(way.motion for way in kpi.fits))
    if motions:
        return " or ".join(motions)
    return "enabling work" if kpi.enabling else "no single motion"


RULE = Rule("KPI603", "kpi-motion-mismatch", Severity.ERROR, __doc__, check)
