"""Plain text to blocks: list marks of all kinds, colon headings, capitals, blank lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from csdesign.role_import.blocks import Heading, Item, Paragraph, Table, placed
from csdesign.role_import.headings import classify_heading
from csdesign.role_import.labels import FACT
from csdesign.role_import.readers.looks import (
    bullet,
    looks_like_heading,
    pipe_cells,
    with_pictures_read,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.role_import.blocks import Block

__all__ = ["read_plain"]

_RULE: Final = re.compile(r"^\s*([-=_*~#])\1{2,}\s*$")
_WRAPPED: Final = re.compile(r"^([*_]{1,3})(?=\S)([^*_]+)(?<=\S)\1(?=:?$)")
"""A line in the marks that chats have for bold: "*What you do*"."""
_CLAUSE: Final = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s")
_STEP: Final = 40
"""Columns for each further number of a clause; more than points below it are indented."""
_SECTION_NUMBER: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)[.)]?\s+(?=\S)")
_FULL: Final = 0.88
"""Part of the widest line from which a line is full."""
_WIDEST: Final = 110
"""The widest line of a text that a margin broke."""
_COLUMN: Final = re.compile(r"\S+(?: {1,2}\S+)*")
_EMOJI_NAME: Final = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]{2,30}:(?![\w:])[ ]?")
"""The name of a pictograph, as chats write it: ":tada:"."""
_GAP: Final = re.compile(r" {3,}|\t+")
_HEAD_WORDS: Final = 4
_TITLE_WORDS: Final = 12
_SECTION_LEVEL: Final = 2
_INNER_LEVEL: Final = 3
_SHORT_WORDS: Final = 5
_LONG_LINE: Final = 60
_SHORT_LINE: Final = 50
"""Characters below which no margin broke a line, where the text has none."""
_FEWEST_LINES: Final = 3
"""Lines of a block of which the first may be a heading."""
_NARROW: Final = 0.75
"""A line shorter than this part of the longest in its block was ended by its author."""


def read_plain(text: str, *, first_line: int = 1, titled: bool = True) -> Iterator[Block]:
    """Yield the blocks of a plain text; with `titled` its first short line is the title."""
    named = _EMOJI_NAME.sub("", text)
    written = list(enumerate(with_pictures_read(named.split("\n"), "•"), first_line))
    lines = [(n, part) for n, line in _in_one_column(written) for part in _entries(line)]
    texts = [line for _, line in lines]
    reader = _PlainReader(titled=titled, margin=_margin(texts), heads=_numbered_heads(texts))
    for at, (number, line) in enumerate(lines):
        after = texts[at + 1] if at + 1 < len(texts) else ""
        yield from reader.line(number, line.rstrip(), after, at)
    yield from reader.flush()


@dataclass
class _PlainReader:
    titled: bool
    margin: int | None = None
    heads: frozenset[int] = frozenset()
    """Numbers of lines that are headings with numbers of their own."""
    paragraph: list[tuple[int, str]] = field(default_factory=list)
    item: list[tuple[int, str]] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)
    clause: int | None = None
    """The indentation that the number of the last clause means."""
    lead: int | None = None
    """That of the clause into whose parts a colon leads."""
    blank_before: bool = True
    after_heading: bool = False

    def line(self, number: int, line: str, after: str, at: int) -> Iterator[Block]:
        """Yield the blocks that line `at` completes; `after` is the line that follows."""
        if not line.strip() or _RULE.match(line):
            yield from self.flush()
            self.blank_before = True
            return
        point = bullet(line)
        alone = self.blank_before and _is_set_off(line, after)
        is_section = alone and point is not None and _is_numbered_section(line, point[1], after)
        if point is not None and at in self.heads and not self.titled:
            yield from self.flush()
            content = placed([(number, point[1])])
            if content is not None:
                level = _SECTION_LEVEL if classify_heading(point[1]) is not None else _INNER_LEVEL
                yield Heading(content, level, sure=False)
        elif point is not None and not is_section:
            led = self.item[-1][1].endswith(":") if self.item else False
            yield from self.flush()
            self.item = [(number, point[1])]
            self._nest(self._indent(line, point[0], led=led))
        elif self.item and not self.blank_before and self._continues(line):
            self.item.append((number, line.strip()))
        else:
            yield from self._plain(number, line, alone=alone)
        self.blank_before = False

    def _plain(self, number: int, line: str, *, alone: bool) -> Iterator[Block]:
        text = _WRAPPED.sub(r"\2", line.strip())
        if self.titled:
            yield from self._first(number, text)
            return
        if looks_like_heading(text, alone=alone):
            yield from self.flush()
            content = placed([(number, text)])
            if content is not None:
                level = _SECTION_LEVEL if classify_heading(text) is not None else _INNER_LEVEL
                yield Heading(content, level, sure=False)
                self.after_heading = True
            self.clause = self.lead = None
            return
        if self.item:
            yield from self.flush()
        self.paragraph.append((number, text))

    def _first(self, number: int, text: str) -> Iterator[Block]:
        self.titled = False
        content = placed([(number, text)])
        if content is None:
            return
        short = len(text.split()) <= _TITLE_WORDS and text[-1] not in ".;,!"
        if short and classify_heading(text) is None:
            yield Heading(content, 1)
        else:
            yield from self._plain(number, text, alone=False)

    def _continues(self, line: str) -> bool:
        """Tell whether a line without a mark goes on with the list point above it."""
        text = line.strip()
        return line[0].isspace() or not text[0].isupper()

    def _indent(self, line: str, indent: int, *, led: bool) -> int:
        """Return the indentation of a point: clauses by their numbers, points below one as parts.

        `led` says that the point before ends with a colon.
        """
        clause = _CLAUSE.match(line)
        if led and self.clause is not None:
            self.lead = self.clause
        if clause is None:
            return indent if self.lead is None else self.lead + 1 + indent
        self.clause = _STEP * clause[1].count(".")
        if self.lead is not None and self.clause <= self.lead:
            self.lead = None
        return self.clause

    def _nest(self, indent: int) -> None:
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)

    def _head_of_block(self) -> Heading | None:
        """Take the first line of a block as its heading: short, above longer ones, after text."""
        if self.after_heading or len(self.paragraph) < _FEWEST_LINES:
            return None
        (number, first), *rest = self.paragraph
        count = len(first.split())
        if (
            count > _HEAD_WORDS
            or first[-1] in ".;,:!?"
            or not first[0].isupper()
            or FACT.match(first)
            or any(len(text.split()) <= count or not text[0].isupper() for _, text in rest)
        ):
            return None
        content = placed([(number, first)])
        self.paragraph = rest
        level = _SECTION_LEVEL if classify_heading(first) is not None else _INNER_LEVEL
        return Heading(content, level, sure=False) if content is not None else None

    def flush(self) -> Iterator[Block]:
        """Yield the blocks that are still open."""
        if self.item:
            content = placed(self.item)
            if content is not None:
                yield Item(content, len(self.indents) - 1)
            self.item = []
            self.after_heading = False
        if self.paragraph:
            heading = self._head_of_block()
            if heading is not None:
                yield heading
            self.after_heading = False
            yield from _paragraphs(self.paragraph, self.margin)
            self.paragraph = []
            self.indents = []


def _margin(lines: Sequence[str]) -> int | None:
    """Return the width at which the lines of a text were broken, None if they were not."""
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    widest = max(lengths, default=0)
    full = sum(length >= _FULL * widest for length in lengths)
    return widest if _LONG_LINE <= widest <= _WIDEST and full >= _FEWEST_LINES else None


def _numbered_heads(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbered lines that are alone and do not continue a list: "5. Cooperation"."""
    written = [n for n, line in enumerate(lines) if line.strip()]
    found: set[int] = set()
    for at, number in enumerate(written):
        line = lines[number].strip()
        mark = _SECTION_NUMBER.match(line)
        if mark is None or line[-1] in ".;:,!?" or not line[mark.end()].isupper():
            continue
        around = [lines[n].strip() for n in written[max(at - 1, 0) : at + 2] if n != number]
        is_alone = not any(
            lines[n].strip() for n in (number - 1, number + 1) if 0 <= n < len(lines)
        )
        in_list = any(
            other is not None and other[1].count(".") == mark[1].count(".")
            for other in map(_SECTION_NUMBER.match, around)
        )
        if is_alone and not in_list and len(line.split()) <= _SHORT_WORDS + 1:
            found.add(number)
    return frozenset(found)


def _in_one_column(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return lines with two columns below heads of sections one after the other.

    Text that was copied from a PDF has them side by side: "WHAT YOU DO      WHAT YOU BRING".
    """
    read: list[tuple[int, str]] = []
    right: list[tuple[int, str]] = []
    column = 0
    for number, line in lines:
        heads = [(match.start(), match.group().strip()) for match in _COLUMN.finditer(line)]
        is_head = len(heads) > 1 and all(classify_heading(text) is not None for _, text in heads)
        if is_head and len(heads) == 2:
            read += [(0, ""), *right] if right else []
            column, right = heads[1][0], [(number, heads[1][1]), (number, "")]
            read += [(number, heads[0][1]), (number, "")]
            continue
        cut = _cut(line, column) if column else None
        if cut is None:
            read += [(number, ""), *right] if right else []
            column, right = 0, []
            read.append((number, line))
        else:
            read.append((number, line[:cut].rstrip()))
            right.append((number, line[cut:].rstrip()))
    return [*read, (0, ""), *right] if right else read


def _cut(line: str, column: int) -> int | None:
    """Return the place where a column cuts a line, None if the line has text across it."""
    if len(line) <= column:
        return len(line)
    for at in (column, column - 1, column - 2, column + 1, column + 2):
        if not line[max(at - 2, 0) : at].strip():
            return at
    return None


def _entries(line: str) -> list[str]:
    """Split "Job title: Planner      Grade: 7", entries of a form next to each other."""
    parts = _GAP.split(line.strip()) if _GAP.search(line.strip()) else []
    return parts if any(FACT.match(part) for part in parts[1:]) else [line]


def _is_numbered_section(line: str, text: str, after: str) -> bool:
    """Tell whether a numbered line is a heading: it announces a section, or its clauses follow."""
    if classify_heading(text) is not None:
        return True
    number = re.match(r"\s*(\d{1,2})[.)]\s", line)
    return number is not None and re.match(rf"\s*{number[1]}\.1[.)\s]", after) is not None


def _is_set_off(line: str, after: str) -> bool:
    """Tell whether what follows makes a line a heading: nothing, a list, a form, a long line."""
    if not after.strip() or bullet(after) is not None:
        return True
    if FACT.match(after.strip()):
        return not FACT.match(line.strip())  # else both are lines of one form
    return len(line.split()) <= _SHORT_WORDS and len(after) > _LONG_LINE


def _paragraphs(lines: list[tuple[int, str]], margin: int | None) -> Iterator[Block]:
    rows = [(number, pipe_cells(text)) for number, text in lines]
    if len(rows) > 1 and all(cells is not None for _, cells in rows):
        yield Table(
            tuple(
                tuple(
                    (Paragraph(content),) if (content := placed([(number, cell)])) else ()
                    for cell in cells or ()
                )
                for number, cells in rows
            )
        )
        return
    yield from _unwrapped(lines, margin)


def _unwrapped(lines: list[tuple[int, str]], margin: int | None) -> Iterator[Block]:
    """Join lines that a margin broke; lines that their author ended are paragraphs of their own."""
    longest = max(len(text) for _, text in lines)
    # Margins break lines before small letters too: where each begins with a capital, none did,
    # unless a line reaches the margin of the whole text, as German nouns begin many.
    at_margin = margin is not None and any(
        len(text) >= _NARROW * margin and text[-1] not in ".;!?:" for _, text in lines[:-1]
    )
    listed = len(lines) > 1 and not at_margin and all(text[0].isupper() for _, text in lines)
    groups: list[list[tuple[int, str]]] = []
    for number, text in lines:
        before = groups[-1][-1][1] if groups else ""
        ended = (
            listed
            or before[-1:] in ".;!?:"
            or len(before) < _NARROW * (margin or longest)
            or (margin is None and len(before) < _SHORT_LINE)
        )
        is_entry = FACT.match(text) is not None and FACT.match(lines[0][1]) is not None
        if groups and not ((ended or is_entry) and not text[0].islower()):
            groups[-1].append((number, text))
        else:
            groups.append([(number, text)])
    single = len(groups) > 1 and all(len(group) == 1 for group in groups)
    if single and all(FACT.match(group[0][1]) for group in groups):
        single = False  # a form: "Location: Leeds", "Start: May"
    for group in groups:
        content = placed(group)
        if content is not None:
            # Several lines of their own in one block are a list without marks.
            yield Item(content) if single and not content.text.endswith(":") else Paragraph(content)
