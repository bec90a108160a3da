"""The team does not cover the languages, the regions or the working hours of its customers.

Enough people in total are not enough: work in German waits for those who speak German. And a
named contact whose working day hardly overlaps with the customer's cannot be reached.

An error if a language or region is short, since no other person can do that work; a warning
for working hours, which people can move.

Bad:

    segments:
      - id: emea
        accounts: 100
        demand_fte:  # <- CAP803
          de: 1.2
          en: 0.5
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 30, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {roles: csm, languages: [de, en]}
      - {roles: csm, languages: en}

Bad:

    segments:
      - id: apac
        accounts: 30
        utc_offsets:
          - 9  # <- CAP803
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {roles: csm, utc_offset: 1}

Good:

    segments:
      - id: emea
        accounts: 100
        utc_offsets: [1, 2]
        demand_fte: {de: 1.2, en: 0.5}
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 30, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {roles: csm, count: 2, languages: [de, en], utc_offset: 1}

Source: Philip Hall, "On Representatives of Subsets", for the condition; the four common hours
are our own judgement.
Fix: hire for the language or place, or move people's working hours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.planning.coverage.decision import under
from csdesign.planning.serving.deliverers import title_of
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each segment with a cell short of people, and each zone out of reach."""
    for plan in facts.plan.segments:
        cells = plan.cells
        if cells is None or cells.feasible:
            continue
        short = ", ".join(cells.bottleneck)
        lacking = float(f"{cells.shortfall_fte:.2g}")
        missing = number_of(lacking, "full-time person is", "full-time people are")
        yield Hit(
            path=(*plan.segment.path, "demand_fte"),
            key=True,
            message=f"{plan.segment.name}: {missing} missing who can serve {short}",
            object=f"segments[{plan.id}]",
            evidence=(
                ("short of", short),
                ("shortfall", f"{cells.shortfall_fte:.4g} FTE"),
                ("if all were flexible", f"{cells.fully_flexible_heads} people"),
                ("if each had one skill", f"{cells.single_skill_heads} people"),
            ),
            measure=Measure(cells.shortfall_fte, "{:.2g} full-time"),
        )
    yield from _out_of_reach(facts)


def _out_of_reach(facts: Facts) -> Iterator[Hit]:
    limit = facts.design.params.overlap_hours
    for overlap in facts.plan.overlaps:
        if not under(overlap.hours, limit):
            continue
        segment = facts.design.segment_by_id[overlap.segment]
        yield Hit(
            path=overlap.path,
            message=f"{segment.name}: customers at UTC{overlap.utc_offset:+g} share "
            f"{overlap.hours:g} working hours a day with the nearest "
            f"{title_of(facts.design, overlap.role)} (at least {limit:g} are needed)",
            object=f"segments[{segment.id}]",
            severity=Severity.WARNING,
            evidence=(
                ("common hours", f"{overlap.hours:g}"),
                ("overlap_hours", f"{limit:g}"),
                ("role", overlap.role),
            ),
            measure=Measure(overlap.hours, "{:g} h", falling=True),
        )


RULE = Rule("CAP803", "cell-uncovered", Severity.ERROR, __doc__, check)
