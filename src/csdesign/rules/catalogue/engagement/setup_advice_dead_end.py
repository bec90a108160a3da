"""Requests for set-up advice reach support and go no further.

Support answers what is broken; how to set the product up for a customer's work belongs to
adoption. Such a request is passed on to the role that owns onboarding or adoption. Whether
support may or must pass it on is a company rule (`setup_advice`).

A note, since support may pass it on and need not; an error if the company rule is
`must-forward`.

Bad:

    segments:
      - {id: corp}
    doctrine: {setup_advice: must-forward}
    roles:
      - id: support
        title: Customer Support Specialist
        owns: [serve]
        hands_off: []  # <- ROE407
      - {id: csm, title: Customer Success Manager, owns: [adopt]}

Good:

    segments:
      - {id: corp}
    doctrine: {setup_advice: must-forward}
    roles:
      - id: support
        title: Customer Support Specialist
        owns: [serve]
        hands_off: [{to: csm, trigger: set-up question asked, kind: request}]
      - {id: csm, title: Customer Success Manager, owns: [adopt]}

Source: Gurnov and Korneeva, "Too Many Managers": requests for set-up advice may (English text) or
must (Russian original) go on to the CSM.
Fix: add a request hand-off from support to the owner of onboarding or adoption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.handoffs import handoffs_stated, reaches
from csdesign.rules.facts.ownership import title
from csdesign.rules.facts.phrases import some
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Design, Segment


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each owner of service from whom no hand-off leads to an advising role."""
    design = facts.design
    if not handoffs_stated(design):
        return
    dead: dict[str, list[Segment]] = {}
    advising: dict[str, set[str]] = {}
    serving: list[tuple[Segment, str]] = []
    for segment, motion, _, held in facts.applicable:
        if motion in {"onboard", "adopt"}:
            advising.setdefault(segment.id, set()).update(cell.role for cell in held)
        elif motion == "serve":
            serving += [(segment, cell.role) for cell in held]
    for segment, role in serving:
        able = advising.get(segment.id, set())
        # Without an owner of adoption OWN301 reports that nobody can get the request.
        if able and role not in able and not reaches(role, facts.receivers, able.__contains__):
            dead.setdefault(role, []).append(segment)
    for role_id, segments in dead.items():
        yield _hit(design, role_id, segments)


def _hit(design: Design, role_id: str, segments: list[Segment]) -> Hit:
    role = design.role_by_id[role_id]
    must = any(segment.rules.setup_advice == "must-forward" for segment in segments)
    names = some(segment.name for segment in segments)
    switch = "must-forward" if must else "may-forward"
    verb = "must" if must else "may"
    return Hit(
        path=(*role.path, "hands_off"),
        message=f"{title(design, role_id)} {verb} pass requests for set-up advice on and hands "
        f"nothing to an owner of onboarding or adoption in {names}",
        object=f"roles[{role_id}].hands_off",
        severity=Severity.ERROR if must else None,
        evidence=(("doctrine setup_advice", switch), ("segments", names)),
    )


RULE = Rule("ROE407", "setup-advice-dead-end", Severity.NOTE, __doc__, check)
