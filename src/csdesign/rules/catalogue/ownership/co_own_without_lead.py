"""Two roles own a motion together, and neither is named as the one who decides.

Two owners of a renewal without a lead slow it down, since each waits for the other. A pair
names the role that decides (`lead`) and who of the two does what (`split`).

A warning, since the motion has its owners and only the agreement between them is missing.

Bad:

    segments:
      - {id: corp}
    roles:
      - {id: am, title: Account Manager}
      - id: csm
        title: Customer Success Manager
        co_owns: [{motion: renew, with: am}]  # <- OWN303

Good:

    segments:
      - {id: corp}
    roles:
      - {id: am, title: Account Manager}
      - id: csm
        title: Customer Success Manager
        co_owns: [{motion: renew, with: am, lead: am, split: csm prepares and am prices}]

Source: Alexander Group, "XaaS Customer Success Managers Part I: CSM Job Definition" (co-owning with
a seller); The CS Café, on single-owner renewals (pairs without a lead are slow).
Fix: add `lead` (one of the two roles) and `split` (who does what).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.phrases import MOTION_WORDS
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import OwnedCell, Segment


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each co-owned motion whose pair lacks a lead or a split of the work."""
    for segment, motion, cells, _ in facts.applicable:
        pair = [cell for cell in cells if cell.level == "co-own"]
        if len(pair) == 2 and all(cell.level != "own" for cell in cells):
            missing = _missing(pair)
            if missing:
                yield _hit(segment, motion, pair, missing)


def _missing(pair: list[OwnedCell]) -> list[str]:
    roles = {cell.role for cell in pair}
    leads = {cell.lead for cell in pair if cell.lead is not None}
    missing = []
    if not leads:
        missing.append("a lead")
    elif not leads <= roles:
        missing.append(f"a lead from the two ({', '.join(leads)} is neither)")
    if not any(cell.split for cell in pair):
        missing.append("a split of the work")
    return missing


def _hit(segment: Segment, motion: str, pair: list[OwnedCell], missing: list[str]) -> Hit:
    names = " and ".join(cell.role for cell in pair)
    return Hit(
        path=pair[0].path,
        message=f"{segment.name}: {names} own {MOTION_WORDS[motion]} together without "
        f"{' or '.join(missing)}",
        object=f"segments[{segment.id}].{motion}",
        evidence=(("co-owners", names), ("missing", ", ".join(missing))),
    )


RULE = Rule("OWN303", "co-own-without-lead", Severity.WARNING, __doc__, check)
