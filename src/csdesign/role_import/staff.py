"""HR lists: who works in which job, as posts without names.

A row of such a list is a post: its job title, working time, place, languages and first day; a row
that says it is vacant, or has no worker where others have one, is a post too. Names of people and
managers stay in the list: they are only kept to find owners of customers again.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.role_import.columns import head_words, refuse_second_head
from csdesign.role_import.naming import clean_title
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csdesign.role_import.matrix import Cell

__all__ = ["StaffList", "StaffRow", "read_staff"]

_OF_STAFF: Final = ("fte", "worker", "first", "number", "status", "count", "starts")
"""Columns of which one at least makes a list of roles an HR list."""
_VACANT: Final = re.compile(
    r"\b(?:vacan\w*|open|unfilled|to be hired|tbh|tbd|unbesetzt|offen|vakant|à pourvoir|вакан\w*"
    r"|открыт\w*|не занят\w*)\b"
)
_GONE: Final = re.compile(
    r"\b(?:terminated|inactive|left|former|resigned|ausgeschieden|inaktiv|sorti|parti|уволен\w*)\b"
)
_YES: Final = frozenset({"yes", "y", "true", "1", "ja", "wahr", "oui", "vrai", "да", "истина"})
_NUMBER: Final = re.compile(r"(\d{1,4}(?:[.,]\d{1,4})?)\s*(%?)")
_MOST_FTE: Final = 1.2
"""Working time of a post above which a number is a percentage."""
_DAYS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%Y/%m/%d", "%d-%m-%Y", "%d %b %Y")
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A post of an HR list; `names` are spellings of who holds it, empty where it is vacant.

    `starts` is the first day where that is after the day of the list; `count` how many such posts
    the row stands for.
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


@dataclass(slots=True)
class StaffList:
    """The posts of an HR list, and what should be said of how it was read."""

    rows: list[StaffRow] = field(default_factory=list)
    notes: list[tuple[str, int | None]] = field(default_factory=list)


def read_staff(
    cells: Sequence[Sequence[Cell]], shown: str, today: date, given: Mapping[str, str] | None = None
) -> StaffList | None:
    """Return the posts of a list, None where it has no column that HR lists have.

    Args:
        cells: The rows with their lines, the head first.
        shown: The file as messages name it.
        today: First days up to it are past.
        given: Field to head, before the known ones.

    Raises:
        UsageError: working time, days or counts cannot be read, with rows and column.
    """
    filled = [row for row in cells if any(text.strip() for text, _ in row)]
    if not filled:
        return None
    heads = [head_words(text) for text, _ in filled[0]]
    places = _columns(heads, given or {})
    if "title" not in places or not any(name in places for name in _OF_STAFF):
        return None
    known = {head for heads_of_field in _heads().values() for head in heads_of_field}
    for row in filled[1:]:
        refuse_second_head([text for text, _ in row], known, row[0][1], shown)
    return _Reader(shown, [text for text, _ in filled[0]], places, today).read(filled[1:])


@cache
def _heads() -> Mapping[str, tuple[str, ...]]:
    """Return the heads of each field of an HR list, the likeliest first."""
    text = files("csdesign.role_import").joinpath("data/staff.toml").read_text(encoding="utf-8")
    return {name: tuple(known) for name, known in tomllib.loads(text).items()}


def _columns(heads: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for name, head in given.items():
        if name in _heads() and head_words(head) in heads:
            places[name] = heads.index(head_words(head))
    for name, known in _heads().items():
        if name not in places:
            place = next((heads.index(head) for head in known if head in heads), None)
            if place is not None and place not in places.values():
                places[name] = place
    return places


class _Reader:
    """Turns rows into posts, and collects what cannot be read by column."""

    def __init__(
        self, shown: str, heads: Sequence[str], places: Mapping[str, int], today: date
    ) -> None:
        self._shown = shown
        self._heads = heads
        self._places = places
        self._today = today
        self._forms: dict[str, str] = {}
        self._bad: dict[str, list[tuple[int, str]]] = {}
        self._found = StaffList()

    def read(self, rows: Sequence[Sequence[Cell]]) -> StaffList:
        """Return the posts.

        Raises:
            UsageError: cells cannot be read.
        """
        with_fte = [self._text(row, "fte") for row in rows]
        in_percent = sum(_amount(text) > _MOST_FTE or "%" in text for text in with_fte if text)
        for name in ("starts", "ends"):
            self._forms[name] = self._form([self._text(row, name) for row in rows], name)
        gone = untitled = 0
        for row in rows:
            title = self._text(row, "title")
            if not title or len([1 for text, _ in row if text.strip()]) == 1:
                untitled += 1
                continue
            status = self._text(row, "status").casefold()
            ends = self._day(row, "ends")
            if _GONE.search(status) or (ends is not None and ends < self._today):
                gone += 1
                continue
            self._found.rows.append(self._post(row, title, status))
        self._refuse()
        if in_percent:
            self._say(f"{self._head('fte')}: percentages, as 80% for 0.8 of a full-time post")
        if gone:
            self._say(f"rows of people who left, not counted: {gone}")
        if untitled:
            self._say(f"rows without a job title, or with a single cell, skipped: {untitled}")
        vacant = sum(row.count for row in self._found.rows if row.is_vacant)
        if vacant:
            self._say(f"vacant posts, counted as posts: {vacant}")
        return self._found

    def _post(self, row: Sequence[Cell], title: str, status: str) -> StaffRow:
        worker = self._text(row, "worker")
        full = " ".join(t for n in ("first", "last") if (t := self._text(row, n)))
        has_people = any(name in self._places for name in ("worker", "first", "number"))
        is_flag = (
            "vacan" in self._head("status").casefold() or "vakan" in self._head("status").casefold()
        )
        is_vacant = bool(
            _VACANT.search(status)
            or (is_flag and status in _YES)
            or _VACANT.search(worker.casefold())
            or (has_people and not (worker or full or self._text(row, "number")))
        )
        names = () if is_vacant else tuple(dict.fromkeys(_spellings(worker, full)))
        others = (
            () if is_vacant else tuple(t for n in ("email", "number") if (t := self._text(row, n)))
        )
        starts = self._day(row, "starts")
        return StaffRow(
            line=row[0][1],
            title=clean_title(title),
            fte=self._fte(row),
            place=self._text(row, "place"),
            languages=_languages(self._text(row, "languages")),
            starts=starts if starts is not None and starts > self._today else None,
            is_vacant=is_vacant,
            names=(*names, *others),
            count=self._count(row),
        )

    def _text(self, row: Sequence[Cell], name: str) -> str:
        place = self._places.get(name)
        return row[place][0].strip() if place is not None and place < len(row) else ""

    def _head(self, name: str) -> str:
        return self._heads[self._places[name]] if name in self._places else ""

    def _fte(self, row: Sequence[Cell]) -> float:
        text = self._text(row, "fte")
        if not text:
            return 1.0
        amount = _amount(text)
        fte = amount / 100 if amount > _MOST_FTE or "%" in text else amount
        if not 0 < fte <= _MOST_FTE:
            self._unread("fte", row, text)
        return round(fte, 4)

    def _count(self, row: Sequence[Cell]) -> int:
        text = self._text(row, "count")
        if text and not text.removesuffix(".0").isdecimal():
            self._unread("count", row, text)
            return 1
        return int(text.removesuffix(".0")) if text else 1

    def _day(self, row: Sequence[Cell], name: str) -> date | None:
        text = self._text(row, name)
        if not text:
            return None
        day = _parsed(text, self._forms[name])
        if day is not None:
            return day
        self._unread(name, row, text)
        return None

    def _form(self, texts: Sequence[str], name: str) -> str:
        """Return the form in which most days of a column are written, and say if two would do."""
        given = [text for text in texts if text]
        fits = {form: sum(_parsed(text, form) is not None for text in given) for form in _DAYS}
        best = max(_DAYS, key=lambda form: fits[form])
        slashed = [form for form in ("%m/%d/%Y", "%d/%m/%Y") if given and fits[form] == len(given)]
        if len(slashed) == 2:
            self._say(f"{self._head(name)}: days are read with the month first")
        return best

    def _unread(self, name: str, row: Sequence[Cell], text: str) -> None:
        self._bad.setdefault(name, []).append((row[0][1], text))

    def _refuse(self) -> None:
        wanted = {
            "fte": "give working time as 0.8 or 80%, at most 1.2",
            "count": "give a whole number of posts",
        }
        for name, cells in self._bad.items():
            shown = ", ".join(f"row {line} {visible(t, 30)!r}" for line, t in cells[:_MOST_NAMED])
            more = f" and {len(cells) - _MOST_NAMED} more" if len(cells) > _MOST_NAMED else ""
            raise UsageError(
                f"{self._shown}: column {visible(self._head(name), 40)!r} cannot be read: {shown}"
                f"{more}; {wanted.get(name, 'give days as 2026-11-30')}"
            )

    def _say(self, words: str, line: int | None = None) -> None:
        self._found.notes.append((words, line))


def _parsed(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(re.split(r"[T ](?=\d{1,2}:)", text)[0].strip(), form).date()  # noqa: DTZ007 -- a day
    except ValueError:
        return None


def _amount(text: str) -> float:
    found = _NUMBER.fullmatch(text.strip())
    return float(found[1].replace(",", ".")) if found is not None else float("nan")


def _spellings(worker: str, full: str) -> Iterable[str]:
    """Yield how a person may be written: `Li, Bo` is `Bo Li` too."""
    for name in (worker, full):
        if name:
            yield name
            last, comma, first = name.partition(",")
            if comma and first.strip():
                yield f"{first.strip()} {last.strip()}"


def _languages(text: str) -> tuple[str, ...]:
    parts = re.split(r"[,;/|&]| and | und | et | и ", text)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
