"""Account tables: csdesign compared with DuckDB, polars and pandas, in time and memory.

    python benchmarks/accounts.py --rows 100000 1000000 10000000 --rounds 5

Each program runs as a process of its own: user and system CPU and peak resident memory by wait4,
imports included, medians of interleaved rounds, the first not counted. Eight segments of four
conditions, first match wins; accounts, new ones, renewals due, exact revenue and hours per segment,
region and language: what the plan shows. The programs:

    plan      the whole command, `csdesign plan design.yaml --accounts TABLE --format json`
    csdesign  the same from Python, `measure`, without the design and its plan
    scan      DuckDB reads the same columns and takes the largest of each
    hand      DuckDB, CASE to a number and GROUP BY; hours are multiplied behind it; a count of
              distinct ids before, because a customer counts once
    overlap   the same with a bit per rule, so that it also knows the overlaps, as csdesign does
    written   DuckDB as one writes it first: the name of the segment and the hours in every row
    polars, polars-written   the same as `hand` and `written`, where installed
    pandas    codes by masks, hours in every row

`plan` and `csdesign` also reject bad rows and find orphans, with examples. Before anything is timed
the answers of all programs are compared.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AS_OF: Final = date(2026, 11, 25)
YEAR_AGO: Final = date(2025, 11, 25)
RULES: Final = (
    "employees >= 3000 and products_paid >= 3 and arr >= 50000 and tier = 'scale'",
    "employees >= 1000 and arr >= 30000 and health >= 0.4 and region = 'amer'",
    "employees >= 1000 and products_paid >= 2 and seats >= 500 and tier in ('pro', 'scale')",
    "arr >= 20000 and seats >= 1000 and health < 0.8 and renewal_date <= 2027-03-01",
    (
        "employees between 200 and 2999 and products_paid >= 2 and arr >= 5000 "
        "and region in ('emea', 'apac')"
    ),
    "employees >= 200 and seats >= 100 and health >= 0.2 and tier != 'free'",
    "arr >= 1000 and products_paid >= 1 and start_date <= 2026-06-01 and employees < 5000",
    "employees >= 1 and seats >= 0 and arr < 100000 and tier in ('free', 'basic', 'pro')",
)
READ: Final = (
    "employees", "products_paid", "arr", "tier", "region", "language", "seats", "health",
    "start_date", "renewal_date",
)  # fmt: skip
MAKE: Final = """
    SELECT printf('A%012d', i) AS id, 'Customer ' || i AS name,
      ['emea', 'amer', 'apac', 'latam'][1 + (hash(i * 7) % 4)::INT] AS region,
      ['en', 'de', 'fr', 'es', 'ja', 'pt'][1 + (hash(i * 11) % 6)::INT] AS language,
      ['free', 'basic', 'pro', 'scale'][1 + (hash(i * 13) % 4)::INT] AS tier,
      exp(9.0 * (hash(i * 17) % 100000) / 100000)::INT AS employees,
      (hash(i * 19) % 8)::INT AS products_paid, (hash(i * 23) % 5000)::INT AS seats,
      round(exp(4 + 9.0 * (hash(i * 29) % 100000) / 100000), 2) AS arr,
      ((hash(i * 31) % 1001) / 1000.0)::DOUBLE AS health,
      DATE '2022-01-01' + (hash(i * 37) % 1700)::INT AS start_date,
      DATE '2026-11-01' + (hash(i * 41) % 400)::INT AS renewal_date
    FROM range({rows}) t(i)
"""

SOON: Final = date(2027, 2, 23)
HOURS: Final = tuple((4 + 2 * n, 6 + 3 * n) for n in range(len(RULES)))
"""Hours of a segment's account in a year, and more of them in its first."""
Answer = list[tuple[int, str, str, int, int, int, int, int]]
"""Sorted (segment, region, language, accounts, new, renewing, cents, hours); segment -1 is none."""


def sql_rule(rule: str) -> str:
    """Return a rule with its days as SQL writes them."""
    return rule.replace("<= 2027-03-01", "<= DATE '2027-03-01'").replace(
        "<= 2026-06-01", "<= DATE '2026-06-01'"
    )


def source(path: str) -> str:
    """Return the source that DuckDB reads; a text file gets its types, not a sniffer."""
    if path.endswith(".csv"):
        return f"read_csv('{path}', header = true)"
    return f"read_parquet('{path}')"


def run_duckdb(query: str) -> list[tuple[object, ...]]:
    """Run a query in a fresh engine."""
    import duckdb

    return duckdb.connect().execute(query).fetchall()


def scan(path: str) -> Answer:
    """Read the columns and nothing else."""
    largest = ", ".join(f"max({name})" for name in ("id", *READ))
    run_duckdb(f"SELECT {largest}, count(*) FILTER (arr > employees) FROM {source(path)}")
    return []


def hand(path: str) -> Answer:
    """Classify by CASE, once it is sure that no account stands in two rows."""
    (rows, ids), *_ = run_duckdb(f"SELECT count(*), count(DISTINCT id) FROM {source(path)}")
    if rows != ids:
        raise SystemExit("the lean query counts rows, and here accounts stand in several")
    return numbered(path, first_match([str(n) for n in range(len(RULES))], "-1"))


def overlap(path: str) -> Answer:
    """Classify by a bit per rule."""
    bits = " + ".join(
        f"CASE WHEN {sql_rule(rule)} THEN {1 << n} ELSE 0 END" for n, rule in enumerate(RULES)
    )
    folded: dict[tuple[int, str, str], list[int]] = {}
    for marks, region, language, *sums in numbered(path, bits, with_hours=False):
        segment = (marks & -marks).bit_length() - 1
        total = folded.setdefault((segment, region, language), [0] * len(sums))
        for place, amount in enumerate(sums):
            total[place] += amount
    return sorted(hours_behind((*key, *sums) for key, sums in folded.items()))


def written(path: str) -> Answer:
    """Classify by name, hours in the row."""
    names = first_match([f"'{name}'" for name in NAMES], "'none'")
    hours = " ".join(
        f"WHEN '{name}' THEN {each} + {once} * is_new"
        for name, (each, once) in zip(NAMES, HOURS, strict=True)
    )
    rows = run_duckdb(
        "SELECT segment, region, language, count(*), sum(is_new), sum(renewing), "
        f"sum(arr::DECIMAL(18, 2)), sum(CASE segment {hours} ELSE 0 END) "
        f"FROM (SELECT {names} AS segment, region, language, arr, {NEW} AS is_new, "
        f"{RENEWING} AS renewing FROM {source(path)}) GROUP BY ALL"
    )
    return sorted(
        (number_of(name), r, g, n, int(new), int(renewing), int(arr * 100), int(hours))
        for name, r, g, n, new, renewing, arr, hours in rows
    )


NAMES: Final = tuple(f"segment-{n}" for n in range(len(RULES)))
NEW: Final = f"CASE WHEN start_date BETWEEN DATE '{YEAR_AGO}' AND DATE '{AS_OF}' THEN 1 ELSE 0 END"
RENEWING: Final = (
    f"CASE WHEN renewal_date BETWEEN DATE '{AS_OF}' AND DATE '{SOON}' THEN 1 ELSE 0 END"
)


def number_of(name: object) -> int:
    """Return a segment's number, -1 for none."""
    return NAMES.index(str(name)) if name in NAMES else -1


def first_match(results: list[str], otherwise: str) -> str:
    """Return the CASE of the rules in order."""
    whens = (f"WHEN {sql_rule(rule)} THEN {r}" for rule, r in zip(RULES, results, strict=True))
    return f"CASE {' '.join(whens)} ELSE {otherwise} END"


def numbered(path: str, code: str, *, with_hours: bool = True) -> Answer:
    """Count and sum by a code."""
    rows = run_duckdb(
        f"SELECT {code} AS code, region, language, count(*), sum({NEW}), sum({RENEWING}), "
        f"sum(arr::DECIMAL(18, 2)) FROM {source(path)} GROUP BY ALL"
    )
    counted = [
        (c, r, g, n, int(new), int(renewing), int(arr * 100))
        for c, r, g, n, new, renewing, arr in rows
    ]
    return sorted(hours_behind(counted)) if with_hours else counted


def hours_behind(rows: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
    """Yield rows with the hours of their segment, a linear function of two counts."""
    for segment, region, language, accounts, new, *rest in rows:
        each, once = HOURS[segment] if segment >= 0 else (0, 0)
        yield (segment, region, language, accounts, new, *rest, each * accounts + once * new)


def csdesign(path: str) -> Answer:
    """Measure, as `plan --accounts` does."""
    from csdesign.accounts.measure import MeasureOptions, SegmentRule, measure

    rules = [SegmentRule(str(n), rule) for n, rule in enumerate(RULES)]
    measured = measure(rules, path, MeasureOptions(as_of=AS_OF, borders=False))
    cells = [
        (
            int(c.segment),
            c.region or "",
            c.language or "",
            c.accounts,
            c.new_accounts or 0,
            c.renewing or 0,
            int((c.arr or 0) * 100),
        )
        for c in measured.cells
    ]
    return sorted(hours_behind(cells))


def write_design(path: Path) -> None:
    """Write the rules as a design whose segments take `HOURS`."""
    segments = []
    for name, rule, (each, once) in zip(NAMES, RULES, HOURS, strict=True):
        call = f"{{id: call, channel: human-1to1, per_year: {each}, minutes: 45, effort_hours: 1}}"
        start = f"{{id: start, channel: human-1to1, times: {once}, minutes: 45, effort_hours: 1}}"
        segments.append(
            f"- {{id: {name}, where: {json.dumps(rule)}, interactions: [{call}, {start}]}}"
        )
    path.write_text("segments:\n" + "\n".join(segments) + "\n", encoding="utf-8")


def command(design: str, path: str) -> list[str]:
    """Return the command whose time is taken as `plan`."""
    table = ["--accounts", path, "--as-of", str(AS_OF), "--format", "json"]
    return [sys.executable, "-m", "csdesign", "plan", design, *table]


def plan(path: str) -> Answer:
    """Read what the command prints."""
    with tempfile.TemporaryDirectory() as folder:
        design = Path(folder) / "design.yaml"
        write_design(design)
        done = subprocess.run(command(str(design), path), capture_output=True, check=True)
    cells = json.loads(done.stdout)["accounts"]["cells"]
    return sorted(
        (
            number_of(cell["segment"]),
            cell["region"],
            cell["language"],
            cell["accounts"],
            cell["new_accounts"],
            cell["renewing"],
            round(cell["arr"] * 100),
            round(cell["hours"]),
        )
        for cell in cells
    )


def polars(path: str) -> Answer:
    """Classify with a lazy frame, to numbers."""
    return lazy(path, by_name=False)


def polars_written(path: str) -> Answer:
    """Classify with a lazy frame, to names with the hours in the row."""
    return lazy(path, by_name=True)


def lazy(path: str, *, by_name: bool) -> Answer:
    """Classify with polars."""
    import polars as pl

    frame = (
        pl.scan_csv(path, try_parse_dates=True) if path.endswith(".csv") else pl.scan_parquet(path)
    )
    c = pl.col
    e, p, a, t, r = (c(n) for n in ("employees", "products_paid", "arr", "tier", "region"))
    s, h = c("seats"), c("health")
    rules = [
        (e >= 3000) & (p >= 3) & (a >= 50000) & (t == "scale"),
        (e >= 1000) & (a >= 30000) & (h >= 0.4) & (r == "amer"),
        (e >= 1000) & (p >= 2) & (s >= 500) & t.is_in(["pro", "scale"]),
        (a >= 20000) & (s >= 1000) & (h < 0.8) & (c("renewal_date") <= date(2027, 3, 1)),
        e.is_between(200, 2999) & (p >= 2) & (a >= 5000) & r.is_in(["emea", "apac"]),
        (e >= 200) & (s >= 100) & (h >= 0.2) & (t != "free"),
        (a >= 1000) & (p >= 1) & (c("start_date") <= date(2026, 6, 1)) & (e < 5000),
        (e >= 1) & (s >= 0) & (a < 100000) & t.is_in(["free", "basic", "pro"]),
    ]
    new = c("start_date").is_between(YEAR_AGO, AS_OF)
    marks = [pl.lit(name) for name in NAMES] if by_name else list(range(len(RULES)))
    code = pl.lit("none") if by_name else pl.lit(-1)
    for number in reversed(range(len(rules))):
        code = pl.when(rules[number]).then(marks[number]).otherwise(code)
    frame = frame.with_columns(code.alias("code"))
    sums = [
        pl.len().alias("n"),
        new.sum().alias("new"),
        c("renewal_date").is_between(AS_OF, SOON).sum().alias("renewing"),
        (c("arr") * 100).round().cast(pl.Int64).sum().alias("cents"),
    ]
    if by_name:
        hours = pl.lit(0)
        for name, (each, once) in zip(NAMES, HOURS, strict=True):
            work = each + once * new.cast(pl.Int64)
            hours = pl.when(c("code") == name).then(work).otherwise(hours)
        frame = frame.with_columns(hours.alias("hours"))
        sums.append(c("hours").sum())
    rows = frame.group_by("code", "region", "language").agg(sums).collect().rows()
    if by_name:
        return sorted((number_of(name), *rest) for name, *rest in rows)
    return sorted(hours_behind(rows))


def pandas(path: str) -> Answer:
    """Classify with masks; text columns in both formats as pandas reads them by default."""
    import numpy as np
    import pandas as pd

    days = ["start_date", "renewal_date"]
    columns = list(READ)
    frame = (
        pd.read_csv(path, usecols=columns, parse_dates=days)
        if path.endswith(".csv")
        else pd.read_parquet(path, columns=columns)
    )
    for day in days:
        frame[day] = pd.to_datetime(frame[day])
    e, p, a, t, r = (frame[n] for n in ("employees", "products_paid", "arr", "tier", "region"))
    s, h = frame["seats"], frame["health"]
    rules = [
        (e >= 3000) & (p >= 3) & (a >= 50000) & (t == "scale"),
        (e >= 1000) & (a >= 30000) & (h >= 0.4) & (r == "amer"),
        (e >= 1000) & (p >= 2) & (s >= 500) & t.isin(["pro", "scale"]),
        (a >= 20000) & (s >= 1000) & (h < 0.8) & (frame["renewal_date"] <= "2027-03-01"),
        e.between(200, 2999) & (p >= 2) & (a >= 5000) & r.isin(["emea", "apac"]),
        (e >= 200) & (s >= 100) & (h >= 0.2) & (t != "free"),
        (a >= 1000) & (p >= 1) & (frame["start_date"] <= "2026-06-01") & (e < 5000),
        (e >= 1) & (s >= 0) & (a < 100000) & t.isin(["free", "basic", "pro"]),
    ]
    frame["code"] = np.select(rules, range(len(rules)), -1)
    frame["new"] = frame["start_date"].between(pd.Timestamp(YEAR_AGO), pd.Timestamp(AS_OF))
    frame["renewing"] = frame["renewal_date"].between(pd.Timestamp(AS_OF), pd.Timestamp(SOON))
    frame["cents"] = (a * 100).round().astype("int64")
    each, once = (np.array([*values, 0]) for values in zip(*HOURS, strict=True))
    frame["hours"] = each[frame["code"]] + once[frame["code"]] * frame["new"]
    groups = frame.groupby(["code", "region", "language"], observed=True)
    result = groups.agg(
        n=("arr", "size"),
        new=("new", "sum"),
        renewing=("renewing", "sum"),
        cents=("cents", "sum"),
        hours=("hours", "sum"),
    ).reset_index()
    return sorted(tuple(row) for row in result.to_numpy().tolist())


PROGRAMS: Final = {
    "plan": plan,
    "csdesign": csdesign,
    "scan": scan,
    "hand": hand,
    "overlap": overlap,
    "written": written,
    "polars": polars,
    "polars-written": polars_written,
    "pandas": pandas,
}
GOALS_FROM: Final = 10_000_000
GOALS: Final = {
    "scan": 2.2,
    "hand": 1.3,
    "written": 1.3,
    "polars": 0.65,
    "polars-written": 0.65,
    "pandas": 0.3,
}


@dataclass(frozen=True, slots=True)
class Run:
    """One process: CPU (s) and peak memory (MB)."""

    cpu: float
    memory: float


def timed(name: str, path: Path) -> Run:
    """Run a program as a process of its own."""
    args = (
        command(str(path.with_name("design.yaml")), str(path))
        if name == "plan"
        else [sys.executable, __file__, "--run", name, str(path)]
    )
    child = subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{name} failed on {path}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def installed(name: str) -> bool:
    """Return whether a program can run here."""
    needs = {"polars": ["polars"], "pandas": ["pandas", "pyarrow"]}.get(name.partition("-")[0], [])
    return all(importlib.util.find_spec(module) for module in needs)


def same_answers(names: list[str], path: Path) -> None:
    """Stop when a program counts or sums otherwise."""
    answers = {}
    for name in names:
        done = subprocess.run(
            [sys.executable, __file__, "--run", name, str(path), "--print"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        answers[name] = [row for row in json.loads(done.stdout) if row[0] >= 0]
    known = answers[next(name for name in names if name != "scan")]
    for name, answer in answers.items():
        if name != "scan" and answer != known:
            raise SystemExit(f"the programs disagree on {path}, {name} among them")


def compare(path: Path, names: list[str], rounds: int, *, goals: bool) -> Run:
    """Time all programs, print their ratios, and return the run of the first."""
    runs: dict[str, list[Run]] = {name: [] for name in names}
    for number in range(rounds + 1):
        for name in names:
            run = timed(name, path)
            if number:
                runs[name].append(run)
    ours = runs[names[0]]
    for name in names:
        cpu = statistics.median(run.cpu for run in runs[name])
        memory = statistics.median(run.memory for run in runs[name])
        ratio = statistics.median(a.cpu / b.cpu for a, b in zip(ours, runs[name], strict=True))
        goal = f"  goal {GOALS[name]}" if name in GOALS and goals else ""
        print(f"  {name:14} {cpu:8.2f} s {memory:7.0f} MB   {names[0]} / {name} {ratio:5.2f}{goal}")
    return Run(
        statistics.median(run.cpu for run in ours), statistics.median(run.memory for run in ours)
    )


def main() -> None:
    """Read the arguments, make the tables, compare."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--format", choices=["parquet", "csv"], default="parquet")
    parser.add_argument("--only", nargs="+", choices=list(PROGRAMS), default=list(PROGRAMS))
    parser.add_argument("--run", choices=list(PROGRAMS), help="used for the processes timed")
    parser.add_argument("--make", type=int, metavar="ROWS", help="make a table and stop")
    parser.add_argument("path", nargs="?")
    parser.add_argument("--print", action="store_true")
    given = parser.parse_args()
    if given.make:
        run_duckdb(f"COPY ({MAKE.format(rows=given.make)}) TO '{given.path}'")
        return
    if given.run:
        answer = PROGRAMS[given.run](given.path)
        if given.print:
            print(json.dumps(answer))
        return
    names = [name for name in PROGRAMS if name in given.only and installed(name)]
    previous: tuple[int, Run] | None = None
    with tempfile.TemporaryDirectory() as folder:
        for rows in given.rows:
            path = Path(folder) / f"accounts.{given.format}"
            # in a process of its own: a child's peak memory starts from its parent's
            subprocess.run([sys.executable, __file__, "--make", str(rows), str(path)], check=True)
            write_design(path.with_name("design.yaml"))
            print(f"{rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB of {given.format}")
            same_answers(names, path)
            goals = rows >= GOALS_FROM and names[0] == "plan"
            ours = compare(path, names, given.rounds, goals=goals)
            if previous is not None:
                grown = f"{rows / previous[0]:g} times the rows"
                print(f"  {grown}: {ours.cpu / previous[1].cpu:.2f} times the CPU")
            previous = (rows, ours)


if __name__ == "__main__":
    main()
