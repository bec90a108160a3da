"""An interaction does not say how long it takes, so the plan assumes it.

People and money follow from these hours. A default is good enough for a first look and not for
a hiring plan; notes taken over four weeks are usually enough to replace it.

A note, since the plan says that it assumes the hours.

Bad:

    segments:
      - id: corp
        interactions:
          - {id: review, stage: onboard, channel: human-1to1, every: quarter}  # <- CAP806

Good:

    segments:
      - id: corp
        interactions:
          - {id: review, stage: onboard, channel: human-1to1, every: quarter, minutes: 60,
             effort_hours: 2.5}

Source: the defaults are our own judgement: an hour of meeting costs about another hour.
Fix: measure it, or state minutes and effort_hours with their basis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Cause
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import Interaction, Segment


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each interaction with a default in use, once for all its segments."""
    seen: set[YamlPath] = set()
    for segment in facts.design.segments:
        for interaction in segment.interactions:
            if not interaction.defaulted or interaction.path in seen:
                continue
            seen.add(interaction.path)
            yield _hit(segment, interaction)


def _hit(segment: Segment, interaction: Interaction) -> Hit:
    values = {
        "minutes": f"{interaction.minutes:g} min",
        "effort_hours": f"{interaction.effort_each:g} h",
    }
    used = [(name, values[name]) for name in interaction.defaulted]
    missing = " and ".join(name for name, _ in used)
    assumed = " and ".join(value for _, value in used)
    text = (
        "",
        segment.name,
        f": no {missing} given for ",
        repr(interaction.name),
        f"; {assumed} assumed",
    )
    return Hit(
        path=interaction.path,
        message="".join(text),
        cause=Cause(missing + assumed, text),
        object=f"segments[{segment.id}].interactions[{interaction.id}]",
        evidence=tuple(used),
        adds=tuple(
            ((*interaction.path, name), f"{{value: {value.split()[0]}, basis: assumed}}")
            for name, value in used
        ),
    )


RULE = Rule("CAP806", "assumed-effort-data", Severity.NOTE, __doc__, check)
