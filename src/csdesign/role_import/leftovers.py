"""Words of a document that no role of it holds, kept with their lines: nothing is lost."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from csdesign.role_import.blocks import Heading, Table, placed
from csdesign.role_import.headings import classify_heading
from csdesign.role_import.imported import ImportedRole, LeftOut, Statement
from csdesign.role_import.naming import names_a_role
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csdesign.role_import.blocks import Block, PlacedText
    from csdesign.role_import.imported import Unit

__all__ = ["Leftover", "bare_lines", "leftovers", "unread_note", "with_leftovers"]

_WORD: Final = re.compile(r"[^\W_]+")
_HAS_TEXT: Final = re.compile(r"[^\W\d_]{2}")
_MARK: Final = re.compile(r"^\s*(?:[ivx]{1,5}|[a-zа-я])[.)]\s+", re.IGNORECASE)
"""The number of a point in letters."""
_OPENING: Final = "([„“‚‘«\"'"
_CLOSING: Final = ")]“”’»\"'.:!?…"
_NAME: Final = r"(?<![\w:]):[a-z][a-z0-9_+-]{2,30}:(?![\w:])"
_PICTURE_NAME: Final = re.compile(_NAME)
"""The name of a pictograph, as chats write it: ":tada:"."""
_UNSEEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>|(?<=\])\([^()\s]*(?:\s\"[^\"]*\")?\)"
    rf"|{_NAME}",
    re.DOTALL,
)
"""What no reader of a Markdown text sees: comments, tags, where links lead, names of pictures."""
_LEAD_WORDS: Final = 12
_REACH: Final = 6
"""Words by which texts are looked up."""
_MOST_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that no role holds."""

    text: str
    line: int
    kind: Literal["heading", "text", "page"]
    """Headings of sections and leads into lists; other text; what frames the text of a page."""


@dataclass(slots=True)
class _Texts:
    """Texts as their words, so that they are found in longer ones in one pass."""

    begins: dict[tuple[str, ...], list[tuple[str, ...]]] = field(default_factory=dict)
    """The texts by their first words."""
    plain: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Take one text."""
        words = tuple(_folded(text))
        if not words:
            return
        alike = self.begins.setdefault(words[:_REACH], [])
        if words not in alike:
            alike.append(words)
            self.plain.append(f" {' '.join(words)} ")

    def mark(self, words: tuple[str, ...], free: list[bool]) -> None:
        """Mark the words of any of the texts, or all where a text has them all."""
        at = 0
        while at < len(words):
            count = self._length_at(words, at)
            free[at : at + count] = [False] * count
            at += count or 1
        if any(free):
            whole = f" {' '.join(words)} "
            if any(whole in other for other in self.plain):
                free[:] = [False] * len(free)

    def _length_at(self, words: tuple[str, ...], at: int) -> int:
        """Return the number of words of the longest text that begins there, 0 for none."""
        found = 0
        for reach in range(1, _REACH + 1):
            for other in self.begins.get(words[at : at + reach], ()):
                if len(other) > found and words[at : at + len(other)] == other:
                    found = len(other)
        return found


def leftovers(
    blocks: Sequence[Block], lines: Iterable[tuple[int, str]], roles: Iterable[ImportedRole]
) -> list[Leftover]:
    """Return the words of blocks and lines that no role of a document has, in its order.

    `lines` are those of the source, where it is a text: what no block has is found there.
    """
    said: dict[int, _Texts] = {}
    titles: set[tuple[str, ...]] = set()
    for role in roles:
        for statement in (*_statements(role), Statement(role.written, role.line)):
            said.setdefault(statement.line, _Texts()).add(statement.text)
        titles.update(tuple(_folded(text)) for text in (role.title, role.written))
    read: dict[int, _Texts] = {}
    found: list[Leftover] = []
    for group in _groups(blocks):
        places = dict.fromkeys(line for content, _ in group for line in content.lines)
        held = [said[line] for line in places if line in said]
        for content, is_heading in group:
            for text, line in _not_held(content, held, titles):
                found.append(Leftover(text, line, "heading" if is_heading else _kind(text)))
            ends = [*content.offsets[1:], len(content.text)]
            for line, start, end in zip(content.lines, content.offsets, ends, strict=True):
                read.setdefault(line, _Texts()).add(content.text[start:end])
    for line, text in lines:
        alone = placed([(line, text)])
        if alone is not None:
            held = [texts[line] for texts in (read, said) if line in texts]
            rest = _not_held(alone, held, titles)
            found += [Leftover(words, line, _kind(words)) for words, _ in rest]
    found.sort(key=lambda each: each.line)
    return found


def with_leftovers(roles: Sequence[ImportedRole], found: Iterable[Leftover]) -> list[ImportedRole]:
    """Return roles with leftovers as what has no place in them, each at the role above it."""
    starts = sorted({role.line for role in roles})
    first = {role.line: role for role in reversed(roles)}
    mine: dict[int, list[Leftover]] = {}
    for each in found:
        at = starts[max(bisect_right(starts, each.line) - 1, 0)]
        mine.setdefault(at, []).append(each)
    return [
        _with(role, mine.get(role.line, ())) if role is first[role.line] else role for role in roles
    ]


def _with(role: ImportedRole, found: Iterable[Leftover]) -> ImportedRole:
    texts = [*role.unplaced]
    left = [*role.left_out]
    headings: list[Statement] = []
    for each in found:
        if each.kind == "page":
            left.append(LeftOut(each.text, each.line))
        else:
            (texts if each.kind == "text" else headings).append(Statement(each.text, each.line))
    texts.sort(key=lambda each: each.line)
    return replace(role, unplaced=tuple(texts), left_out=tuple(left), headings=tuple(headings))


def unread_note(found: Sequence[Leftover], unit: Unit) -> str:
    """Return words on the texts of a document without a role, those that name one first."""
    first = sorted(found, key=lambda each: not names_a_role(each.text))[:_MOST_SHOWN]
    shown = ", ".join(f"{visible(each.text, 80)!r} ({unit} {each.line})" for each in first)
    more = f" and {len(found) - len(first)} more" if len(found) > len(first) else ""
    return f"left out: {shown}{more}"


def bare_lines(text: str, *, is_marked_up: bool) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text with their numbers, without what only a program reads."""
    unseen = _UNSEEN if is_marked_up else _PICTURE_NAME
    seen = unseen.sub(lambda match: " " + "\n" * match.group().count("\n"), text)
    for number, line in enumerate(seen.split("\n"), 1):
        yield number, html.unescape(line) if is_marked_up else line


def _statements(role: ImportedRole) -> Iterator[Statement]:
    if role.purpose is not None:
        yield role.purpose
    for each in (
        role.responsibilities,
        role.requirements,
        role.measures,
        role.boundaries,
        role.rights,
        role.unplaced,
    ):
        yield from each
    for section in role.left_out:
        yield Statement(section.heading, section.line)
        yield from section.texts


def _groups(blocks: Iterable[Block]) -> Iterator[list[tuple[PlacedText, bool]]]:
    """Yield texts that may be said together: a block, or the cells of a row."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                cells = [text for cell in row for group in _groups(cell) for text in group]
                yield [(content, False) for content, _ in cells]
        else:
            yield [(block.content, isinstance(block, Heading))]


def _kind(text: str) -> Literal["heading", "text"]:
    leads = text.endswith(":") or classify_heading(text) is not None
    return "heading" if leads and len(text.split()) <= _LEAD_WORDS else "text"


def _not_held(
    content: PlacedText, held: Sequence[_Texts], titles: set[tuple[str, ...]]
) -> Iterator[tuple[str, int]]:
    """Yield the stretches of a text that none of the texts holds, with their lines."""
    text = content.text
    words = [*_WORD.finditer(text)]
    plain = tuple(word.group().casefold() for word in words)
    if plain in titles:
        return
    free = [True] * len(words)
    for texts in held:
        if any(free):
            texts.mark(plain, free)
    for start, end in _runs(free):
        a, b = words[start].start(), words[end - 1].end()
        while a and text[a - 1] in _OPENING:
            a -= 1
        while b < len(text) and text[b] in _CLOSING:
            b += 1
        piece = text[a:b]
        marked = _MARK.sub("", piece, count=1) if not start else piece
        if _HAS_TEXT.search(marked) is not None:
            yield marked, content.line_at(words[start].start())


def _runs(free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for at, is_free in enumerate([*free, False]):
        if is_free and start is None:
            start = at
        elif not is_free and start is not None:
            yield start, at
            start = None


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
