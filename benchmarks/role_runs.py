"""The cost of the role audit: generated designs, whole commands, a history, staffing exports."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import role_exports

from csdesign.roles import Item, RoleFile, RoleText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.roles import RoleComparison


def in_file(roles: Sequence[RoleText]) -> dict[tuple[int, int], RoleComparison]:
    """Return the comparison of every pair of a file that is worth one."""
    file = RoleFile(roles)
    return {(i, j): file.compare(i, j, "siblings") for i, j in file.candidates()}


def is_told(result: RoleComparison) -> bool:
    """Return whether the comparison is an alarm or a question."""
    return result.tier is not None


def is_alarm(result: RoleComparison) -> bool:
    """Return whether the comparison is an alarm."""
    return result.tier == "same-text"


def designs(sizes: Sequence[int]) -> None:
    """Print time, planted renames and false alarms in designs whose lines share their tails."""
    print("\nGenerated designs of twelve duties a role")
    print("   roles    CPU s  planted  told  alarms  false  asked of others, of compared")
    spent = []
    for size in sizes:
        texts, gold = generated(size)
        started = time.process_time()
        results = in_file(texts)
        spent.append(time.process_time() - started)
        alarms = {pair for pair, result in results.items() if is_alarm(result)}
        told = [pair for pair in gold if pair in results and is_told(results[pair])]
        asked = [pair for pair, result in results.items() if result.asked and pair not in gold]
        print(
            f"{size:>8,}{spent[-1]:>9.1f}{len(gold):>9}{len(told):>6}{len(alarms & gold):>8}"
            f"{len(alarms - gold):>7}{len(asked):>17} of {len(results):,}",
            flush=True,
        )
    if len(sizes) > 1:
        growth = log(spent[-1] / spent[-2]) / log(sizes[-1] / sizes[-2])
        print(f"growth exponent {growth:.2f}")


def generated(size: int, seed: int = 1) -> tuple[list[RoleText], set[tuple[int, int]]]:
    """Return roles of random duties, a fiftieth of them again under another title."""
    dice = random.Random(seed)
    verbs = "Schedule Confirm Draft Review Collect Compare Publish Count Update Plan".split()
    things = [
        f"{what} {sort}"
        for what in "licence security budget customer payroll vendor travel claims energy".split()
        for sort in "counts reviews plans files reports orders permits notes".split()
    ]
    tails = (
        "for public bodies", "in the northern region", "for new customers", "across all offices",
        "before the quarter ends", "with the finance team", "for large accounts",
    )  # fmt: skip
    lines = [
        [f"{dice.choice(verbs)} {dice.choice(things)} {dice.choice(tails)}" for _ in range(12)]
        for _ in range(size)
    ]
    gold = set()
    for number in dice.sample(range(size), max(1, size // 50)):
        kept = dice.sample(lines[number], 11)
        gold.add((number, len(lines)))
        lines.append(kept)
    return [
        RoleText(
            title=f"{'Desk' if n < size else 'Bureau'} {n}",
            responsibilities=tuple(Item(text=x) for x in duties),
        )
        for n, duties in enumerate(lines)
    ], gold


# ------------------------------------------------------------------- commands


def commands() -> None:
    """Print the CPU time of `audit` compared with `plan`, of a thousand roles, and of a history."""
    seven = Path(__file__).parent.parent / "examples" / "seven-roles.yaml"
    print("\nWhole commands, user CPU seconds (the least of several runs)")
    plan = least(9, "plan", str(seven))
    audit = least(9, "audit", str(seven))
    print(f"  audit of seven roles {audit:.2f}, plan {plan:.2f}: {audit / plan:.2f} times")
    with TemporaryDirectory() as folder:
        large = Path(folder) / "large.yaml"
        large.write_text(as_design(generated(1000)[0]), "utf-8")
        print(f"  audit of 1,000 generated roles {least(1, 'audit', str(large)):.1f}")
    with TemporaryDirectory() as folder:
        commits(Path(folder), 30)
        spent = least(3, "audit", "org.yaml", "--history", "org.yaml", folder=folder)
        print(f"  audit with a history of 30 commits {spent:.2f}")


def least(times: int, *words: str, folder: str | None = None) -> float:
    """Return the least CPU seconds of several runs of a command."""
    found = []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        # An audit that finds something ends with 1: that is no failure here.
        subprocess.run(
            [sys.executable, "-m", "csdesign", *words], cwd=folder, check=False, capture_output=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime - before.ru_utime)
    return min(found)


def as_design(roles: Sequence[RoleText]) -> str:
    """Return a design with these roles."""
    lines = ["segments: [{id: all}]", "roles:"]
    for number, role in enumerate(roles):
        lines += [f"  - id: role-{number}", f"    title: {role.title}", "    responsibilities:"]
        lines += [f"      - {item.text}" for item in role.responsibilities or ()]
    return "\n".join(lines) + "\n"


def commits(folder: Path, count: int) -> None:
    """Make a repository in which each commit rewrites or renames a role of seven."""
    roles = [
        RoleText(title=role.title, responsibilities=role.responsibilities)
        for role in generated(7)[0]
    ]
    git(folder, "init", "-q")
    for number in range(count):
        at = number % len(roles)
        old = roles[at]
        duties = (old.responsibilities or ())[1:] if number % 3 else old.responsibilities
        new = Item(text=f"Reviews report number {number} with the finance team")
        title = old.title if number % 2 else f"{old.title} {number}"
        roles[at] = RoleText(title=title, responsibilities=(*(duties or ()), new))
        (folder / "org.yaml").write_text(as_design(roles), "utf-8")
        git(folder, "add", "org.yaml")
        git(folder, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x")


def git(folder: Path, *words: str) -> None:
    """Run git in a folder."""
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def exports(sizes: Sequence[int]) -> None:
    """Print time, memory and recall of the search for clusters in synthetic exports."""
    print("\nSynthetic exports")
    role_exports.main(sizes)
