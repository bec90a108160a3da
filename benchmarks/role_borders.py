"""Pairs made of published roles: what is said of each kind, with borders fitted on others.

The borders of the program were fitted on all organisations. To see what they are worth on one that
nobody has seen, they are fitted again on all organisations but one and tried on the one left out:
those of the alarm, of the questions, of exchanged words and of verbs. Not fitted here are a third
(of a text new or gone), which is a definition, and what tells whether two lines are alike or mean
the same, which was fitted on a rename benchmark of other texts.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from unittest import mock

from role_pairs import ANSWERS, Made, Source, made_pairs

from csdesign.role_import import read_documents
from csdesign.roles import Item, RoleText
from csdesign.roles.verdict import comparison, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from csdesign.roles import RoleComparison
    from csdesign.roles.verdict.evidence import Evidence, Tier

Border = tuple[str, str]
"""The name of a border in `verdict`, and the relation that it is for; none where it is for both."""
Borders = dict[Border, float]
_RELATIONS: Final = ("succession", "siblings")


def _steps(least: float, most: float) -> list[float]:
    return [round(least + 0.025 * n, 3) for n in range(round((most - least) / 0.025) + 1)]


_QUESTIONS: Final[Mapping[Border, Sequence[float]]] = {
    **{("_ASK_VERBATIM", name): _steps(0.40, 0.80)[::-1] for name in _RELATIONS},
    **{("_ASK_REWORDED", name): _steps(0.30, 0.70)[::-1] for name in _RELATIONS},
    ("_ASK_FROM", ""): _steps(0.40, 0.80)[::-1],
    **{("_ASK_REWRITTEN_FROM", name): _steps(0.30, 0.70)[::-1] for name in _RELATIONS},
    ("_EXPLAINED_FROM", ""): _steps(0.10, 0.90),
    ("_OTHER_HOLD_ABOVE", ""): _steps(0.10, 0.60),
}
"""What is tried for each border of the questions, from the fewest questions on."""


@dataclass(frozen=True)
class Judged:
    """A pair with everything its verdict rests on."""

    pair: Made
    result: RoleComparison
    evidence: Evidence


def published(folder: Path) -> list[Source]:
    """Return the roles of a folder, as `csdesign import` reads them."""
    found = []
    with (folder / "index.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            for item in read_documents([str(folder / row["file"])]):
                duties = tuple(line.text for line in item.responsibilities)
                found.append(Source(row["company"], item.title or row["title"], duties))
    return found


def judged_pairs(sources: Sequence[Source], rounds: int = 6) -> list[Judged]:
    """Return the pairs of every kind, judged."""
    seen: list[Evidence] = []
    whole = comparison.judge

    def watched(evidence: Evidence) -> verdict.Judgement:
        seen.append(evidence)
        return whole(evidence)

    comparison.judge = watched
    try:
        return [
            Judged(
                pair,
                comparison.compare(text(pair.a), text(pair.b), relation=pair.relation),
                seen[-1],
            )
            for pair in made_pairs(sources, rounds)
        ]
    finally:
        comparison.judge = whole


def text(source: Source) -> RoleText:
    """Return a published role for the comparison, with its title."""
    duties = tuple(Item(text=line) for line in source.duties)
    return RoleText(title=source.title, responsibilities=duties)


def made(judged: Sequence[Judged]) -> None:
    """Print what is said of each kind, of each organisation, and with borders fitted on others."""
    print(f"\nPairs made of published roles ({len(judged)}), borders of the program")
    tiers = [item.result.tier for item in judged]
    print_kinds(judged, tiers)
    print_whole("all", judged, tiers)
    groups: dict[str, list[Judged]] = defaultdict(list)
    for item in judged:
        groups[item.pair.organisation].append(item)
    print("\nEach organisation left out: borders fitted on the others, tried on it")
    left: list[tuple[Judged, Tier | None]] = []
    for name, own in sorted(groups.items()):
        borders = fitted([item for item in judged if item.pair.organisation != name])
        with using(borders):
            now = [verdict.judge(item.evidence).tier for item in own]
        print_whole(name, own, now, said(borders))
        left += zip(own, now, strict=True)
    print_whole("all that were left out", [a for a, _ in left], [b for _, b in left])
    print_kinds([a for a, _ in left], [b for _, b in left])


def said(borders: Borders) -> str:
    """Return borders in words."""
    shown = (f"{name.strip('_').lower()} {relation} {value:.3g}".replace("  ", " ")
             for (name, relation), value in borders.items())  # fmt: skip
    return "; " + ", ".join(shown)


def fitted(judged: Sequence[Judged]) -> Borders:
    """Return the borders that serve the alarm best, then those of the fewest questions.

    One border after the other: each of the questions as strict as it can be without losing a
    rename that the program finds. If several alarm borders are equally good, the strictest is
    taken: few organisations say little of what lies between them, and an alarm must be right.
    """
    found: Borders = {}
    for relation in _RELATIONS:
        own = [item for item in judged if item.pair.relation == relation]
        name = ("_SAME_TEXT_FROM", relation)
        found[name] = max(_steps(0.60, 0.95), key=lambda b: (gain(own, {name: b}), b))
    renames = [item for item in judged if item.pair.renamed and item.result.tier]
    for border, tries in _QUESTIONS.items():
        found[border] = next(
            (b for b in tries if complete(renames, {**found, border: b})), tries[-1]
        )
    return found


def gain(judged: Sequence[Judged], borders: Borders) -> int:
    """Return how many more of the alarms with these borders are wanted than are wrong."""
    with using(borders):
        alarms = [item.pair for item in judged if verdict.judge(item.evidence).tier == "same-text"]
    wanted = sum(ANSWERS[pair.kind] == "alarm" for pair in alarms)
    return wanted - sum(not pair.renamed for pair in alarms)


def complete(renames: Sequence[Judged], borders: Borders) -> bool:
    """Return whether every rename is told or asked with these borders."""
    with using(borders):
        return all(verdict.judge(item.evidence).tier for item in renames)


@contextmanager
def using(borders: Borders) -> Iterator[None]:
    """Judge with other borders than those of the program."""
    with ExitStack() as stack:
        for (name, relation), value in borders.items():
            if relation:
                change = mock.patch.dict(getattr(verdict, name), {relation: value})
            else:
                change = mock.patch.object(verdict, name, value)
            stack.enter_context(change)
        yield


def print_kinds(judged: Sequence[Judged], tiers: Sequence[Tier | None]) -> None:
    """Print the share of alarms and questions for each kind of pair."""
    print(f"  {'kind':28}{'should be':>12}{'pairs':>7}{'alarm':>8}{'asked':>8}{'nothing':>9}")
    for kind, wanted in ANSWERS.items():
        own = [tier for item, tier in zip(judged, tiers, strict=True) if item.pair.kind == kind]
        if own:
            alarm, nothing = own.count("same-text") / len(own), own.count(None) / len(own)
            print(
                f"  {kind:28}{wanted:>12}{len(own):7}{alarm:8.2f}"
                f"{max(0.0, 1 - alarm - nothing):8.2f}{nothing:9.2f}"
            )


def print_whole(
    name: str, judged: Sequence[Judged], tiers: Sequence[Tier | None], more: str = ""
) -> None:
    """Print precision and recall of the alarm, renames asked, and questions on negatives."""
    rows = [(item.pair, tier) for item, tier in zip(judged, tiers, strict=True)]
    alarms = [pair.renamed for pair, tier in rows if tier == "same-text"]
    wanted = [tier == "same-text" for pair, tier in rows if ANSWERS[pair.kind] == "alarm"]
    told = [tier is not None for pair, tier in rows if pair.renamed]
    asked = [tier not in {None, "same-text"} for pair, tier in rows if not pair.renamed]
    print(
        f"  {name:24} alarm precision {share(alarms):.3f}, recall {share(wanted):.3f}; renames "
        f"told or asked {share(told):.3f}; asked of others {share(asked):.3f}{more}"
    )


def share(flags: Sequence[bool]) -> float:
    """Return the share of true flags; 0 without any."""
    return sum(flags) / max(1, len(flags))
