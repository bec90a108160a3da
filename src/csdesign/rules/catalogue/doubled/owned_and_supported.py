"""One role both owns and supports the same motion in the same segment.

The owner of a motion is responsible for all of it and cannot also support it. Most often the
support was meant for another segment or another role.

A warning, since the ownership counts and the support is ignored. A role that owns a motion in
some segments and supports it in general owns it there and supports it elsewhere; that is not
reported.

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

Good:

    segments: [{id: corp}, {id: smb}]
    roles:
      - id: am
        title: Account Manager
        owns: [{motion: adopt, segments: smb}]
        supports: [adopt]

Source: our own judgement; no published work.
Fix: drop the support, or name the segments in which the role only helps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
        if not _meet(role):  # nearly every role
            continue
        owned = _owned(role)
        for claim, path in role.supports or ():
            for segment in role.segments if claim.segments is None else claim.segments:
                own = owned.get((claim.motion, segment))
                named = facts.design.segment_by_id.get(segment)
                if own is None or named is None or (own.narrowed and claim.segments is None):
                    continue
                text = (
                    f"{role.title} both {own.verb} and supports ",
                    MOTION_WORDS[claim.motion],
                    " in ",
                    named.name,
                    "",
                )
                yield Hit(
                    path=path,
                    message="".join(text),
                    object=f"roles[{role.id}].{claim.motion}[{segment}]",
                    related=((own.path, f"{own.verb} it here"),),
                    cause=Cause(f"{role.id} {own.verb}", text, exact=True),
                )


def _meet(role: Role) -> bool:
    """Return whether the role supports a motion that it owns or co-owns somewhere."""
    supported = {claim.motion for claim, _ in role.supports or ()}
    owned = {claim.motion for claim, _ in role.owns or ()}
    return not supported.isdisjoint(owned.union([pair.motion for pair, _ in role.co_owns or ()]))


class _Owned(NamedTuple):
    """How a role owns a motion of a segment, where that is said, and whether for some alone."""

    verb: str
    path: YamlPath
    narrowed: bool


def _owned(role: Role) -> dict[tuple[str, str], _Owned]:
    """Return the motions that the role owns or co-owns by (motion, segment)."""
    found: dict[tuple[str, str], _Owned] = {}
    for verb, claims in (("co-owns", role.co_owns), ("owns", role.owns)):
        for claim, path in claims or ():
            for segment in role.segments if claim.segments is None else claim.segments:
                found[claim.motion, segment] = _Owned(verb, path, claim.segments is not None)
    return found


RULE = Rule("DUP003", "owned-and-supported", Severity.WARNING, __doc__, check)
