"""A role holds a duty that no promise, no motion and no internal work asks for.

For example, it sells new products although there is only one, or runs webinars that no customer is
promised. Every duty should serve a motion that exists in a segment of the role, or an interaction
that the role delivers.

A warning, since the work may be wanted and only the promise missing; a note for duties that may
serve something the design does not list.

Bad:

    segments:
      - {id: corp, not_applicable: [cross-sell]}
    roles:
      - id: am
        title: Account Manager
        owns: [upsell]
        responsibilities:
          - sell-seats
          - sell-new-product  # <- TRC902

Bad:

    segments:
      - id: corp
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, role: csm}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        responsibilities:
          - drive-usage
          - write-lifecycle-content  # <- TRC902

Good:

    segments:
      - id: corp
        not_applicable: [cross-sell]
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, role: csm}
          - {id: mail, stage: adopt, channel: digital, every: week, role: csm}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt, upsell]
        responsibilities: [drive-usage, sell-seats, write-lifecycle-content]

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management" (roles follow from the
promised experience); the mapping is this tool's own.
Fix: drop the duty, or add the motion or the interaction it is meant for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.phrases import MOTION_WORDS, some
from csdesign.rules.facts.traceability import DIGITAL_DUTIES, GROUP_DUTIES
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.model.design import Duty, Role, Segment


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each coded duty that traces to nothing; sentences are not judged.

    A duty of a motion that exists, held by a role without a part in it, is OWN307's finding.
    """
    design = facts.design
    channels = {segment.id: _channels(segment) for segment in design.segments}
    for role in design.roles or ():
        served = [design.segment_by_id[name] for name in role.segments]
        if not served:
            continue
        seen: set[str] = set()
        for duty in role.duties or ():
            # The catalogue gives a role its usual duties: only written ones are checked.
            written = "responsibilities" in duty.path
            if duty.code is not None and duty.code not in seen and written:
                seen.add(duty.code)
                yield from _trace(role, duty, served, channels)


def _channels(segment: Segment) -> frozenset[str]:
    return frozenset(
        interaction.channel for interaction in segment.interactions if interaction.per_customer > 0
    )


def _trace(
    role: Role,
    duty: Duty,
    served: list[Segment],
    channels: Mapping[str, frozenset[str]],
) -> Iterator[Hit]:
    motion = duty.motion
    if motion is not None and all(motion in segment.not_applicable for segment in served):
        why = f"{MOTION_WORDS[motion]} is not applicable in {_names(served)}"
        yield _hit(role, duty, why, Severity.WARNING)
        return
    code = duty.code or ""
    wanted = _wanted(code)
    if not wanted:
        return
    met = [channels[segment.id] for segment in served]
    # A segment whose experience is not written yet may promise anything.
    if all(met) and not any(here & wanted for here in met):
        ways = " or ".join(sorted(wanted))
        why = f"no customer of {_names(served)} is promised a {ways} interaction"
        yield _hit(role, duty, why, Severity.NOTE)


def _names(segments: list[Segment]) -> str:
    return some(segment.name for segment in segments)


def _wanted(code: str) -> frozenset[str]:
    if code in DIGITAL_DUTIES:
        return frozenset({"digital"})
    return frozenset({"digital", "human-pooled"}) if code in GROUP_DUTIES else frozenset()


def _hit(role: Role, duty: Duty, why: str, severity: Severity) -> Hit:
    return Hit(
        path=duty.path,
        message=f"{role.title} holds {duty.code}, which nobody asked for: {why}",
        object=f"roles[{role.id}].responsibilities[{duty.code}]",
        severity=severity,
        evidence=(("motion", duty.motion or "none (enabling)"), ("why", why)),
    )


RULE = Rule("TRC902", "work-nobody-asked-for", Severity.WARNING, __doc__, check)
