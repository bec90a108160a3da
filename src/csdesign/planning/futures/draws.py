"""The inputs of a plan drawn in blocks, so that a million futures fit into memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from csdesign.capacity.futures import stream, triangle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csdesign.planning.futures.inputs import Inputs
    from csdesign.planning.results.uncertainty import Uncertain

__all__ = ["BLOCK", "Block", "Drawing", "Number"]

BLOCK: Final = 32_768
"""Number of futures calculated at a time."""

Number = Any
"""One number for all futures, or an array with one for each: both add and multiply the same way."""


class Block(NamedTuple):
    """Consecutive futures: their numbers, and each input in them."""

    start: int
    size: int
    values: Sequence[Number]


class Drawing(NamedTuple):
    """The rules of drawing; `correlation` is the rank correlation of inputs of one kind."""

    inputs: Inputs
    correlation: Mapping[str, float]
    seed: int
    draws: int
    told: Callable[[str, int, int], None] | None = None
    """Called with the name of the step, the futures done, and the number of futures."""

    def blocks(self, *, most: int | None = None) -> Iterator[Block]:
        """Yield all futures block by block, or the first `most` of them."""
        last = self.draws if most is None else min(most, self.draws)
        for start in range(0, last, BLOCK):
            if self.told is not None:
                self.told("futures", start, last)
            size = min(BLOCK, last - start)
            yield Block(start, size, self._values(start, size))

    def alone(self) -> Drawing:
        """Return the drawing with independent inputs."""
        return self._replace(correlation=dict.fromkeys(self.correlation, 0.0))

    def _values(self, start: int, size: int) -> list[Number]:
        """Return each input in some futures; a coin decides for each whether a kind moves together.

        Source: Nelsen 2006, An Introduction to Copulas (Frechet family): the rank correlation of
        any two inputs of a kind is exactly the stated one, their own distributions stay.
        """
        import numpy as np

        groups: dict[str, tuple[Number, Number]] = {}
        found: list[Number] = []
        for item in self.inputs.uncertain:
            if item.certain:
                found.append(item.value)
                continue
            u = stream(self.seed, item.path, size, start)
            rho = self.correlation.get(item.kind, 0.0)
            if rho > 0:
                if item.kind not in groups:
                    common = stream(self.seed, f"group[{item.kind}]", size, start)
                    coin = stream(self.seed, f"group[{item.kind}].together", size, start)
                    groups[item.kind] = (common, coin < rho)
                common, joined = groups[item.kind]
                u = np.where(joined, common, u)
            found.append(_drawn(item, u))
        return found


def _drawn(item: Uncertain, u: Number) -> Number:
    return triangle(u, item.low, item.value, item.high)
