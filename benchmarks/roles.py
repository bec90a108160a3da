"""Measure the role audit on labelled role texts, next to plain text similarities.

    python benchmarks/roles.py [BENCH] [--roles TEXTS] [--ablation] [--semantic]
                               [--scale 1000,10000] [--designs 250,1000,4000]

BENCH is a directory with any of these JSON-lines files; a missing one is skipped:

    pairs.jsonl         {id, kind, label, role_a: {title, responsibilities}, role_b: {...}}
    cs_pairs.jsonl      the same, roles that face customers
    small_files.jsonl   {id, kind, roles: [...], gold: [[i, j], ...]}
    audit_roles.jsonl   {id, title, responsibilities}, with audit_gold.jsonl {a, b, kind}

label is 1 where role_b is role_a renamed. Titles are never given to the comparison. The kind `dwa`
(two independent descriptions of one job) and `ownership_flip` (same words, another owner) are
reported apart. TEXTS is a directory of published roles with an `index.csv` (file, company, title):
pairs of known kinds are made of them by rule (see role_pairs.py), reported by kind and with each
organisation left out in turn, and their families are told from the catalogue. --ablation repeats
the figures without the dictionary of ideas; --semantic adds the optional sentence model; --scale
searches synthetic exports (role_exports.py), --designs generated designs with shared tails.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import role_exports
from role_pairs import ANSWERS, Made, Source, made_pairs

from csdesign import reference
from csdesign.role_import import read_documents
from csdesign.roles import Item, RoleComparison, RoleFile, RoleText, compare
from csdesign.roles.families import family_standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from csdesign.roles.matching.channels import SentenceChannel

SAME: Final = frozenset({"version", "light", "medium", "heavy"})
CORE: Final = SAME | {"near", "near_version", "near_reworded", "mixed", "random"}
OWN: Final = Path(__file__).parent.parent / "tests" / "roles" / "data" / "seven_roles.json"

Row = dict[str, Any]  # one line of a JSON-lines file, as it comes


@dataclass(frozen=True)
class Scored:
    """One judged pair: its truth, its score, and whether it was told or asked."""

    same: bool
    score: float
    flagged: bool


def main() -> None:
    """Read the arguments and print every section that the data allows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("bench", nargs="?", type=Path)
    parser.add_argument("--roles", type=Path, help="published roles with an index.csv")
    parser.add_argument("--ablation", action="store_true", help="repeat without the ideas")
    parser.add_argument("--semantic", action="store_true", help="use the sentence model too")
    parser.add_argument("--scale", default="", help="sizes of synthetic exports")
    parser.add_argument("--designs", default="", help="sizes of generated designs")
    arguments = parser.parse_args()
    started = time.process_time()
    if arguments.bench:
        benchmark(arguments.bench)
    field_pairs(own_pairs())
    if arguments.roles:
        sources = published(arguments.roles)
        made(sources)
        families(sources)
    if arguments.ablation:
        without_ideas(arguments.bench)
    if arguments.semantic:
        from csdesign.roles.text.sentences import SentenceModel

        model = SentenceModel()
        print("\nWith the sentence model:")
        if arguments.bench:
            field_pairs(rows(arguments.bench / "cs_pairs.jsonl"), model)
        field_pairs(own_pairs(), model)
    if arguments.designs:
        designs([int(size) for size in arguments.designs.split(",")])
    if arguments.scale:
        print("\nSynthetic exports:")
        role_exports.main([int(size) for size in arguments.scale.split(",")])
    print(f"\n{time.process_time() - started:.1f} CPU seconds")


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


def is_told(result: RoleComparison) -> bool:
    """Return whether the comparison is an alarm or a question."""
    return result.tier is not None


def is_alarm(result: RoleComparison) -> bool:
    """Return whether the comparison is an alarm."""
    return result.tier == "same-text"


# --------------------------------------------------------------------- pairs


def core_pairs(data: list[Row]) -> None:
    """Print F1 and recall at 99% precision on pairs judged alone, beside the plain methods."""
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
    """Print how many of each tier, and of each word of sureness, were renames."""
    counts: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for same, result in zip(truth, results, strict=True):
        band = f"score {int(result.score * 20) / 20:.2f}" if result.asked else ""
        counts[result.tier or "nothing", band].append(same)
    told = (
        f"{tier} {band}: {sum(same) / len(same):.3f} of {len(same)}".replace("  ", " ")
        for (tier, band), same in sorted(counts.items())
    )
    print("  renames by tier: " + ", ".join(told))


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


def in_file(roles: Sequence[RoleText]) -> dict[tuple[int, int], RoleComparison]:
    """Return the comparison of every pair of a file that is worth one."""
    file = RoleFile(roles)
    return {(i, j): file.compare(i, j, "siblings") for i, j in file.candidates()}


def small_files(data: list[Row]) -> None:
    """Print precision and recall on files of a few neighbouring roles."""
    if not data:
        return
    found = missed = false = alarms = 0
    for row in data:
        gold = {tuple(sorted(pair)) for pair in row["gold"]}
        results = in_file([role(r) for r in row["roles"]])
        told = {pair for pair, result in results.items() if is_told(result)}
        alarmed = {pair for pair, result in results.items() if is_alarm(result)}
        if row["kind"] == "dwa":
            told, alarmed, gold = told - gold, alarmed - gold, set()
        found += len(told & gold)
        missed += len(gold - told)
        false += len(told - gold)
        alarms += len(alarmed - gold)
    print(f"\nSmall files ({len(data)}): {said(found, missed, false)}, false alarms {alarms}")


def export(data: list[Row], gold_rows: list[Row]) -> None:
    """Print F1 on one export of many roles."""
    if not data or not gold_rows:
        return
    number = {row["id"]: n for n, row in enumerate(data)}
    kinds = {tuple(sorted((number[g["a"]], number[g["b"]]))): g["kind"] for g in gold_rows}
    results = in_file([role(row) for row in data])
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


def field_pairs(data: list[Row], channel: SentenceChannel | None = None) -> None:
    """Print, by kind, how many true pairs are told or asked, and how many false ones."""
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


def without_ideas(bench: Path | None) -> None:
    """Print the figures of the field without the dictionary of ideas and the vocabulary."""
    from csdesign.roles.verdict import comparison

    whole = comparison.meaning_of
    comparison.meaning_of = lambda *_, **__: None  # type: ignore[assignment]
    try:
        print("\nWithout the dictionary of ideas:")
        field_pairs(own_pairs())
        if bench:
            field_pairs(rows(bench / "cs_pairs.jsonl"))
            small_files(rows(bench / "small_files.jsonl"))
    finally:
        comparison.meaning_of = whole


# ---------------------------------------------------------- published roles


def published(folder: Path) -> list[Source]:
    """Return the roles of a folder, as `csdesign import` reads them."""
    found = []
    with (folder / "index.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            for item in read_documents([str(folder / row["file"])]):
                duties = tuple(line.text for line in item.responsibilities)
                found.append(Source(row["company"], item.title or row["title"], duties))
    return found


def text(source: Source) -> RoleText:
    """Return a published role for the comparison, with its title."""
    duties = tuple(Item(text=line) for line in source.duties)
    return RoleText(title=source.title, responsibilities=duties)


def made(sources: Sequence[Source]) -> None:
    """Print alarms and questions by kind of pair, the whole, and each organisation left out."""
    judged: list[tuple[Made, RoleComparison]] = [
        (pair, compare(text(pair.a), text(pair.b), relation=pair.relation))  # type: ignore[arg-type]
        for pair in made_pairs(sources, rounds=6)
    ]
    print(f"\nPairs made of {len(sources)} published roles ({len(judged)})")
    print(f"  {'kind':28}{'should be':>12}{'pairs':>7}{'alarm':>8}{'asked':>8}{'nothing':>9}")
    for kind, wanted in ANSWERS.items():
        of_kind = [result for pair, result in judged if pair.kind == kind]
        if of_kind:
            n = len(of_kind)
            alarm = sum(map(is_alarm, of_kind)) / n
            asked = sum(result.asked for result in of_kind) / n
            print(f"  {kind:28}{wanted:>12}{n:7}{alarm:8.2f}{asked:8.2f}{1 - alarm - asked:9.2f}")
    print_made("all", judged)
    for organisation in sorted({pair.organisation for pair, _ in judged}):
        print_made(organisation, [item for item in judged if item[0].organisation == organisation])
    truth = [pair.renamed for pair, _ in judged]
    print_calibration(truth, [result for _, result in judged])
    plain = [(row_of(pair.a), row_of(pair.b)) for pair, _ in judged]
    for name, method in plain_methods([{"role_a": a, "role_b": b} for a, b in plain]).items():
        print_row(
            f"{name}, best threshold",
            at_best_threshold(truth, [method(a, b) for a, b in plain]),
        )
    print_row("csdesign, alarm", [
        Scored(p.renamed, r.score, is_alarm(r)) for p, r in judged
    ])  # fmt: skip


def row_of(source: Source) -> Row:
    """Return a published role as a row of the benchmark has it."""
    return {"title": source.title, "responsibilities": source.duties}


def print_made(name: str, judged: Sequence[tuple[Made, RoleComparison]]) -> None:
    """Print precision and recall of the alarm, renames asked, and questions on negatives."""
    alarms = [pair.renamed for pair, result in judged if is_alarm(result)]
    wanted = [result for pair, result in judged if ANSWERS[pair.kind] == "alarm"]
    renames = [result for pair, result in judged if pair.renamed]
    others = [result for pair, result in judged if not pair.renamed]
    print(
        f"  {name:24} alarm precision {sum(alarms) / max(1, len(alarms)):.3f}, recall "
        f"{sum(map(is_alarm, wanted)) / max(1, len(wanted)):.3f}; renames told or asked "
        f"{sum(map(is_told, renames)) / max(1, len(renames)):.3f}; asked of others "
        f"{sum(r.asked for r in others) / max(1, len(others)):.3f}"
    )


FAMILY_OF_TITLE: Final[Mapping[str, str]] = {
    r"customer support|support (analyst|specialist|manager)|support engineer": "support",
    r"account executive|sales manager": "ae",
    r"customer marketing": "customer-marketing",
    r"success operations": "cs-ops",
    r"digital success|customer programs$": "digital-programme-manager",
    r"professional services$": "deployment",
    r"customer success": "csm",
}
"""The family of a published role, told from its title and checked by reading its text; the first
that fits. A title that fits none, or is of another trade, is foreign."""
FOREIGN: Final = re.compile(
    r"readiness|writer|instructor|bid|channel|enablement|delivery|solutions consultant|managed",
    re.IGNORECASE,
)


def families(sources: Sequence[Source]) -> None:
    """Print how often the catalogue names the right family, beside keywords and TF-IDF."""
    labelled = [(source, label(source.title)) for source in sources if source.duties]
    print(f"\nFamilies of {len(labelled)} published roles")
    print(f"  {'':22}{'known':>6}{'answered':>10}{'right':>7}{'foreign named':>15}")
    for name, method in (("csdesign", ours), ("keyword list", keywords), ("TF-IDF", nearest)):
        known = [(method(source.duties), want) for source, want in labelled if want]
        foreign = [method(source.duties) for source, want in labelled if not want]
        answered = [(got, want) for got, want in known if got]
        right = sum(got == want for got, want in answered)
        named = sum(got is not None for got in foreign)
        strangers = f"{named} of {len(foreign)}"
        print(f"  {name:22}{len(known):6}{len(answered):10}{right:7}{strangers:>15}")


def label(title: str) -> str | None:
    """Return the family of a title, None for another trade."""
    if FOREIGN.search(title):
        return None
    found = (f for pattern, f in FAMILY_OF_TITLE.items() if re.search(pattern, title.lower()))
    return next(found, None)


def ours(duties: Sequence[str]) -> str | None:
    """Return the family that the catalogue names."""
    return family_standing(duties).named


KEYWORDS: Final[Mapping[str, str]] = {
    "sdr": "prospect lead outbound qualify dial pipeline meeting",
    "ae": "quota sales deal close territory negotiate pipeline revenue",
    "support": "ticket support troubleshoot issue incident escalate case",
    "am": "account upsell expansion relationship portfolio growth",
    "deployment": "implementation onboarding deploy configure project services go-live",
    "csm": "adoption success health churn retention outcome value review",
    "renewal": "renewal renew contract expire term",
    "cs-ops": "operations process tool data reporting dashboard metric",
    "digital-programme-manager": "digital automated campaign webinar program scale journey",
    "customer-marketing": "marketing advocacy reference story event community",
}


def keywords(duties: Sequence[str]) -> str | None:
    """Return the family most of whose keywords begin words of the text."""
    words = " ".join(duties).lower().split()
    counts = {
        family: sum(any(word.startswith(key) for key in keys.split()) for word in words)
        for family, keys in KEYWORDS.items()
    }
    best = max(counts, key=lambda family: counts[family])
    return best if counts[best] else None


def nearest(duties: Sequence[str]) -> str | None:
    """Return the family of the nearest reference role by TF-IDF over the same sentences."""
    known, codes = reference.roles(), reference.vocabulary()
    texts = {
        kind: " ".join(
            (*sentences, *(codes[code].text_en for code in known[kind].responsibilities))
        )
        for kind, sentences in reference.wordings().items()
    }
    similar = tf_idf([*texts.values(), " ".join(duties)])
    best = max(texts, key=lambda kind: similar(texts[kind], " ".join(duties)))
    return reference.roles()[best].family


# -------------------------------------------------------------------- designs


def designs(sizes: Sequence[int]) -> None:
    """Print time, planted renames and false alarms in designs whose lines share their tails."""
    print("\nGenerated designs of twelve duties a role")
    print("   roles    CPU s  planted  alarms   asked  false")
    spent = []
    for size in sizes:
        texts, gold = generated(size)
        started = time.process_time()
        results = in_file(texts)
        spent.append(time.process_time() - started)
        alarms = {pair for pair, result in results.items() if is_alarm(result)}
        asked = {pair for pair in gold - alarms if pair in results and is_told(results[pair])}
        print(
            f"{size:>8,}{spent[-1]:>9.1f}{len(gold):>9}{len(alarms & gold):>8}{len(asked):>8}"
            f"{len(alarms - gold):>7}",
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


# ------------------------------------------------------------------- baselines


def plain_methods(data: Sequence[Row]) -> dict[str, Callable[[Row, Row], float]]:
    """Return the plain similarities to compare with; rapidfuzz where it is installed."""
    methods: dict[str, Callable[[Row, Row], float]] = {"word Jaccard": token_jaccard}
    weigh = tf_idf([joined(row[side]) for row in data for side in ("role_a", "role_b")])
    methods["TF-IDF"] = lambda a, b: weigh(joined(a), joined(b))
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


def tf_idf(texts: Sequence[str]) -> Callable[[str, str], float]:
    """Return the cosine of two texts by words weighed over all of them."""
    documents = Counter(word for whole in texts for word in set(whole.lower().split()))

    def vector(whole: str) -> dict[str, float]:
        counts = Counter(whole.lower().split())
        return {
            word: (1 + log(n)) * log((len(texts) + 1) / (documents[word] + 0.5))
            for word, n in counts.items()
        }

    def cosine(a: str, b: str) -> float:
        left, right = vector(a), vector(b)
        size = sqrt(sum(x * x for x in left.values()) * sum(x * x for x in right.values()))
        return sum(x * right.get(word, 0.0) for word, x in left.items()) / (size or 1.0)

    return cosine


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
