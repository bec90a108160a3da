"""Customers below a threshold get no CSM, and nobody else owns adoption there.

A threshold only says who does not get a CSM. The customers below it also bought the product and
leave when it does not work for them, so somebody has to own adoption for them.

An error, since these customers are in the design and nobody answers for them.

Bad:

    doctrine: {csm_eligibility: mrr-threshold, mrr_threshold: 5000}
    segments:
      - id: corp
        arr_per_account: 120000
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90}
      - id: smb  # <- COV106
        arr_per_account: 2400
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
    roles:
      - {id: csm, title: Customer Success Manager, segments: corp, owns: [adopt]}

Good:

    doctrine: {csm_eligibility: mrr-threshold, mrr_threshold: 5000}
    segments:
      - id: corp
        arr_per_account: 120000
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90}
      - id: smb
        arr_per_account: 2400
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
    roles:
      - {id: csm, title: Customer Success Manager, segments: corp, owns: [adopt]}
      - {id: am, title: Account Manager, segments: smb, owns: [adopt]}

Source: Andrew Gurnov and Olga Korneeva (Wrike): below the threshold the account manager does it.
Fix: let the account manager or the digital programme own adoption below the threshold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.model.design import Design, Segment


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each segment under the threshold whose adopt motion nobody owns."""
    design = facts.design
    if design.roles is None and not design.cells:
        return
    beyond = _beyond_largest(design)
    for plan in facts.plan.segments:
        segment = plan.segment
        below = _below(segment, beyond)
        if below is None or plan.practitioner_role is not None:
            continue
        if "adopt" in segment.not_applicable:
            continue
        words, evidence = below
        yield Hit(
            path=segment.path,
            message=f"{segment.name}: {words}, and no other role owns their adoption",
            object=f"segments[{segment.id}].adopt",
            evidence=(*evidence, ("csm_eligibility", segment.rules.csm_eligibility)),
        )


def _below(
    segment: Segment, beyond: Mapping[str, float]
) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Return how customers of a segment fall under the rule in force, with the numbers."""
    rules = segment.rules
    if rules.csm_eligibility == "largest-n" and rules.largest_n is not None:
        left = beyond.get(segment.id)
        if not left:
            return None
        return (
            f"{left:,.0f} customers are not among the {rules.largest_n:,.0f} that get a CSM",
            (("largest_n", f"{rules.largest_n:,.0f}"), ("customers left out", f"{left:,.0f}")),
        )
    limit = rules.mrr_threshold if rules.csm_eligibility == "mrr-threshold" else None
    if limit is None or segment.arr_per_account is None:
        return None
    monthly = segment.arr_per_account / 12
    if monthly >= limit:
        return None
    return (
        f"customers pay {monthly:,.0f} a month, below the {limit:,.0f} from which they get a CSM",
        (("mrr_threshold", f"{limit:,.0f}"), ("monthly revenue", f"{monthly:,.0f}")),
    )


def _beyond_largest(design: Design) -> Mapping[str, float]:
    """Return how many customers of each segment are not among the company's largest n."""
    known = [
        (segment, segment.arr_per_account, segment.accounts)
        for segment in design.segments
        if segment.arr_per_account is not None and segment.accounts
    ]
    taken, beyond = 0.0, {}
    for segment, _, accounts in sorted(known, key=lambda each: -each[1]):
        limit = segment.rules.largest_n or 0
        beyond[segment.id] = max(0.0, min(accounts, taken + accounts - limit))
        taken += accounts
    return beyond


RULE = Rule("COV106", "threshold-leaves-gap", Severity.ERROR, __doc__, check)
