"""Two people meet the customer over one renewal that comes early.

The account manager renews on an early expansion, and the renewal specialist contacts the
customer as well. A customer that grows before its term ends can renew in the same talk, with
the seller it already talks to. The specialist then helps without contact to the customer, for
example with a quote, or stays out, as the company rule says (`early_expansion`).

A warning, since two people can agree between themselves who talks to the customer.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: am
        title: Account Manager
        owns: [upsell, {motion: renew, when: the customer expands before the end}]
      - {id: specialist, title: Renewal Specialist, owns: [renew]}
    engagement:
      renew:
        champion: {specialist: lead, am: contribute}  # <- REN704

Good:

    segments:
      - {id: corp}
    roles:
      - id: am
        title: Account Manager
        owns: [upsell, {motion: renew, when: the customer expands before the end}]
      - {id: specialist, title: Renewal Specialist, owns: [renew]}
    engagement:
      renew:
        champion: {specialist: lead, am: inform}

Source: Gurnov and Korneeva, "Too Many Managers": on early expansion the account manager renews and
the specialist helps technically (English text) or stays out (Russian original).
Fix: let one of the two meet the customer in the renew stage and inform the other, or write rules of
engagement (`engagement_rules`) that say who acts when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.engagement import rows
from csdesign.rules.facts.phrases import some
from csdesign.rules.facts.staff import same_person
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Design, OwnedCell, Segment
    from csdesign.rules.facts.engagement import Row


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each stakeholder whom both renewal owners meet, one of them conditional."""
    design = facts.design
    if design.document.engagement is None or design.document.engagement_rules:
        return
    found: dict[tuple[Row, str, str], tuple[OwnedCell, list[Segment]]] = {}
    for segment, motion, _, held in facts.applicable:
        pairs = _pairs(design, held) if motion == "renew" else []
        if not pairs:
            continue
        for row in rows(design, segment):
            met = {*row.leads, *row.contributors} if row.stage == "renew" else set()
            for early, usual in pairs:
                if {early.role, usual.role} <= met:
                    key = (row, early.role, usual.role)
                    found.setdefault(key, (early, []))[1].append(segment)
    for (row, _, usual_role), (early, segments) in found.items():
        yield _hit(row, early, usual_role, segments)


def _pairs(design: Design, held: tuple[OwnedCell, ...]) -> list[tuple[OwnedCell, OwnedCell]]:
    """Return each owner under a condition with each owner without one, where they differ."""
    return [
        (early, usual)
        for early in held
        for usual in held
        if early.when and not usual.when and not same_person(design, early.role, usual.role)
    ]


def _hit(row: Row, early: OwnedCell, usual: str, segments: list[Segment]) -> Hit:
    return Hit(
        path=row.path,
        message=f"{some(s.name for s in segments)}: {early.role} renews when {early.when}, and "
        f"{usual} meets the {row.stakeholder} over the renewal as well",
        object=row.object,
        evidence=(("doctrine early_expansion", segments[0].rules.early_expansion),),
        related=((early.path, "renews under a condition"),),
    )


RULE = Rule("REN704", "two-renewal-contacts", Severity.WARNING, __doc__, check)
