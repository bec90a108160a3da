"""A role is measured by its activities alone, not by their results.

A role can make many calls that help nobody. For a sales development representative, whose work
is to call, counting calls is fair; every other role needs at least one measure of a result.

A warning, since activities can be right for a start.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        kpis: [review-coverage, calls-made]  # <- KPI605

Good:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        kpis: [review-coverage, goal-attainment]

Source: Gurnov and Korneeva, "Too Many Managers" (the SDR is measured by calls and opportunities);
Genroe, "What is a Customer Success Manager?" (measures of retention and health).
Fix: add a measure of an outcome: retention, use, time to value, goals reached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign import reference
from csdesign.rules.facts.ownership import claimed_kind
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role but the SDR whose measures all count activity."""
    known = reference.kpis()
    for role in facts.design.roles or ():
        names = [kpi.id for kpi, _ in role.kpis or ()]
        counting = [name for name in names if name in known and known[name].activity]
        if not names or len(counting) < len(names) or claimed_kind(facts.design, role) == "sdr":
            continue
        yield Hit(
            path=(*role.path, "kpis"),
            message=f"{role.title} is measured by activity alone ({', '.join(names)})",
            object=f"roles[{role.id}].kpis",
            evidence=(("measures", ", ".join(names)), ("outcomes among them", "0")),
        )


RULE = Rule("KPI605", "activity-only-kpis", Severity.WARNING, __doc__, check)
