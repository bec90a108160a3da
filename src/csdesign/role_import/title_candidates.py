"""Other words of a document that may be a role's title, the likeliest first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from typing import TYPE_CHECKING, Final

from csdesign.role_import.blocks import Heading, Item, Paragraph, Table, placed
from csdesign.role_import.headings import classify_heading, normalised
from csdesign.role_import.labels import FACT, is_title_label, names_the_title
from csdesign.role_import.naming import as_written, clean_title, names_a_role, nominative
from csdesign.role_import.parts import CORE
from csdesign.role_import.prose_title import titles_in
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csdesign.role_import.blocks import Beside, Block, PlacedText
    from csdesign.role_import.imported import Unit
    from csdesign.role_import.parts import RolePlan

__all__ = ["Candidate", "Evidence", "candidates", "take_better_title", "title_doubt"]

_FIRST: Final = 12
"""Texts at the beginning of a document among which a line may be the title by its place."""
_FIRST_WITHOUT: Final = 6
"""The same, for lines that name no known job."""
_MOST: Final = 5
_TOLD: Final = 40
"""Texts in which a sentence may say the title."""
_WORDS: Final = 14
_FEW_WORDS: Final = 8
_SHOWN: Final = 150
_SHORT: Final = 100
"""Characters of a line that may be a title, wherever it stands."""
_BROKEN: Final = 50
"""Characters of a line from which a margin may have broken it."""


class Evidence(IntEnum):
    """What speaks for a title, the strongest first."""

    LABEL = 0
    DATA = 1
    HEADING = 2
    NAMED = 3
    """The title that a page or a file has in its properties, with a word of job titles."""
    FIRST_LINE = 4
    SENTENCE = 5
    HEADING_WITHOUT = 6
    """A heading that names no known job."""
    MENTION = 7
    """A short line with a word of job titles, wherever it stands."""
    LINE_WITHOUT = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a title."""

    text: str
    line: int
    evidence: Evidence
    place: str = ""
    """Where they are, if not on a line of the text."""


def candidates(
    blocks: Sequence[Block], beside: Iterable[Beside], *, is_sure: bool
) -> list[Candidate]:
    """Return all that may be a title, the likeliest first; equal ones in the order of the text.

    Where the titles are sure, lines and sentences of the text are not asked.
    """
    found = [*_named(beside), *_labelled(blocks), *_by_looks(blocks, is_sure=is_sure)]
    if not is_sure:
        told = titles_in(islice(_contents(blocks), _TOLD))
        found += [Candidate(text, line, Evidence.SENTENCE) for text, line in told]
    found.sort(key=lambda each: (each.evidence, each.line))
    return found


def take_better_title(plan: RolePlan, found: Iterable[Candidate]) -> None:
    """Give a role the likeliest candidate as its title where its own has no word of job titles."""
    best = next(iter(found), None)
    if best is None or names_a_role(plan.title) or not _is_better(best):
        return
    title = nominative(clean_title(best.text))
    if normalised(title) == normalised(plan.title):
        return
    shown = visible(plan.title, 80)
    plan.checks[:] = [f"the title is from {_place(best, 'line')}, rather than {shown!r}"]
    plan.title, plan.line, plan.written = title, best.line, as_written(best.text, title)


def title_doubt(plan: RolePlan, found: Iterable[Candidate], unit: Unit) -> str:
    """Return words on at most five candidates with other words than the title; empty for none.

    Where the title is sure, only those count that look like titles as much as it does.
    """
    told = {normalised(plan.title), normalised(plan.written)} - {""}
    named: list[str] = []
    for each in found:
        plain = normalised(clean_title(each.text))
        if not plain or (plan.is_sure and each.evidence > Evidence.NAMED):
            continue
        if any(_is_part(plain, other) or _is_part(other, plain) for other in told):
            continue
        told.add(plain)
        named.append(f"{visible(each.text, _SHOWN)!r} ({_place(each, unit)})")
    return f"the title may be {listed(named[:_MOST], 'or')} instead" if named else ""


def _is_better(candidate: Candidate) -> bool:
    return candidate.evidence <= Evidence.DATA or (
        candidate.evidence < Evidence.MENTION and names_a_role(candidate.text)
    )


def _place(candidate: Candidate, unit: Unit) -> str:
    return candidate.place or f"{unit} {candidate.line}"


def _is_part(text: str, of: str) -> bool:
    return f" {text} " in f" {of} "


def _named(beside: Iterable[Beside]) -> Iterator[Candidate]:
    for each in beside:
        if not each.name or len(each.text.split()) > 2 * _WORDS:
            continue
        if each.name == "linked data":
            evidence = Evidence.DATA
        else:
            evidence = Evidence.NAMED if names_a_role(each.text) else Evidence.LINE_WITHOUT
        yield Candidate(each.text, each.line, evidence, each.name)


def _labelled(blocks: Iterable[Block]) -> Iterator[Candidate]:
    """Yield the words behind or below a label such as "Job title"."""
    label = ""
    for content, _ in _texts(blocks):
        fact = FACT.match(content.text)
        if fact is not None and names_the_title(fact[1], content.text[fact.end() :]):
            yield Candidate(content.text[fact.end() :], content.line, Evidence.LABEL)
        elif label and names_the_title(label, content.text):
            yield Candidate(content.text, content.line, Evidence.LABEL)
        label = content.text if is_title_label(content.text) else ""


def _by_looks(blocks: Sequence[Block], *, is_sure: bool) -> Iterator[Candidate]:
    is_below = False
    for number, (content, is_heading) in enumerate(_texts(blocks)):
        if is_sure and not is_heading:
            continue
        text = content.text
        if not is_heading and number >= _FIRST:
            if len(text) <= _SHORT and text[-1] not in ".;," and names_a_role(text):
                yield Candidate(text, content.line, Evidence.MENTION)
            continue
        section = classify_heading(text)
        is_below = is_below or (is_heading and section in CORE)
        count = len(text.split())
        if count > _WORDS or text[-1] in ".;," or (text[-1] in ":?!" and not is_heading):
            continue
        if names_a_role(text) and section not in CORE:
            if is_heading:
                yield Candidate(text, content.line, Evidence.HEADING)
            else:
                is_title = not is_below and FACT.match(text) is None
                evidence = Evidence.FIRST_LINE if is_title else Evidence.MENTION
                yield Candidate(text, content.line, evidence)
        elif section is None and not is_below and count <= _FEW_WORDS and ":" not in text:
            if is_heading:
                yield Candidate(text, content.line, Evidence.HEADING_WITHOUT)
            elif number < _FIRST_WITHOUT:
                yield Candidate(text, content.line, Evidence.LINE_WITHOUT)


def _texts(blocks: Iterable[Block]) -> Iterator[tuple[PlacedText, bool]]:
    """Yield all texts, those of tables too, and whether each is a heading."""
    for block in blocks:
        match block:
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from _texts(cell)
            case Heading():
                yield block.content, True
            case Item() | Paragraph():
                yield from ((content, False) for content in _entries(block.content))


def _entries(content: PlacedText) -> list[PlacedText]:
    """Return the lines of a text that no margin broke, each alone; else the text."""
    ends = [*content.offsets[1:], len(content.text)]
    parts = zip(content.lines, content.offsets, ends, strict=True)
    lines = [placed([(line, content.text[start:end])]) for line, start, end in parts]
    alone = [line for line in lines if line is not None and len(line.text) < _BROKEN]
    return alone if len(alone) == len(lines) else [content]


def _contents(blocks: Iterable[Block]) -> Iterator[PlacedText]:
    return (content for content, _ in _texts(blocks))
