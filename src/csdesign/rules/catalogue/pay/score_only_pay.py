"""At least half of the pay depends on a customer score.

People who are paid on a score ask customers for the score: surveys go to friendly customers,
and others are pressed for a nine. A score is worth watching; pay should follow what customers
do, such as staying, using and renewing.

An error, since the pay plan then rewards the score and not the customer's result.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        kpis:  # <- KPI601
          - {id: nps, weight: 60, min_response_rate: 0.5}
          - {id: grr, weight: 40}

Good:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        kpis:
          - {id: nps, weight: 20, min_response_rate: 0.5}
          - {id: grr, weight: 80}

Source: Genroe, "What is a Customer Success Manager?" (NPS, CES and CSAT as targets invite begging
and gaming; the response rate is the safer proxy).
Fix: pay on outcomes of the motions owned; keep the score below half and guarded, or only track it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign import reference
from csdesign.finding import Measure
from csdesign.planning.coverage.decision import under
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each pay plan of which scores are all, or half and more."""
    design = facts.design
    known = reference.kpis()
    seen: set[str] = set()
    for plan in facts.pay_plans:
        scores = [item for item in plan.items if item.kpi.id in known and known[item.kpi.id].score]
        share = 100 * math.fsum(item.share for item in scores)
        limit = design.params.score_pay_share
        if not scores or (under(share, limit) and len(plan.items) > 1) or plan.object in seen:
            continue
        seen.add(plan.object)
        names = ", ".join(item.kpi.id for item in scores)
        yield Hit(
            path=plan.path,
            message=f"{plan.who}: {share:.0f}% of variable pay depends on a customer score "
            f"({names}); stay below {limit:g}%",
            object=plan.object,
            evidence=(
                ("scores", names),
                ("share of pay (%)", f"{share:.0f}"),
                ("limit (%)", f"{limit:g}"),
                ("doctrine cx_score_pay", design.rules.cx_score_pay),
            ),
            measure=Measure(share, "{:.0f}%"),
        )


RULE = Rule("KPI601", "score-only-pay", Severity.ERROR, __doc__, check)
