"""What keeps two roles from being one job, however alike their words: who owns, prices, signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.roles.text.ownership import Hold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.roles.matching.alignment import Match
    from csdesign.roles.text.role import RoleText

__all__ = ["Veto", "find_vetoes"]

_VERBS_FROM: Final = 1 / 3
"""Share of the matched duties whose opening verbs must disagree on who does the work."""
_VERBS_AT_LEAST: Final = 2
_OWNS: Final = frozenset({"own", "co-own"})


@dataclass(frozen=True, slots=True)
class Veto:
    """One reason, in words, why the roles cannot be called unchanged."""

    kind: str
    """`ownership` of a motion, `right` to price or sign, or the `verbs` of the duties."""
    message: str
    share: float = 1.0
    """For `verbs`: the share of matched duties that disagree, 0 to 1."""


def find_vetoes(a: RoleText, b: RoleText, matches: Sequence[Match]) -> tuple[Veto, ...]:
    """Return every veto, ownership first; parts that a side leaves unsaid veto nothing."""
    return (*_ownership(a, b), *_rights(a, b), *_verbs(matches))


def _ownership(a: RoleText, b: RoleText) -> Iterator[Veto]:
    if a.motions is None or b.motions is None:
        return
    for motion in reference.MOTIONS:
        before, after = a.motions.get(motion, "none"), b.motions.get(motion, "none")
        if (before in _OWNS) != (after in _OWNS):
            yield Veto("ownership", f"{motion}: {before} in the one, {after} in the other")


def _rights(a: RoleText, b: RoleText) -> Iterator[Veto]:
    if a.decision_rights is None or b.decision_rights is None:
        return
    rights = reference.rights()
    held_a = {item.code for item in a.decision_rights if item.code}
    held_b = {item.code for item in b.decision_rights if item.code}
    for right in sorted(held_a ^ held_b):
        known = rights.get(right)
        if known and known.kind in {"price", "price-at-list", "sign"}:
            side = "the first" if right in held_a else "the second"
            yield Veto("right", f"only {side} {known.text_en} ({right})")


def _verbs(matches: Sequence[Match]) -> Iterator[Veto]:
    whole = [match for match in matches if match.within is None]
    apart = [match for match in whole if (match.a.hold is Hold.DOES) != (match.b.hold is Hold.DOES)]
    if len(apart) >= max(_VERBS_AT_LEAST, _VERBS_FROM * len(whole)):
        example = apart[0]
        yield Veto(
            "verbs",
            f"{len(apart)} of {len(whole)} shared duties are done by one role and only "
            f"supported, watched, recommended or escalated by the other, such as "
            f"“{_short(example.a.text)}” and “{_short(example.b.text)}”",
            len(apart) / len(whole),
        )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "..."
