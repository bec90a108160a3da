"""The results of an import: roles, their sentences, and what a person should check."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, Protocol, overload

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "FORMATS",
    "Cell",
    "Format",
    "ImportOptions",
    "ImportedRole",
    "ImportedRoles",
    "LeftOut",
    "Note",
    "Proposal",
    "StaffRow",
    "Statement",
    "Suggestion",
    "Unit",
]


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A post of an HR list; `names` are spellings of who holds it, empty if it is vacant.

    `starts` is the first day, or that of the return from leave, and `leaves` the last one, where
    they are after the day of the list; `count` is how many such posts the row means. Who
    `is_away` is on long leave without a day of return.
    """

    line: int
    title: str
    fte: float
    place: str
    languages: tuple[str, ...]
    starts: date | None
    is_vacant: bool
    names: tuple[str, ...]
    count: int = 1
    leaves: date | None = None
    is_away: bool = False


Cell = tuple[str, int]
"""A cell's text and its line."""

Format = Literal["markdown", "text", "html", "docx", "csv", "xlsx"]
FORMATS: Final[tuple[Format, ...]] = ("markdown", "text", "html", "docx", "csv", "xlsx")

Unit = Literal["line", "paragraph"]
"""The unit of places: lines of a text, or paragraphs of a Word document. Both from 1."""


class Proposal(Protocol):
    """The result of a suggesting function: a code and its certainty."""

    @property
    def code(self) -> str:
        """The code, such as `run-business-review`."""

    @property
    def score(self) -> float:
        """Certainty, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A vocabulary code that a sentence may mean; proposed, never assumed."""

    code: str
    score: float
    """Certainty, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a source, word for word but for runs of white space."""

    text: str
    line: int
    """The place of its beginning, from 1, in the unit of its role."""
    suggestions: tuple[Suggestion, ...] = ()
    check: str = ""
    """The reason why a person should check it; empty if nothing is doubtful."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A section that says nothing about the role: pay, benefits, the company, how to apply."""

    heading: str
    line: int
    texts: tuple[Statement, ...] = ()
    """What stands under it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a whole source for its reader, such as its encoding."""

    source: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ImportedRole:
    """A role as a document describes it; a part that the document does not have is empty."""

    id: str
    """At most 64 of `a-z`, `0-9` and `-`, unique within one import."""
    title: str
    source: str
    """The file it was read from, as given."""
    line: int
    """The place of its beginning in the source."""
    unit: Unit = "line"
    purpose: Statement | None = None
    responsibilities: tuple[Statement, ...] = ()
    requirements: tuple[Statement, ...] = ()
    measures: tuple[Statement, ...] = ()
    unplaced: tuple[Statement, ...] = ()
    """Sentences that are none of the above for certain; kept so that nothing is lost."""
    left_out: tuple[LeftOut, ...] = ()
    manager: str = ""
    """Whom the role reports to, as written; empty if unknown or not the same everywhere."""
    department: str = ""
    checks: tuple[str, ...] = ()
    """Doubts about the role as a whole."""
    boundaries: tuple[Statement, ...] = ()
    """What the role does not do, as written."""
    rights: tuple[Statement, ...] = ()
    """What the role may decide, as written."""
    extends: str = ""
    """The id of the role of the same import that this one adds to."""
    owns: tuple[str, ...] = ()
    """Motions that a matrix makes the role accountable for."""
    supports: tuple[str, ...] = ()
    """Motions that a matrix has the role help with."""
    written: str = ""
    """The title as the source has it, if that is longer: "(m/w/d) – Berlin"."""
    headings: tuple[Statement, ...] = ()
    """Headings of sections, and words that lead into a list, as far as nothing else has them."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Options of reading, where the files do not tell."""

    format: Format | None = None
    """Read every path as this; by suffix where None."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field (`title`, `text`, ...) to the head of the CSV column that holds it."""
    suggest: Callable[[str], Sequence[Proposal]] | None = None
    """Proposes vocabulary codes for a duty, the best first."""
    names: bool = False
    """Keep names of people and managers."""
    today: date | None = None
    """The day of an HR list; the current day in UTC where None."""
    suggest_measure: Callable[[str], Sequence[Proposal]] | None = None
    """Proposes catalogue codes for a measure, the best first."""


class ImportedRoles(Sequence[ImportedRole]):
    """The roles of one import in the order of their sources, notes on these, and posts of lists."""

    __slots__ = ("_roles", "notes", "staff")

    def __init__(
        self,
        roles: Sequence[ImportedRole] = (),
        notes: Sequence[Note] = (),
        staff: Sequence[StaffRow] = (),
    ) -> None:
        self._roles = tuple(roles)
        self.notes: tuple[Note, ...] = tuple(notes)
        self.staff: tuple[StaffRow, ...] = tuple(staff)

    def __len__(self) -> int:
        return len(self._roles)

    @overload
    def __getitem__(self, index: int) -> ImportedRole: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[ImportedRole, ...]: ...
    def __getitem__(self, index: int | slice) -> ImportedRole | tuple[ImportedRole, ...]:
        return self._roles[index]

    def __repr__(self) -> str:
        return f"ImportedRoles({list(self._roles)!r}, notes={list(self.notes)!r})"
