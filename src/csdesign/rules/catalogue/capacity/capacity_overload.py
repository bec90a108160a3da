"""People are booked above what the plan aims at, or beyond the hours of a working year.

The plan leaves room for holidays and internal work, and a margin above that. Above nine tenths
of the planned hours nothing is left for a colleague who falls ill or a customer in trouble;
above all of them the margin itself is used.

An error if somebody has more customer hours than a year holds, since these promises cannot be
kept. A warning below that, since people can bear it for a while.

Bad:

    segments:
      - id: corp
        accounts: 40
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: week, minutes: 30, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {id: north, roles: csm}  # <- CAP801

Bad:

    segments:
      - id: giants  # <- CAP801
        accounts: 2
        interactions:
          - {id: site-team, stage: onboard, channel: human-1to1, every: day, minutes: 240,
             effort_hours: 8}

Good:

    segments:
      - id: corp
        accounts: 40
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: week, minutes: 30, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {roles: csm, count: 3}

Source: FT Works, "Staffing models", for the share of customer time; the margin and the nine
tenths are our own judgement.
Fix: add people, take work out of the experience, or split the role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Cause, Measure
from csdesign.planning.coverage.decision import over
from csdesign.planning.serving.deliverers import title_of
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import PersonLoad


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each overbooked person, and each segment whose account fills more than one.

    A role without positions has nobody to overload.
    """
    for person in facts.plan.people:
        if over(person.busy, facts.design.params.busy_load):
            yield _overbooked(facts, person)
    for plan in facts.plan.segments:
        for row in plan.staffing:
            if row.book == 0:
                yield Hit(
                    path=plan.segment.path,
                    message=f"{plan.segment.name}: one customer takes "
                    f"{row.recurring_hours_per_account:,.0f} h a year of "
                    f"{title_of(facts.design, row.role)}, more than one person has",
                    object=f"segments[{plan.id}]",
                    evidence=(
                        ("hours for each customer", f"{row.recurring_hours_per_account:.2f}"),
                        ("book", "0"),
                    ),
                    measure=Measure(row.recurring_hours_per_account, "{:,.0f} h"),
                )


def _overbooked(facts: Facts, person: PersonLoad) -> Hit:
    titles = " and ".join(title_of(facts.design, role) for role in person.roles)
    each = f"each of {person.count} posts" if person.count > 1 else f"{person.fte:g} FTE"
    beyond = over(person.load, 1)
    if beyond:
        left = f"{person.load:.0%} of their customer hours, more than the year holds"
    elif over(person.busy, 1):
        left = (
            f"{person.load:.0%} of customer hours, more than the "
            f"{facts.design.params.target_load:.0%} that the plan aims at"
        )
    else:
        left = "no slack is left"
    who, booked = f"{person.name} ({titles}; {each})", f"{person.busy:.0%} booked: {left}"
    return Hit(
        path=person.path,
        message=f"{who} is {booked}",
        object=f"positions[{person.id}]",
        severity=Severity.ERROR if beyond else Severity.WARNING,
        evidence=(
            ("booked", f"{person.busy:.4f}"),
            ("of all customer hours", f"{person.load:.4f}"),
            ("hours a year", f"{person.hours:,.0f}"),
            ("roles", ", ".join(person.roles)),
            ("busy_load", f"{facts.design.params.busy_load:g}"),
        ),
        measure=Measure(person.busy, "{:.0%}"),
        # People who share work are level, and as busy for one reason.
        cause=Cause(booked, ("", who, f": {booked}")),
    )


RULE = Rule("CAP801", "capacity-overload", Severity.ERROR, __doc__, check)
