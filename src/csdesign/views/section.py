"""The shape of content before any format: a document of titled sections.

A section holds parts: typed tables, lines of words, labelled facts, notices, quotations, charts.
Views build them once for each command; each writer in `formats` shows every kind of part, but text
has no charts: their numbers are in tables.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "LONGEST",
    "Audience",
    "Block",
    "Cell",
    "Chart",
    "Column",
    "Document",
    "Facts",
    "Kind",
    "Lines",
    "Mark",
    "Notice",
    "Notices",
    "Part",
    "Quote",
    "Quotes",
    "Section",
    "Series",
    "Span",
    "Table",
    "cell_text",
    "footed",
    "with_texts",
]

Cell: TypeAlias = str | float | bool | None
Kind: TypeAlias = Literal[
    "text",
    "count",
    "hours",
    "fte",
    "share",
    "money",
    "brief-money",
    "score",
    "signed",
    "signed-count",
    "figure",
    "range",
]
"""The kind of a number, which decides its digits: `share` is 0 to 1 and shown as per cent, `signed`
is a difference, `signed-count` a whole difference, `figure` a number of any size,
`brief-money` an amount in thousands or millions, `range` two numbers as text."""
Audience: TypeAlias = Literal["all", "readers", "files"]
"""The audience of a column or a table: everybody, readers of text, or only pages with room and
files to calculate with."""
LONGEST: Final = 10_000
"""Most characters of a cell; the language does not allow a longer text."""
_DIGITS: Final = {"count": 0, "hours": 0, "fte": 2, "money": 0, "score": 1}
_THOUSAND: Final = 1_000
_MILLION: Final = 1_000_000
_NOT_SHOWN: Final = frozenset({"name", "key", "kind", "audience", "unit", "language"})
"""Fields whose text is for programs."""

Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key for programs, its heading for people, the kind of its cells.

    `short` is the heading for narrow tables; `rank` says how early the column may be left out
    there (0: never). `bar` asks for a bar next to the number if the format can draw one.
    """

    key: str
    heading: str
    kind: Kind = "text"
    bar: bool = False
    short: str = ""
    rank: int = 0
    audience: Audience = "all"

    @property
    def numeric(self) -> bool:
        """Return whether the cells are numbers."""
        return self.kind != "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A named table; `name` is the file or sheet it becomes, `note` is shown with it.

    `total` is a last row that sums up; people and formulas get it, files of rows do not. Cells that
    are in `alarms` ask for a decision.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    total: tuple[Cell, ...] | None = None
    alarms: tuple[str, ...] = ()
    audience: Audience = "all"

    def top(self, index: int) -> float:
        """Return the length of a full bar in a column: 1 for shares, else its largest number."""
        if self.columns[index].kind == "share":
            return 1.0
        numbers = (row[index] for row in self.rows)
        return max((float(n) for n in numbers if isinstance(n, (int, float))), default=0.0)

    @property
    def empty(self) -> bool:
        """Return whether there is nothing to show."""
        return not self.rows

    def for_audience(self, audience: Audience) -> Table:
        """Return the table with the columns that readers, or files, are to see.

        Hours above a total are rounded so that they add up to it.
        """
        table = self.footed() if audience == "readers" else self
        seen = [i for i, c in enumerate(self.columns) if c.audience in {"all", audience}]
        if len(seen) == len(self.columns):
            return table

        def cut(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
            return tuple(row[i] for i in seen)

        return replace(
            table,
            columns=tuple(self.columns[i] for i in seen),
            rows=tuple(map(cut, table.rows)),
            total=None if table.total is None else cut(table.total),
        )

    def footed(self) -> Table:
        """Return the table with the hours above a total as whole numbers that add up to it."""
        total = self.total
        if total is None or self.empty:
            return self
        columns = [
            _footed_cells([row[i] for row in self.rows], total[i], column.kind)
            for i, column in enumerate(self.columns)
        ]
        return replace(self, rows=tuple(zip(*columns, strict=True)))


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences, one after another; `heading` is shown above them if they need one.

    They are a list, or a paragraph of `prose`; `unsaid` lines say that nobody wrote anything down,
    which is not the same as having nothing.
    """

    items: tuple[str, ...]
    heading: str = ""
    kind: Literal["list", "prose", "unsaid"] = "list"


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled sentences; an empty label continues the one above."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A point to decide: urgency (error, warning or note), text, place and rule."""

    severity: str
    words: str
    place: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Notices:
    """Notices, the most urgent first, and a sentence on those left out."""

    items: tuple[Notice, ...]
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted sentence: its place, its sign (`=`, `-`, `+` or none), a remark on it."""

    place: str
    sign: str
    text: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quoted sentences in the order of reading."""

    items: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of a chart, one for each label; `upper` makes them the lower edge of a band.

    `key` is their kind: `needed`, `there`, `hired`, `accepted` or `band`. Equal keys look the
    same in every chart.
    """

    key: str
    words: str
    values: tuple[float | None, ...]
    upper: tuple[float | None, ...] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a chart: its place (labels from the first one on), and its kind."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Span:
    """A row of a time line, in labels from the first one on: opening, start, full productivity."""

    words: str
    opens: float
    begins: float
    whole: float
    key: str = ""
    """`late` asks for a decision."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of numbers that are also in a table of the same section; text leaves it out.

    `lines` has a label for each place from left to right; `ranges` one for each bar, from its
    values to its upper ones; `spans` is a time line of months. `words` describes it for readers who
    cannot see it; `base` is a value to compare with.
    """

    name: str
    title: str
    words: str
    labels: tuple[str, ...]
    series: tuple[Series, ...] = ()
    marks: tuple[Mark, ...] = ()
    marked: str = ""
    """The meaning of the marks."""
    spans: tuple[Span, ...] = ()
    kind: Literal["lines", "ranges", "spans"] = "lines"
    unit: Kind = "figure"
    base: float | None = None
    top: float = 0.0
    """The least value that the scale reaches."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines to copy as they are, such as YAML to paste; `language` names them for programs."""

    lines: tuple[str, ...]
    language: str


Part: TypeAlias = Table | Lines | Facts | Notices | Quotes | Block | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a document; `name` is its anchor and key for programs.

    `aside` names the figures (`a year, by role`). `details` are tables that text for
    reading leaves out: files to calculate with have them, and pages fold them.
    """

    name: str
    title: str
    parts: tuple[Part, ...]
    aside: str = ""
    details: tuple[Table, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return every table with rows, those of the details last."""
        return tuple(
            part
            for part in (*self.parts, *self.details)
            if isinstance(part, Table) and not part.empty
        )


@dataclass(frozen=True, slots=True)
class Document:
    """The result of a command: a title, leading sentences, and sections.

    `numbered` says that the sections are steps of one story; a `whole` document is never cut short,
    however many items a list of it has. `footer` is shown below everything, `language` is that of
    headings.
    """

    title: str
    lead: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    numbered: bool = False
    whole: bool = False
    footer: str = ""
    language: Literal["en", "ru"] = "en"

    @property
    def file_tables(self) -> tuple[Table, ...]:
        """Return the tables for files to calculate with, in the order of the sections."""
        return tuple(
            table.for_audience("files")
            for section in self.sections
            for table in section.tables
            if table.audience != "readers"
        )


def with_texts(shown: Shown, change: Callable[[str], str]) -> Shown:
    """Return a document, or any part of one, with every text that people read changed."""
    return _changed(shown, change)  # type: ignore[no-any-return]  # what goes in comes out


def _changed(shown: Any, change: Callable[[str], str]) -> Any:
    if isinstance(shown, str):
        return change(shown)
    if isinstance(shown, tuple):
        return tuple(_changed(item, change) for item in shown)
    if not is_dataclass(shown) or isinstance(shown, type):
        return shown
    named = (field.name for field in fields(shown) if field.name not in _NOT_SHOWN)
    return replace(shown, **{name: _changed(getattr(shown, name), change) for name in named})


def footed(amounts: Sequence[float], total: float) -> list[float]:
    """Return amounts as whole numbers that add up to the rounded total.

    Source: the method of largest remainders (Hamilton).
    """
    floors = [math.floor(amount + 1e-9) for amount in amounts]
    missing = round(total) - sum(floors)
    order = sorted(range(len(amounts)), key=lambda i: floors[i] - amounts[i])
    for place in order[: max(0, missing)]:
        floors[place] += 1
    return [float(floor) for floor in floors]


def _footed_cells(cells: Sequence[Cell], total: Cell, kind: Kind) -> Sequence[Cell]:
    """Return the hours of a column rounded to add up to their total; as they are if they do not."""
    numbers = [cell for cell in cells if isinstance(cell, (int, float))]
    if kind != "hours" or not isinstance(total, (int, float)):
        return cells
    if not math.isclose(math.fsum(numbers), total, abs_tol=1e-6):
        return cells
    whole = iter(footed(numbers, total))
    return [next(whole) if isinstance(cell, (int, float)) else cell for cell in cells]


def cell_text(cell: Cell, kind: Kind) -> str:
    """Return a cell as people read it: undefined is a dash, control characters are spelled out."""
    if cell is None:
        return "-"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str):
        return visible(cell, LONGEST)
    if kind == "share":
        return f"{100 * cell:.0f}%"
    if kind == "signed":
        if abs(cell) < 1e-9:
            return "0"
        return f"{cell:+,.3g}" if abs(cell) < 999.5 else f"{cell:+,.0f}"
    if kind == "signed-count":
        return f"{cell:,.0f}"
    if kind == "brief-money":
        return _brief(cell)
    if kind in _DIGITS:
        return f"{cell:,.{_DIGITS[kind]}f}"
    return f"{cell:,.4g}" if abs(cell) < 10_000 else f"{cell:,.0f}"


def _brief(amount: float) -> str:
    if abs(amount) >= _MILLION:
        return f"{amount / _MILLION:.2f}M"
    if abs(amount) >= 10 * _THOUSAND:
        return f"{amount / _THOUSAND:.0f}k"
    return f"{amount:,.0f}"
