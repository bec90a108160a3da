"""Many more contracts end in one month than in others.

Renewals that fall together have to be prepared together: the people who renew are overloaded
for a quarter and have time to spare for the rest of the year. Other contract terms, or other
renewal days, level the work without another hire.

A warning, since the plan holds over the year.

Bad:

    horizon: {start: 2027-01, months: 12}
    segments:
      - id: corp
        accounts: 120
        commercial:
          renewal_season: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9]  # <- TIM003
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, role: csm}

Good:

    horizon: {start: 2027-01, months: 12}
    segments:
      - id: corp
        accounts: 120
        commercial:
          renewal_season: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, role: csm}

Source: our own judgement; the limits of two and a half times the mean and of ten are ours.
Fix: offer terms that end in other months, or begin the talks of that month earlier.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.finding import Measure
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES: Final = 2.5
LEAST: Final = 10


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each segment with a month of more than 2.5 times its mean, and above 10."""
    months = facts.plan.months
    for segment in () if months is None else months.segments:
        due = [month.due for month in segment.months]
        mean, most = math.fsum(due) / len(due), max(due)
        if most <= LEAST or most <= TIMES * mean + 1e-9:
            continue
        whole = facts.design.segment_by_id[segment.id]
        name = months.horizon.text(due.index(most)) if months is not None else ""
        yield Hit(
            path=(*whole.path, "commercial", "renewal_season"),
            key=True,
            message=f"{whole.name}: {most:,.0f} renewals are due in {name}, {most / mean:.1f} "
            f"times the monthly mean ({mean:,.0f})",
            object=f"segments[{segment.id}]",
            measure=Measure(most / mean, "{:.1f} times"),
            evidence=(("month", name), ("due", f"{most:.1f}"), ("mean", f"{mean:.1f}")),
        )


RULE = Rule("TIM003", "renewal-peak", Severity.WARNING, __doc__, check)
