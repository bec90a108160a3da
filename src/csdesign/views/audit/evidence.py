"""Chooses the lines of a pair to quote: reworded and different ones first, equal ones counted."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, groupby, zip_longest
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from csdesign.auditing.results import JudgedPair, Line, Quote

__all__ = ["Quoted", "around_change", "marked", "place_of", "quoted_lines", "without_perhaps"]

_MARKED_FROM: Final = 0.3
"""Share of the same words from which the other words are marked (0 to 1)."""
_PATH: Final = 16
"""Number of characters from which a path is shown without its folders."""
_LONGEST: Final = 26


@dataclass(frozen=True, slots=True)
class Quoted:
    """The lines to show, and the number of each kind left out."""

    lines: tuple[Line, ...]
    alike: int
    """Matches in the same words, or by one code, that are not shown."""
    reworded: int
    """Matches in other words that are not shown."""
    perhaps: int
    """Lines that may mean the same and are not shown."""
    alone: int
    """Lines without a match that are not shown."""


def quoted_lines(
    pair: JudgedPair, cost: Callable[[Line], int], room: int, lines: Sequence[Line] | None = None
) -> Quoted:
    """Return the duties of a pair that a reader wants to see, in the order of the pair.

    Reworded, removed and new ones take turns until `room` is spent, where `cost` is the part of it
    that a line takes; at least one is shown.
    """
    perhaps = pair.perhaps if lines is None else ()
    shown = without_perhaps(pair) if lines is None else lines
    matched = [line for line in shown if line.kind != "only"]
    alike = [line for line in matched if _is_alike(line)]
    reworded = [line for line in matched if not _is_alike(line)]
    gone = [line for line in shown if line.kind == "only" and line.b is None]
    new = [line for line in shown if line.kind == "only" and line.b is not None]
    # One line in the same words is an example; next to reworded ones it adds nothing.
    examples = alike[: max(0, 2 - len(reworded))]
    turns = chain.from_iterable(zip_longest([*perhaps, *reworded, *examples], gone, new))
    chosen: set[int] = set()
    for line in filter(None, turns):
        room -= cost(line)
        if room < 0 and chosen:
            break
        chosen.add(id(line))

    def left(among: Sequence[Line]) -> int:
        return sum(id(line) not in chosen for line in among)

    ordered = (*reworded, *examples, *perhaps, *gone, *new)
    return Quoted(
        lines=tuple(line for line in ordered if id(line) in chosen),
        alike=left(alike),
        reworded=left(reworded),
        perhaps=left(perhaps),
        alone=left([*gone, *new]),
    )


def without_perhaps(pair: JudgedPair) -> list[Line]:
    """Return the duties of a pair without those in its `perhaps`."""
    told = {quote for line in pair.perhaps for quote in (line.a, line.b) if quote is not None}
    return [line for line in pair.duties if line.kind != "only" or not {line.a, line.b} & told]


def around_change(text: str, limit: int) -> str:
    """Return the part of a marked text, at most `limit` long, that has the first change in it."""
    at = text.find("[")
    if len(text) <= limit or at < limit * 2 // 3:
        return text
    start = text.find(" ", max(0, at - limit // 3)) + 1
    return f"... {text[start:]}"


def _is_alike(line: Line) -> bool:
    assert line.a is not None  # noqa: S101 -- a match has both sides
    assert line.b is not None  # noqa: S101 -- the same
    return line.a.text == line.b.text


def place_of(quote: Quote) -> str:
    """Return `file:line`; a long path is shortened to its revision and last part."""
    if quote.span is None:
        return ""
    path = quote.span.path
    if len(path) > _PATH:
        folder, _, name = path.rpartition("/")
        revision, colon, _ = folder.partition(":")
        path = f"{revision}:{name}" if colon else name
    if len(path) > _LONGEST:
        path = f"..{path[2 - _LONGEST :]}"
    return f"{path}:{quote.span.line}"


def marked(line: Line) -> tuple[str, str]:
    """Return both texts of a line, with the words that differ in square brackets.

    Lines without a partner, equal ones and those that share little are left as they are.
    """
    if line.a is None or line.b is None:
        return (line.a.text if line.a else "", line.b.text if line.b else "")
    a, b = line.a.text, line.b.text
    if a == b or line.kind == "code" or line.same < _MARKED_FROM:
        return a, b
    left, right = a.split(), b.split()
    matcher = SequenceMatcher(None, [_plain(w) for w in left], [_plain(w) for w in right], False)
    blocks = matcher.get_matching_blocks()
    same_a = {i for block in blocks for i in range(block.a, block.a + block.size)}
    same_b = {i for block in blocks for i in range(block.b, block.b + block.size)}
    return _bracketed(left, same_a), _bracketed(right, same_b)


def _plain(word: str) -> str:
    return word.casefold().strip(".,;:!?()")


def _bracketed(words: Sequence[str], same: AbstractSet[int]) -> str:
    """Return the words as one text, with each run of differing words in brackets."""
    parts = []
    for alike, run in groupby(range(len(words)), key=same.__contains__):
        text = " ".join(words[i] for i in run)
        parts.append(text if alike else f"[{text}]")
    return " ".join(parts)
