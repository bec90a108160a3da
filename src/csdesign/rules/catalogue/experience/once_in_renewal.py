"""An interaction of the renew stage is counted once in a customer's life.

`times` counts for new customers alone, in the year in which they start; renewals come every
year, for all customers. Four talks per renewal written as `times: 4` take hours for this year's
new customers and none for the others.

A warning, since only the first renewal may be meant.

Bad:

    segments:
      - id: corp
        accounts: 12
        interactions:
          - {id: terms, stage: renew, channel: human-1to1, times: 4, minutes: 45}  # <- AX006

Good:

    segments:
      - id: corp
        accounts: 12
        interactions:
          - {id: terms, stage: renew, channel: human-1to1, per_year: 4, minutes: 45}

Source: our own judgement; no published work.
Fix: write `per_year` (or `every: year`); for a contract of two years, `per_year: 0.5`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each interaction of the renew stage that is counted with `times`."""
    for segment in facts.design.segments:
        for interaction in segment.interactions:
            if interaction.stage != "renew" or not interaction.once or not interaction.occurrences:
                continue
            new = segment.new_accounts
            known = f"its {number_of(new, 'new customer')} alone" if new else "no customer here"
            yield Hit(
                path=interaction.count_path,
                message=f"{segment.name}: {interaction.name!r} belongs to renewals but has "
                f"`times`, which counts for {known}; the others renew without it",
                object=f"segments[{segment.id}].interactions[{interaction.id}]",
                evidence=(("new customers a year", "not stated" if new is None else f"{new:g}"),),
                key=True,
            )


RULE = Rule("AX006", "once-in-renewal", Severity.WARNING, __doc__, check)
