"""Pairs made of published roles: what is said of each kind, with borders fitted on others.

The borders of the program were fitted on all organisations. To see what they are worth on one that
nobody has seen, they are fitted again on all organisations but one and tried on the one left out.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from role_pairs import ANSWERS, Made, Source, made_pairs

from csdesign.role_import import read_documents
from csdesign.roles import Item, RoleText
from csdesign.roles.verdict import comparison, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from csdesign.roles import RoleComparison
    from csdesign.roles.verdict.evidence import Evidence, Tier

_ALARM: Final = [0.60 + 0.025 * n for n in range(15)]
_ASKED: Final = [0.40 + 0.025 * n for n in range(17)]
_PRECISION: Final = 0.98
"""Precision that the fitted alarm must have on the organisations that are not left out."""

Borders = dict[tuple[str, str], float]
"""(which, relation) to the border: `alarm`, or `asked` of texts that were kept verbatim."""


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
    shown = (f"{which} {relation} {value:.3g}" for (which, relation), value in borders.items())
    return "; " + ", ".join(shown)


def fitted(judged: Sequence[Judged]) -> Borders:
    """Return the lowest alarm borders that are precise enough, and the highest that miss nobody."""
    found: Borders = {}
    for relation in ("succession", "siblings"):
        own = [item for item in judged if item.pair.relation == relation]
        found["alarm", relation] = next(
            (b for b in _ALARM if precise(own, {("alarm", relation): b})), _ALARM[-1]
        )
        found["asked", relation] = next(
            (b for b in reversed(_ASKED) if complete(own, {**found, ("asked", relation): b})),
            _ASKED[0],
        )
    return found


def precise(judged: Sequence[Judged], borders: Borders) -> bool:
    """Return whether the alarms with these borders are renames, all but a few."""
    with using(borders):
        alarms = [
            item.pair.renamed for item in judged if verdict.judge(item.evidence).tier == "same-text"
        ]
    return sum(alarms) >= _PRECISION * len(alarms)


def complete(judged: Sequence[Judged], borders: Borders) -> bool:
    """Return whether every rename is told or asked with these borders."""
    with using(borders):
        return all(verdict.judge(item.evidence).tier for item in judged if item.pair.renamed)


@contextmanager
def using(borders: Borders) -> Iterator[None]:
    """Judge with other borders than those of the program."""
    tables: Mapping[str, dict[str, float]] = {
        "alarm": verdict._SAME_TEXT_FROM,
        "asked": verdict._ASK_VERBATIM,
    }
    before = {key: tables[key[0]][key[1]] for key in borders}
    try:
        for (which, relation), value in borders.items():
            tables[which][relation] = value
        yield
    finally:
        for (which, relation), value in before.items():
            tables[which][relation] = value


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
