"""A promised talk has nobody who holds it.

Every human interaction is somebody's working time. One without a role is in no plan of anybody's
week, and so it is the first promise to be broken.

Bad:

    segments:
      - id: corp
        interactions:
          - {id: review, stage: onboard, channel: human-1to1, every: quarter}  # <- AX004
    roles:
      - {id: csm, title: Customer Success Manager}

Good:

    segments:
      - id: corp
        interactions:
          - {id: review, stage: onboard, channel: human-1to1, every: quarter, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager}

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management".
Fix: give the interaction a role, or take the promise back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each human interaction without a role, once for all its segments."""
    if facts.design.roles is None:
        return
    seen: set[YamlPath] = set()
    for segment in facts.design.segments:
        for interaction in segment.interactions:
            if not interaction.human or interaction.roles or interaction.path in seen:
                continue
            seen.add(interaction.path)
            yield Hit(
                path=interaction.path,
                message=f"{segment.name}: nobody is named to deliver {interaction.name!r}",
                object=f"segments[{segment.id}].interactions[{interaction.id}]",
                evidence=(("channel", interaction.channel),),
            )


RULE = Rule("AX004", "human-interaction-without-role", Severity.ERROR, __doc__, check)
