"""Required agents of many queues: csdesign compared with pyworkforce, in time and in number.

    python benchmarks/erlang.py --queues 1000 --rounds 7

Needs csdesign and, for the comparison, pyworkforce (MIT; it brings ortools and pandas along, so a
throwaway environment is the place for it). One queue in ten lies exactly on its occupancy limit.
Times are user and system CPU: in-process, and of whole processes with their imports; medians of
interleaved rounds, the first not counted. Every answer is checked against exact decimals.

pyworkforce 0.5.1 starts its search at `round(load + 1)` and so misses the fewest
agents of some queues whose load has a fraction from .5 up; and it divides load by occupancy without
a tolerance, so that a limit met exactly can cost an agent. Both show as "one too many", the second
about eight times as often on these queues.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from decimal import Context, Decimal
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import TYPE_CHECKING, Final

from csdesign.capacity import QueueDemand, required_agents, required_agents_array

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SEED: Final = 20_170
PEER: Final = "pyworkforce"
DIGITS: Final = Context(prec=50)


@dataclass(frozen=True)
class DecimalQueue:
    """A queue written in decimals; handle time is one hour, so arrivals an hour are the load."""

    load: str
    promise: str
    target: str
    limit: str

    @property
    def demand(self) -> QueueDemand:
        """The queue in floats."""
        return QueueDemand(
            arrivals_per_hour=float(self.load),
            handle_hours=1.0,
            target_wait_hours=float(self.promise),
            service_level=float(self.target),
            max_occupancy=float(self.limit),
        )


@dataclass(frozen=True)
class Contestant:
    """A way to staff all queues."""

    name: str
    staff: Callable[[Sequence[QueueDemand]], list[int]]


def some_queues(count: int) -> list[DecimalQueue]:
    """Return queues with loads of 0.5 to 200 erlang, every tenth exactly on its limit."""
    draw = random.Random(SEED)
    queues = []
    for number in range(count):
        percent = draw.choice([75, 80, 85, 90, 95])
        hundredths = draw.randint(50, 20_000)
        if number % 10 == 0:
            hundredths = percent * draw.randint(1, 200)
        queues.append(
            DecimalQueue(
                load=f"{hundredths / 100:.2f}",
                promise=draw.choice(["0.05", "0.25", "1", "4", "8"]),
                target=draw.choice(["0.7", "0.8", "0.9", "0.95", "0.99"]),
                limit=f"{percent / 100:.2f}",
            )
        )
    return queues


def fewest_agents(queue: DecimalQueue) -> int:
    """Return the true fewest agents, by Erlang's recurrence in 50-digit decimals."""
    load, promise = Decimal(queue.load), Decimal(queue.promise)
    inverse, agents = Decimal(1), 0
    while True:
        agents += 1
        inverse = DIGITS.add(1, DIGITS.divide(DIGITS.multiply(inverse, Decimal(agents)), load))
        slack = agents - load
        if slack <= 0 or load > Decimal(queue.limit) * agents:
            continue
        p_wait = DIGITS.divide(Decimal(agents), DIGITS.add(DIGITS.multiply(inverse, slack), load))
        late = DIGITS.multiply(p_wait, DIGITS.exp(DIGITS.multiply(-slack, promise)))
        if 1 - late >= Decimal(queue.target):
            return agents


def by_loop(queues: Sequence[QueueDemand]) -> list[int]:
    """Staff with the scalar formula."""
    return [
        required_agents(
            queue.arrivals_per_hour * queue.handle_hours,
            handle_hours=queue.handle_hours,
            target_wait_hours=queue.target_wait_hours,
            service_level=queue.service_level,
            max_occupancy=queue.max_occupancy,
        )
        for queue in queues
    ]


def by_arrays(queues: Sequence[QueueDemand]) -> list[int]:
    """Staff with the array formula."""
    agents = required_agents_array(
        [queue.arrivals_per_hour * queue.handle_hours for queue in queues],
        handle_hours=[queue.handle_hours for queue in queues],
        target_wait_hours=[queue.target_wait_hours for queue in queues],
        service_level=[queue.service_level for queue in queues],
        max_occupancy=[queue.max_occupancy for queue in queues],
    )
    return [int(count) for count in agents]


def by_peer(queues: Sequence[QueueDemand]) -> list[int]:
    """Staff with pyworkforce; an interval of one hour keeps its load the same float."""
    from pyworkforce.queuing import ErlangC  # type: ignore[import-not-found]  # optional

    return [
        ErlangC(
            transactions=queue.arrivals_per_hour,
            aht=queue.handle_hours,
            asa=queue.target_wait_hours,
            interval=1,
        ).required_positions(queue.service_level, queue.max_occupancy)["raw_positions"]
        for queue in queues
    ]


def in_process_seconds(
    contestants: Sequence[Contestant], queues: Sequence[QueueDemand], rounds: int
) -> dict[str, float]:
    """Return the median CPU time of each, imports already done (s)."""
    taken: dict[str, list[float]] = {contestant.name: [] for contestant in contestants}
    for _ in range(rounds + 1):
        for contestant in contestants:
            before = time.process_time()
            contestant.staff(queues)
            taken[contestant.name].append(time.process_time() - before)
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def whole_process_seconds(names: Sequence[str], queues: int, rounds: int) -> dict[str, float]:
    """Return the median CPU time of a process that does nothing else, imports included (s)."""
    taken: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds + 1):
        for name in names:
            before = getrusage(RUSAGE_CHILDREN)
            command = [sys.executable, str(Path(__file__)), "--queues", str(queues), "--only", name]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            after = getrusage(RUSAGE_CHILDREN)
            taken[name].append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def report(count: int, rounds: int) -> str:
    """Return a table of CPU times, their ratios to the peer, and how many answers are minimal."""
    contestants = all_contestants()
    written = some_queues(count)
    queues = [queue.demand for queue in written]
    truth = [fewest_agents(queue) for queue in written]
    inside = in_process_seconds(contestants, queues, rounds)
    whole = whole_process_seconds([each.name for each in contestants], count, rounds)
    base = PEER if PEER in inside else contestants[0].name
    heading = (
        f"{'':<12}{'in-process':>12}{'ratio':>8}{'process':>10}{'ratio':>8}"
        f"{'minimal':>9}{'one too many':>14}{'else wrong':>12}"
    )
    lines = [f"{count} queues, ratios to {base}", heading]
    for contestant in contestants:
        name = contestant.name
        surplus = [got - true for got, true in zip(contestant.staff(queues), truth, strict=True)]
        lines.append(
            f"{name:<12}{1000 * inside[name]:>9.1f} ms{inside[name] / inside[base]:>8.3f}"
            f"{1000 * whole[name]:>7.0f} ms{whole[name] / whole[base]:>8.2f}"
            f"{surplus.count(0):>9}{surplus.count(1):>14}"
            f"{count - surplus.count(0) - surplus.count(1):>12}"
        )
    if base != PEER:
        lines.append(f"{PEER} is not installed here, so it is not compared")
    return "\n".join(lines)


def all_contestants() -> list[Contestant]:
    """Return csdesign's two ways, and the peer where it is installed."""
    ours = [Contestant("loop", by_loop), Contestant("arrays", by_arrays)]
    return [*ours, Contestant(PEER, by_peer)] if find_spec(PEER) else ours


def main() -> None:
    """Print the report, or staff once for a whole-process measurement."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--queues", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", help="staff the queues once in this way and print their agents")
    options = parser.parse_args()
    if options.only:
        queues = [queue.demand for queue in some_queues(options.queues)]
        by_name = {contestant.name: contestant for contestant in all_contestants()}
        sys.stdout.write(f"{sum(by_name[options.only].staff(queues))}\n")
        return
    sys.stdout.write(report(options.queues, options.rounds) + "\n")


if __name__ == "__main__":
    main()
