"""Mails, guides or webinars are promised, and running them is not part of any role.

Automated programmes need an owner: somebody writes them, watches who reads them, and repairs
them when they break. Without an owner customers get outdated advice and stop reading.

An error, since it is a promise that nobody keeps. A role on the interaction, the duty
run-digital-programme or a sentence that describes it settles it.

Bad:

    segments:
      - id: smb
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}  # <- COV108
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}

Good:

    segments:
      - id: smb
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
      - id: digital
        title: Digital programme manager
        responsibilities: [run-digital-programme]

Good:

    segments:
      - id: smb
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        responsibilities: [Sends the weekly tips]

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management" (the technology side
of the ratio of people to automation).
Fix: name a `role` on these interactions, or give one role that serves the segment the duty
run-digital-programme, or a sentence that describes it, for example "Writes the newsletter".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Cause
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each segment whose digital interactions no role owns, at the first one."""
    if facts.design.roles is None:
        return
    for plan in facts.plan.segments:
        if plan.programme_owner is not None:
            continue
        digital = [
            interaction
            for interaction in plan.segment.interactions
            if interaction.channel == "digital"
            and interaction.per_customer > 0
            and not interaction.roles
        ]
        if not digital:
            continue
        names = ", ".join(repr(interaction.name) for interaction in digital[:3])
        more = f" and {len(digital) - 3} more" if len(digital) > 3 else ""
        said = ": nobody runs the automated part"
        yield Hit(
            path=digital[0].path,
            message=f"{plan.segment.name}{said}: {names}{more}",
            cause=Cause("", ("", plan.segment.name, said)),
            object=f"segments[{plan.id}]",
            evidence=(("digital interactions", str(len(digital))),),
            related=tuple((i.path, f"{i.name}: nobody runs it") for i in digital[1:]),
            silences=tuple(
                ("OWN306", f"segments[{plan.id}].{motion}[run-digital-programme]")
                for motion in ("onboard", "adopt")
            ),
        )


RULE = Rule("COV108", "digital-programme-without-owner", Severity.ERROR, __doc__, check)
