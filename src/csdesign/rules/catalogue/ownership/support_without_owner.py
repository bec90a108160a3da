"""A role supports a motion that nobody owns, or that does not exist in the segment.

Support assumes an owner. If three roles support a motion and none owns it, each of them believes
that another one is responsible.

An error, since the role's part refers to something that the design does not have.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        supports: [cross-sell]  # <- OWN304

Bad:

    segments:
      - {id: corp, not_applicable: [cross-sell]}
    roles:
      - id: am
        title: Account Manager
        owns: [upsell, cross-sell]  # <- OWN304

Good:

    segments:
      - {id: corp}
    roles:
      - {id: am, title: Account Manager, owns: [cross-sell]}
      - id: csm
        title: Customer Success Manager
        supports: [cross-sell]

Source: Gurnov and Korneeva, "Too Many Managers" (roles complement one another); the invariant is
this tool's own.
Fix: find the owner, or drop the support; remove the motion from `not_applicable` if it exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Cause
from csdesign.rules.facts.onboarding import onboards_itself
from csdesign.rules.facts.phrases import MOTION_WORDS, some
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, OwnedCell, Segment


_UNOWNED = ", which nobody owns"


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each supporter without an owner, and each claim on a missing motion."""
    design = facts.design
    for segment, motion, cells, held in facts.applicable:
        if cells and not held:
            if motion == "onboard" and onboards_itself(design, segment):
                continue
            for cell in cells:
                yield _unowned(segment, cell)
    yield from _not_applicable(design)


def _unowned(segment: Segment, cell: OwnedCell) -> Hit:
    text = ("", segment.name, f": {cell.role} supports ", MOTION_WORDS[cell.motion], _UNOWNED)
    return Hit(
        path=cell.path,
        message="".join(text),
        cause=Cause(cell.role, text, exact=True),
        object=f"segments[{segment.id}].{cell.motion}[{cell.role}]",
        evidence=(("owners", "0"),),
    )


def _not_applicable(design: Design) -> Iterator[Hit]:
    """Yield a hit for each claim on motions that do not exist where it is made.

    A role that serves several segments claims a motion in all of them without naming any: that is
    wrong only if the motion exists in none.
    """
    explicit = _explicit(design)
    nowhere: dict[YamlPath, list[OwnedCell]] = {}
    somewhere: set[YamlPath] = set()
    for cell in design.cells:
        if cell.motion not in design.segment_by_id[cell.segment].not_applicable:
            somewhere.add(cell.path)
        else:
            nowhere.setdefault(cell.path, []).append(cell)
    for path, cells in nowhere.items():
        if path not in somewhere or path in explicit:
            yield _missing_motion(design, path, cells)


def _explicit(design: Design) -> frozenset[YamlPath]:
    """Return the paths of claims that name their segments."""
    return frozenset(
        path
        for role in design.roles or ()
        for claims in (role.owns, role.co_owns, role.supports)
        for claim, path in claims or ()
        if claim.segments is not None
    )


def _missing_motion(design: Design, path: YamlPath, cells: list[OwnedCell]) -> Hit:
    names = some(design.segment_by_id[cell.segment].name for cell in cells)
    first = cells[0]
    segments = list(dict.fromkeys(cell.segment for cell in cells))
    return Hit(
        path=path,
        message=f"{names}: {first.role} {_verb(first.level)} {MOTION_WORDS[first.motion]}, "
        "which is declared not applicable there",
        object=f"segments[{segments[0]}].{first.motion}[{first.role}]",
        evidence=(("level", first.level), ("not applicable in", ", ".join(segments))),
        related=tuple(
            ((*design.segment_by_id[name].path, "not_applicable"), "declared here")
            for name in segments
        ),
    )


def _verb(level: str) -> str:
    return {"own": "owns", "co-own": "co-owns"}.get(level, "supports")


RULE = Rule("OWN304", "support-without-owner", Severity.ERROR, __doc__, check)
