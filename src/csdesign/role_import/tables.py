"""Tables in documents: one role a row, or sections next to or above their text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.role_import.blocks import Block, Heading, Item, Paragraph, PlacedText, Table
from csdesign.role_import.headings import classify_heading, normalised
from csdesign.role_import.labels import names_the_title
from csdesign.role_import.naming import names_a_role
from csdesign.role_import.parts import CORE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.role_import.headings import Section

__all__ = ["without_tables"]

_TITLE_HEADS: Final = frozenset(
    {
        "role",
        "roles",
        "title",
        "job title",
        "position",
        "job",
        "роль",
        "роли",
        "должность",
        "позиция",
    }
)
_ABOVE: Final = re.compile(
    r"(?:(?:line|hiring|direct|reporting|people|immediate) )?(?:manager|supervisor|lead|head)"
    r"|(?:direkte[rn]? )?vorgesetzte[rn]?|responsable(?: hiérarchique)?|chef"
    r"|(?:непосредственный )?(?:руководитель|начальник)",
    re.IGNORECASE,
)
"""Labels of a form for whom the role reports to; no titles next to a title."""
_ROLE_LEVEL: Final = 2
_SECTION_LEVEL: Final = 8
_LABEL_WORDS: Final = 4
"""Words up to which a cell next to a title is a level or a team, not a sentence."""

_FACT_WORDS: Final = 12
"""Words up to which a cell is an entry of a form."""

_NUMBER_HEADS: Final = frozenset(
    {
        "no",
        "nr",
        "n",
        "№",
        "n°",
        "num",
        "number",
        "numéro",
        "lfd nr",
        "pos",
        "№ п п",
        "п п",
        "номер",
    }
)
"""Heads of a column of numbers."""

_MARK_LENGTH: Final = 3
"""Characters of a mark in a cell: "x", "E", "Yes"."""

_LEAST_SENTENCE: Final = 3
"""Words of the cells of a table of levels, on average."""

Cell = tuple[Block, ...]


def without_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with each table turned into the headings, items and paragraphs it means."""
    for block in blocks:
        if isinstance(block, Table):
            yield from _flattened(block)
        else:
            yield block


def _flattened(table: Table) -> Iterator[Block]:
    rows = [row for row in table.rows if any(row)]
    if rows and all(map(_is_point, rows)):
        yield from (point for row in rows for point in _points(row))
        return
    inner = _numbered(rows)
    if inner is not None:
        start, end = inner
        yield from _flattened(Table(tuple(rows[:start])))
        yield from _numbered_rows(rows[start:end])
        yield from _flattened(Table(tuple(rows[end:])))
        return
    if not rows:
        return
    head = [_words(cell) for cell in rows[0]]
    titled = next((n for n, text in enumerate(head) if normalised(text) in _TITLE_HEADS), None)
    sections = [classify_heading(text) for text in head]
    if len(rows) > 1 and (levels := _levels(rows)):
        yield from levels
    elif titled is not None and len(rows) > 1 and len(head) > 1 and not _is_form(rows, titled):
        for row in rows[1:]:
            yield from _role_row(row, titled, sections)
    elif len(rows) > 1 and sum(section is not None for section in sections) > 1:
        yield from _section_columns(rows, sections)
    elif not _begins_a_form(rows) and (told := _told(rows)) is not None:
        for row in rows[1:]:
            yield from _told_row(row, told)
    else:
        yield from _labelled_rows(rows)


def _is_point(row: Sequence[Cell]) -> bool:
    """Return whether a row is a point of a list with its mark in a cell of its own."""
    mark = _words(row[0])
    return len(row) == 2 and len(mark) == 1 and not mark.isalnum()


def _points(row: Sequence[Cell]) -> Iterator[Block]:
    for block in _contents(row[1:]):
        yield Item(block.content) if isinstance(block, Paragraph) else block


def _numbered(rows: Sequence[Sequence[Cell]]) -> tuple[int, int] | None:
    """Return the bounds of duties with a head of their own in a form: "No. | Task | Share"."""
    for start, row in enumerate(rows):
        is_head = len(row) > 1 and normalised(_words(row[0])) in _NUMBER_HEADS
        if not is_head or not any(_is_core(_words(cell)) for cell in row[1:]):
            continue
        end = start + 1
        while end < len(rows) and _words(rows[end][0]).strip(" .)").isdecimal():
            end += 1
        if end - start > 2 and end - start < len(rows):
            return start, end
    return None


def _numbered_rows(rows: Sequence[Sequence[Cell]]) -> Iterator[Block]:
    head = next(n for n, cell in enumerate(rows[0]) if _is_core(_words(cell)))
    yield from _headings(rows[0][head], _SECTION_LEVEL)
    for row in rows[1:]:
        yield from _told_row(row, max(range(len(row)), key=lambda n: len(_words(row[n]))))


def _section_columns(
    rows: Sequence[Sequence[Cell]], sections: Sequence[Section | None]
) -> Iterator[Block]:
    """Yield the points below heads such as "Essential" and "Desirable".

    Columns without a section hold labels ("Qualifications") and how a point is tested, but for one
    of sentences whose others only have marks: "Experience of shifts | E | x".
    """
    marked = _marked_column(rows, sections)
    if marked is not None:
        head = next(n for n, section in enumerate(sections) if section is not None)
        yield from _headings(rows[0][head], _SECTION_LEVEL)
        for row in rows[1:]:
            yield from _contents(row[marked : marked + 1])
        return
    for number, cell in enumerate(rows[0]):
        column = [row[number] for row in rows[1:] if number < len(row)]
        if sections[number] is None and all(len(_words(c).split()) <= _LABEL_WORDS for c in column):
            continue
        yield from _headings(cell, _SECTION_LEVEL)
        for each in column:
            yield from _contents([each])


def _marked_column(
    rows: Sequence[Sequence[Cell]], sections: Sequence[Section | None]
) -> int | None:
    """Return the column of points where those with a section only hold marks, else None."""
    kinds = {section for section in sections if section is not None}
    told = [n for n, section in enumerate(sections) if section is not None]
    marks = [_words(row[n]) for row in rows[1:] for n in told if n < len(row)]
    free = [n for n, section in enumerate(sections) if section is None]
    if len(kinds) != 1 or not free or any(len(mark) > _MARK_LENGTH for mark in marks):
        return None
    return max(free, key=lambda n: sum(len(_words(r[n])) for r in rows[1:] if n < len(r)))


def _begins_a_form(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether the first row is an entry like the others: a label with its colon, or a title.

    Otherwise it is the head of the table, and says nothing itself.
    """
    first = [_words(cell) for cell in rows[0]]
    if len(first) != 2:
        return False
    labels = [_words(row[0]) for row in rows if row]
    return names_the_title(first[0], first[1]) or all(label.endswith(":") for label in labels)


def _levels(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """Return the roles of a table with a role above each column but the first; none elsewhere."""
    head = rows[0]
    titles = [_words(cell) for cell in head[1:]]
    texts = [_words(cell) for row in rows[1:] for cell in row[1:]]
    if (
        len(titles) < 2
        or not all(map(names_a_role, titles))
        or any(names_a_role(_words(row[0])) for row in rows[1:] if row)
        or sum(len(text.split()) for text in texts) < _LEAST_SENTENCE * len(texts)
    ):
        return []
    found: list[Block] = []
    for number, cell in enumerate(head[1:], 1):
        found += _headings(cell, _ROLE_LEVEL)
        said: Section = "context"
        for row in rows[1:]:
            label = classify_heading(_words(row[0]))
            section = label if label in CORE and label in _SECTION_NAMES else "duties"
            if section != said:
                found.append(Heading(_placed_as(row[0], _SECTION_NAMES[section]), _SECTION_LEVEL))
                said = section
            found += [
                Item(block.content)
                for block in (row[number] if number < len(row) else ())
                if not isinstance(block, Table)
            ]
    return found


def _is_form(rows: Sequence[Sequence[Cell]], titled: int) -> bool:
    """Tell a form with the title next to its label from a list of roles below a head."""
    texts = [[_words(cell) for cell in row] for row in rows]
    after = texts[0][titled + 1] if titled + 1 < len(texts[0]) else ""
    return (
        classify_heading(after) is None
        and names_the_title(texts[0][titled], after)
        and 2
        * sum(
            names_a_role(row[titled]) and not _ABOVE.fullmatch(row[titled].strip(" :"))
            for row in texts[1:]
            if titled < len(row)
        )
        < len(texts[1:])
    )


def _told(rows: Sequence[Sequence[Cell]]) -> int | None:
    """Return the one column of sentences next to labels and shares, below a head of labels."""
    width = len(rows[0])
    if len(rows) < 3 or width < 2 or any(len(row) != width for row in rows):
        return None
    words = [[len(_words(cell).split()) for cell in column] for column in zip(*rows, strict=True)]
    long = [n for n, column in enumerate(words) if sum(column[1:]) > _LABEL_WORDS * len(rows[1:])]
    if width == 2 and any(
        sum(_is_core(_words(cell)) for cell in column) > 1 for column in zip(*rows, strict=True)
    ):
        return None  # the labels are sections of their own
    if not long and width > 2:
        long = _richest(rows, words)
    is_label = all(max(column) <= _LABEL_WORDS for n, column in enumerate(words) if n not in long)
    heads_are_labels = all(column[0] <= _LABEL_WORDS for column in words)
    return long[0] if len(long) == 1 and is_label and heads_are_labels else None


def _richest(rows: Sequence[Sequence[Cell]], words: Sequence[Sequence[int]]) -> list[int]:
    """Return the column with most words, if no two of its cells are equal."""
    best = max(range(len(words)), key=lambda n: sum(words[n][1:]))
    texts = [_words(row[best]) for row in rows[1:]]
    is_alone = all(sum(words[n][1:]) < sum(words[best][1:]) for n in range(len(words)) if n != best)
    return [best] if is_alone and len(set(texts)) == len(texts) and all(texts) else []


def _is_core(label: str) -> bool:
    return classify_heading(label) in CORE


def _told_row(row: Sequence[Cell], told: int) -> Iterator[Block]:
    """Yield the sentence of a row as a point, its labels before it: "Setup (40%): runs ..."."""
    cells = [text for n, cell in enumerate(row) if n != told and (text := _words(cell))]
    labels = [text for text in cells if not text.strip(" .").isdecimal()]  # not its number
    first, rest = labels[:1], labels[1:]
    label = " ".join(
        [*(each.rstrip(" :") for each in first), *([f"({', '.join(rest)})"] if rest else [])]
    )
    text = ": ".join(part for part in (label, _words(row[told])) if part)
    if _words(row[told]):
        yield Item(_placed_as(row[told], text))


def _role_row(
    row: Sequence[Cell], titled: int, sections: Sequence[Section | None]
) -> Iterator[Block]:
    """Yield a role's title and its cells; cells beyond the head belong to the last column."""
    if titled >= len(row):
        return
    yield from _headings(row[titled], _ROLE_LEVEL)
    for number, cell in enumerate(row):
        words = _words(cell).split()
        if number == titled or not words:
            continue
        section = sections[min(number, len(sections) - 1)]
        # More cells than the head has: short ones among them are levels or teams.
        extra = len(row) > len(sections) and number >= len(sections) - 1
        if section is None or (extra and len(words) <= _LABEL_WORDS):
            continue
        yield Heading(_placed_as(cell, _SECTION_NAMES[section]), _SECTION_LEVEL)
        yield from _contents([cell])


_SECTION_NAMES: Final[dict[Section, str]] = {
    "duties": "Responsibilities",
    "requirements": "Requirements",
    "measures": "Measures",
    "mixed": "Duties and requirements",
    "context": "Summary",
    "other": "About us",
}
"""A heading for each section, as `classify_heading` reads it back."""


def _labelled_rows(rows: Sequence[Sequence[Cell]]) -> Iterator[Block]:
    """Yield rows whose first cell may name what the others hold; one without goes on above."""
    section: Section | None = None
    for row, after in zip(rows, [*rows, None][1:], strict=True):
        label = _words(row[0])
        section = classify_heading(label) if label else section
        goes_on = after is not None and len(row) > 1 and not _words(after[0])
        if label and section is None and goes_on:
            yield from _headings(row[0], _SECTION_LEVEL)
            yield from _contents(row[1:])
        else:
            yield from _labelled_row(row, section)


def _labelled_row(row: Sequence[Cell], section: Section | None) -> Iterator[Block]:
    """Yield a row whose first cell may name what the others hold."""
    is_title = len(row) > 1 and names_the_title(_words(row[0]), _words(row[1]))
    if (section in {None, "other"} or is_title) and (facts := _facts(row)):
        yield from facts
    elif len(row) > 1 and section is not None:
        yield from _headings(row[0], _SECTION_LEVEL)
        yield from _contents(row[1:])
    else:
        yield from _contents(row)


def _facts(row: Sequence[Cell]) -> list[Paragraph]:
    """Return the pairs of a form's row as lines, "Location: Galway"; none where it is no form."""
    pairs = list(zip(row[::2], row[1::2], strict=False))
    if len(row) % 2 or not all(
        len(label) == 1
        and len(value) <= 1
        and len(_words(label).split()) <= _LABEL_WORDS
        and len(_words(value).split()) <= _FACT_WORDS
        for label, value in pairs
    ):
        return []
    return [
        Paragraph(_placed_as(label, f"{_words(label).rstrip(' :')}: {_words(value)}"))
        for label, value in pairs
        if value
    ]


def _headings(cell: Cell, level: int) -> Iterator[Block]:
    for block in cell:
        if not isinstance(block, Table):
            yield Heading(block.content, level)
            return


def _contents(cells: Sequence[Cell]) -> Iterator[Block]:
    for cell in cells:
        for block in cell:
            if isinstance(block, Table):
                yield from _flattened(block)
            elif isinstance(block, Heading):
                # Bold in a cell is emphasis or a subheading below the row's own.
                yield Heading(block.content, _SECTION_LEVEL + 1, sure=False)
            elif isinstance(block, Item | Paragraph):
                yield block


def _words(cell: Cell) -> str:
    return " ".join(block.content.text for block in cell if not isinstance(block, Table))


def _placed_as(cell: Cell, text: str) -> PlacedText:
    """Return own words with the place of the cell."""
    line = next((block.content.line for block in cell if not isinstance(block, Table)), 1)
    return PlacedText(text, (0,), (line,))
