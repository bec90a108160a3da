"""A floor is higher than what is promised today.

`floor` states how far a search for a fit may reduce a promise or a segment's coverage. A floor
above the promise contradicts it: either the promise is too low or the floor is too high.

An error, since the two statements contradict each other.

Bad:

    segments:
      - id: corp
        accounts: 40
        interactions:
          - {id: review, stage: adopt, channel: human-1to1, per_year: 4, minutes: 60,
             floor: 6}  # <- FIT001

Good:

    segments:
      - id: corp
        accounts: 40
        interactions:
          - {id: review, stage: adopt, channel: human-1to1, per_year: 4, minutes: 60,
             floor: 2}

Source: none; the rule compares two numbers of the design.
Fix: raise the promise, or lower the floor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.finding import Measure
from csdesign.model.choices import COVERAGE_LEVELS
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_RANK: Final = {level: place for place, level in enumerate(COVERAGE_LEVELS)}


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each floor above the promise, or above the level of the plan."""
    document = facts.design.document
    parts = [
        *(
            ("segments", i, owner.id, owner.interactions)
            for i, owner in enumerate(document.segments)
        ),
        *(("experiences", i, ax.id, ax.interactions) for i, ax in enumerate(document.experiences)),
    ]
    counts = {
        interaction.path: interaction.occurrences
        for segment in facts.design.segments
        for interaction in segment.interactions
    }
    for key, i, owner, interactions in parts:
        for j, written in enumerate(interactions):
            path = (key, i, "interactions", j)
            count = counts.get(path)
            if written.floor is None or count is None or written.floor <= count + 1e-9:
                continue
            yield Hit(
                path=(*path, "floor"),
                message=f"{written.name or written.id}: the floor is {written.floor:g} and "
                f"{count:g} are promised",
                object=f"{key}[{owner}].interactions[{written.id}]",
                measure=Measure(written.floor - count, "{:g} below the floor"),
                evidence=(("floor", f"{written.floor:g}"), ("promised", f"{count:g}")),
            )
    for plan in facts.plan.segments:
        floor, level = plan.segment.written.floor, plan.coverage.level
        if floor is not None and level is not None and _RANK[floor] > _RANK[level]:
            yield Hit(
                path=(*plan.segment.path, "floor"),
                message=f"{plan.segment.name}: the floor is {floor} and the promised work gives "
                f"{level}",
                object=f"segments[{plan.id}]",
                measure=Measure(_RANK[floor] - _RANK[level], "{:g} below the floor"),
                evidence=(("floor", floor), ("level", level)),
            )


RULE = Rule("FIT001", "floor-above-promise", Severity.ERROR, __doc__, check)
