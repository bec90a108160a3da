"""Synthetic staffing exports with planted renames, to measure the search for clusters at scale.

    python benchmarks/role_exports.py 1000 10000 100000

Prints CPU seconds, peak memory and the recall of the planted renames for each size, and the growth
exponent between the last two. Words are made of syllables and follow Zipf's law; the roles of a
trade prefer its own words, so that neighbours resemble each other as real ones do.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from dataclasses import dataclass
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING, Final

from csdesign.roles.export.clusters import find_clusters
from csdesign.roles.export.export import ExportRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORDS: Final = 12_000
_ROLES_PER_TRADE: Final = 25
_TRADE_WORDS: Final = 60
_RENAMED: Final = 0.01
_SYLLABLES: Final = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


@dataclass(frozen=True)
class Trade:
    """The words that the roles of one trade prefer, and the duties they pick from."""

    words: Sequence[str]
    duties: Sequence[str]


def synthetic_export(size: int, seed: int = 20261125) -> Iterator[ExportRole]:
    """Yield `size` roles; the last 1% are earlier ones renamed, with ids `renamed-<n>`."""
    dice = random.Random(seed)
    words = _vocabulary(dice)
    weights = list(accumulate(1 / rank for rank in range(1, _WORDS + 1)))
    renamed = max(1, int(size * _RENAMED))
    originals = size - renamed
    chosen = set(dice.sample(range(originals), renamed))
    kept: list[tuple[int, tuple[str, ...]]] = []
    trade = _trade(dice, words, weights)
    for number in range(originals):
        if number % _ROLES_PER_TRADE == 0:
            trade = _trade(dice, words, weights)
        lines = _role(dice, trade, words, weights)
        if number in chosen:
            kept.append((number, lines))
        yield ExportRole(str(number), f"Role {trade.words[0]} {number}", lines)
    for number, lines in kept:
        new = _reworded(dice, lines, words, weights)
        yield ExportRole(f"renamed-{number}", f"New title {number}", new)


def _vocabulary(dice: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < _WORDS:
        found["".join(dice.choices(_SYLLABLES, k=dice.choice((2, 3, 3, 4))))] = None
    return list(found)


def _trade(dice: random.Random, words: Sequence[str], weights: Sequence[float]) -> Trade:
    own = dice.choices(words, cum_weights=weights, k=_TRADE_WORDS // 2)
    own += dice.choices(words, k=_TRADE_WORDS // 2)
    duties = [_duty(dice, own, words, weights) for _ in range(8)]
    return Trade(own, duties)


def _duty(
    dice: random.Random, own: Sequence[str], words: Sequence[str], weights: Sequence[float]
) -> str:
    length = dice.randint(5, 16)
    common = dice.choices(words, cum_weights=weights, k=length - length // 2)
    text = [*dice.choices(own, k=length // 2), *common]
    dice.shuffle(text)
    return " ".join(text)


def _role(
    dice: random.Random, trade: Trade, words: Sequence[str], weights: Sequence[float]
) -> tuple[str, ...]:
    shared = dice.sample(trade.duties, k=dice.randint(0, 3))
    fresh = [_duty(dice, trade.words, words, weights) for _ in range(dice.randint(7, 13))]
    return (*shared, *fresh)


def _reworded(
    dice: random.Random, lines: Sequence[str], words: Sequence[str], weights: Sequence[float]
) -> tuple[str, ...]:
    """Drop a sixth of the lines, replace a fifth of the words, add a line, change the order."""
    kept = dice.sample(lines, k=max(2, round(len(lines) * 5 / 6)))
    new = [
        " ".join(dice.choice(words) if dice.random() < 0.2 else word for word in line.split())
        for line in kept
    ]
    new.append(_duty(dice, words, words, weights))
    dice.shuffle(new)
    return tuple(new)


def measure(size: int) -> float:
    """Print one row for `size` roles and return the CPU seconds of the search."""
    roles = list(synthetic_export(size))
    started = time.process_time()
    result = find_clusters(roles, limit=size)
    spent = time.process_time() - started
    found = {
        role.id
        for cluster in result.clusters
        for role in cluster.members
        if role.id.removeprefix("renamed-") in {other.id for other in cluster.members}
    }
    planted = [role.id for role in roles if role.id.startswith("renamed-")]
    recall = sum(id_ in found for id_ in planted) / len(planted)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{size:>8,}  {spent:>8.1f}  {peak:>9,.0f}  {result.found:>8,}  {recall:>7.3f}", flush=True
    )
    return spent


def main(sizes: Sequence[int]) -> None:
    """Measure each size and print the growth between the last two."""
    print("   roles     CPU s    peak MB  clusters   recall")
    spent = [measure(size) for size in sizes]
    if len(sizes) > 1:
        growth = log(spent[-1] / spent[-2]) / log(sizes[-1] / sizes[-2])
        print(f"growth exponent {growth:.2f}")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1000, 10_000])
