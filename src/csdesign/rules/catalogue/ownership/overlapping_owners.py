"""Two roles own the same motion of the same segment.

Customers get two answers, and each owner relies on the other. A motion has exactly one owner,
or exactly two co-owners who declare which of them decides. An owner under a condition (`when`)
may be combined with one without: the condition is taken as stated.

An error, since the design contradicts itself about who decides.

Bad:

    segments:
      - {id: corp}
    roles:
      - {id: am, title: Account Manager, owns: [upsell]}
      - id: csm
        title: Customer Success Manager
        owns: [upsell]  # <- OWN302

Bad:

    segments:
      - {id: corp}
    roles:
      - {id: am, title: Account Manager}
      - {id: csm, title: Customer Success Manager}
    ownership:
      corp:
        renew: {co_own: [am]}  # <- OWN302

Good:

    segments:
      - {id: corp}
    roles:
      - {id: am, title: Account Manager, owns: [upsell]}
      - id: csm
        title: Customer Success Manager
        co_owns: [{motion: renew, with: am, lead: am, split: csm prepares and am prices}]

Source: Gurnov and Korneeva, "Too Many Managers" (roles complement one another); Alexander Group,
"XaaS Customer Success Managers Part I: CSM Job Definition" (co-ownership is a pair).
Fix: keep one owner and let the other support, or declare the two as a pair with a lead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Cause
from csdesign.rules.facts.phrases import MOTION_WORDS
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import OwnedCell, Segment


_RIGHT = "a motion takes one owner, or two co-owners and no owner"


def check(facts: Facts) -> Iterator[Hit]:
    """Yield one hit for each motion of a segment whose owners are neither one nor a pair."""
    for segment, motion, _, held in facts.applicable:
        own = [cell for cell in held if cell.level == "own"]
        pair = [cell for cell in held if cell.level == "co-own"]
        certain = [cell for cell in own if not cell.when]
        sound = not certain and len(pair) == 2 if pair else len(certain) < 2
        if not sound:
            yield _hit(segment, motion, [*certain, *pair])


def _hit(segment: Segment, motion: str, held: list[OwnedCell]) -> Hit:
    owners = [cell.role for cell in held if cell.level == "own"]
    pair = [cell.role for cell in held if cell.level == "co-own"]
    said = []
    if owners:
        said.append(f"{' and '.join(owners)} {'own' if len(owners) > 1 else 'owns'}")
    if pair:
        said.append(f"{' and '.join(pair)} {'co-own' if len(pair) > 1 else 'alone co-owns'}")
    others = tuple((cell.path, f"{cell.role}: {cell.level}") for cell in held[:-1])
    words = " and ".join(said)
    text = ("", segment.name, f": {words} ", MOTION_WORDS[motion], f"; {_RIGHT}")
    return Hit(
        path=held[-1].path,
        message="".join(text),
        cause=Cause(words, text, exact=True),
        object=f"segments[{segment.id}].{motion}",
        evidence=(
            ("owners", number_of(len(owners), "owner")),
            ("co-owners", number_of(len(pair), "co-owner")),
        ),
        related=others,
    )


RULE = Rule("OWN302", "overlapping-owners", Severity.ERROR, __doc__, check)
