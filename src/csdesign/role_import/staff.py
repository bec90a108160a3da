"""HR lists read as posts without names.

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
from typing import TYPE_CHECKING, Any, Final

from csdesign.errors import UsageError
from csdesign.role_import.columns import head_words, refuse_second_head
from csdesign.role_import.imported import StaffRow
from csdesign.role_import.naming import clean_title
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from csdesign.role_import.imported import Cell

__all__ = ["StaffList", "bare_title", "head_row", "is_total", "read_staff"]

_OF_STAFF: Final = ("fte", "hours", "worker", "first", "number", "status", "count", "starts")
"""Columns of which one at least makes a list of roles an HR list."""
_VACANT: Final = re.compile(
    r"\b(?:vacan\w*|vakan\w*|open(?:ing| req\w*| position| role)?|new req\w*|backfill"
    r"|unfilled|unstaffed|to be"
    r" (?:hired|filled|announced)|tbh|tba|tbd|n\.? ?n\.?|unbesetzt|offen|zu besetzen"
    r"|ausgeschrieben|vacante|vaga|vacature|wakat\w*|à pourvoir|à recruter"
    r"|poste ouvert|вакан\w*|открыт\w*|не занят\w*|свободн\w*)(?!\w)"
)
_GONE: Final = re.compile(
    r"\b(?:terminated|inactive|left|former|resigned|retired|separated|ausgeschieden|inaktiv"
    r"|sortie?"
    r"|baja|desligad\w*|ended|uit dienst"
    r"|partie?|démissionn\w*|уволен\w*|уволил\w*|увольн\w*|expired|completed|offboarded"
    r"|deactivated|dismissed|ausgetreten)\b"
)
_AWAY: Final = re.compile(
    r"\b(?:on leave|leave|loa|parental|maternity|paternity|sabbatical|suspended|furlough\w*"
    r"|elternzeit|mutterschutz|sabbatjahr|sabbatical|beurlaubt|freigestellt|ruhend\w*"
    r"|congé (?:maternité|paternité|parental|sabbatique|sans solde)|maternité|parental"
    r"|baja (?:maternal|paternal|m[eé]dica|por \w+)|excedencia|licen[cç](?:ia|a) \w+"
    r"|декрет\w*|отпуск\w* (?:по уходу|по беременности|без)\w*|ouderschapsverlof"
    r"|urlop (?:macierz|rodzic)\w*)"
    r"(?!\w)"
)
"""Words of long leave; holidays do not count, nor do substitutes of people on leave."""
_HOLIDAY: Final = re.compile(
    r"\b(?:annual|paid|sick) leave\b|\bvacation\b|\bholidays?\b|\bpto\b|\burlaub\b|\bkrank\b"
    r"|\bcover\b|\breplacement\b|vertretung|\bremplac\w+|замещ\w+"
    r"|\bcongés payés\b|\bvacaciones\b|\b(?:ежегодн|очередн|основн)\w+ (?:отпуск|оплачив)"
)
_LEARNING: Final = re.compile(
    r"\b(?:intern|internship|trainee|apprentice|working student|werkstudent\w*|praktikant\w*|azubi"
    r"|auszubildende\w*|stage|stagiaire|alternant\w*|apprenti\w*|becari[oa]|стажер|практикант)\b"
)
_OUTSIDE: Final = re.compile(
    r"\b(?:contractor|contingent|contract(?!\w)|freelanc\w*|external|agency|temp|consultant"
    r"|freie\w*|extern\w*"
    r"|zeitarbeit\w*|leiharbeit\w*|prestataire|intérim\w*|indépendant\w*|подрядчик\w*|гпх"
    r"|самозанят\w*)\b"
)
_PART_TIME: Final = re.compile(r"\b(?:part[ -]?time|teilzeit|temps partiel|частичн\w*|неполн\w*)\b")
_WEEK: Final = (30.0, 48.0)
"""Between these the longest week of a list is a full-time one (h)."""
_NOBODY: Final = frozenset(
    {"no", "n", "false", "0", "nein", "falsch", "non", "faux", "нет", "ложь"}
)
_YES: Final = frozenset({"yes", "y", "true", "1", "ja", "wahr", "oui", "vrai", "да", "истина"})
_NUMBER: Final = re.compile(r"(\d{0,4}(?:[.,]\d{1,4})|\d{1,4})\s*(%?)")
_HOURS: Final = re.compile(
    r"(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?|std\.?|stunden|heures|horas|uur|ч|час\w*)"
    r"(?:\s*(?:/|per|pro|par|por|в)\s*\w+)?\s*$",
    re.IGNORECASE,
)
"""Hours with their unit: "32h", "4/5 30.4 hours/week"."""
_USUAL_WEEK: Final = 40.0
"""The full week where hours are given and none is (h); it is said."""
_DAY_FIRST: Final = re.compile(
    r"\bdate d\b|\bdate d'|\bdate de\b|fecha|data|datum|eintritt|austritt|beginn|ende|дата|начал"
)
"""Words of heads in languages that write the day before the month."""
_MOST_FTE: Final = 1.2
"""Most working time of a post."""
_LEAST_PERCENT: Final = 5.0
"""Working time from which a number without a sign is a percentage."""
_DAYS: Final = (
    *(
        "%Y-%m-%d",
        "%d.%m.%Y",
        "%m/%d/%Y",
        "%d/%m/%Y",
        "%Y/%m/%d",
        "%d-%m-%Y",
        "%d %b %Y",
        "%d %B %Y",
    ),
    *("%b %d, %Y", "%B %d, %Y", "%d-%b-%Y", "%d.%m.%y", "%m/%d/%y", "%d/%m/%y"),
)
_SLASHED: Final = ("%m/%d/%Y", "%d/%m/%Y")
_TOTAL: Final = re.compile(
    r"(?:grand |sub)?totals?|(?:gesamt)?summe|gesamt|total général|итого|всего"
)
_CODE: Final = re.compile(r"^\s*[A-Z]{0,4}[-_]?\d{3,}\s*[-–:]?\s+")
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_MOST_ABOVE: Final = 10
"""Rows in which the heads are sought."""
_MOST_NAMED: Final = 5


@dataclass(slots=True)
class StaffList:
    """The posts of an HR list, and notes on how it was read."""

    rows: list[StaffRow] = field(default_factory=list)
    names: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Spellings of who is in each row, by line, those who left as well."""
    notes: list[tuple[str, int | None]] = field(default_factory=list)


def read_staff(
    cells: Sequence[Sequence[Cell]], shown: str, today: date, given: Mapping[str, str] | None = None
) -> StaffList | None:
    """Return the posts of a list, None if it has no column that HR lists have.

    Args:
        cells: The rows with their lines, the head first.
        shown: The file as messages name it.
        today: First days up to it are past.
        given: Field to head, before the known ones.

    Raises:
        UsageError: working time, days or counts cannot be read, with rows and column.
    """
    filled = [row for row in cells if any(text.strip() for text, _ in row)]
    filled = filled[head_row(filled) :]
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
    return {name: tuple(heads) for name, heads in _raw().items() if name != "pattern"}


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """Return patterns of heads of each field that are not among the known heads."""
    return {name: re.compile(pattern) for name, pattern in _raw()["pattern"].items()}


@cache
def _raw() -> Mapping[str, Any]:
    text = files("csdesign.role_import").joinpath("data/staff.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def bare_title(title: str, names: Sequence[str]) -> str:
    """Return a title without who holds it: "P-0017 Support Lead - Ana Sousa", as posts are called.

    The code of the post and its state, "(Unfilled)", go with the name; a title that is nothing but
    a name is left empty.
    """
    plain = title
    for name in sorted(names, key=len, reverse=True):
        plain = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", plain, flags=re.IGNORECASE)
    plain = _BRACKETS.sub(_without_state, _CODE.sub("", plain))
    return plain.strip() if plain == title else plain.strip(" -–—,;:|/")


def _without_state(brackets: re.Match[str]) -> str:
    inside = brackets[1].strip().casefold()
    return "" if not inside or _VACANT.fullmatch(inside) or _AWAY.fullmatch(inside) else brackets[0]


def is_total(title: str) -> bool:
    """Return whether a row sums up others instead of being a post."""
    return _TOTAL.fullmatch(title.strip().rstrip(":").casefold()) is not None


def head_row(filled: Sequence[Sequence[Cell]]) -> int:
    """Return the row with the heads, below a title and below heads over several columns."""
    for number, row in enumerate(filled[:_MOST_ABOVE]):
        heads = [head_words(text) for text, _ in row]
        if len([head for head in heads if head]) > 1 and "title" in _columns(heads, {}):
            return number
    return 0


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
    for name, pattern in _patterns().items():
        if name not in places:
            free = (n for n, head in enumerate(heads) if n not in places.values())
            place = next((n for n in free if pattern.search(heads[n])), None)
            if place is not None:
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
        self._full_week: float | None = None

    def read(self, rows: Sequence[Sequence[Cell]]) -> StaffList:
        """Return the posts.

        Raises:
            UsageError: cells cannot be read.
        """
        rows = [row for row in rows if not is_total(self._text(row, "title"))]
        with_fte = [self._text(row, "fte") for row in rows]
        in_percent = sum(
            _amount(text) >= _LEAST_PERCENT or "%" in text for text in with_fte if text
        )
        self._find_forms(rows)
        self._full_week = self._longest_week(rows) or self._week_of(with_fte)
        gone = untitled = 0
        twice: list[int] = []
        seen: set[tuple[str, ...]] = set()
        noted: dict[str, list[int]] = {}
        for row in rows:
            self._found.names[row[0][1]] = self._people(row)
            title = self._text(row, "title")
            if not title or len([1 for text, _ in row if text.strip()]) == 1:
                untitled += 1
                continue
            status = self._text(row, "status").casefold()
            ends = self._day(row, "ends")
            is_gone = _GONE.search(status) and not (
                self._away(row) or (ends and ends >= self._today)
            )
            if is_gone or (ends is not None and ends < self._today):
                gone += 1
                continue
            post = self._post(row, title, status)
            same = tuple(text.strip() for text, _ in row)
            if post.names and same in seen:
                twice.append(row[0][1])
                continue
            seen.add(same)
            self._found.rows.append(post)
            for what in self._remarks(row, status):
                noted.setdefault(what, []).append(row[0][1])
        self._refuse()
        for what, lines in noted.items():
            self._say(f"{what}: {len(lines)} ({_row_numbers(lines)})")
        if twice:
            self._say(f"rows that repeat another in every cell, counted once: {len(twice)}")
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

    def _longest_week(self, rows: Sequence[Sequence[Cell]]) -> float | None:
        """Return the hours of a full week where working time is in hours only, with a note."""
        if "fte" in self._places or "hours" not in self._places:
            return None
        hours = [_hours(text) for row in rows if (text := self._text(row, "hours"))]
        longest = max((each for each in hours if each <= _WEEK[1]), default=0.0)
        if longest < _WEEK[0]:
            return None
        self._say(f"{self._head('hours')}: {longest:g} h are taken for a full-time week")
        return longest

    def _week_of(self, texts: Sequence[str]) -> float | None:
        """Return the hours of a full week where working time is in hours ("32h"), with a note."""
        hours = [_hours(text) for text in texts if _HOURS.search(text)]
        if not hours:
            return None
        longest = max(hours)
        week = longest if _WEEK[0] < longest <= _WEEK[1] and len(set(hours)) > 1 else _USUAL_WEEK
        self._say(f"{self._head('fte')}: hours are of a full-time week of {week:g} h")
        return week

    def _away(self, row: Sequence[Cell]) -> bool:
        """Return whether who holds the post is on long leave."""
        told = [self._text(row, name).casefold() for name in ("status", "kind", "away")]
        if any(_AWAY.search(text) and not _HOLIDAY.search(text) for text in told):
            return True
        return bool(re.match(r"[^\W\d_]{4}", told[-1])) and not (
            _HOLIDAY.search(told[-1]) or told[-1] in {*_NOBODY, "none", "present", "active"}
        )

    def _remarks(self, row: Sequence[Cell], status: str) -> Iterator[str]:
        """Yield notes on a post that is counted nevertheless."""
        kind = self._text(row, "kind").casefold()
        if _OUTSIDE.search(kind) or _OUTSIDE.search(status):
            yield "posts held by contractors, counted as posts"
        if _LEARNING.search(kind) or _LEARNING.search(self._text(row, "title").casefold()):
            yield "posts held by interns or trainees, counted as posts"
        if self._away(row):
            back = self._day(row, "back")
            if back is None:
                yield "posts of people on long leave, without working time until they return"
            elif back > self._today:
                yield "posts of people on long leave, counted from the day they return"
        told = self._text(row, "fte") or (self._full_week and self._text(row, "hours"))
        if not told and (_PART_TIME.search(kind) or _PART_TIME.search(status)):
            yield "part-time posts without working time, counted as full-time"
        ends = self._day(row, "ends")
        if ends is not None:
            yield "posts that end on a day to come, counted as posts until then"

    def _post(self, row: Sequence[Cell], title: str, status: str) -> StaffRow:
        worker = self._text(row, "worker")
        full = " ".join(t for n in ("first", "last") if (t := self._text(row, n)))
        has_people = any(name in self._places for name in ("worker", "first", "number"))
        asks = head_words(self._head("status"))
        is_flag = _VACANT.search(asks) is not None and "besetzt" not in asks.split()
        is_filled = re.search(r"\b(?:besetzt|filled|occupied|pourvu|занят\w*)\b", asks) is not None
        is_vacant = bool(
            _VACANT.search(status)
            or (is_flag and status in _YES)
            or (is_filled and status in _NOBODY)
            or _VACANT.search(worker.casefold())
            or _VACANT.search(full.casefold())
            or (has_people and not (worker or full or self._text(row, "number")))
        )
        names = () if is_vacant else self._people(row)
        others = (
            () if is_vacant else tuple(t for n in ("email", "number") if (t := self._text(row, n)))
        )
        starts, ends, back = (self._day(row, name) for name in ("starts", "ends", "back"))
        is_away = not is_vacant and self._away(row)
        if is_away and back is not None:
            starts, is_away = back, False
        return StaffRow(
            line=row[0][1],
            title=clean_title(bare_title(title, self._people(row))),
            fte=self._fte(row),
            place=self._text(row, "place"),
            languages=_languages(self._text(row, "languages")),
            starts=starts if starts is not None and starts > self._today else None,
            is_vacant=is_vacant,
            names=(*names, *others),
            count=self._count(row),
            leaves=ends if ends is not None and ends >= self._today else None,
            is_away=is_away,
        )

    def _people(self, row: Sequence[Cell]) -> tuple[str, ...]:
        full = " ".join(t for n in ("first", "last") if (t := self._text(row, n)))
        return tuple(dict.fromkeys(_spellings(self._text(row, "worker"), full)))

    def _text(self, row: Sequence[Cell], name: str) -> str:
        place = self._places.get(name)
        return row[place][0].strip() if place is not None and place < len(row) else ""

    def _head(self, name: str) -> str:
        return self._heads[self._places[name]] if name in self._places else ""

    def _fte(self, row: Sequence[Cell]) -> float:
        text = self._text(row, "fte")
        if not text:
            hours = _hours(self._text(row, "hours"))
            whole = self._full_week
            return round(hours / whole, 4) if whole and 0 < hours <= whole else 1.0
        if self._full_week and _HOURS.search(text):
            return round(min(_hours(text) / self._full_week, 1.0), 4)
        amount = _amount(text)
        if self._posts_of(row) > 1:
            return 1.0
        fte = amount / 100 if amount >= _LEAST_PERCENT or "%" in text else amount
        if not 0 < fte <= _MOST_FTE:
            self._unread("fte", row, text)
        return round(fte, 4)

    def _posts_of(self, row: Sequence[Cell]) -> int:
        """Return the posts that a row without a worker sums up in its working time: 2 of 2.0."""
        amount = _amount(self._text(row, "fte"))
        named = any(self._text(row, name) for name in ("worker", "first", "last", "number"))
        is_whole = not named and _MOST_FTE < amount < _LEAST_PERCENT and amount == int(amount)
        return int(amount) if is_whole else 1

    def _count(self, row: Sequence[Cell]) -> int:
        text = self._text(row, "count")
        if text and not text.removesuffix(".0").isdecimal():
            self._unread("count", row, text)
            return 1
        return int(text.removesuffix(".0")) if text else self._posts_of(row)

    def _day(self, row: Sequence[Cell], name: str) -> date | None:
        text = self._text(row, name)
        if not text:
            return None
        day = _parsed(text, self._forms[name])
        if day is not None:
            return day
        self._unread(name, row, text)
        return None

    def _find_forms(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Find the form of days in each column; a column that decides settles one that does not.

        If none decides, the language of the head does, and a note says so.
        """
        open_: list[str] = []
        for name in ("starts", "ends", "back"):
            given = [text for row in rows if (text := self._text(row, name))]
            fits = {form: sum(_parsed(text, form) is not None for text in given) for form in _DAYS}
            self._forms[name] = max(_DAYS, key=lambda form: fits[form])
            slashed = [form for form in _SLASHED if given and fits[form] == len(given)]
            if len(slashed) == len(_SLASHED):
                open_.append(name)
        decided = {form for name, form in self._forms.items() if name not in open_}
        told = [
            form
            for form in _SLASHED
            if form in decided
            and any(
                self._text(row, name)
                for row in rows
                for name in self._forms
                if name not in open_ and self._forms[name] == form
            )
        ]
        for name in open_:
            if told:
                self._forms[name] = told[0]
                continue
            is_day_first = _DAY_FIRST.search(self._head(name).casefold()) is not None
            self._forms[name] = _SLASHED[is_day_first]
            what = "day" if is_day_first else "month"
            self._say(f"{self._head(name)}: days are read with the {what} first")

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


def _row_numbers(lines: Sequence[int]) -> str:
    shown = ", ".join(str(line) for line in lines[:_MOST_NAMED])
    more = f" and {len(lines) - _MOST_NAMED} more" if len(lines) > _MOST_NAMED else ""
    return f"row{'s' if len(lines) > 1 else ''} {shown}{more}"


def _parsed(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(re.split(r"[T ](?=\d{1,2}:)", text)[0].strip(), form).date()  # noqa: DTZ007 -- a day
    except ValueError:
        return None


def _amount(text: str) -> float:
    found = _NUMBER.fullmatch(text.strip())
    return float(found[1].replace(",", ".")) if found is not None else float("nan")


def _hours(text: str) -> float:
    """Return the hours of a cell, with their unit or without; NaN where it has none."""
    found = _HOURS.search(text)
    return float(found[1].replace(",", ".")) if found is not None else _amount(text)


def _spellings(worker: str, full: str) -> Iterable[str]:
    """Yield the spellings of a person: `Li, Bo` is also `Bo Li`."""
    for name in (worker, full):
        if name:
            yield name
            last, comma, first = name.partition(",")
            if comma and first.strip():
                yield f"{first.strip()} {last.strip()}"


def _languages(text: str) -> tuple[str, ...]:
    parts = re.split(r"[,;/|&]| and | und | et | и ", text)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
