"""CPU time and memory of `csdesign check` compared with check-jsonschema and yamllint, in one run.

    python benchmarks/check.py                     4 KB, 1 MB, 200 files of 20 KB
    python benchmarks/check.py --large --runs 3    10 MB too, and memory and growth

Every figure is user and system time of the whole process, the runs of all programs taken in turn
so that what else the machine does meets them alike; of each the median counts. The peers read the
same files: check-jsonschema with the schema that `csdesign schema` prints, yamllint with its
relaxed rules. All run with compiled modules, as an installed program does: an editable install may
have none, and then each start would compile the whole package. Growth is the slope of log(time)
over log(bytes), start-up taken off.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median

from designs import design

START = "no design"
SIZES = (500_000, 1_000_000, 2_000_000, 4_000_000)
LARGE_SIZES = (1_250_000, 2_500_000, 5_000_000, 10_000_000)


@dataclass(frozen=True)
class Cost:
    """The cost of a process: CPU seconds, and its largest memory in MB."""

    seconds: float
    megabytes: float


def cost_of(command: list[str], folder: Path) -> Cost:
    """Run a command; its exit code may be any that says it worked (0 or 1)."""
    with (
        (folder / "out.txt").open("wb") as out,
        subprocess.Popen(
            command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, env=_compiled(folder)
        ) as process,
    ):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        text = (folder / "out.txt").read_text(encoding="utf-8", errors="replace")
        sys.exit(f"{' '.join(command)[:200]} failed ({process.returncode}): {text[:2000]}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _compiled(folder: Path) -> dict[str, str]:
    """Return the environment in which Python keeps what it compiles, for the next run."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def programs(files: list[str]) -> dict[str, list[str]]:
    """Return the commands to compare, by name."""
    here = Path(sys.executable).parent
    check = [str(here / "csdesign"), "check", *files, "--isolated", "-q", "-f", "concise"]
    return {
        "check, all rules": check,
        "check, reading and schema": [*check, "--select", "YML,SCH"],
        "check-jsonschema": [
            str(here / "check-jsonschema"), "--schemafile", "schema.json", *files,
        ],
        "yamllint": [str(here / "yamllint"), "-d", "relaxed", *files],
    }  # fmt: skip


def compare(title: str, files: list[str], folder: Path, runs: int) -> None:
    """Print the medians of all programs over the same files, and their ratios."""
    commands = programs(files)
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            cost = cost_of(command, folder)
            if run > 0:  # the first run compiles
                costs[name].append(cost)
    peers = list(commands)[2:]
    seconds = {name: median(cost.seconds for cost in each) for name, each in costs.items()}
    memory = {name: median(cost.megabytes for cost in each) for name, each in costs.items()}
    print(f"\n{title} (median of {runs})")
    for name in commands:
        ratios = "".join(
            f"  {seconds[name] / seconds[peer]:6.3f} x {peer}"
            f" (memory {memory[name] / memory[peer]:.2f})"
            for peer in peers
            if peer != name
        )
        print(f"  {name:26}{seconds[name]:8.3f} s{memory[name]:8.0f} MB{ratios}")


def growth(sizes: tuple[int, ...], folder: Path, runs: int) -> None:
    """Print how the time of all rules grows with the bytes of a design."""
    (folder / "empty.yaml").write_text("segments: []\n", encoding="utf-8")
    start = median(
        cost_of(programs(["empty.yaml"])["check, all rules"], folder).seconds for _ in range(5)
    )
    points = []
    for size in sizes:
        name = f"growth-{size}.yaml"
        (folder / name).write_text(design(size), encoding="utf-8")
        command = programs([name])["check, all rules"]
        seconds = median(cost_of(command, folder).seconds for _ in range(runs))
        points.append((math.log(size), math.log(seconds - start)))
        print(f"  {size / 1e6:6.2f} MB {seconds:8.3f} s")
    slope = linear_regression(*zip(*points, strict=True)).slope
    print(f"  grows with size to the power of {slope:.2f} (start-up of {start:.3f} s taken off)")


def main() -> None:
    """Make the designs, run the programs, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--large", action="store_true", help="10 MB too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        schema = [str(Path(sys.executable).parent / "csdesign"), "schema"]
        text = subprocess.run(schema, check=True, capture_output=True).stdout
        (folder / "schema.json").write_bytes(text)
        cases = [("4 KB", 4_000), ("1 MB", 1_000_000)]
        cases += [("10 MB", 10_000_000)] if options.large else []
        for title, size in cases:
            (folder / f"{size}.yaml").write_text(design(size), encoding="utf-8")
            compare(title, [f"{size}.yaml"], folder, options.runs)
        files = [f"part{number}.yaml" for number in range(1, 201)]
        for number, file in enumerate(files, 1):
            text_of = design(20_000, number, f"p{number}x")
            (folder / file).write_text(text_of, encoding="utf-8")
        compare("200 files of 20 KB", files, folder, options.runs)
        print("\nGrowth of check with all rules")
        growth(LARGE_SIZES if options.large else SIZES, folder, options.runs)


if __name__ == "__main__":
    main()
