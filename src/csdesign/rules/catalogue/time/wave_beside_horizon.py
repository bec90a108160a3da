"""The design has an onboarding wave and a horizon, and the horizon does not read the wave.

The horizon plans the starts given in `new_accounts`, month by month. `onboarding_wave` is a
quick check of one season for designs without months; its starts are not added to those of the
horizon.

A note, since the wave is still checked on its own.

Bad:

    horizon: {start: 2027-01, months: 12}
    segments:
      - id: schools
        accounts: 80
        new_accounts: 52
        onboarding_wave:  # <- TIM004
          starts: [4, 4, 4, 20, 20, 4]
          effort_profile: [12, 6, 2]
        interactions:
          - {id: set-up, stage: onboard, channel: human-1to1, times: 4, minutes: 60, role: dc}

Good:

    horizon: {start: 2027-01, months: 12}
    segments:
      - id: schools
        accounts: 80
        new_accounts: [4, 4, 4, 20, 20, 4, 0, 0, 0, 0, 0, 0]
        interactions:
          - {id: set-up, stage: onboard, channel: human-1to1, times: 4, minutes: 60, role: dc}

Source: none; the language has two ways to state when customers start.
Fix: write the starts as `new_accounts`, one number a month, and remove the wave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each wave of a design whose months are planned."""
    if facts.plan.months is None:
        return
    for segment in facts.design.segments:
        if segment.written.onboarding_wave is not None:
            yield Hit(
                path=(*segment.path, "onboarding_wave"),
                key=True,
                message=f"{segment.name}: the months read new_accounts; the starts of "
                "onboarding_wave are not added to them",
                object=f"segments[{segment.id}]",
            )


RULE = Rule("TIM004", "wave-beside-horizon", Severity.NOTE, __doc__, check)
