"""One role both owns and supports the same motion in the same segment.

Who owns a motion answers for it and needs no support of its own. Most often the support was meant
for another segment, or for another role.

A warning, since owning decides and the support is left out of every count.

Bad:

    segments: [{id: corp}]
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        supports: [adopt]  # <- DUP003

Good:

    segments: [{id: corp}]
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt], supports: [renew]}
      - {id: am, title: Account Manager, owns: [renew]}

Source: our own judgement; no published work.
Fix: drop the support, or name the segments in which the role only helps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Cause
from csdesign.rules.facts.phrases import MOTION_WORDS
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import Role


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each motion of a segment that a role owns or co-owns and supports as well."""
    for role in facts.design.roles or ():
        owned = _owned(role)
        for claim, path in role.supports or ():
            for segment in role.segments if claim.segments is None else claim.segments:
                own = owned.get((claim.motion, segment))
                named = facts.design.segment_by_id.get(segment)
                if own is None or named is None:
                    continue
                text = (
                    f"{role.title} both {own[0]} and supports ",
                    MOTION_WORDS[claim.motion],
                    " in ",
                    named.name,
                    "",
                )
                yield Hit(
                    path=path,
                    message="".join(text),
                    object=f"roles[{role.id}].{claim.motion}[{segment}]",
                    related=((own[1], f"{own[0]} it here"),),
                    cause=Cause(f"{role.id} {own[0]}", text, exact=True),
                )


def _owned(role: Role) -> dict[tuple[str, str], tuple[str, YamlPath]]:
    """Return how the role owns each (motion, segment), and where that is said."""
    found: dict[tuple[str, str], tuple[str, YamlPath]] = {}
    for verb, claims in (("co-owns", role.co_owns), ("owns", role.owns)):
        for claim, path in claims or ():
            for segment in role.segments if claim.segments is None else claim.segments:
                found[claim.motion, segment] = (verb, path)
    return found


RULE = Rule("DUP003", "owned-and-supported", Severity.WARNING, __doc__, check)
