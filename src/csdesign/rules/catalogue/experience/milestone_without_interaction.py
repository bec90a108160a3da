"""A milestone has no interaction that leads to it, or the first thirty days are empty.

Customers rarely reach a milestone that no interaction works towards. The first thirty days
often decide whether a customer uses what it bought: something has to be planned for them, even
if it is automated.

A warning, since customers may reach the milestone by a way that the design does not list.

Bad:

    segments:
      - id: corp
        new_accounts: 10
        milestones:
          - {id: go-live, stage: onboard}  # <- AX002
          - {id: first-value, stage: adopt}
        interactions:
          - {id: welcome, milestone: first-value, channel: digital, times: 3, from_day: 1}

Bad:

    segments:
      - id: corp  # <- AX002
        new_accounts: 10
        interactions:
          - {id: review, stage: adopt, channel: human-1to1, every: quarter}

Good:

    segments:
      - id: corp
        new_accounts: 10
        milestones:
          - {id: go-live, stage: onboard}
        interactions:
          - {id: kickoff, milestone: go-live, channel: human-1to1, times: 1}

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management"; Adam Ramshaw
(Genroe), on the first days of a customer.
Fix: add an interaction that leads there; an automated one is enough if people are not needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import Interaction, Segment

_FIRST_DAYS: Final = 30
_MONTHLY: Final = 12


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each milestone nobody serves, and each segment with an idle first month."""
    seen: set[YamlPath] = set()
    for segment in facts.design.segments:
        if not segment.interactions:
            continue  # AX001 reports the whole segment
        live = [i for i in segment.interactions if _reaches_customers(i)]
        served = {i.milestone for i in live}
        for milestone in segment.milestones:
            if milestone.id in served or milestone.path in seen:
                continue
            seen.add(milestone.path)
            yield Hit(
                path=milestone.path,
                message=f"{segment.name}: nothing leads to the milestone {milestone.name!r}",
                object=f"segments[{segment.id}].milestones[{milestone.id}]",
            )
        if segment.new_accounts != 0 and not any(_early(i) for i in live):
            yield _idle_start(segment, len(live))


def _idle_start(segment: Segment, live: int) -> Hit:
    return Hit(
        path=segment.path,
        message=f"{segment.name}: nothing is planned for a customer's first {_FIRST_DAYS} days",
        object=f"segments[{segment.id}]",
        evidence=(
            ("interactions", str(live)),
            ("counted as early", "stage onboard, from_day up to 30, or monthly by calendar"),
        ),
    )


def _reaches_customers(interaction: Interaction) -> bool:
    return interaction.channel != "internal" and interaction.per_customer > 0


def _early(interaction: Interaction) -> bool:
    if not interaction.planned:
        return False
    if interaction.from_day is not None:
        return interaction.from_day <= _FIRST_DAYS
    monthly = interaction.trigger == "calendar" and interaction.occurrences >= _MONTHLY
    return interaction.stage == "onboard" or (monthly and not interaction.once)


RULE = Rule("AX002", "milestone-without-interaction", Severity.WARNING, __doc__, check)
