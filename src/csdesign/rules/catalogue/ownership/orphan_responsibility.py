"""No role holds a duty that a motion depends on.

For example, surveys are sent and nobody acts on the answers, or a renewal has an owner and nobody
tracks the dates. If no role that serves the segment holds such a duty, the motion is owned in name
only. Only codes that the author wrote count; if duties are written as sentences without codes, this
is a note.

A warning, since a company may leave a duty out on purpose. An error if feedback is collected and
nobody acts on it, which is worse than not asking, or if a policy of the company names the duty.

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
from csdesign.finding import Cause
from csdesign.rules.facts.duties import held_duties
from csdesign.rules.facts.ownership import title
from csdesign.rules.facts.phrases import MOTION_WORDS
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, OwnedCell, Segment
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
                yield _hit(design, segment, motion, need.codes[0], held, duties)


class _Need(NamedTuple):
    """Codes of which a motion needs one: if people do its work, or if one of `with_` is held."""

    codes: tuple[str, ...]
    by_people: bool
    with_: tuple[str, ...]


def _required(plan: SegmentPlan, motion: str, duties: HeldDuties) -> Iterator[_Need]:
    """Yield the duties that the motion needs in the segment."""
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
    """Return the duties that the motion may need, in the order of the vocabulary."""
    found = [_need(code) for code, duty in reference.vocabulary().items() if duty.motion == motion]
    return tuple(need for need in found if need.by_people or need.with_)


def _need(code: str) -> _Need:
    known = reference.vocabulary()[code]
    with_ = () if known.required_with is None else (known.required_with,)
    return _Need((code, *known.met_by), known.required, with_)


def _hit(
    design: Design,
    segment: Segment,
    motion: str,
    code: str,
    held: tuple[OwnedCell, ...],
    duties: HeldDuties,
) -> Hit:
    known = reference.vocabulary()[code]
    unsure = segment.id in duties.words or segment.id in duties.silent
    why = f" although {known.required_with} is held" if known.required_with else ""
    owners = [cell.role for cell in held]
    who = listed((title(design, role) for role in owners), "and")
    text = (
        f"{who} {'owns' if len(owners) == 1 else 'own'} {MOTION_WORDS[motion]} in ",
        segment.name,
        ", and nobody holds ",
        f"{' or '.join((code, *known.met_by))} ({known.text_en}){why}",
        "; duties without codes may cover it" if unsure else "",
    )
    severity = None
    if unsure:
        severity = Severity.NOTE
    elif known.required_with or _asked_for(design, code):
        severity = Severity.ERROR
    return Hit(
        path=held[0].path,
        message="".join(text),
        object=f"segments[{segment.id}].{motion}[{code}]",
        severity=severity,
        evidence=(
            ("owner", " and ".join(owners)),
            ("duties without codes", "yes" if unsure else "no"),
        ),
        adds=() if unsure else _to_the_owner(design, owners[0], code),
        cause=_in_words(known.text_en, text)
        if unsure
        else Cause(f"{motion} {' '.join(owners)}", text),
    )


def _in_words(duty: str, text: tuple[str, ...]) -> Cause:
    """Return the one cause of all duties that sentences without codes may say."""
    return Cause("", ("no duty has a code for: ", f"{duty[0].lower()}{duty[1:]}", text[-1]))


def _asked_for(design: Design, code: str) -> bool:
    """Return whether a policy of the company names the duty."""
    quoted = (f"'{code}'", f'"{code}"')
    return any(word in policy.assert_ for policy in design.document.policies for word in quoted)


def _to_the_owner(design: Design, role: str, code: str) -> tuple[tuple[YamlPath, str], ...]:
    """Return the path of the owner's own duties, to add one; empty if it has none there."""
    owner = design.role_by_id.get(role)
    if owner is None or not owner.written.responsibilities:
        return ()
    return (((*owner.path, "responsibilities"), code),)


RULE = Rule("OWN306", "orphan-responsibility", Severity.WARNING, __doc__, check)
