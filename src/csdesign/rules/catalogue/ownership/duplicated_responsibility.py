"""Two roles lead the same duty in one segment, or a role has no part in a duty's motion.

Overlap is fine if it is declared: the owner of a motion leads its duties, and supporters help. If
two roles both lead the business review, customers get two reviews or none. A role that holds a duty
of a motion without a part in that motion does work that the ownership table does not show.

A warning, since the work gets done and only the responsibility is unclear.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        responsibilities: [drive-usage, run-business-review]
      - id: am
        title: Account Manager
        owns: [upsell]
        supports: [adopt]
        responsibilities:
          - {code: run-business-review, primary: true}  # <- OWN307

Bad:

    segments:
      - {id: corp}
    roles:
      - id: am
        title: Account Manager
        owns: [upsell]
        responsibilities:
          - spot-expansion
          - quote-renewal  # <- OWN307

Good:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        responsibilities: [drive-usage, run-business-review]
      - id: am
        title: Account Manager
        owns: [upsell]
        supports: [adopt]
        responsibilities: [spot-expansion, run-business-review]

Source: Gurnov and Korneeva, "Too Many Managers", Russian original (the functions of the roles
partly overlap).
Fix: let one role lead and the other contribute, or give the role a part in the motion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.ownership import levels_by_role
from csdesign.rules.facts.phrases import MOTION_WORDS, some
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.model.design import Design, Duty, OwnedCell, Role

Pair = tuple[str, str, str]


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each duty with two leading roles, and each without a part in its motion."""
    design = facts.design
    yield from _twice(facts)
    levels = levels_by_role(design)
    for role in design.roles or ():
        if role.id in levels:
            yield from _without_part(design, role, levels[role.id])


def _twice(facts: Facts) -> Iterator[Hit]:
    """Yield one hit for each pair of roles that lead the same duty, with the segments."""
    clashes: dict[Pair, tuple[Duty, Duty, list[str]]] = {}
    roles = facts.design.role_by_id
    flagged = {
        role.id for role in roles.values() if True in [duty.primary for duty in role.duties or ()]
    }
    for segment, motion, cells, _ in facts.applicable:
        if len(cells) < 2:
            continue
        able = [cell for cell in cells if cell.role in flagged or _leads_motion(cell)]
        # Two owners of the motion itself are reported by OWN302.
        if len(able) < 2 or sum(cell.level == "own" for cell in cells) > 1:
            continue
        leading: dict[str, tuple[str, Duty]] = {}
        for cell in able:
            role = roles.get(cell.role)
            for duty in (role.duties or ()) if role is not None else ():
                if duty.motion != motion or duty.code is None:
                    continue
                if not duty.primary and not _leads_motion(cell):
                    continue
                other = leading.setdefault(duty.code, (cell.role, duty))
                if other[0] != cell.role:
                    key = (duty.code, other[0], cell.role)
                    clashes.setdefault(key, (other[1], duty, []))[2].append(segment.name)
    for (code, first, second), (mine, theirs, segments) in clashes.items():
        yield Hit(
            path=theirs.path,
            message=f"{some(segments)}: {first} and {second} both lead {code}; one leads, "
            "the other contributes",
            object=f"roles[{second}].responsibilities[{code}]",
            evidence=(("leading roles", f"{first}, {second}"), ("segments", some(segments))),
            related=((mine.path, f"{first} leads it too"),),
        )


def _leads_motion(cell: OwnedCell) -> bool:
    """Return whether the role leads all duties of the motion, not just those flagged primary."""
    if cell.level == "own":
        return not cell.when
    return cell.level == "co-own" and cell.lead == cell.role


def _without_part(design: Design, role: Role, levels: Mapping[str, str]) -> Iterator[Hit]:
    applies: dict[str, bool] = {}
    seen: set[str] = set()
    for duty in role.duties or ():
        motion = duty.motion
        if motion is None or duty.code is None or motion in levels:
            continue
        if motion not in applies:
            served = (design.segment_by_id[name] for name in role.segments)
            applies[motion] = any(motion not in segment.not_applicable for segment in served)
        if applies[motion] and duty.code not in seen:
            seen.add(duty.code)
            yield Hit(
                path=duty.path,
                message=f"{role.title} holds {duty.code} but has no part in "
                f"{MOTION_WORDS[motion]}: it neither owns, co-owns nor supports it",
                object=f"roles[{role.id}].responsibilities[{duty.code}]",
                evidence=(("level", "none"), ("motion", motion)),
            )


RULE = Rule("OWN307", "duplicated-responsibility", Severity.WARNING, __doc__, check)
