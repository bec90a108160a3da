"""A queue or a programme owns a sale.

A negotiated renewal, or a new product for an existing buyer, has to be sold by somebody who
knows the buyer, the history and the limits of the price. A queue gives each call to whoever is
free, and a programme does not call anybody.

An error, since the coverage of the role and the motion it owns contradict each other.

Bad:

    segments:
      - id: mid
        commercial: {renewal: negotiated}
    roles:
      - id: analyst
        title: CS analyst
        coverage: queue
        owns: [adopt, renew]  # <- OWN309

Good:

    segments:
      - id: mid
        commercial: {renewal: administrative}
    roles:
      - id: analyst
        title: CS analyst
        coverage: queue
        owns: [adopt, renew]

Source: Alexander Group, "XaaS Customer Success Managers Part I: CSM Job Definition" (re-orders suit
a CSM, resells a seller); the rule on queues is this tool's own.
Fix: let a named seller, account manager or renewal specialist own it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.planning.serving.archetype_table import ADMINISTRATIVE
from csdesign.planning.serving.deliverers import assignment_of
from csdesign.rules.facts.ownership import title
from csdesign.rules.facts.phrases import MOTION_WORDS
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Segment

_SOLD: Final = frozenset({"renew", "cross-sell"})
_NEW_SALE: Final = frozenset({"new-product", "new-buyer"})
_WORDS: Final = {"queue": "a shared queue", "programme": "an automated programme"}


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each sale whose owner is met as a queue or programme."""
    design = facts.design
    for segment, motion, _, held in facts.applicable:
        sale = _sale(segment, motion) if motion in _SOLD else ""
        if not sale:
            continue
        plan = facts.plan.segment_by_id[segment.id]
        for cell in held:
            how = assignment_of(
                design, segment, cell.role, plan.coverage.assignment, plan.practitioner_role
            )
            if how in _WORDS:
                yield Hit(
                    path=cell.path,
                    message=f"{segment.name}: {title(design, cell.role)} owns "
                    f"{MOTION_WORDS[motion]} as {_WORDS[how]}, but {sale}",
                    object=f"segments[{segment.id}].{motion}",
                    evidence=(("owner", cell.role), ("coverage", how)),
                )


def _sale(segment: Segment, motion: str) -> str:
    """Return the reason why the motion is a sale in the segment, or an empty text."""
    commercial = segment.written.commercial
    if commercial is None:
        return ""
    if motion == "renew" and commercial.renewal is not None:
        if commercial.renewal in ADMINISTRATIVE:
            return ""
        return f"its renewals are {_said(commercial.renewal)}: they need a person"
    natures = sorted(_NEW_SALE & set(commercial.upsell or ()))
    if motion == "cross-sell" and natures:
        return f"growth there is a new sale ({', '.join(natures)}): it needs a person"
    return ""


def _said(renewal: str) -> str:
    return "sold again each time (resell)" if renewal == "resell" else renewal


RULE = Rule("OWN309", "sale-owned-by-queue", Severity.ERROR, __doc__, check)
