"""Hand-offs between roles, and the roles that can be reached through them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design
    from csdesign.model.role import Handoff

__all__ = ["Passing", "handoffs_stated", "passings", "reaches", "receivers"]


_RENEWAL: Final = re.compile(
    r"renew|prolong|expir|end of (?:the )?(?:term|contract)|(?:term|contract) (?:ends|runs out)|"
    r"продл|пролонг|(?:конец|окончани\w+) (?:срока|договора)",
    re.IGNORECASE,
)
"""Words for the end of a contract."""


class Passing(NamedTuple):
    """A hand-off with its sender and the segments in which it holds."""

    sender: str
    handoff: Handoff
    segments: tuple[str, ...]
    path: YamlPath

    @property
    def to(self) -> str:
        """Return the receiving role."""
        return self.handoff.to

    @property
    def is_of_renewal(self) -> bool:
        """Return whether it passes renewals on: by its stage, or by the words of its trigger."""
        if self.handoff.stage is not None:
            return self.handoff.stage == "renew"
        return bool(_RENEWAL.search(self.handoff.trigger or ""))

    @property
    def moves(self) -> bool:
        """Return whether the contact moves; a hand-off that does not say counts as a transfer."""
        return self.handoff.kind != "request"


def handoffs_stated(design: Design) -> bool:
    """Return whether the design writes hand-offs at all."""
    return any(role.hands_off is not None for role in design.roles or ())


def passings(design: Design) -> Iterator[Passing]:
    """Yield every hand-off of every role, inherited ones included."""
    for role in design.roles or ():
        for handoff, path in role.hands_off or ():
            segments = role.segments if handoff.segments is None else handoff.segments
            yield Passing(role.id, handoff, segments, path)


def receivers(known: Iterable[Passing]) -> Mapping[str, tuple[str, ...]]:
    """Return the receivers of each role's hand-offs."""
    found: dict[str, list[str]] = {}
    for passing in known:
        found.setdefault(passing.sender, []).append(passing.to)
    return {sender: tuple(dict.fromkeys(names)) for sender, names in found.items()}


def reaches(
    start: str, receiving: Mapping[str, tuple[str, ...]], wanted: Callable[[str], bool]
) -> bool:
    """Return whether hand-offs lead from a role to a wanted one, in one or more steps."""
    seen = {start}
    waiting = [start]
    while waiting:
        for role in receiving.get(waiting.pop(), ()):
            if role in seen:
                continue
            if wanted(role):
                return True
            seen.add(role)
            waiting.append(role)
    return False
