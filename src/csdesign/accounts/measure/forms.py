"""The format of a text column's cells, inferred where only one format fits the column."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.heads import multiple_in_head
from csdesign.accounts.sql import build
from csdesign.accounts.sql.cells import (
    NUMBER_FORMATS,
    filled,
    fitting_number,
    read_day,
    read_number,
    source_of,
)
from csdesign.accounts.sql.written import DATE_FORMS, EPOCH, ISO, PLAIN, SERIAL, WORDS
from csdesign.accounts.where.tree import Kind
from csdesign.errors import UsageError
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.accounts.columns import Known
    from csdesign.accounts.sql.cells import Reading
    from csdesign.accounts.table import RawColumn, Table

__all__ = ["Forms", "Question", "question", "tell_forms"]

_COUNTED: Final = {
    ISO: "2026-01-31",
    SERIAL: "serial (a spreadsheet's days since 1899-12-30)",
    EPOCH: "epoch (seconds or milliseconds since 1970)",
    WORDS: "words (days such as 31 janvier 2026)",
}
_ONE: Final = {Kind.DATE: "a day", Kind.NUMBER: "a number"}
_NEARLY: Final = 0.9
"""Share of cells in one form from which a column that nothing needs is read in it."""
_GROUPED: Final = r"^\s*-?[1-9][0-9]{0,2}(\.[0-9]{3})+\s*$"
"""A plain number whose point may also separate thousands."""


@dataclass(frozen=True, slots=True)
class Question:
    """A column of text that is wanted as a number or a day.

    `is_needed` says that a result depends on its cells; `whole` that it counts people or things.
    """

    name: str
    raw: RawColumn
    kind: Kind
    money: bool
    whole: bool
    is_needed: bool

    @property
    def source(self) -> exp.Expr:
        """Return the column's text."""
        return source_of(self.raw)

    def read(self, form: str) -> exp.Expr:
        """Return its cells read in a form, NULL if they do not fit it."""
        if self.kind is Kind.DATE:
            return read_day(self.source, form)
        return fitting_number(self.source, form, money=self.money, whole=self.whole)

    def option(self, form: str) -> str:
        """Return the option that asks for the form."""
        kind = "date" if self.kind is Kind.DATE else "number"
        return f"--{kind}-format {self.name}={form}"


def question(
    name: str, raw: RawColumn, kind: Kind, known: Known | None, *, is_needed: bool
) -> Question | None:
    """Return the question about a column wanted as `kind`; None if its cells are not text."""
    if raw.kind is not None or raw.as_text or kind not in (Kind.NUMBER, Kind.DATE):
        return None
    money = known is not None and known.currency and multiple_in_head(raw.header) == 1
    whole = known is not None and known.whole
    return Question(name, raw, kind, money, whole, is_needed)


@dataclass(frozen=True, slots=True)
class Forms:
    """The form of each text column, notes about them, and columns that are not read.

    A column in `undecided` has cells that two forms read differently and that nothing needs.
    """

    by_column: Mapping[str, str | None]
    notes: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """The counts of a first look at one column: cells, those not plain, those with two readings."""

    cells: int
    odd: int
    grouped: int
    pointed: int


def tell_forms(table: Table, questions: Sequence[Question], reading: Reading) -> Forms:
    """Return the form of each column: the one asked for, else the one that its cells show.

    Plain numbers and ISO days need one query for all columns; only other columns are queried again.

    Raises:
        UsageError: the cells of a column that is needed fit several forms, or none as well as
            another that the message proposes.
    """
    forms: dict[str, str | None] = {}
    open_: list[Question] = []
    for question in questions:
        asked = reading.asked(question.name, question.kind)
        forms[question.name] = asked
        if asked is None:
            open_.append(question)
    if not open_:
        return Forms(forms)
    notes: list[str] = []
    undecided: list[str] = []
    for question, seen in zip(open_, _first_look(table, open_), strict=True):
        if not seen.odd and not (seen.grouped and not seen.pointed):
            continue
        found = _second_look(table, question, seen)
        if isinstance(found, str):
            forms[question.name] = found
            notes.append(f"{question.name}: {_written(question, found)}, inferred from the column")
        elif found is not None and question.is_needed:
            raise UsageError(f"{table.name}: {found.words}; give {found.advice}")
        elif found is not None:
            undecided.append(question.name)
            notes.append(f"{question.name} is not read: {found.words}; give {found.advice}")
    return Forms(forms, tuple(notes), tuple(undecided))


@dataclass(frozen=True, slots=True)
class _Doubt:
    words: str
    advice: str


def _first_look(table: Table, questions: Sequence[Question]) -> list[_Seen]:
    counts: list[exp.Expr] = []
    for question in questions:
        is_filled = filled(question.source)
        plain = read_number(question.source, None, money=question.money)
        if question.kind is Kind.DATE:
            plain = read_day(question.source, None)
        null = exp.Is(this=plain, expression=exp.null())
        counts.append(build.total(build.one_if(build.all_of([null, is_filled]))))
        if question.kind is Kind.DATE:
            iso = exp.Like(
                this=exp.Trim(this=question.source), expression=build.text("____-__-__%")
            )
            counts[-1] = build.total(
                build.one_if(
                    build.all_of(
                        [
                            build.any_of([null.copy(), exp.Not(this=exp.paren(iso))]),
                            is_filled.copy(),
                        ]
                    )
                )
            )
            counts += [build.number(0), build.number(0)]
        else:
            grouped = exp.RegexpLike(this=question.source, expression=build.text(_GROUPED))
            place = exp.StrPosition(this=question.source, substr=build.text("."))
            has_point = exp.GT(this=place, expression=build.number(0))
            counts.append(build.total(build.one_if(build.all_of([has_point, grouped]))))
            counts.append(
                build.total(
                    build.one_if(
                        build.all_of([has_point.copy(), exp.Not(this=exp.paren(grouped.copy()))])
                    )
                )
            )
        counts.append(build.total(build.one_if(is_filled.copy())))
    query = exp.select(*counts).from_(table.relation(), copy=False)
    (values, *_) = [[int(str(value or 0)) for value in row] for row in table.rows(query)]
    return [
        _Seen(cells, odd, grouped, pointed)
        for odd, grouped, pointed, cells in zip(*[iter(values)] * 4, strict=True)
    ]


def _second_look(table: Table, question: Question, seen: _Seen) -> str | _Doubt | None:
    """Return the one form, a doubt to be settled by people, or None: read as it is."""
    short = [name for name, form in NUMBER_FORMATS.items() if form.is_short]
    names = [name for name in NUMBER_FORMATS if name not in short]
    if question.kind is Kind.DATE:
        names, short = [form.form for form in DATE_FORMS], []
    if not seen.odd:
        return _grouped_or_pointed(question)
    fits = _fits(table, question, names)
    if short and seen.cells not in fits.values():
        fits |= _fits(table, question, short)
        names += short
    whole = [name for name in names if fits[name] == seen.cells]
    if not whole:
        best = max(names, key=fits.__getitem__)
        plain = seen.cells - seen.odd
        if not question.is_needed and fits[best] >= _NEARLY * seen.cells:
            rest = _fits(table, question, names, beyond=best)
            if not any(rest.values()):
                return best  # the few that fit no form are missing, and counted as unread
        if not plain and not question.is_needed and 2 * fits[best] <= seen.cells:
            head, one = visible(question.raw.header, 60), _ONE[question.kind]
            form = "%m/%d/%Y" if question.kind is Kind.DATE else "en"
            few = f"{fits[best]:,}" if fits[best] else "none"
            return _Doubt(
                f"{few} of the {seen.cells:,} cells of column {head!r} can be read as {one} in one "
                "form",
                f"how it is written, as in {question.option(form)}",
            )
        if 2 * fits[best] <= seen.cells or 2 * plain >= seen.cells:
            return None  # mostly plain numbers or empty cells: the others are named one by one
        head = visible(question.raw.header, 60)
        return _Doubt(
            f"{fits[best]:,} of the {seen.cells:,} cells of column {head!r} are written "
            f"{_example(question, best)}, the others are not",
            f"{question.option(best)} to read those and reject the rest",
        )
    if len(whole) > 1 and (clash := _clash(table, question, whole)) is not None:
        return clash
    return whole[0]


def _grouped_or_pointed(question: Question) -> str | _Doubt:
    """Return the reading of `1.200`, if every number with a point has three digits after it."""
    if question.money or question.whole:
        return "de"
    head = visible(question.raw.header, 60)
    return _Doubt(
        f"cells of column {head!r} such as 1.200 may be decimals or thousands",
        f"{question.option(PLAIN)} or {question.option('de')}",
    )


def _fits(
    table: Table, question: Question, forms: Sequence[str], beyond: str | None = None
) -> dict[str, int]:
    """Return the number of cells that fit each form; with `beyond`, only of cells unfit for it."""
    is_meant = filled(question.source)
    if beyond is not None:
        unread = exp.Is(this=exp.paren(question.read(beyond)), expression=exp.null())
        is_meant = build.all_of([is_meant, unread])
    counts = [
        build.total(
            build.one_if(build.all_of([build.present(question.read(form)), is_meant.copy()]))
        )
        for form in forms
    ]
    query = exp.select(*counts).from_(table.relation(), copy=False)
    (values, *_) = table.rows(query)
    return {form: int(str(value or 0)) for form, value in zip(forms, values, strict=True)}


def _clash(table: Table, question: Question, forms: Sequence[str]) -> _Doubt | None:
    """Return a doubt if two forms that fit all cells read a cell differently."""
    pairs = list(combinations(forms, 2))
    differ = [
        build.total(
            build.one_if(exp.NEQ(this=question.read(first), expression=question.read(second)))
        )
        for first, second in pairs
    ]
    query = exp.select(*differ).from_(table.relation(), copy=False)
    (values, *_) = table.rows(query)
    clashing = [pair for pair, value in zip(pairs, values, strict=True) if int(str(value or 0))]
    if not clashing:
        return None
    names = list(dict.fromkeys(name for pair in clashing for name in pair))
    head = visible(question.raw.header, 60)
    return _Doubt(
        f"every cell of column {head!r} can be read as "
        + listed([_example(question, name) for name in names]),
        listed([question.option(name) for name in names]),
    )


def _written(question: Question, form: str) -> str:
    return f"read as {_example(question, form)}"


def _example(question: Question, form: str) -> str:
    if question.kind is Kind.DATE:
        return _COUNTED.get(form, form)
    return f"{form} ({NUMBER_FORMATS[form].example})"
