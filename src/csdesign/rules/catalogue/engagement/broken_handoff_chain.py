"""The customer's contact changes without a hand-off, or hand-offs form a loop.

Each change of the primary contact, from the seller to the consultant or from the consultant to
the CSM, needs a hand-off of the kind `transfer`. In the stages expand and renew a request is
enough, since the earlier contact goes on. Transfers within one stage must not lead back to
where they began, and a role that never led anybody has nothing to transfer.

An error, since the grid and the hand-offs contradict each other; a warning for a role that
never led anybody.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: dc
        title: Deployment Consultant
        owns: [onboard]
        hands_off: [{to: support, trigger: defect found, kind: request}]
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
      - {id: support, title: Customer Support Specialist, owns: [serve]}
    engagement:
      onboard: {champion: {dc: lead}}
      adopt:
        champion: {csm: lead}  # <- ROE406

Bad:

    segments:
      - {id: corp}
    roles:
      - id: am
        title: Account Manager
        hands_off: [{to: csm, trigger: order signed, kind: transfer, stage: adopt}]  # <- ROE406
      - id: csm
        title: Customer Success Manager
        hands_off: [{to: am, trigger: price asked, kind: transfer, stage: adopt}]

Good:

    segments:
      - {id: corp}
    roles:
      - id: dc
        title: Deployment Consultant
        owns: [onboard]
        hands_off: [{to: csm, trigger: go-live accepted, kind: transfer}]
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    engagement:
      onboard: {champion: {dc: lead}}
      adopt:
        champion: {csm: lead}

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management" (each hand-off between
sales, account managers and CSMs must be thought through); Gurnov and Korneeva, "Too Many Managers".
Fix: add the transfer to the role that had the contact before, or let one role keep the contact.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from csdesign.rules.facts.cycles import cycle_in
from csdesign.rules.facts.engagement import CHAMPION, leads_by_stage, one_pod, rows
from csdesign.rules.facts.handoffs import handoffs_stated
from csdesign.rules.facts.ownership import title
from csdesign.rules.facts.phrases import some
from csdesign.rules.facts.staff import same_person
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Design, Segment
    from csdesign.rules.facts.handoffs import Passing

_EPISODES: Final = frozenset({"expand", "renew"})
"""Stages that interrupt a relation which goes on: a request leads there and the contact returns."""


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each unrecorded change of contact, circle of transfers and idle sender."""
    design = facts.design
    if not handoffs_stated(design):
        return
    known = facts.passings
    yield from _changes(design, known)
    yield from _circles(design, known)
    yield from _never_held(design, known)


def _changes(design: Design, known: tuple[Passing, ...]) -> Iterator[Hit]:
    if design.document.engagement is None:
        return
    moves: dict[tuple[str, str], list[Passing]] = {}
    for passing in known:
        moves.setdefault((passing.sender, passing.to), []).append(passing)
    broken: dict[tuple[str, str, str], list[str]] = {}
    for segment in design.segments:
        for stage, before, after in _unrecorded(design, segment, moves):
            broken.setdefault((stage, before, after), []).append(segment.name)
    for (stage, before, after), names in broken.items():
        yield Hit(
            path=("engagement", stage, CHAMPION),
            message=f"{some(names)}: the primary contact becomes {title(design, after)} in the "
            f"{stage} stage and {title(design, before)} hands nothing over to that role",
            object=f"engagement.{stage}.{CHAMPION}",
            evidence=(("before", before), ("after", after), ("segments", some(names))),
            related=((design.role_by_id[before].path, "had the contact before"),),
            fix=f"add a transfer to {after} under `hands_off` of {before}",
        )


def _unrecorded(
    design: Design, segment: Segment, moves: dict[tuple[str, str], list[Passing]]
) -> Iterator[tuple[str, str, str]]:
    """Yield (stage, before, after) for each change of contact without a hand-off."""
    held = [(stage, leads) for stage, leads in leads_by_stage(design, segment).items() if leads]
    earlier: list[str] = []
    for (_, before), (stage, after) in pairwise(held):
        earlier += before
        if set(before) & set(after) or one_pod(design, segment, (*before, *after)):
            continue
        if any(same_person(design, old, new) for old in before for new in after):
            continue
        senders = earlier if stage in _EPISODES else before
        recorded = any(
            segment.id in passing.segments and (passing.moves or stage in _EPISODES)
            for old in senders
            for new in after
            for passing in moves.get((old, new), ())
        )
        if not recorded:
            yield stage, before[0], after[0]


def _circles(design: Design, known: tuple[Passing, ...]) -> Iterator[Hit]:
    stages: dict[str, list[Passing]] = {}
    for passing in known:
        if passing.handoff.kind == "transfer" and passing.handoff.stage is not None:
            stages.setdefault(passing.handoff.stage, []).append(passing)
    for stage, transfers in stages.items():
        circle = cycle_in(transfers)
        if circle:
            names = " -> ".join((*(passing.sender for passing in circle), circle[0].sender))
            yield Hit(
                path=circle[0].path,
                message=f"transfers in the {stage} stage form a loop: {names} "
                f"({title(design, circle[0].sender)} first)",
                object=f"engagement.{stage}.transfers",
                evidence=(("circle", names),),
                related=tuple((passing.path, f"to {passing.to}") for passing in circle[1:]),
                fix="turn one of the transfers into a request, or drop it",
            )


def _never_held(design: Design, known: tuple[Passing, ...]) -> Iterator[Hit]:
    """Yield a warning for each transfer from a role that leads nobody in any stage."""
    if design.document.engagement is None:
        return
    leading = {
        role for segment in design.segments for row in rows(design, segment) for role in row.leads
    }
    seen = set()
    for passing in known:
        if passing.handoff.kind != "transfer" or passing.sender in leading:
            continue
        if passing.path not in seen:
            seen.add(passing.path)
            yield Hit(
                path=passing.path,
                message=f"{title(design, passing.sender)} transfers customers to "
                f"{title(design, passing.to)} but leads nobody in any stage",
                object=f"roles[{passing.sender}].hands_off[{passing.to}]",
                severity=Severity.WARNING,
                evidence=(("stages led", "0"),),
                fix="make it a request, or let the role lead a stakeholder before",
            )


RULE = Rule("ROE406", "broken-handoff-chain", Severity.ERROR, __doc__, check)
