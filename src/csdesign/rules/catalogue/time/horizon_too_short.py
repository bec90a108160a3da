"""The horizon ends soon after a vacancy opened today brings a fully productive person, or before.

Filling a vacancy and learning the work take months. A horizon that is less than six months longer
does not show what comes afterwards: its months look covered, and the next plan begins with a
shortage.

A note, since the months that are planned are right.

Bad:

    horizon: {start: 2027-01, months: 6}  # <- TIM005
    segments:
      - id: corp
        accounts: 90
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, role: csm}

Good:

    horizon: {start: 2027-01, months: 12}
    segments:
      - id: corp
        accounts: 90
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, role: csm}

Source: our own judgement: six months more than it takes to fill a vacancy and to learn the
work.
Fix: plan more months.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.finding import Measure
from csdesign.planning.months.supply import newcomers_of
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

BEYOND: Final = 6


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit where the months are fewer than filling, ramp and six more."""
    months = facts.plan.months
    if months is None or not months.roles:
        return
    times = [newcomers_of(facts.design, role.role) for role in months.roles]
    longest = max(time.months_to_fill + len(time.ramp) for time in times)
    if months.length >= longest + BEYOND:
        return
    yield Hit(
        path=("horizon", "months"),
        key=True,
        message=f"the horizon of {months.length} months hides shortages at its end: filling a "
        f"vacancy and learning the work take {longest:g} months; plan {longest + BEYOND:g} or more",
        object="horizon",
        measure=Measure(longest + BEYOND - months.length, "{:g} months short"),
        evidence=(("months", str(months.length)), ("to fill and ramp", f"{longest:g}")),
    )


RULE = Rule("TIM005", "horizon-too-short", Severity.NOTE, __doc__, check)
