"""A customer score is paid on without a minimum response rate, or against the company's rule.

Three answers from three hundred customers can give a high average. A score that is paid on should
count only if enough customers answered; the response rate itself is harder to influence.

A warning, since the score may be sound anyway.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: support
        title: Customer Support Specialist
        owns: [serve]
        kpis:
          - {id: resolution-time, weight: 80}
          - {id: csat, weight: 20}  # <- KPI602

Good:

    segments:
      - {id: corp}
    roles:
      - id: support
        title: Customer Support Specialist
        owns: [serve]
        kpis:
          - {id: resolution-time, weight: 80}
          - {id: csat, weight: 20, min_response_rate: 0.4}

Source: Genroe, "What is a Customer Success Manager?" (the response rate is the safer proxy); the
guard of 30% is this tool's own, practitioners in the Gain Grow Retain forum ask for up to 50%.
Fix: add `min_response_rate` (at least `params.min_response_rate`), or track the score without pay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign import reference
from csdesign.finding import Measure
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.role import Kpi


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each paid score without a guard, or where scores must not be paid on."""
    design = facts.design
    known = reference.kpis()
    switch, least = design.rules.cx_score_pay, design.params.min_response_rate
    seen: set[str] = set()
    for plan in facts.pay_plans:
        for item in plan.items:
            name = item.kpi.id
            if name not in known or not known[name].score or item.object in seen:
                continue
            why = _why(item.kpi, switch, least)
            if why:
                seen.add(item.object)
                yield Hit(
                    path=item.path,
                    message=f"{plan.who} is paid on {name} {why}",
                    object=item.object,
                    measure=Measure(item.kpi.min_response_rate or 0.0, "{:.0%}", falling=True),
                    evidence=(
                        ("min_response_rate", _rate(item.kpi.min_response_rate)),
                        ("asked for", f"{least:g}"),
                        ("doctrine cx_score_pay", switch),
                    ),
                )


def _why(kpi: Kpi, switch: str, least: float) -> str:
    if switch == "forbidden":
        return "although company rules forbid pay on customer scores"
    if kpi.min_response_rate is None:
        return "without a minimum response rate"
    if kpi.min_response_rate < least:
        return f"from a response rate of {kpi.min_response_rate:.0%}; ask for {least:.0%}"
    return ""


def _rate(rate: float | None) -> str:
    return "none" if rate is None else f"{rate:g}"


RULE = Rule("KPI602", "unguarded-cx-score", Severity.WARNING, __doc__, check)
