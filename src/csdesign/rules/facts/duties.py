"""Holders of duties by segment, by the codes that authors wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from csdesign.model.design import Design, Duty, Role

__all__ = ["HeldDuties", "held_duties", "in_words"]


class HeldDuties(NamedTuple):
    """The segments in which each code is held, and those in which this is unknown.

    `places` are the segments of the roles that hold a code; `words` those of roles with sentences
    without a code; `silent` those of roles that do not state duties.
    """

    places: Mapping[str, Collection[str]]
    words: Collection[str]
    silent: Collection[str]

    def held(self, codes: Iterable[str], segment: str) -> bool:
        """Return whether a role that serves the segment holds one of the codes."""
        for code in codes:  # noqa: SIM110  # asked of each duty of each motion: a third of the time
            if segment in self.places.get(code, ()):
                return True
        return False


def held_duties(design: Design) -> HeldDuties:
    """Return the segments in which the codes of all roles are held."""
    together: dict[frozenset[str], set[str]] = {}
    words: set[str] = set()
    silent: set[str] = set()
    for role in design.roles or ():
        together.setdefault(role.codes, set()).update(role.segments)
        if role.duties is None:
            silent.update(role.segments)
        elif in_words(role):
            words.update(role.segments)
    places: dict[str, set[str]] = {}
    for codes, segments in together.items():
        for code in codes:
            places.setdefault(code, set()).update(segments)
    return HeldDuties(places, words, silent)


def in_words(role: Role) -> tuple[Duty, ...]:
    """Return the duties of a role to which its author gave no code."""
    return tuple([duty for duty in role.duties or () if duty.code is None])
