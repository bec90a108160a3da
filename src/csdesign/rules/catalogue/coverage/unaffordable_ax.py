"""Keeping the promise costs a larger share of a segment's revenue than it can bear.

The promised work stays as it is: cutting it under the same name would only hide the loss. What
can change, openly, is the price, what is charged for as a service, or the experience itself. A
segment bears its part of people who serve several segments: its share of each role's hours.

A warning above the first limit, since a company may invest in a segment; an error above the second,
since the segment then costs more than most companies can recover.

Bad:

    params: {loaded_cost: 100000}
    segments:
      - id: corp  # <- COV105
        accounts: 60
        arr_per_account: 10000
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: week, minutes: 60}

Good:

    params: {loaded_cost: 100000}
    segments:
      - id: corp
        accounts: 60
        arr_per_account: 120000
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: week, minutes: 60}

Source: the limits of 15% and 25% are our own judgement; DBT Ventures, "Capacity of a CSM", calls
15 to 20% of revenue ballooning.
Fix: raise the price, charge for services, or redesign the experience; do not cut the promised
work silently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.planning.coverage.decision import over
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each segment whose part of the people costs too much of its revenue."""
    params = facts.design.params
    for plan in facts.plan.segments:
        cost = plan.cost
        if cost is None or cost.of_arr is None:
            continue
        if not over(cost.of_arr, params.cost_share_warning):
            continue
        worst = over(cost.of_arr, params.cost_share_error)
        limit = params.cost_share_error if worst else params.cost_share_warning
        declared = plan.segment.written.declared
        full_time = plan.fte.plan if plan.fte else 0.0
        yield Hit(
            path=plan.segment.path,
            message=f"{plan.segment.name}: keeping the promise takes {full_time:.2f} full-time "
            f"people; the segment's share of the cost of people is {cost.total:,.0f}, "
            f"{cost.of_arr:.0%} of its revenue (limit {limit:.0%})",
            object=f"segments[{plan.id}]",
            severity=Severity.ERROR if worst else Severity.WARNING,
            evidence=(
                ("cost", f"{cost.total:,.0f}"),
                ("cost of revenue", f"{cost.of_arr:.4f}"),
                ("full-time work", f"{full_time:.4f}"),
                (
                    "declared heads",
                    "none" if declared is None or declared.heads is None else f"{declared.heads:g}",
                ),
                ("limits", f"{params.cost_share_warning:g} / {params.cost_share_error:g}"),
            ),
            measure=Measure(cost.of_arr, "{:.0%}"),
        )


RULE = Rule("COV105", "unaffordable-ax", Severity.WARNING, __doc__, check)
