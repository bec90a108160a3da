"""A price has no owner or two, or the company rules do not allow the one it has.

Customers quickly learn which of two people gives the larger discount. One role negotiates the
price of a motion. Whether a CSM may do so is a company rule (`csm_price_authority`); quoting
the list price is not negotiating. Whoever owns a negotiated renewal can negotiate its price or
hands it to a role that can.

An error, since the design contradicts the company's rule or leaves a price without an owner; a
note if duties without codes may say who negotiates.

Bad:

    segments:
      - {id: corp}
    doctrine: {csm_price_authority: none}
    roles:
      - id: csm
        title: Customer Success Manager
        kind: csm
        owns: [adopt]
        decision_rights: [price-renewal]  # <- REN701

Bad:

    segments:
      - id: corp
        commercial: {renewal: negotiated}
    roles:
      - id: specialist
        title: Renewal Specialist
        owns: [renew]  # <- REN701
        responsibilities: [track-renewal-dates, close-renewal]
        decision_rights: []

Good:

    segments:
      - id: corp
        commercial: {renewal: negotiated}
    doctrine: {csm_price_authority: none}
    roles:
      - id: csm
        title: Customer Success Manager
        kind: csm
        owns: [adopt]
        decision_rights: [set-health-status]
      - id: specialist
        title: Renewal Specialist
        owns: [renew]
        decision_rights: [price-renewal]

Source: Gurnov and Korneeva, "Too Many Managers" (in most firms the CSM may not negotiate a price).
Fix: give the price of each motion to one role that may negotiate it, and hand price talks to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.planning.serving.archetype_table import ADMINISTRATIVE
from csdesign.rules.facts.claims import other_work
from csdesign.rules.facts.duties import in_words
from csdesign.rules.facts.handoffs import reaches, receivers
from csdesign.rules.facts.ownership import (
    claimed_kind,
    family,
    title,
)
from csdesign.rules.facts.phrases import MOTION_WORDS, some
from csdesign.rules.facts.prices import can_negotiate, is_silent_on_price, negotiated_by
from csdesign.rules.facts.staff import same_person
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, OwnedCell, Role, Segment

_MAY_NOT: Final = frozenset({"none", "list-price-only"})
_CSM_FAMILIES: Final = frozenset({"csm", "pooled-analyst", "digital-programme-manager"})


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each price against company rules, with two owners, or with none."""
    design = facts.design
    for role in design.roles or ():
        against = list(_against_rules(design, role))
        # A seller under the title of a CSM is ROL504's finding: the rule is about CSMs.
        if against and not _sells(facts, role):
            yield from against
    yield from _twice(design)
    yield from _nobody(facts)


def _sells(facts: Facts, role: Role) -> bool:
    """Return whether the role is a seller under another title."""
    lead = facts.design.params.reference_lead
    return other_work(role, facts.signatures[role.id], lead) is not None


def _against_rules(design: Design, role: Role) -> Iterator[Hit]:
    if family(design, role) not in _CSM_FAMILIES:
        return
    negotiated = negotiated_by(role)
    switches = {design.segment_by_id[name].rules.csm_price_authority for name in role.segments} or {
        design.rules.csm_price_authority
    }
    forbidden = sorted(switches & _MAY_NOT)
    for motion, names in negotiated.items():
        if forbidden:
            yield Hit(
                path=_where(role, names[0]),
                message=f"{role.title} negotiates {MOTION_WORDS[motion]} ({', '.join(names)}); "
                f"company rules give a CSM price authority {forbidden[0]!r}",
                object=f"roles[{role.id}].{motion}",
                evidence=(
                    ("negotiates by", ", ".join(names)),
                    ("doctrine csm_price_authority", ", ".join(forbidden)),
                    ("claims to be", claimed_kind(design, role) or "csm"),
                ),
            )


def _where(role: Role, name: str) -> YamlPath:
    for duty in role.duties or ():
        if duty.code == name:
            return duty.path
    own = role.written.decision_rights or ()
    return (*role.path, "decision_rights", own.index(name)) if name in own else role.path


def _twice(design: Design) -> Iterator[Hit]:
    """Yield a hit for each two roles that negotiate the same motion in a common segment."""
    negotiators: dict[str, list[Role]] = {}
    for role in design.roles or ():
        for motion in negotiated_by(role):
            negotiators.setdefault(motion, []).append(role)
    for motion, roles in negotiators.items():
        for first, second, both in _meeting(roles):
            common = sorted(name for name in both if not _is_led_pair(design, name, motion, first))
            if common and not same_person(design, first.id, second.id):
                names = negotiated_by(second)[motion]
                yield Hit(
                    path=_where(second, names[0]),
                    message=f"{first.title} and {second.title} both negotiate "
                    f"{MOTION_WORDS[motion]} in {some(common)}",
                    object=f"roles[{second.id}].{motion}[{first.id}]",
                    evidence=(("negotiate", f"{first.id}, {second.id}"), ("in", some(common))),
                    related=((_where(first, negotiated_by(first)[motion][0]), first.title),),
                )
                # The first pair is reported; a third negotiator is found once this is corrected.
                break


def _meeting(roles: Sequence[Role]) -> Iterator[tuple[Role, Role, frozenset[str]]]:
    """Yield each two roles with the segments they share, in order; not all pairs are looked at."""
    served = [frozenset(role.segments) for role in roles]
    serving: dict[str, list[int]] = {}
    for number, names in enumerate(served):
        for name in names:
            serving.setdefault(name, []).append(number)
    for number, names in enumerate(served):
        for other in sorted({each for name in names for each in serving[name] if each > number}):
            yield roles[number], roles[other], names & served[other]


def _is_led_pair(design: Design, segment: str, motion: str, role: Role) -> bool:
    """Return whether the two own the motion together and one of them leads."""
    cells = design.cells_by_motion.get((segment, motion), ())
    return any(cell.role == role.id and cell.level == "co-own" and cell.lead for cell in cells)


def _nobody(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each negotiated renewal whose owner cannot price and asks nobody to."""
    design = facts.design
    unpriced: list[tuple[Segment, tuple[OwnedCell, ...]]] = []
    for segment, motion, _, held in facts.applicable:
        if motion != "renew":
            continue
        commercial = segment.written.commercial
        renewal = commercial.renewal if commercial is not None else None
        if renewal is None or renewal in ADMINISTRATIVE:
            continue
        if held and not any(_prices(design, cell.role) for cell in held):
            unpriced.append((segment, held))
    found: dict[str, tuple[OwnedCell, list[Segment]]] = {}
    for segment, held in _unasked(facts, unpriced):
        found.setdefault(held[0].role, (held[0], []))[1].append(segment)
    for role_id, (cell, segments) in found.items():
        role = design.role_by_id.get(role_id)
        unsure = role is not None and bool(in_words(role))
        hedge = "; duties without codes may cover it" if unsure else ""
        yield Hit(
            path=cell.path,
            message=f"{some(segment.name for segment in segments)}: {title(design, role_id)} owns "
            f"negotiated renewals, may not price them and hands them to nobody who may{hedge}",
            object=f"roles[{role_id}].renew",
            severity=Severity.NOTE if unsure else None,
            evidence=(("decision rights", some((role and role.decision_rights) or ()) or "none"),),
        )


def _prices(design: Design, role_id: str) -> bool:
    role = design.role_by_id.get(role_id)
    return role is None or is_silent_on_price(role) or can_negotiate(role, "renew")


def _unasked(
    facts: Facts, unpriced: Sequence[tuple[Segment, tuple[OwnedCell, ...]]]
) -> Iterator[tuple[Segment, tuple[OwnedCell, ...]]]:
    """Yield the renewals whose owners hand them to nobody who may price."""
    if not unpriced:
        return  # the words of all hand-offs are looked at only where one is needed
    receiving = receivers(passing for passing in facts.passings if passing.is_of_renewal)

    def able(name: str) -> bool:
        other = facts.design.role_by_id.get(name)
        return other is not None and can_negotiate(other, "renew")

    for segment, held in unpriced:
        if not any(reaches(cell.role, receiving, able) for cell in held):
            yield segment, held


RULE = Rule("REN701", "pricing-authority-conflict", Severity.ERROR, __doc__, check)
