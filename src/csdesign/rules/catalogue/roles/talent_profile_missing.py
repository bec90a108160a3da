"""A customer-success role does not say which skills its people need.

Every practitioner needs four core skills: relationship, communication, problem-solving and data.
Technical, industry and selling skills are added if the work calls for them. Without a profile the
wrong people are hired for the right role.

A warning, since the plan does not depend on it and hiring does.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        talent: {skills: [relationship, communication, problem-solving]}  # <- ROL507

Good:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        talent: {skills: [relationship, communication, problem-solving, data]}

Source: Alexander Group, "XaaS Customer Success Managers Part I: CSM Job Definition" (all CSMs need
relationship, communication, problem-solving and data skills).
Fix: add `talent.skills` with the four core skills and those the work needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.rules.facts.ownership import OWNING, family, levels_by_role
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

_CORE: Final = ("relationship", "communication", "problem-solving", "data")
_FAMILIES: Final = frozenset({"csm", "pooled-analyst", "digital-programme-manager", "deployment"})
"""Families of practitioners; a role that owns adopt or onboard is one whatever it is called."""


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each practitioner without a profile or without one of the core skills."""
    design = facts.design
    levels = levels_by_role(design)
    for role in design.roles or ():
        held = levels.get(role.id) or {}
        practitioner = OWNING & {held.get("adopt", ""), held.get("onboard", "")}
        if not practitioner and family(design, role) not in _FAMILIES:
            continue
        skills = role.talent.skills if role.talent is not None else None
        missing = [skill for skill in _CORE if skill not in (skills or ())]
        if missing:
            lack = "no talent profile" if skills is None else f"no {listed(missing, 'or')}"
            yield Hit(
                path=(*role.path, "talent"),
                message=f"{role.title}: {lack}; a practitioner needs {', '.join(_CORE)}",
                object=f"roles[{role.id}].talent",
                evidence=(("skills", ", ".join(skills or ()) or "none"),),
            )


RULE = Rule("ROL507", "talent-profile-missing", Severity.WARNING, __doc__, check)
