"""An interaction takes more of the customer's time than of the people who deliver it.

Staff time includes preparation, the talk itself and what follows, so it cannot be shorter than
the talk. Often minutes and hours were mixed up, or `effort_hours` was meant for the preparation
alone.

A warning, since the hours are taken as stated: the plan is then too small, but it can be made.

Bad:

    segments:
      - id: corp
        interactions:
          - {id: review, stage: adopt, channel: human-1to1, per_year: 4, minutes: 90,
             effort_hours: 1}  # <- AX007

Good:

    segments:
      - id: corp
        interactions:
          - {id: review, stage: adopt, channel: human-1to1, per_year: 4, minutes: 90,
             effort_hours: 4}

Source: our own judgement; no published work.
Fix: give `effort_hours` with preparation and follow-up, at least as long as `minutes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath

_ROUNDING = 1.02
"""45 minutes are written as 0.75 hours, 50 as 0.83."""


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each human interaction with stated minutes beyond its stated effort."""
    seen: set[YamlPath] = set()
    for segment in facts.design.segments:
        for interaction in segment.interactions:
            if not interaction.human or interaction.defaulted or interaction.path in seen:
                continue
            seen.add(interaction.path)
            talk = interaction.minutes / 60
            if talk > interaction.effort_each * _ROUNDING:
                yield Hit(
                    path=(*interaction.path, "effort_hours"),
                    message=f"{segment.name}: {interaction.name!r} lasts "
                    f"{interaction.minutes:g} minutes, which do not fit into "
                    f"{interaction.effort_each:g} h of effort",
                    object=f"segments[{segment.id}].interactions[{interaction.id}]",
                    measure=Measure(talk / max(interaction.effort_each, 1 / 60), "{:.2g} times"),
                    evidence=(
                        ("minutes", f"{interaction.minutes:g}"),
                        ("effort_hours", f"{interaction.effort_each:g}"),
                    ),
                )


RULE = Rule("AX007", "minutes-beyond-effort", Severity.WARNING, __doc__, check)
