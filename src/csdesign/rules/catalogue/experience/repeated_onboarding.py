"""A planned interaction of the onboard stage is counted every year for every customer.

`per_year` and `every` count for all customers, year after year; only new customers are onboarded,
and once. A call in each of the first twelve weeks written as `every: week` takes the hours of 52
calls a year with every customer. So does a class that is held each week for whoever is new.

A warning, since a yearly class for new users of every customer may be meant.

Bad:

    segments:
      - id: corp
        accounts: 80
        new_accounts: 12
        interactions:
          - {id: start, stage: onboard, channel: human-1to1, every: week, minutes: 45}  # <- AX008

Good:

    segments:
      - id: corp
        accounts: 80
        new_accounts: 12
        interactions:
          - {id: start, stage: onboard, channel: human-1to1, times: 12, minutes: 45}

Source: our own judgement; no published work.
Fix: write `times`, which counts once for each new customer; if every customer gets it every year,
give it the stage adopt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each planned interaction with people that onboards all customers."""
    for segment in facts.design.segments:
        for interaction in segment.interactions:
            if interaction.stage != "onboard" or interaction.once or not interaction.human:
                continue
            if not interaction.planned or not interaction.occurrences:
                continue
            often = f"{interaction.occurrences:g}"
            everyone = number_of(segment.accounts, "customer") if segment.accounts else "customers"
            new = segment.new_accounts
            few = f", not once for the {new:g} new ones" if new else ", not once for new ones"
            yield Hit(
                path=interaction.count_path,
                message=f"{segment.name}: {interaction.name!r} is onboarding, and is counted "
                f"{often} times a year for all {everyone}{few}",
                object=f"segments[{segment.id}].interactions[{interaction.id}]",
                measure=Measure(interaction.occurrences, "{:g} times a year"),
                evidence=(("new customers a year", "not stated" if new is None else f"{new:g}"),),
                key=True,
            )


RULE = Rule("AX008", "repeated-onboarding", Severity.WARNING, __doc__, check)
