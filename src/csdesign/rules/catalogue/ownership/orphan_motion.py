"""Nobody owns a motion that exists in a segment.

If several roles help with a motion and none is responsible for it, its work is left undone and
customers leave. Each motion of each segment has one owner, or a declared pair. A motion that does
not exist in a segment is listed under `not_applicable`, which shows that the gap is a decision and
not an oversight.

An error, since nobody answers for work that the design says exists.

Bad:

    segments:
      - id: smb  # <- OWN301
        not_applicable: [land, onboard, upsell, cross-sell, serve]
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}

Good:

    segments:
      - id: smb
        not_applicable: [land, onboard, upsell, cross-sell, serve]
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt, renew]}

Source: Alexander Group, "XaaS Customer Success Managers Part I: CSM Job Definition" (each motion
of land, adopt, expand and renew has an owner); the invariant is this tool's own.
Fix: give the motion to one role, or declare it `not_applicable` in the segment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Cause
from csdesign.rules.facts.onboarding import onboards_itself
from csdesign.rules.facts.ownership import ownership_stated
from csdesign.rules.facts.phrases import MOTION_WORDS, some
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import OwnedCell, Segment


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each motion of a segment that no role owns or co-owns.

    Owners under a condition (`when`) are taken at their word: a note says what is not proven.
    """
    design = facts.design
    if not ownership_stated(design):
        return
    for segment, motion, cells, held in facts.applicable:
        if not held:
            if motion == "onboard" and onboards_itself(design, segment):
                continue
            yield _orphan(segment, motion, cells)
        elif all(cell.when for cell in held):
            yield _conditional(segment, motion, held)


def _orphan(segment: Segment, motion: str, cells: tuple[OwnedCell, ...]) -> Hit:
    helpers = some(cell.role for cell in cells)
    helped = f"; it is only supported, by {helpers}" if helpers else ""
    text = ("", segment.name, ": nobody owns ", MOTION_WORDS[motion], helped)
    return Hit(
        path=segment.path,
        message="".join(text),
        cause=Cause(helped, text, exact=True),
        object=f"segments[{segment.id}].{motion}",
        evidence=(("owners", "0"), ("supported by", helpers or "nobody")),
        related=tuple((cell.path, f"{cell.role} supports it") for cell in cells),
    )


def _conditional(segment: Segment, motion: str, held: tuple[OwnedCell, ...]) -> Hit:
    words = "; ".join(f"{cell.role} when {cell.when}" for cell in held)
    return Hit(
        path=held[0].path,
        message=f"{segment.name}: {MOTION_WORDS[motion]} is owned only under a condition "
        f"({words}); name its owner in all other cases",
        object=f"segments[{segment.id}].{motion}",
        severity=Severity.NOTE,
        evidence=(("owners", words),),
        fix="name the role that owns the motion if the condition does not hold",
    )


RULE = Rule("OWN301", "orphan-motion", Severity.ERROR, __doc__, check)
