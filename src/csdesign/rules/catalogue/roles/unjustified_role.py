"""A role owns nothing and has no duty that another role does not have.

A role without a motion of its own (owned or co-owned), each of whose duties others hold too,
could be removed without anybody noticing.

An error, since the design gives no reason for the role; a warning if it delivers promised
interactions.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        responsibilities: [drive-usage, monitor-health, run-business-review]
      - id: ambassador  # <- ROL506
        title: Journey Ambassador
        supports: [adopt]
        responsibilities: [drive-usage]

Good:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        responsibilities: [drive-usage, monitor-health, run-business-review]
      - id: ambassador
        title: Journey Ambassador
        supports: [adopt]
        responsibilities: [run-community]

Source: Gurnov and Korneeva, "Too Many Managers" (a role must be clearly defined and its existence
justified).
Fix: give the role a motion or a duty of its own, or let the roles that hold its duties take
over its people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.ownership import OWNING, levels_by_role
from csdesign.rules.facts.phrases import some
from csdesign.rules.facts.signatures import duty_key
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.model.design import Design, Duty, Role


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role of which duties and motions are known and nothing is its own."""
    design = facts.design
    levels = levels_by_role(design)
    asked = [role for role in design.roles or () if _owns_nothing(role, levels.get(role.id))]
    if not asked:
        return
    holders = _holders(design)
    delivering = {
        role for segment in design.segments for i in segment.interactions for role in i.roles
    }
    for role in asked:
        if not any(_is_own(role, duty, holders) for duty in role.duties or ()):
            yield _hit(role, holders, in_use=role.id in delivering)


def _owns_nothing(role: Role, levels: Mapping[str, str] | None) -> bool:
    """Return whether duties and motions of the role are known, and it owns no motion."""
    if levels is None or role.duties is None:
        return False
    return OWNING.isdisjoint(levels.values())


def _holders(design: Design) -> Mapping[str, tuple[Role, ...]]:
    found: dict[str, dict[str, Role]] = {}
    for role in design.roles or ():
        for duty in role.duties or ():
            found.setdefault(duty_key(duty), {})[role.id] = role
    return {key: tuple(roles.values()) for key, roles in found.items()}


def _is_own(role: Role, duty: Duty, holders: Mapping[str, tuple[Role, ...]]) -> bool:
    """Return whether no other role that serves one of its segments holds the duty."""
    return next(_others(role, duty, holders), None) is None


def _others(role: Role, duty: Duty, holders: Mapping[str, tuple[Role, ...]]) -> Iterator[str]:
    """Yield the other roles that hold the duty and serve one of the role's segments."""
    served = set(role.segments)
    for other in holders[duty_key(duty)]:
        if other.id != role.id and served.intersection(other.segments):
            yield other.id


def _hit(role: Role, holders: Mapping[str, tuple[Role, ...]], *, in_use: bool) -> Hit:
    duties = role.duties or ()
    others = some(name for duty in duties for name in _others(role, duty, holders))
    doing = f"its duties are all held by {others}" if duties else "it has no duties"
    return Hit(
        path=role.path,
        message=f"{role.title!r} owns nothing, and {doing}"
        + ("; it delivers promised interactions" if in_use else ""),
        object=f"roles[{role.id}]",
        severity=Severity.WARNING if in_use else None,
        evidence=(
            ("owns", "nothing"),
            ("duties", str(len(duties))),
            ("held by", others or "nobody"),
        ),
    )


RULE = Rule("ROL506", "unjustified-role", Severity.ERROR, __doc__, check)
