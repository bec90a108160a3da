"""Vetoes: differences in owning, pricing or signing that keep two roles from being one job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.roles.text.ownership import Hold, is_critical, same_work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.roles.matching.alignment import Alignment
    from csdesign.roles.text.role import RoleText
    from csdesign.roles.text.statements import Statement

__all__ = ["Veto", "find_vetoes"]

_VERBS_FROM: Final = 3
"""One in so many matched duties whose verbs disagree on who does the work rules out an alarm."""
_VERBS_AT_LEAST: Final = 2
Bases = Sequence[tuple[frozenset[str], str]]
"""Base roles by their words, each with the line that names it."""

_OWNS: Final = frozenset({"own", "co-own"})


@dataclass(frozen=True, slots=True)
class Veto:
    """One reason, in words, why the roles cannot be called unchanged."""

    kind: str
    """`ownership` of a motion, `right` to price or sign, the `verbs` of the duties, the `weight` of
    one verb on a renewal, a price, a contract or people, or the `base` role it extends."""
    message: str
    share: float = 1.0
    """For `verbs`: the share of matched duties that disagree, 0 to 1."""


def find_vetoes(
    a: RoleText, b: RoleText, duties: Alignment, bases: tuple[Bases, Bases]
) -> tuple[Veto, ...]:
    """Return every veto, ownership first; parts that a side leaves unsaid veto nothing.

    `bases` are the roles that lines of each side refer to.
    """
    return (*_ownership(a, b), *_rights(a, b), *_verbs(duties), *_bases(*bases))


def _ownership(a: RoleText, b: RoleText) -> Iterator[Veto]:
    if a.motions is None or b.motions is None:
        return
    for motion in reference.MOTIONS:
        before, after = a.motions.get(motion, "none"), b.motions.get(motion, "none")
        if (before in _OWNS) != (after in _OWNS):
            yield Veto("ownership", f"{motion}: {before} in one role, {after} in the other")


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


def _verbs(duties: Alignment) -> Iterator[Veto]:
    # A line that neither role does cannot go from the one to the other.
    shared = [
        (match.a, match.b)
        for match in duties.matches
        if match.within is None
        and (Hold.DOES in {match.a.hold, match.b.hold} or _takes_a_step_back(match.a, match.b))
    ]
    apart = [(a, b) for a, b in shared if _other_hold(a, b) or _takes_a_step_back(a, b)]
    apart += duties.denied
    if not apart:
        return
    # A duty of several sentences counts once, also where only its first says who does it.
    of, among = _duties(apart), _duties([*shared, *duties.denied])
    a, b = next((pair for pair in apart if _is_critical(*pair)), apart[0])
    quotes = f"such as “{_short(a.text)}” and “{_short(b.text)}”"
    if of >= _VERBS_AT_LEAST and _VERBS_FROM * of >= among:
        yield Veto(
            "verbs",
            f"{of} of {among} shared duties are done by one role and only supported, watched, "
            f"recommended, escalated or denied by the other, {quotes}",
            of / among,
        )
    elif duties.denied or _is_critical(a, b):
        doing = "denies" if duties.denied else "only supports, watches, recommends or escalates"
        if duties.denied:
            a, b = duties.denied[0]
            quotes = f"such as “{_short(a.text)}” and “{_short(b.text)}”"
        yield Veto("weight", f"one role does what the other {doing}, {quotes}", 1 / among)


def _other_hold(a: Statement, b: Statement) -> bool:
    if a.hold is b.hold:
        return False
    return not (a.words and b.words and same_work(a.words[0][1], b.words[0][1]))


def _duties(pairs: Sequence[tuple[Statement, Statement]]) -> int:
    return len({(a.index, b.index) for a, b in pairs})


def _takes_a_step_back(a: Statement, b: Statement) -> bool:
    """Return whether one line is the other with an opening such as "helps colleagues to"."""
    short, long = sorted((a, b), key=lambda line: len(line.words))
    tail = long.words[len(long.words) - len(short.words) :]
    same = [stem for _, stem in tail] == [stem for _, stem in short.words]
    return same and len(short.words) < len(long.words) and long.hold is not Hold.DOES


def _is_critical(a: Statement, b: Statement) -> bool:
    return is_critical(a.text) or is_critical(b.text)


def _bases(a: Bases, b: Bases) -> Iterator[Veto]:
    """Yield a veto where the sides build on other roles."""
    names_a, names_b = ({words for words, _ in side} for side in (a, b))
    if names_a == names_b:
        return
    if a and b:
        message = f"they build on other roles: “{_short(a[0][1])}” and “{_short(b[0][1])}”"
    else:
        side, line = ("first", a[0][1]) if a else ("second", b[0][1])
        message = f"only the {side} builds on another role: “{_short(line)}”"
    yield Veto("base", message)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "..."
