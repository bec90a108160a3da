"""A vacancy should have been opened already.

It takes months to fill a vacancy, and more months until the new person does the whole work.
After the latest day on which it can open, no hire comes in time: work waits, or somebody has to
be borrowed. The rule needs to know today's date, from the design (`as_of`) or from the caller.

An error, since the plan can no longer be met by hiring.

Bad:

    horizon: {start: 2027-01, months: 12, as_of: 2026-12-15}
    segments:
      - id: corp
        accounts: 90  # <- TIM001
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
             effort_hours: 2, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {id: north, roles: csm}

Good:

    horizon: {start: 2027-01, months: 12, as_of: 2026-12-15}
    segments:
      - id: corp
        accounts: 90
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
             effort_hours: 2, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {id: north, roles: csm, count: 2}

Source: none; the latest start at which no month is short, less the months to fill a vacancy.
Fix: open it today, borrow people for the months that are short, or promise less until then.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results.by_month import Vacancy


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each cause of vacancies that are late, with how many there are."""
    months = facts.plan.months
    if months is None or months.horizon.as_of is None:
        return
    today = months.horizon.as_of
    for role in months.roles:
        late: dict[tuple[str | int, ...], list[Vacancy]] = {}
        for vacancy in role.vacancies:
            if vacancy.late or vacancy.open_by < today:
                path = vacancy.reason.path
                if path is None:
                    known = facts.design.role_by_id.get(role.role)
                    path = known.path if known is not None else ("segments",)
                late.setdefault(path, []).append(vacancy)
        for path, found in late.items():
            first = found[0]
            count = "a vacancy" if len(found) == 1 else f"{len(found)} vacancies"
            yield Hit(
                path=path,
                message=f"{count} for {role.title} should have a first day on "
                f"{first.ideal_start.isoformat()}; opened on {today.isoformat()}, the first day "
                f"is {first.start.isoformat()} at the earliest",
                object=f"roles[{role.role}]",
                measure=Measure(
                    math.fsum((each.start - each.ideal_start).days for each in found),
                    "{:,g} days late",
                ),
                evidence=(
                    ("vacancies", str(len(found))),
                    ("ideal start", first.ideal_start.isoformat()),
                    ("earliest start", first.start.isoformat()),
                    ("as_of", today.isoformat()),
                ),
            )


RULE = Rule("TIM001", "vacancy-late", Severity.ERROR, __doc__, check)
