"""One of the assumptions that matter most has no range.

If `low` and `high` are missing, an assumption is taken to be wrong by up to half in either
direction, no matter who made it. For the three inputs that move the plan most it is worth stating a
range.

A note, since the range of half is a cautious stand-in.

Bad:

    segments:
      - id: corp
        accounts: 60
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
             effort_hours: {value: 2, basis: assumed}, role: csm}  # <- UNC002

Good:

    params: {internal_share: {value: 0.25, basis: assumed, low: 0.2, high: 0.3}}
    segments:
      - id: corp
        accounts: 60
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
             effort_hours: {value: 2, basis: assumed, low: 1.5, high: 3}, role: csm}

Source: J. B. Soll and J. Klayman, "Overconfidence in interval estimates" (2004): people state
ranges too narrow, so a missing one is taken wide.
Fix: write `low` and `high`: the least and the most that it can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

STRONGEST: Final = 3


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each assumed input without a range among the three strongest drivers."""
    futures = facts.plan.futures
    for driver in () if futures is None else futures.drivers[:STRONGEST]:
        item = driver.input
        if item.ranged or item.basis != "assumed" or item.place is None or driver.share <= 0:
            continue
        yield Hit(
            path=item.place,
            message=f"{item.words} explains {100 * driver.share:.0f}% of the uncertainty and has "
            f"no range: taken as {item.low:g} to {item.high:g}; write low and high",
            object=item.path,
            evidence=(("share", f"{driver.share:.4f}"), ("value", f"{item.value:g}")),
        )


RULE = Rule("UNC002", "range-missing", Severity.NOTE, __doc__, check)
