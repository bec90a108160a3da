"""Assigns people to work that several can do, along paths that move others to other work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["SLACK", "Flow"]

SLACK: Final = 1e-9
"""Relative size of a rounding error, which does not count as waiting work."""


class Flow:
    """Assigns people to lots of work; a lot that gets more never reduces the total of the others.

    Equal lots are counted together, so work of either may wait.
    """

    def __init__(
        self,
        holders: Sequence[tuple[int, ...]],
        demand: Sequence[float],
        people: Sequence[float],
        alike: Sequence[tuple[int, ...]] | None = None,
    ) -> None:
        self.holders = holders
        self.alike = alike or [()] * len(holders)
        self.left = list(demand)
        self.spare = list(people)
        self.flows: list[dict[int, float]] = [{} for _ in holders]
        self.on: list[dict[int, None]] = [{} for _ in people]
        self.kept: list[float] = []

    def give(self, lots: Sequence[int], amount: float) -> float:
        """Give up to `amount` people to some lots; return how many could be given."""
        given = 0.0
        for lot in lots:
            while given < amount - SLACK and self.left[lot] > SLACK:
                step = self._augment(lot, min(amount - given, self.left[lot]))
                if step <= 0:
                    break
                given += step
        return given

    def _augment(self, lot: int, most: float) -> float:
        """Find people for a lot, if need be by moving others to work that they can also do."""
        # How each crew was reached: by taking over a lot, for another crew that leaves one.
        came: dict[int, tuple[int, int | None, int]] = {}
        queue = []
        for crew in self.holders[lot]:
            came[crew] = (lot, None, lot)
            queue.append(crew)
        for crew in queue:
            if self.spare[crew] > SLACK:
                return self._move(crew, came, most)
            for other in self.on[crew]:
                if self.flows[other].get(crew, 0.0) <= SLACK:
                    continue
                for taken in (other, *self.alike[other]):
                    if taken != other and self.left[taken] <= SLACK:
                        continue
                    for next_ in self.holders[taken]:
                        if next_ not in came:
                            came[next_] = (taken, crew, other)
                            queue.append(next_)
        return 0.0

    def _move(
        self, crew: int, came: Mapping[int, tuple[int, int | None, int]], most: float
    ) -> float:
        amount = min(most, self.spare[crew])
        at: int | None = crew
        while at is not None:
            taken, before, left = came[at]
            if before is not None:
                amount = min(amount, self.flows[left][before])
                if taken != left:
                    amount = min(amount, self.left[taken])
            at = before
        self.spare[crew] -= amount
        at = crew
        while at is not None:
            taken, before, left = came[at]
            self.flows[taken][at] = self.flows[taken].get(at, 0.0) + amount
            self.on[at][taken] = None
            self.left[taken] -= amount
            if before is not None:
                self.flows[left][before] -= amount
                self.left[left] += amount
            at = before
        return amount
