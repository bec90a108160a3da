"""The design has more kinds of CSM than most companies hire, train and lead.

Every kind needs a job description, a pay plan, training and a career path of its own. The
companies in the study cited below had one to five kinds, half of them two or three.

A warning, since a large company can have good reasons for more.

Bad:

    params: {max_csm_types: 1}
    segments:  # <- ARC204
      - id: plants
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90}
        commercial:
          {renewal: negotiated, upsell: [], owner_today: sales, sales_capacity: sufficient}
      - id: office
        interactions:
          - {id: review, stage: onboard, channel: human-1to1, every: quarter, effort_hours: 1}
        commercial:
          {renewal: auto, upsell: [], owner_today: csm, sales_capacity: sufficient}

Good:

    segments:
      - id: plants
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90}
        commercial:
          {renewal: negotiated, upsell: [], owner_today: sales, sales_capacity: sufficient}

Source: Alexander Group, "XaaS Customer Success Managers Part I: CSM Job Definition".
Fix: merge segments whose CSMs would own nearly the same at the same level of coverage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.planning.serving.archetype_table import NAMES
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield one hit where the segments call for more kinds of CSM than the limit."""
    types, limit = facts.plan.csm_types, facts.design.params.max_csm_types
    if len(types) <= limit:
        return
    listed = ", ".join(f"{NAMES[archetype]} at {level}" for archetype, level in types)
    yield Hit(
        path=("segments",),
        message=f"the segments call for {len(types)} kinds of CSM, more than {limit:g}: {listed}",
        object="plan",
        evidence=(("types", str(len(types))), ("max_csm_types", f"{limit:g}")),
        measure=Measure(len(types), "{:g} kinds"),
    )


RULE = Rule("ARC204", "too-many-csm-types", Severity.WARNING, __doc__, check)
