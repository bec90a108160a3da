"""Nobody delivers a promised interaction with people.

Every interaction with people takes somebody's working time. One without a role is in nobody's plan,
so it is the first promise to be broken. If one role owns the motion, or if there is only one role,
the plan gives the work to it.

An error, since it is a promise that nobody keeps; a note if the plan can give the work to a
role.

Bad:

    segments:
      - id: corp
        interactions:
          - {id: review, stage: onboard, channel: human-1to1, every: quarter}  # <- AX004
    roles:
      - {id: csm, title: Customer Success Manager}
      - {id: trainer, title: Trainer}

Good:

    segments:
      - id: corp
        interactions:
          - {id: review, stage: onboard, channel: human-1to1, every: quarter, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager}

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management".
Fix: give the interaction a role, or drop it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Cause
from csdesign.planning.serving.deliverers import motion_owner, only_role
from csdesign.rules.facts.ownership import title
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, Interaction, Segment


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
            yield _hit(facts.design, segment, interaction)


def _hit(design: Design, segment: Segment, interaction: Interaction) -> Hit:
    """Return an error, or a note where the owner of its motion or the only role has the work."""
    owner, why = motion_owner(design, segment, interaction), "who owns the motion"
    if owner is None:
        owner, why = only_role(design, segment), "the only role here"
    name = repr(interaction.name)
    text = ("", segment.name, ": nobody is named to deliver ", name, "")
    if owner is not None:
        given = f"; the work is given to {title(design, owner)}, {why}"
        text = ("", segment.name, ": no role is named for ", name, given)
    return Hit(
        path=interaction.path,
        message="".join(text),
        object=f"segments[{segment.id}].interactions[{interaction.id}]",
        severity=None if owner is None else Severity.NOTE,
        evidence=(("channel", interaction.channel),),
        cause=Cause(owner or "", text),
        adds=() if owner is None else (((*interaction.path, "role"), owner),),
    )


RULE = Rule("AX004", "human-interaction-without-role", Severity.ERROR, __doc__, check)
