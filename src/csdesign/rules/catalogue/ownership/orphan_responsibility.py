"""A duty that a motion cannot do without is held by nobody.

Surveys go out and nobody acts on the answers; a renewal has an owner and nobody tracks the dates.
Some duties are what a motion consists of. Where no role that serves the segment holds one of them,
the motion is owned in name only. Only codes written by the author count; where duties stand in
sentences without codes, this is a note.

Bad:

    segments:
      - id: corp
        not_applicable: [land, onboard, adopt, upsell, cross-sell, serve]
    roles:
      - id: renewals
        title: Renewal Specialist
        owns: [renew]  # <- OWN306
        responsibilities: [track-renewal-dates, close-renewal]

Bad:

    segments:
      - id: corp
        not_applicable: [land, onboard, upsell, cross-sell, renew, serve]
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]  # <- OWN306
        responsibilities: [drive-usage, monitor-health, collect-feedback]

Good:

    segments:
      - id: corp
        not_applicable: [land, onboard, upsell, cross-sell, serve]
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt, renew]
        responsibilities: [drive-usage, monitor-health, collect-feedback, act-on-feedback,
          track-renewal-dates, quote-renewal, close-renewal]

Source: Genroe, "What is a Customer Success Manager?" (collect feedback, act on it, tell the
management); Gurnov and Korneeva, "Too Many Managers" (the duties of each role).
Fix: give the duty to the owner of the motion, or to a role that supports it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from csdesign import reference
from csdesign.rules.facts.duties import held_duties
from csdesign.rules.facts.phrases import MOTION_WORDS
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import OwnedCell, Segment
    from csdesign.planning.results import SegmentPlan
    from csdesign.rules.facts.duties import HeldDuties

_PROGRAMME = "run-digital-programme"


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each required duty that nobody holds; orphan motions speak for theirs."""
    design = facts.design
    told = {role.id for role in design.roles or () if role.duties is not None}
    duties = held_duties(design)
    for segment, motion, _, held in facts.applicable:
        if not held or not told.issuperset([cell.role for cell in held]):
            continue
        plan = facts.plan.segment_by_id[segment.id]
        for need in _required(plan, motion, duties):
            if not duties.held(need.codes, segment.id):
                yield _hit(segment, motion, need.codes[0], held, duties)


class _Need(NamedTuple):
    """Codes of which a motion needs one: if people do its work, or if one of `with_` is held."""

    codes: tuple[str, ...]
    by_people: bool
    with_: tuple[str, ...]


def _required(plan: SegmentPlan, motion: str, duties: HeldDuties) -> Iterator[_Need]:
    """Yield what the motion needs in the segment (DOMAIN 8.1)."""
    by_people = True
    if motion in {"onboard", "adopt"}:
        modes = {mode.mode for mode in plan.milestones if mode.stage == motion}
        by_people = bool(modes & {"assisted", "dedicated"})
        if modes and not by_people:
            yield _need(_PROGRAMME)
    for need in _needs(motion):
        if (by_people and need.by_people) or duties.held(need.with_, plan.id):
            yield need


@cache  # asked of every motion of every segment
def _needs(motion: str) -> tuple[_Need, ...]:
    """Return what the motion may need, in the order of the vocabulary."""
    found = [_need(code) for code, duty in reference.vocabulary().items() if duty.motion == motion]
    return tuple(need for need in found if need.by_people or need.with_)


def _need(code: str) -> _Need:
    known = reference.vocabulary()[code]
    with_ = () if known.required_with is None else (known.required_with,)
    return _Need((code, *known.met_by), known.required, with_)


def _hit(
    segment: Segment, motion: str, code: str, held: tuple[OwnedCell, ...], duties: HeldDuties
) -> Hit:
    known = reference.vocabulary()[code]
    unsure = segment.id in duties.words or segment.id in duties.silent
    names = " or ".join((code, *known.met_by))
    why = f" although {known.required_with} is held" if known.required_with else ""
    hedge = "; duties without codes may say it" if unsure else ""
    return Hit(
        path=held[0].path,
        message=f"{segment.name}: no role holds {names} ({known.text_en}){why}, "
        f"needed for {MOTION_WORDS[motion]}{hedge}",
        object=f"segments[{segment.id}].{motion}[{code}]",
        severity=Severity.NOTE if unsure else None,
        evidence=(
            ("owner", " and ".join(cell.role for cell in held)),
            ("duties without codes", "yes" if unsure else "no"),
        ),
    )


RULE = Rule("OWN306", "orphan-responsibility", Severity.ERROR, __doc__, check)
