"""A role is short in a month although every vacancy opens in time.

Hires start when the design allows it (`first_start`), not when the work needs them. This shows
in which months the work waits.

A warning, since the delay may be the price of the hiring freeze.

Bad:

    horizon: {start: 2027-01, months: 12, first_start: 2027-10}
    segments:
      - id: corp
        accounts: 90
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
             effort_hours: 2, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}  # <- TIM002
    positions:
      - {id: north, roles: csm}

Good:

    horizon: {start: 2027-01, months: 12}
    segments:
      - id: corp
        accounts: 90
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
             effort_hours: 2, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {id: north, roles: csm}

Source: none; what is left over at the end of a month against what the design accepts.
Fix: lift the freeze for this role, borrow people for those months, or accept a longer delay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results.by_month import MonthPlan


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role that stays short with its hires, unless one of them is late."""
    months = facts.plan.months
    late = set() if months is None else _with_late(facts, months)
    for role in () if months is None else months.roles:
        if not role.still_short or role.role in late:
            continue
        delays = [role.months[month].delay_with_hires or 0.0 for month in role.still_short]
        worst = role.still_short[delays.index(max(delays))]
        names = [months.horizon.text(month) for month in role.still_short] if months else []
        known = facts.design.role_by_id.get(role.role)
        yield Hit(
            path=known.path if known is not None else ("segments",),
            message=f"{role.title} is short in {len(names)} months from {names[0]} on although "
            f"every vacancy opens in time: {max(delays):.1f} months of work wait in "
            f"{names[role.still_short.index(worst)]}",
            object=f"roles[{role.role}]",
            measure=Measure(max(delays), "{:.1f} months"),
            evidence=(
                ("months short", ", ".join(names)),
                ("accepted", f"{role.max_delay:g} months"),
                ("longest wait", f"{max(delays):.2f} months"),
            ),
        )


def _with_late(facts: Facts, months: MonthPlan) -> set[str]:
    """Return roles with a late vacancy, and those whose people work for such a role as well."""
    late = {vacancy.role for vacancy in months.vacancies if vacancy.late}
    held = [set(post.roles) for post in facts.design.posts or ()]
    grown = True
    while grown:
        joined = late.union(*(roles for roles in held if roles & late))
        grown = joined != late
        late = joined
    return late


RULE = Rule("TIM002", "month-short", Severity.WARNING, __doc__, check)
