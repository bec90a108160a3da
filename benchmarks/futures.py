"""Draws compared with a plain numpy script of the same arithmetic; the time to prove a fit.

    python benchmarks/futures.py [draws]

Prints the CPU time of `futures_of` on PlanWorks over that of the script below, which has no short
queue, no posts and no months, and draws, counts and ranks as directly as one writes it; the peak of
memory at 100,000 and 1,000,000 draws; then fits 200 segments of ten options each.
"""

from __future__ import annotations

import hashlib
import math
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

import csdesign

EXAMPLE = Path(__file__).parents[1] / "examples" / "planworks.yaml"
KINDS = ("effort", "demand", "customers")


def stream(path: str, draws: int) -> np.ndarray:
    """Return the uniforms of an input."""
    key = int.from_bytes(hashlib.sha256(path.encode()).digest()[:8], "big")
    bits = np.random.PCG64(np.random.SeedSequence([1, key])).random_raw(draws)
    return (bits >> np.uint64(11)) * 2.0**-53


def triangle(u: np.ndarray, low: float, value: float, high: float) -> np.ndarray:
    """Return draws of a triangle."""
    turn = (value - low) / (high - low)
    below = low + np.sqrt(u * (high - low) * (value - low))
    return np.where(u < turn, below, high - np.sqrt((1 - u) * (high - low) * (high - value)))


def drawn(inputs: list, draws: int, rho: float) -> list[np.ndarray]:
    """Return every input, with its kind in a share of the draws."""
    groups = {kind: stream(f"group[{kind}]", draws) for kind in KINDS}
    coins = {kind: stream(f"group[{kind}].together", draws) < rho for kind in KINDS}
    found = []
    for item in inputs:
        u = stream(item.path, draws)
        if item.kind in groups:
            u = np.where(coins[item.kind], groups[item.kind], u)
        found.append(triangle(u, item.low, item.value, item.high))
    return found


def counted(terms: list, roles: dict, inputs: list, values: list) -> dict[str, np.ndarray]:
    """Return the full-time people of each role: hours over hours of a person."""
    need: dict[str, np.ndarray] = {}
    for role, hours, places in terms:
        part = np.full(len(values[0]), hours)
        for place in places:
            part = part * (values[place] / inputs[place].value)
        need[role] = need.get(role, 0.0) + part
    for role, (planned, place) in roles.items():
        need[role] = need[role] / (planned * (1 - values[place]) / (1 - inputs[place].value))
    return need


def plain(terms: list, roles: dict, inputs: list, costs: dict, draws: int) -> tuple:
    """Return percentiles, shares of the variance and the worth of knowing, as one writes them."""
    together = counted(terms, roles, inputs, drawn(inputs, draws, 0.5))
    found = [
        np.sort(sample)[[draws // 10, draws // 2, 9 * draws // 10]] for sample in together.values()
    ]
    found += [np.sort(np.ceil(sample))[9 * draws // 10] for sample in together.values()]
    alone = counted(terms, roles, inputs, drawn(inputs, draws, 0.0))
    y = sum(alone.values())
    shares, worth = [], []
    losses = {
        role: [
            np.where(h >= need, cost * (h - need), 9 * cost * (need - h))
            for h in range(math.ceil(need.max()) + 2)
        ]
        for (role, need), cost in zip(alone.items(), costs.values(), strict=True)
    }
    for item in inputs:
        bins = np.array_split(np.argsort(stream(item.path, draws), kind="stable"), 40)
        means = [y[part].mean() for part in bins]
        shares.append(sum(len(b) * (m - y.mean()) ** 2 for b, m in zip(bins, means, strict=True)))
        value = 0.0
        for each in losses.values():
            best = min(loss.mean() for loss in each)
            value += best - sum(min(loss[part].sum() for loss in each) for part in bins) / draws
        worth.append(value)
    return found, shares, worth


def beside(draws: int) -> None:
    """Print how much longer a plan takes than the plain script."""
    from csdesign.planning.futures.inputs import inputs_of
    from csdesign.planning.futures.planner import futures_of
    from csdesign.planning.money.cost import role_cost
    from csdesign.planning.planner import make_plan
    from csdesign.planning.work.staffing import hours_of

    plan = make_plan(csdesign.load(EXAMPLE))
    found = inputs_of(plan)
    inputs = list(found.uncertain)
    terms = []
    for term in found.terms:
        customers = found.new_accounts if term.timing.kind == "onboarding" else found.accounts
        own = [customers[term.segment]] if term.segment in customers else []
        terms.append((term.role, term.each * term.number, [*own, *term.inputs]))
    names = dict.fromkeys(role for role, _, _ in terms)
    roles = {r: (hours_of(plan.design, r).planned_hours, found.internal[r]) for r in names}
    costs = {role: float(role_cost(plan.design, role) or 1) for role in names}
    futures_of(plan, draws=1_000)
    times = []
    for run in (
        lambda: plain(terms, roles, inputs, costs, draws),
        lambda: futures_of(plan, draws=draws, worth=False),
        lambda: futures_of(plan, draws=draws),
    ):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    print(
        f"{draws:,} draws: plain numpy with drivers and worth {times[0]:.2f} CPU-s; a plan with "
        f"drivers {times[1]:.2f}, with worth {times[2]:.2f}: {times[2] / times[0]:.2f} times"
    )


def memory(draws: int) -> None:
    """Print the peak of a process that plans with so many draws."""
    start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    code = (
        "import resource, sys, csdesign; csdesign.plan(csdesign.load(sys.argv[1]), "
        "draws=int(sys.argv[2])); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    args = [sys.executable, "-c", code, str(EXAMPLE), str(draws)]
    peak = int(subprocess.run(args, check=True, capture_output=True, text=True).stdout)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - start
    print(f"{draws:,} draws: {spent:.1f} CPU-s for the whole process, peak {peak / 1024:.0f} MB")


def segments(count: int) -> str:
    """Return a design whose every segment has ten options."""
    roles = ("csm", "am", "tam")
    lines = ["csdesign: 1", "params: {loaded_cost: 90000}", "segments:"]
    for n in range(count):
        lines += [
            f"  - id: s{n}",
            f"    accounts: {10 + 37 * n % 80}",
            f"    traits: {{complexity: {1 + n % 5}, desired: {2 + n % 4}}}",
            "    interactions:",
            (
                f"      - {{id: call, stage: adopt, channel: human-1to1, per_year: 12, minutes: "
                f"{30 + 15 * (n % 3)}, effort_hours: {1 + n % 3}, role: {roles[n % 3]}, options: "
                "[{channel: human-pooled, group_size: 2}, {channel: human-pooled, group_size: 3}, "
                "{channel: human-pooled, group_size: 4}, {channel: human-pooled, group_size: 5}, "
                "{share: 0.5}]}"
            ),
            "      - {id: mail, stage: adopt, channel: digital, every: week, minutes: 2}",
        ]
    lines.append("roles: [{id: csm}, {id: am}, {id: tam}]")
    return "\n".join(lines) + "\n"


def fits() -> None:
    """Print how long proofs take."""
    from csdesign.planning.planner import make_plan

    path = Path("fit-benchmark.yaml")
    path.write_text(segments(200), encoding="utf-8")
    design = csdesign.load(path)
    path.unlink()
    need = make_plan(design, whole=False).headcount.need
    for share in (0.95, 0.9):
        start = time.process_time()
        found = csdesign.fit(design, people=int(share * need))
        spent = time.process_time() - start
        print(
            f"200 segments, {int(share * need)} of {need} people: {found.status}, {spent:.1f} CPU-s"
        )
    start = time.process_time()
    found = csdesign.fit(csdesign.load(EXAMPLE), people=10, frontier=True)
    spent = time.process_time() - start
    print(f"PlanWorks frontier of {len(found.frontier)}: {spent:.2f} CPU-s")


if __name__ == "__main__":
    beside(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    memory(100_000)
    memory(1_000_000)
    fits()
