"""Random draws and statistics of them: streams, percentiles, drivers, value of information.

The same seed gives the same numbers on every machine: NumPy guarantees the raw bits of a generator,
but not the methods that turn them into distributions, so only raw bits are used.
"""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.extras import needs_extra

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = [
    "MOST_BINS",
    "Quantiles",
    "bins_of",
    "first_order_share",
    "quantiles",
    "ranked",
    "stream",
    "triangle",
    "worth_of_knowing",
]

MOST_BINS: Final = 40
_LEAST_IN_BIN: Final = 25
_SPREAD: Final = 1.96
"""Standard deviations that hold 95% of a normal distribution."""


class Quantiles(NamedTuple):
    """Percentiles of a sample, and the draws between which the 90th lies with 95% confidence."""

    p10: float
    p50: float
    p90: float
    p90_low: float
    p90_high: float


@needs_extra
def stream(seed: int, path: str, draws: int, start: int = 0) -> Floats:
    """Return uniform numbers (0..1) that depend on seed and path alone, beginning at draw `start`.

    Source: NEP 19 (stream compatibility of bit generators); PCG64 by O'Neill.
    """
    import numpy as np

    key = int.from_bytes(hashlib.sha256(path.encode()).digest()[:8], "big")
    generator = np.random.PCG64(np.random.SeedSequence([seed, key]))
    if start:
        generator.advance(start)
    bits = generator.random_raw(draws)
    found: Floats = ((bits >> np.uint64(11)) * 2.0**-53).astype(np.float64, copy=False)
    return found


@needs_extra
def triangle(u: Floats, low: float, value: float, high: float) -> Floats:
    """Return draws of a triangular distribution on [low, high] with its mode at value.

    The inverse of its distribution function is applied to `u`. If both ends are equal, every draw
    is that number.

    Source: JCGM 101:2008, 6.4; Kotz and van Dorp 2004, Beyond Beta, chapter 1.
    """
    import numpy as np

    width = high - low
    if width <= 0:
        return np.full(u.shape, float(value))
    turn = (value - low) / width
    below = low + np.sqrt(u * width * (value - low))
    above = high - np.sqrt((1 - u) * width * (high - value))
    found: Floats = np.where(u < turn, below, above)
    return found


def _rank(draws: int, share: float) -> int:
    return min(draws, max(1, math.ceil(draws * share - 1e-9)))


@needs_extra
def quantiles(sample: Floats) -> Quantiles:
    """Return percentiles as draws of a rank, with the sampling interval of the 90th.

    Source: Hyndman and Fan 1996, definition 1; David and Nagaraja 2003, Order Statistics, 7.1.
    """
    import numpy as np

    ordered = np.sort(sample)
    draws = len(ordered)
    spread = _SPREAD * math.sqrt(draws * 0.9 * 0.1)
    low = max(1, math.floor(draws * 0.9 - spread))
    high = min(draws, math.ceil(draws * 0.9 + spread) + 1)
    p10, p50, p90 = (float(ordered[_rank(draws, share) - 1]) for share in (0.1, 0.5, 0.9))
    return Quantiles(p10, p50, p90, float(ordered[low - 1]), float(ordered[high - 1]))


@needs_extra
def ranked(sample: Floats, share: float) -> float:
    """Return the draw of a rank: the percentile `share` (0..1) of a sample."""
    import numpy as np

    rank = _rank(len(sample), share) - 1
    return float(np.partition(sample, rank)[rank])


@needs_extra
def bins_of(x: Floats) -> list[NDArray[np.intp]]:
    """Return the draws in bins of equal size by the ranks of an input."""
    import numpy as np

    count = max(1, min(MOST_BINS, len(x) // _LEAST_IN_BIN))
    return list(np.array_split(np.argsort(x, kind="stable"), count))


@needs_extra
def first_order_share(bins: Sequence[NDArray[np.intp]], y: Floats) -> float:
    """Return the share (0..1) of the variance of y that an input explains by itself.

    Source: Plischke, Borgonovo and Smith 2013, Global sensitivity measures from given data; the
    correction of Kelley 1935, An unbiased correlation ratio measure.
    """
    draws, count = len(y), len(bins)
    mean = float(y.mean())
    spread = float(((y - mean) ** 2).sum())
    if spread <= 0 or draws <= count:
        return 0.0
    between = math.fsum(len(own) * (float(y[own].mean()) - mean) ** 2 for own in bins)
    share = 1 - (1 - between / spread) * (draws - 1) / (draws - count)
    return max(0.0, float(share))


def _choices(demand: Floats) -> range:
    return range(math.ceil(float(demand.max()) - 1e-9) + 2)


def _losses(
    demand: Floats, starts: NDArray[np.intp], choices: range, over: float, under: float
) -> Floats:
    """Return the summed loss of each number of people (rows) in each bin of draws (columns)."""
    import numpy as np

    sizes = np.diff([*starts, len(demand)])
    total = np.add.reduceat(demand, starts)
    found = np.empty((len(choices), len(starts)))
    missing = demand.copy()
    for row, people in enumerate(choices):
        if row:
            np.maximum(demand - people, 0.0, out=missing)
        lacking = np.add.reduceat(missing, starts)
        found[row] = over * (float(people) * sizes - total) + (over + under) * lacking
    return found


@needs_extra
def worth_of_knowing(
    bins: Sequence[NDArray[np.intp]], demand: Floats, over: float, under: float
) -> float:
    """Return the value of knowing an input before deciding, at most; the bias is included.

    Args:
        bins: The draws by the ranks of the input.
        demand: People needed in each draw (FTE).
        over: Loss of each person too many.
        under: Loss of each person too few.

    Source: Strong and Oakley 2013, single-parameter partial expected value of perfect information.
    """
    import numpy as np

    order = np.concatenate(bins)
    starts = np.cumsum([0, *(len(part) for part in bins[:-1])])
    losses = _losses(demand[order], starts, _choices(demand), over, under)
    return float(losses.sum(axis=1).min() - losses.min(axis=0).sum()) / len(demand)
