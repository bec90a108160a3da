"""An interaction is promised, and the role that delivers it has no duty for it.

For example, the calendar promises a business review and nothing in the role's description says that
the role runs one. The promise then depends on one person's goodwill. The purpose of an interaction
(or its stage, if no purpose is given) is matched with the duties that keep it; the role must also
serve the segment.

A warning, since the role may do it without having it written down; a note if duties without
codes may say it.

Bad:

    segments:
      - id: corp
        interactions:
          - {id: qbr, stage: adopt, purpose: business-review, channel: human-1to1, every: quarter,
             role: support}  # <- TRC901
    roles:
      - id: support
        title: Customer Support Specialist
        owns: [serve]
        responsibilities: [answer-tickets, solve-technical-case]

Bad:

    segments:
      - id: corp
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, role: csm}  # <- TRC901
      - {id: smb}
    roles:
      - {id: csm, title: Customer Success Manager, extends: "reference:csm", segments: [smb]}

Good:

    segments:
      - id: corp
        interactions:
          - {id: qbr, stage: adopt, purpose: business-review, channel: human-1to1, every: quarter,
             role: csm}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        responsibilities: [drive-usage, run-business-review]

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management" (roles follow from the
promised experience); the mapping of purposes to duties is this tool's own.
Fix: give the role a duty that keeps the promise, or let the role that holds it deliver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Cause
from csdesign.rules.facts.duties import in_words
from csdesign.rules.facts.phrases import some
from csdesign.rules.facts.traceability import keeps
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, Interaction, Role, Segment
    from csdesign.rules.facts.traceability import Keeps


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each written interaction that none of its deliverers can keep."""
    design = facts.design
    if design.roles is None:
        return
    unkept: dict[YamlPath, tuple[Interaction, list[Segment]]] = {}
    elsewhere: dict[YamlPath, tuple[Interaction, list[tuple[Segment, str]]]] = {}
    for segment in design.segments:
        for interaction in segment.interactions:
            for role in _not_serving(design, segment, interaction):
                known = elsewhere.setdefault(interaction.path, (interaction, []))
                known[1].append((segment, role))
            if not _kept(design, interaction):
                unkept.setdefault(interaction.path, (interaction, []))[1].append(segment)
    for path, (interaction, segments) in unkept.items():
        yield _without_duty(design, path, interaction, segments)
    for path, (interaction, places) in elsewhere.items():
        yield _without_service(path, interaction, places)


def _not_serving(design: Design, segment: Segment, interaction: Interaction) -> list[str]:
    """Return deliverers that do not serve the segment at all."""
    roles = [design.role_by_id[name] for name in interaction.roles if name in design.role_by_id]
    return [role.id for role in roles if segment.id not in role.segments]


def _kept(design: Design, interaction: Interaction) -> bool:
    """Return whether some deliverer keeps the promise, or nobody can tell."""
    wanted = keeps(interaction)
    roles = [design.role_by_id.get(name) for name in interaction.roles]
    if wanted is None or not roles:
        return True
    return any(role is None or role.duties is None or _holds(role, wanted) for role in roles)


def _holds(role: Role, wanted: Keeps) -> bool:
    if not role.codes.isdisjoint(wanted.codes):
        return True
    return any(
        duty.code is not None and duty.motion in wanted.motions for duty in role.duties or ()
    )


def _without_duty(
    design: Design, path: YamlPath, interaction: Interaction, segments: list[Segment]
) -> Hit:
    roles = [design.role_by_id[name] for name in interaction.roles]
    unsure = any(in_words(role) for role in roles)
    hedge = "; duties without codes may cover it" if unsure else ""
    names = some(segment.name for segment in segments)
    said = interaction.purpose or f"{interaction.stage or 'reactive'} work"
    wanted = keeps(interaction)
    codes = sorted(wanted.codes) if wanted is not None else []
    motions = sorted(wanted.motions) if wanted is not None else []
    titles = " or ".join(role.title for role in roles)
    text = (
        "",
        names,
        ": ",
        repr(interaction.name),
        f" promises {said}, but no duty of {titles} covers it{hedge}",
    )
    cause = Cause(titles + said, text)
    if unsure:
        cause = Cause("", ("no duty with a code covers ", repr(interaction.name), hedge))
    return Hit(
        path=(*path, "role"),
        message="".join(text),
        cause=cause,
        object=f"segments[{segments[0].id}].interactions[{interaction.id}]",
        severity=Severity.NOTE if unsure else None,
        evidence=(
            ("purpose", interaction.purpose or "not stated"),
            ("stage", interaction.stage or "none"),
            ("kept by", some([*codes, *(f"any duty of {motion}" for motion in motions)])),
        ),
        related=tuple((role.path, role.title) for role in roles),
    )


def _without_service(
    path: YamlPath, interaction: Interaction, places: list[tuple[Segment, str]]
) -> Hit:
    names = some(segment.name for segment, _ in places)
    roles = some(role for _, role in places)
    return Hit(
        path=(*path, "role"),
        message=f"{names}: {interaction.name!r} is delivered by {roles}, which does not serve "
        "that segment",
        object=f"segments[{places[0][0].id}].interactions[{interaction.id}]",
        evidence=(("delivered by", roles), ("segments", names)),
        fix="add the segment to the role's `segments`, or let another role deliver",
    )


RULE = Rule("TRC901", "promise-nobody-keeps", Severity.WARNING, __doc__, check)
