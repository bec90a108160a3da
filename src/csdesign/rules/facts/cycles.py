"""Finds a cycle among hand-offs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.rules.facts.handoffs import Passing

__all__ = ["cycle_in"]


def cycle_in(passings: Iterable[Passing]) -> tuple[Passing, ...]:
    """Return a shortest cycle of hand-offs that hold in a common segment, or nothing.

    Of equally short ones the cycle that begins earliest in the file is returned.
    """
    leaving: dict[str, list[Passing]] = {}
    for passing in _core(list(passings)):
        leaving.setdefault(passing.sender, []).append(passing)
    best: tuple[Passing, ...] = ()
    for sender in leaving:
        found = _shortest(sender, leaving)
        if found and (not best or len(found) < len(best)):
            best = found
    return best


def _core(passings: list[Passing]) -> list[Passing]:
    """Return the hand-offs that are left when ends are removed: nothing if there is no cycle."""
    while True:
        senders = {passing.sender for passing in passings}
        receivers = {passing.to for passing in passings}
        kept = [p for p in passings if p.to in senders and p.sender in receivers]
        if len(kept) == len(passings):
            return kept
        passings = kept


def _shortest(start: str, leaving: dict[str, list[Passing]]) -> tuple[Passing, ...]:
    """Return the shortest way from a role back to itself."""
    reached: dict[str, tuple[Passing, ...]] = {start: ()}
    waiting = [start]
    for role in waiting:
        for passing in leaving.get(role, ()):
            way = (*reached[role], passing)
            if not _somewhere(way):
                continue
            if passing.to == start:
                return way
            if passing.to not in reached:
                reached[passing.to] = way
                waiting.append(passing.to)
    return ()


def _somewhere(way: tuple[Passing, ...]) -> bool:
    """Return whether all hand-offs of a path hold in one segment."""
    common = set(way[0].segments)
    for passing in way[1:]:
        common &= set(passing.segments)
    return bool(common)
