"""The weights of a pay plan do not add up to 100.

With weights of 90 nobody knows what the rest is paid for, and 120 cannot be paid. The weights
of each role, and of each position with a pay plan of its own, add up to 100 (per cent).

An error, since the plan cannot be paid as written.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        kpis: [{id: grr, weight: 50}, {id: licence-utilisation, weight: 40}]  # <- KPI606

Good:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        kpis: [{id: grr, weight: 60}, {id: licence-utilisation, weight: 40}]

Source: our own judgement; pay plans are stated in shares of the whole.
Fix: correct the weights; a measure without a weight is tracked and not paid on.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.rules.facts.pay import written_plans
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHOLE = 100


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each written set of weights with another sum than 100."""
    for plan in written_plans(facts.design):
        total = math.fsum(kpi.weight or 0 for kpi, _ in plan.weights)
        if abs(total - _WHOLE) > 1e-6:
            parts = " + ".join(f"{kpi.weight or 0:g}" for kpi, _ in plan.weights)
            yield Hit(
                path=plan.path,
                message=f"{plan.who}: pay weights sum to {total:g} ({parts}); give 100",
                object=plan.object,
                evidence=(("sum (%)", f"{total:g}"),),
                measure=Measure(abs(total - _WHOLE), "{:g} off"),
            )


RULE = Rule("KPI606", "pay-weights-not-100", Severity.ERROR, __doc__, check)
