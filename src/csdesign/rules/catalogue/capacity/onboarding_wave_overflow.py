"""A season of new customers needs more people than there are.

An average over the year hides the month in which twenty customers start at once. Those
customers wait in the weeks that decide whether they stay.

A warning, since a delay may be acceptable or help may be hired for a time.

Bad:

    segments:
      - id: schools
        accounts: 80
        new_accounts: 52
        onboarding_wave:  # <- CAP805
          starts: [4, 4, 4, 20, 20, 4]
          effort_profile: [12, 6, 2]
        interactions:
          - {id: set-up, stage: onboard, channel: human-1to1, times: 4, minutes: 60, role: dc}
    roles:
      - {id: dc, title: Deployment Consultant, kind: dc, owns: [onboard]}
    positions:
      - {roles: dc, count: 2}

Good:

    segments:
      - id: schools
        accounts: 80
        new_accounts: 52
        onboarding_wave:
          starts: [4, 4, 4, 20, 20, 4]
          effort_profile: [12, 6, 2]
          max_delay_months: 0.5
        interactions:
          - {id: set-up, stage: onboard, channel: human-1to1, times: 4, minutes: 60, role: dc}
    roles:
      - {id: dc, title: Deployment Consultant, kind: dc, owns: [onboard]}
    positions:
      - {roles: dc, count: 3}

Source: none; a backlog carried from month to month, with the accepted delay as its limit.
Fix: bring in temporary people or partners, spread the starts, or accept a longer delay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.planning.coverage.decision import over
from csdesign.planning.serving.deliverers import title_of
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each wave that needs more people than are planned for it."""
    for plan in facts.plan.segments:
        wave, written = plan.wave, plan.segment.written.onboarding_wave
        if wave is None or written is None or wave.planned_heads is None:
            continue
        if not over(wave.heads, wave.planned_heads):
            continue
        who = "nobody owns onboarding" if wave.role is None else title_of(facts.design, wave.role)
        delay = f"a delay of {written.max_delay_months:g} months at most"
        yield Hit(
            path=(*plan.segment.path, "onboarding_wave"),
            key=True,
            message=f"{plan.segment.name}: the season takes {wave.heads} people "
            f"({wave.peak_hours:,.0f} h in the busiest month, {delay}); "
            f"{wave.planned_heads:g} {'is' if wave.planned_heads == 1 else 'are'} planned ({who})",
            object=f"segments[{plan.id}]",
            evidence=(
                ("needed", str(wave.heads)),
                ("planned", f"{wave.planned_heads:g}"),
                ("peak", f"{wave.peak_hours:.1f} h"),
                ("largest backlog", f"{wave.max_backlog_hours:.1f} h"),
                ("max_delay_months", f"{written.max_delay_months:g}"),
            ),
            measure=Measure(wave.heads - wave.planned_heads, "{:g} too few"),
        )


RULE = Rule("CAP805", "onboarding-wave-overflow", Severity.WARNING, __doc__, check)
