"""Growth of planning: designs of 250 to 2,000 segments and as many roles, CPU time and exponent.

    python benchmarks/planning.py

Prints ratios and the exponent of a power law through the sizes; absolute times are those of the
machine and mean little.
"""

from __future__ import annotations

import gc
import math
import sys
import time

from csdesign.api import plan
from csdesign.source.designs import load_sources
from csdesign.source.yaml.sourcefile import SourceFile

SIZES = (250, 500, 1_000, 2_000)


def design_text(size: int) -> str:
    """Return a design with `size` segments and `size` roles, as a company would write it."""
    lines = ["csdesign: 1", "segments:"]
    for i in range(size):
        lines += [
            f"  - id: segment-{i}",
            f"    accounts: {20 + i % 300}",
            f"    new_accounts: {i % 20}",
            f"    traits: {{complexity: {1 + i % 5}, desired: {1 + i % 4}}}",
            (
                "    commercial: {renewal: administrative, upsell: [organic], owner_today: sales,"
                " sales_capacity: sufficient}"
            ),
            "    interactions:",
            (
                f"      - {{id: setup, stage: onboard, channel: human-1to1, times: {1 + i % 6},"
                f" minutes: 60, effort_hours: 3, role: role-{i}}}"
            ),
            (
                f"      - {{id: call, stage: adopt, channel: human-1to1, per_year: {i % 24},"
                f" minutes: 45, effort_hours: 1.5, role: role-{i}}}"
            ),
            (
                "      - {id: signal, channel: human-pooled, per_year: 3, minutes: 30,"
                f" effort_hours: 1, trigger: signal, role: role-{i}}}"
            ),
            "      - {id: mail, stage: adopt, channel: digital, every: week, minutes: 2}",
        ]
    lines.append("roles:")
    for i in range(size):
        lines += [
            f"  - id: role-{i}",
            f"    title: Customer Success Manager {i}",
            f"    segments: [segment-{i}]",
            "    owns: [onboard, adopt, renew, upsell]",
            (
                "    responsibilities: [run-kickoff, drive-usage, monitor-health, sell-seats,"
                " quote-renewal]"
            ),
            "    kpis: [{id: grr, weight: 70}, {id: nrr, weight: 30}]",
        ]
    lines.append("positions:")
    lines += [f"  - {{id: post-{i}, roles: [role-{i}], count: 2}}" for i in range(size)]
    return "\n".join(lines) + "\n"


def seconds(size: int) -> tuple[float, float]:
    """Return CPU seconds to load, and to plan with every rule."""
    data = design_text(size).encode()
    start = time.process_time()
    loaded = load_sources([SourceFile("design.yaml", data, 0, len(data), linked=False)])
    middle = time.process_time()
    if loaded.design is None:
        sys.exit("\n".join(finding.message for finding in loaded.findings))
    plan(loaded.design)
    return middle - start, time.process_time() - middle


def exponent(values: list[float]) -> float:
    """Return the slope of a straight line through log size and log time."""
    xs, ys = [math.log(size) for size in SIZES], [math.log(value) for value in values]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    top = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return top / sum((a - x) ** 2 for a in xs)


def main() -> None:
    """Print the growth of loading and of planning."""
    gc.disable()
    seconds(50)
    measured = [seconds(size) for size in SIZES]
    for name, column in (("load", 0), ("plan and rules", 1)):
        times = [row[column] for row in measured]
        ratios = ", ".join(
            f"{size}: {value / times[0]:.2f}" for size, value in zip(SIZES, times, strict=True)
        )
        print(f"{name:15} {ratios} (times the smallest); exponent {exponent(times):.3f}")


if __name__ == "__main__":
    main()
