"""Plain text similarities to compare the role audit with, and how pairs are scored."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Row = dict[str, Any]  # one line of a JSON-lines file, as it comes


@dataclass(frozen=True)
class Scored:
    """One judged pair: its truth, its score, and whether it was told or asked."""

    same: bool
    score: float
    flagged: bool


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
