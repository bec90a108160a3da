"""Measure the role audit on labelled role texts, next to plain text similarities.

    python benchmarks/roles.py [BENCH] [--roles TEXTS] [--all] [--ablation]
                               [--designs 250,1000,4000] [--exports 10000,100000] [--commands]

BENCH is a directory with any of these JSON-lines files; a missing one is skipped:

    pairs.jsonl         {id, kind, label, role_a: {title, responsibilities}, role_b: {...}}
    cs_pairs.jsonl      the same, roles that face customers
    small_files.jsonl   {id, kind, roles: [...], gold: [[i, j], ...]}
    audit_roles.jsonl   {id, title, responsibilities}, with audit_gold.jsonl {a, b, kind}

label is 1 where role_b is role_a renamed. Titles are never given to the comparison. The kind `dwa`
(two independent descriptions of one job) and `ownership_flip` (same words, another owner) are
reported apart. TEXTS is a directory of published roles with an `index.csv` (file, company, title):
pairs of known kinds are made of them by rule (role_pairs.py), reported by kind and with each
organisation left out in turn (role_borders.py), and their families are told from the catalogue
(role_families.py). --ablation repeats the figures without the dictionary of ideas and with the
vote of the other roles of a file; --designs, --exports and --commands measure cost (role_runs.py);
--all is all of these.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import role_runs
from role_ablation import with_vote, without_ideas
from role_baselines import Row, Scored, at_best_threshold, plain_methods, print_row
from role_borders import judged_pairs, made, published
from role_families import families
from role_runs import in_file, is_alarm, is_told

from csdesign.roles import Item, RoleComparison, RoleText, compare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from role_borders import Judged

SAME: Final = frozenset({"version", "light", "medium", "heavy"})
CORE: Final = SAME | {"near", "near_version", "near_reworded", "mixed", "random"}
OWN: Final = Path(__file__).parent.parent / "tests" / "roles" / "data" / "seven_roles.json"


def main() -> None:
    """Read the arguments and print every section that the data allows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("bench", nargs="?", type=Path)
    parser.add_argument("--roles", type=Path, help="published roles with an index.csv")
    parser.add_argument("--all", action="store_true", help="measure everything below, too")
    parser.add_argument("--ablation", action="store_true", help="repeat without ideas, with a vote")
    parser.add_argument("--designs", help="sizes of generated designs")
    parser.add_argument("--exports", help="sizes of synthetic exports")
    parser.add_argument("--commands", action="store_true", help="whole commands, and a history")
    asked = parser.parse_args()
    started = time.process_time()
    if asked.bench:
        benchmark(asked.bench)
    field_pairs(own_pairs())
    sources = published(asked.roles) if asked.roles else []
    if sources:
        judged = judged_pairs(sources)
        made(judged)
        beside_plain(judged)
    families(sources)
    if asked.ablation or asked.all:
        ablation(asked.bench)
    if asked.commands or asked.all:
        role_runs.commands()
    if asked.designs or asked.all:
        role_runs.designs(sizes(asked.designs or "250,1000,4000"))
    if asked.exports or asked.all:
        role_runs.exports(sizes(asked.exports or "10000,100000"))
    print(f"\n{time.process_time() - started:.1f} CPU seconds")


def sizes(text: str) -> list[int]:
    """Return the numbers of a list with commas."""
    return [int(size) for size in text.split(",")]


def ablation(bench: Path | None) -> None:
    """Print the figures of the field without the ideas, and of small files with a vote."""
    small = rows(bench / "small_files.jsonl") if bench else []
    with without_ideas():
        print("\nWithout the dictionary of ideas:")
        field_pairs(own_pairs())
        if bench:
            field_pairs(rows(bench / "cs_pairs.jsonl"))
        small_files(small)
    print("\nWith the vote of the other roles of a file:")
    small_files(small, voted=True)
    if bench:
        export(rows(bench / "audit_roles.jsonl"), rows(bench / "audit_gold.jsonl"), voted=True)


def beside_plain(judged: Sequence[Judged]) -> None:
    """Print the alarm on the made pairs, compared with plain methods at their best threshold."""
    truth = [item.pair.renamed for item in judged]
    plain = [
        tuple({"responsibilities": side.duties} for side in (item.pair.a, item.pair.b))
        for item in judged
    ]
    methods = plain_methods([{"role_a": a, "role_b": b} for a, b in plain])
    print("\nThe same pairs                         F1   precision  recall  R@P99")
    print_row("csdesign, alarm", [
        Scored(item.pair.renamed, item.result.score, is_alarm(item.result)) for item in judged
    ])  # fmt: skip
    print_row("csdesign, alarm or question", [
        Scored(item.pair.renamed, item.result.score, is_told(item.result)) for item in judged
    ])  # fmt: skip
    for name, method in methods.items():
        scores = [method(a, b) for a, b in plain]
        print_row(f"{name}, best threshold", at_best_threshold(truth, scores))
    print_calibration(truth, [item.result for item in judged])


def benchmark(folder: Path) -> None:
    """Print the figures on the rename benchmark."""
    core_pairs(rows(folder / "pairs.jsonl"))
    ownership(rows(folder / "pairs.jsonl"))
    small_files(rows(folder / "small_files.jsonl"))
    export(rows(folder / "audit_roles.jsonl"), rows(folder / "audit_gold.jsonl"))
    field_pairs(rows(folder / "cs_pairs.jsonl"))


def rows(path: Path) -> list[Row]:
    """Return the lines of a JSON-lines file, or none where it is missing."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def role(row: Row) -> RoleText:
    """Return a role without its title."""
    return RoleText(responsibilities=tuple(Item(text=text) for text in row["responsibilities"]))


# --------------------------------------------------------------------- pairs


def core_pairs(data: list[Row]) -> None:
    """Print F1 and recall at 99% precision on pairs judged alone, and of the plain methods."""
    chosen = [row for row in data if row["kind"] in CORE]
    if not chosen:
        return
    truth = [bool(row["label"]) for row in chosen]
    results = [compare(role(row["role_a"]), role(row["role_b"])) for row in chosen]
    ours = [
        Scored(same, result.score, is_told(result))
        for same, result in zip(truth, results, strict=True)
    ]
    print(f"\nCore pairs ({len(ours)}, {sum(truth)} renamed)      F1   precision  recall  R@P99")
    print_row("csdesign, alarm or question", ours)
    for name, method in plain_methods(chosen).items():
        scores = [method(row["role_a"], row["role_b"]) for row in chosen]
        print_row(f"{name}, best threshold", at_best_threshold(truth, scores))
    alarms = [same for same, result in zip(truth, results, strict=True) if is_alarm(result)]
    print(f"  alarms: {len(alarms)}, on a negative {len(alarms) - sum(alarms)}")
    print_calibration(truth, results)
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for row, scored in zip(chosen, ours, strict=True):
        missed[row["kind"]] += scored.same and not scored.flagged
        wrong[row["kind"]] += scored.flagged and not scored.same
    print(f"  renames not asked: {+missed}; asked of negatives: {+wrong}")
    apart = [row for row in data if row["kind"] in {"dwa", "near_dwa"}]
    if apart:
        judged = [compare(role(row["role_a"]), role(row["role_b"])) for row in apart]
        dwa = [
            Scored(bool(row["label"]), result.score, is_told(result))
            for row, result in zip(apart, judged, strict=True)
        ]
        print_row("independent descriptions (dwa)", dwa)


def print_calibration(truth: Sequence[bool], results: Sequence[RoleComparison]) -> None:
    """Print how many of each tier and of each confidence were renames."""
    counts: dict[tuple[str, float], list[bool]] = defaultdict(list)
    for same, result in zip(truth, results, strict=True):
        counts[result.tier or "nothing", result.confidence].append(same)
    told = (
        f"{tier} {confidence:.2f}: {sum(same) / len(same):.3f} of {len(same)}"
        for (tier, confidence), same in sorted(counts.items())
    )
    print("  renames by tier and confidence: " + ", ".join(told))


def ownership(data: list[Row]) -> None:
    """Print what becomes of roles that kept their words and lost their ownership."""
    flips = [row for row in data if row["kind"] == "ownership_flip"]
    if not flips:
        return
    results = [compare(role(row["role_a"]), role(row["role_b"])) for row in flips]
    print(
        f"\nOwnership flips: {len(flips)}, vetoed {sum(bool(r.vetoes) for r in results)}, "
        f"alarms {sum(map(is_alarm, results))}"
    )
    true = [row for row in data if row["kind"] in CORE and row["label"]]
    judged = [compare(role(row["role_a"]), role(row["role_b"])) for row in true]
    false = sum(any(veto.kind == "verbs" for veto in result.vetoes) for result in judged)
    print(f"False vetoes on true renames: {false} of {len(true)} ({false / len(true):.2%})")


# --------------------------------------------------------------------- files


def small_files(data: list[Row], *, voted: bool = False) -> None:
    """Print precision and recall on files of a few neighbouring roles."""
    if not data:
        return
    found = missed = false = alarms = 0
    for row in data:
        gold = {tuple(sorted(pair)) for pair in row["gold"]}
        roles = [role(r) for r in row["roles"]]
        results = with_vote(roles) if voted else in_file(roles)
        told = {pair for pair, result in results.items() if is_told(result)}
        alarmed = {pair for pair, result in results.items() if is_alarm(result)}
        if row["kind"] == "dwa":
            told, alarmed, gold = told - gold, alarmed - gold, set()
        found += len(told & gold)
        missed += len(gold - told)
        false += len(told - gold)
        alarms += len(alarmed - gold)
    print(f"\nSmall files ({len(data)}): {said(found, missed, false)}, false alarms {alarms}")


def export(data: list[Row], gold_rows: list[Row], *, voted: bool = False) -> None:
    """Print F1 on one export of many roles."""
    if not data or not gold_rows:
        return
    number = {row["id"]: n for n, row in enumerate(data)}
    kinds = {tuple(sorted((number[g["a"]], number[g["b"]]))): g["kind"] for g in gold_rows}
    roles = [role(row) for row in data]
    results = with_vote(roles) if voted else in_file(roles)
    told = {pair for pair, result in results.items() if is_told(result)}
    alarms = {pair for pair, result in results.items() if is_alarm(result)}
    gold = {pair for pair, kind in kinds.items() if kind != "dwa"}
    found = len(told & gold)
    print(
        f"\nExport of {len(data)} roles, {len(results)} pairs compared: "
        + said(found, len(gold) - found, len(told - kinds.keys()))
        + f", false alarms {len(alarms - kinds.keys())}"
    )


def said(found: int, missed: int, false: int) -> str:
    """Return precision, recall and F1 in words."""
    precision = found / (found + false) if found + false else 1.0
    recall = found / (found + missed) if found + missed else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return (
        f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}, "
        f"false {false}, missed {missed}"
    )


# ------------------------------------------------------------ customer success


def field_pairs(data: list[Row]) -> None:
    """Print, by kind, how many true pairs are told or asked, and how many false ones."""
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in data:
        by_kind[row["kind"]].append(row)
    for kind, group in by_kind.items():
        results = [
            (bool(row["label"]), compare(role(row["role_a"]), role(row["role_b"]))) for row in group
        ]
        true = [result for same, result in results if same]
        others = [result for same, result in results if not same]
        print(
            f"\n{kind}: told or asked {sum(map(is_told, true))} of {len(true)}; of other roles: "
            f"alarms {sum(map(is_alarm, others))}, asked {sum(map(is_told, others))} "
            f"of {len(others)}"
        )


def own_pairs() -> list[Row]:
    """Return this repository's seven roles, each against each paraphrase and translation."""
    roles: dict[str, dict[str, list[str]]] = json.loads(OWN.read_text("utf-8"))
    return [
        {
            "kind": f"own_en_{other}",
            "label": int(a == b),
            "role_a": {"responsibilities": roles[a]["en"]},
            "role_b": {"responsibilities": roles[b][other]},
        }
        for other in ("para", "ru")
        for a in roles
        for b in roles
    ]


if __name__ == "__main__":
    main()
