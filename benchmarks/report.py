"""CPU time and size of a report against `plan` on the same design.

Whole processes, imports included, as a user pays for them; the least of several runs. The design
has 12 segments, 30 roles and 10 promises for each segment unless other numbers are given.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "report")]
RUNS = 5


def main() -> None:
    """Print one line per format."""
    from report_designs import company

    from csdesign.formats.report import FORMATS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("segments", nargs="?", type=int, default=12)
    parser.add_argument("roles", nargs="?", type=int, default=30)
    sizes = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        design = Path(folder, "design.yaml")
        design.write_text(company(sizes.segments, sizes.roles), encoding="utf-8")
        plan = seconds(["plan", str(design)])
        print(f"plan   {plan:6.2f} s CPU")
        for name in FORMATS:
            target = Path(folder, f"report.{name}")
            used = seconds(["report", str(design), "-o", str(target), "--force"])
            size = sum(
                file.stat().st_size for file in (target, *target.glob("*")) if file.is_file()
            )
            print(f"{name:6} {used:6.2f} s CPU  {used / plan:4.2f} x plan  {size / 1000:9.1f} kB")


def seconds(arguments: list[str]) -> float:
    """Return the least CPU time of a run (s), user and system."""
    found = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "csdesign", *arguments], check=True, capture_output=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return min(found)


if __name__ == "__main__":
    main()
