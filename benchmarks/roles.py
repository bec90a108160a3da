"""Measure the role comparison on labelled role texts, next to plain text similarities.

    python benchmarks/roles.py [DATA] [--semantic] [--scale 1000,10000,100000]

DATA is a directory with any of these JSON-lines files; a missing one is skipped:

    pairs.jsonl         {id, kind, label, role_a: {title, responsibilities}, role_b: {...}}
    cs_pairs.jsonl      the same, roles that face customers
    small_files.jsonl   {id, kind, roles: [...], gold: [[i, j], ...]}
    audit_roles.jsonl   {id, title, responsibilities}, with audit_gold.jsonl {a, b, kind}

label is 1 where role_b is role_a renamed. Titles are never given to the comparison. The kind `dwa`
(two independent descriptions of one job) and `ownership_flip` (same words, another owner) are
reported apart. Without DATA only the roles that come with this repository are measured.
--semantic adds the optional sentence model to the pairs of roles that face customers; --scale
searches synthetic exports of these sizes for planted renames (see role_exports.py).
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import role_exports

from csdesign.roles import Item, RoleComparison, RoleFile, RoleText, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from csdesign.roles.matching.channels import SentenceChannel

SAME: Final = frozenset({"version", "light", "medium", "heavy"})
CORE: Final = SAME | {"near", "near_version", "near_reworded", "mixed", "random"}
OWN: Final = Path(__file__).parent.parent / "tests" / "roles" / "data" / "seven_roles.json"
FLAGGED: Final = frozenset({"unchanged", "barely-changed"})

Row = dict[str, Any]  # one line of a JSON-lines file, as it comes


@dataclass(frozen=True)
class Scored:
    """One judged pair: its truth, its score, and whether it was called the same job."""

    same: bool
    score: float
    flagged: bool


def main() -> None:
    """Read the arguments and print every section that the data allows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--semantic", action="store_true", help="use the sentence model too")
    parser.add_argument(
        "--scale", default="", help="numbers of synthetic roles, such as 1000,10000"
    )
    arguments = parser.parse_args()
    started = time.process_time()
    if arguments.data:
        core_pairs(rows(arguments.data / "pairs.jsonl"))
        ownership(rows(arguments.data / "pairs.jsonl"))
        small_files(rows(arguments.data / "small_files.jsonl"))
        export(
            rows(arguments.data / "audit_roles.jsonl"), rows(arguments.data / "audit_gold.jsonl")
        )
        field_pairs(rows(arguments.data / "cs_pairs.jsonl"))
    field_pairs(own_pairs())
    if arguments.semantic:
        from csdesign.roles.text.sentences import SentenceModel

        model = SentenceModel()
        print("\nWith the sentence model:")
        if arguments.data:
            field_pairs(rows(arguments.data / "cs_pairs.jsonl"), model)
        field_pairs(own_pairs(), model)
    if arguments.scale:
        print("\nSynthetic exports:")
        role_exports.main([int(size) for size in arguments.scale.split(",")])
    print(f"\n{time.process_time() - started:.1f} CPU seconds")


def rows(path: Path) -> list[Row]:
    """Return the lines of a JSON-lines file, or none where it is missing."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def role(row: Row) -> RoleText:
    """Return a role without its title."""
    return RoleText(responsibilities=tuple(Item(text=text) for text in row["responsibilities"]))


def is_flagged(result: RoleComparison) -> bool:
    """Return whether the comparison says: the same job."""
    return result.verdict in FLAGGED


# --------------------------------------------------------------------- pairs


def core_pairs(data: list[Row]) -> None:
    """Print F1 and recall at 99% precision on pairs judged alone, beside the plain methods."""
    chosen = [row for row in data if row["kind"] in CORE]
    if not chosen:
        return
    truth = [bool(row["label"]) for row in chosen]
    results = [compare(role(row["role_a"]), role(row["role_b"])) for row in chosen]
    ours = [
        Scored(same, result.score, is_flagged(result))
        for same, result in zip(truth, results, strict=True)
    ]
    print(f"\nCore pairs ({len(ours)}, {sum(truth)} renamed)      F1   precision  recall  R@P99")
    print_row("csdesign, its own verdict", ours)
    for name, method in plain_methods().items():
        scores = [method(row["role_a"], row["role_b"]) for row in chosen]
        print_row(f"{name}, best threshold", at_best_threshold(truth, scores))
    print_calibration(ours, results)
    wrong: dict[str, int] = defaultdict(int)
    for row, scored in zip(chosen, ours, strict=True):
        wrong[row["kind"]] += scored.same != scored.flagged
    print("  wrong by kind: " + ", ".join(f"{kind} {n}" for kind, n in sorted(wrong.items()) if n))
    apart = [row for row in data if row["kind"] in {"dwa", "near_dwa"}]
    judged = [compare(role(row["role_a"]), role(row["role_b"])) for row in apart]
    if apart:
        dwa = [
            Scored(bool(row["label"]), result.score, is_flagged(result))
            for row, result in zip(apart, judged, strict=True)
        ]
        print_row("independent descriptions (dwa)", dwa)


def print_calibration(ours: Sequence[Scored], results: Sequence[RoleComparison]) -> None:
    """Print how often the verdict's side was right, by the confidence it gave."""
    bands: dict[float, list[bool]] = defaultdict(list)
    for scored, result in zip(ours, results, strict=True):
        edge = max(low for low in (0.5, 0.7, 0.9, 0.97) if result.confidence >= low or low == 0.5)
        bands[edge].append(scored.same == scored.flagged)
    told = (
        f"{low:g}+: {sum(right) / len(right):.3f} of {len(right)}"
        for low, right in sorted(bands.items())
    )
    print("  right by confidence: " + ", ".join(told))


def ownership(data: list[Row]) -> None:
    """Print what becomes of roles that kept their words and lost their ownership."""
    flips = [row for row in data if row["kind"] == "ownership_flip"]
    if not flips:
        return
    verdicts = [compare(role(row["role_a"]), role(row["role_b"])) for row in flips]
    kept = sum(result.verdict == "unchanged" for result in verdicts)
    vetoed = sum(bool(result.vetoes) for result in verdicts)
    print(f"\nOwnership flips: {len(flips)}, vetoed {vetoed}, called unchanged {kept}")
    true = [row for row in data if row["kind"] in CORE and row["label"]]
    judged = [compare(role(row["role_a"]), role(row["role_b"])) for row in true]
    false = sum(bool(result.vetoes) for result in judged)
    print(f"False vetoes on true renames: {false} of {len(true)} ({false / len(true):.2%})")


# --------------------------------------------------------------------- files


def in_file(roles: Sequence[RoleText]) -> dict[tuple[int, int], RoleComparison]:
    """Return the comparison of every pair of a file that is worth one."""
    file = RoleFile(roles)
    return {(i, j): file.compare(i, j) for i, j in file.candidates()}


def small_files(data: list[Row]) -> None:
    """Print precision and recall on files of a few neighbouring roles."""
    if not data:
        return
    found = missed = false = files = 0
    for row in data:
        gold = {tuple(sorted(pair)) for pair in row["gold"]}
        flagged = {
            pair
            for pair, result in in_file([role(r) for r in row["roles"]]).items()
            if is_flagged(result)
        }
        if row["kind"] == "dwa":
            flagged, gold = flagged - gold, set()
        found += len(flagged & gold)
        missed += len(gold - flagged)
        false += len(flagged - gold)
        files += bool(flagged - gold)
    print(
        f"\nSmall files ({len(data)}): "
        + said(found, missed, false)
        + f", files with a false alarm {files}"
    )


def export(data: list[Row], gold_rows: list[Row]) -> None:
    """Print F1 on one export of many roles."""
    if not data or not gold_rows:
        return
    number = {row["id"]: n for n, row in enumerate(data)}
    kinds = {tuple(sorted((number[g["a"]], number[g["b"]]))): g["kind"] for g in gold_rows}
    results = in_file([role(row) for row in data])
    flagged = {pair for pair, result in results.items() if is_flagged(result)}
    gold = {pair for pair, kind in kinds.items() if kind != "dwa"}
    apart = kinds.keys() - gold
    found = len(flagged & gold)
    print(
        f"\nExport of {len(data)} roles: "
        + said(found, len(gold) - found, len(flagged - kinds.keys()))
    )
    print(f"  independent descriptions (dwa) found: {len(flagged & apart)} of {len(apart)}")


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


def field_pairs(data: list[Row], channel: SentenceChannel | None = None) -> None:
    """Print, by kind, how many true pairs are flagged or up for review, and how many false ones."""
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in data:
        by_kind[row["kind"]].append(row)
    for kind, group in by_kind.items():
        results = [
            (bool(row["label"]), compare(role(row["role_a"]), role(row["role_b"]), channel=channel))
            for row in group
        ]
        true = [result for same, result in results if same]
        others = [result for same, result in results if not same]
        print(
            f"\n{kind}: flagged {sum(map(is_flagged, true))}, flagged or in review "
            f"{sum(is_flagged(r) or r.review for r in true)} of {len(true)}; false: flagged "
            f"{sum(map(is_flagged, others))}, flagged or in review "
            f"{sum(is_flagged(r) or r.review for r in others)} of {len(others)}"
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


# ------------------------------------------------------------------- baselines


def plain_methods() -> dict[str, Callable[[Row, Row], float]]:
    """Return the plain similarities to compare with; rapidfuzz where it is installed."""
    methods: dict[str, Callable[[Row, Row], float]] = {"token Jaccard": token_jaccard}
    try:
        from rapidfuzz.fuzz import token_set_ratio
    except ImportError:
        return methods
    methods["rapidfuzz token_set"] = lambda a, b: token_set_ratio(joined(a), joined(b)) / 100
    return methods


def joined(row: Row) -> str:
    """Return the duties as one lower-case text."""
    return " ".join(row["responsibilities"]).lower()


def token_jaccard(a: Row, b: Row) -> float:
    """Return the Jaccard index of the words of two roles."""
    left, right = set(joined(a).split()), set(joined(b).split())
    return len(left & right) / len(left | right)


def at_best_threshold(truth: Sequence[bool], scores: Sequence[float]) -> list[Scored]:
    """Return the pairs flagged from the threshold that gives the best F1 on this very data."""
    best, where = -1.0, 0.0
    positives = sum(truth)
    for threshold, found, taken in cuts(truth, scores):
        f1 = 2 * found / (taken + positives)
        if f1 > best:
            best, where = f1, threshold
    return [Scored(same, score, score >= where) for same, score in zip(truth, scores, strict=True)]


def cuts(truth: Iterable[bool], scores: Iterable[float]) -> Iterator[tuple[float, int, int]]:
    """Yield (threshold, true pairs taken, pairs taken) for every distinct score, highest first."""
    ranked = sorted(zip(scores, truth, strict=True), reverse=True)
    found = 0
    for taken, (score, same) in enumerate(ranked, 1):
        found += same
        if taken == len(ranked) or ranked[taken][0] < score:
            yield score, found, taken


def print_row(name: str, pairs: Sequence[Scored]) -> None:
    """Print one line of the table of pairs."""
    found = sum(p.same and p.flagged for p in pairs)
    flagged, positives = sum(p.flagged for p in pairs), sum(p.same for p in pairs)
    precision, recall = found / flagged if flagged else 1.0, found / positives
    f1 = 2 * found / (flagged + positives)
    sure = [
        hit / positives
        for _, hit, taken in cuts([p.same for p in pairs], [p.score for p in pairs])
        if hit >= 0.99 * taken
    ]
    print(f"  {name:34} {f1:.4f}     {precision:.4f}  {recall:.4f}  {max(sure, default=0):.4f}")


if __name__ == "__main__":
    main()
