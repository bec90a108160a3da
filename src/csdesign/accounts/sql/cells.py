"""Raw columns to typed cells, and the conditions under which a row cannot be used."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.sql import build
from csdesign.accounts.sql.condition import Cell
from csdesign.accounts.sql.written import (
    DATE_FORMS,
    EPOCH,
    FALSE,
    ISO,
    MISSING,
    MONTHS,
    MULTIPLES,
    NUMBER_FORMATS,
    PLAIN,
    SERIAL,
    TIME,
    TRUE,
    WORDS,
    NumberFormat,
    number_pattern,
)
from csdesign.accounts.where.tree import Kind
from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from csdesign.accounts.table import RawColumn

__all__ = [
    "LARGEST_MONEY",
    "NUMBER_FORMATS",
    "NumberFormat",
    "Reading",
    "TypedColumn",
    "day_format",
    "filled",
    "fitting_number",
    "number_format",
    "read_day",
    "read_number",
    "source_of",
    "typed_column",
]

LARGEST_MONEY: Final = 10**15
"""Amounts from here on are rejected: DECIMAL(18, 2) holds ten times as much."""

_EXACT: Final = 10**15
"""Whole floating-point numbers below this are exact, and are written with all their digits."""
_LARGEST_DOUBLE: Final = "1.7976931348623157e308"
_DAY_FORMS: Final = frozenset((ISO, *(known.form for known in DATE_FORMS)))
_ISO_DAY: Final = "____-__-__%"
_FIRST_DAY: Final = date(1000, 1, 1)
_NOT_THREE: Final = "(?:[0-9]{1,2}|[0-9]{4,})"
_NOUGHT: Final = "0{1,2}"
DOUBLE: Final = exp.DataType.build("DOUBLE")


def number_format(name: str) -> str:
    """Return the name of a number format, unchanged, after a check.

    Raises:
        UsageError: the name is not known.
    """
    if name != PLAIN and name not in NUMBER_FORMATS:
        raise UsageError(
            f"number format {visible(name)!r} is unknown"
            f"{did_you_mean(name, (PLAIN, *NUMBER_FORMATS))}; formats are "
            + listed(
                (
                    "plain (1200.50)",
                    *(f"{name} ({form.example})" for name, form in NUMBER_FORMATS.items()),
                )
            )
        )
    return name


def day_format(text: str) -> str:
    """Return the name or pattern of a form of days, unchanged, after a check.

    Raises:
        UsageError: it is neither a known name nor a pattern such as %d/%m/%Y.
    """
    if text not in _DAY_FORMS and not re.fullmatch(r"(?:%[YymdbBHIMSfzjp]|[ ./:,T-])+", text):
        raise UsageError(
            f"date format {visible(text)!r} is unknown; write it as %d/%m/%Y, or iso for "
            "2026-01-31, serial for a spreadsheet's 46053, epoch for seconds since 1970, words for "
            "31 janvier 2026"
        )
    return text


@dataclass(frozen=True, slots=True)
class Reading:
    """How text cells are read: a form for all columns, and forms of single columns by name.

    None detects the form from the column, else takes plain numbers and ISO days.
    """

    number_format: str | None = None
    date_format: str | None = None
    by_column: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.number_format is not None:
            number_format(self.number_format)
        if self.date_format is not None:
            day_format(self.date_format)

    def asked(self, name: str, kind: Kind) -> str | None:
        """Return the form asked for a column of that kind, None if none was.

        Raises:
            UsageError: the form does not fit this kind.
        """
        own = self.by_column.get(name)
        if kind is Kind.NUMBER:
            return self.number_format if own is None else number_format(own)
        if kind is Kind.DATE:
            return self.date_format if own is None else day_format(own)
        if own is not None:
            raise UsageError(
                f"a format is given for {visible(name)}, which holds {kind.words}; only numbers "
                "and dates have formats"
            )
        return None


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """A column as a `where` sees it: cell, raw text, and the condition that it is unreadable.

    `unread` is true of rows whose cell cannot be used, None if every cell can; `is_needed` says
    that a rule, hours or a sum depends on it, so that an unreadable cell rejects its row. `form` is
    how its text is read, None if it is not text.
    """

    name: str
    cell: Cell
    raw: exp.Expr
    unread: exp.Expr | None
    header: str
    is_needed: bool = True
    form: str | None = None

    @property
    def spoiled(self) -> exp.Expr | None:
        """Return the condition that the cell rejects its row."""
        return self.unread if self.is_needed else None

    @property
    def readable(self) -> exp.Expr:
        """Return the condition that the cell can be used; an empty one can."""
        if self.unread is None:
            return exp.true()
        return exp.Not(this=build.sure(exp.paren(self.unread.copy())))


def source_of(raw: RawColumn) -> exp.Expr:
    """Return the column as the engine has it, as text if its type compares only with itself."""
    column = build.column(raw.header)
    return exp.cast(column, exp.DType.VARCHAR) if raw.as_text else column


def typed_column(
    name: str,
    raw: RawColumn,
    kind: Kind,
    form: str | None,
    *,
    money: bool,
    whole: bool = False,
    multiple: int | Decimal = 1,
    markers: tuple[str, ...] = (),
    is_sheet: bool = True,
) -> TypedColumn | None:
    """Return the column as `kind`, or None if the engine holds something else.

    `form` is how its text is written (None: plain numbers, ISO days); a count of people or things,
    which is `whole`, is not below 0; `multiple` is what one of an
    amount means; texts in `markers` are missing; of a sheet that people write, blanks round an
    id are cut.
    """
    source = source_of(raw)
    unread: list[exp.Expr] = []
    floating = raw.floating
    if raw.kind is None and kind is not Kind.TEXT:
        cell = _read_text(source, kind, form, money=money and multiple == 1)
        unread.append(_unread(raw, cell, kind, form))
        floating = kind is Kind.NUMBER and not money
    elif raw.kind in (kind, None):
        cell = exp.cast(source, exp.DType.DATE) if raw.timestamp else source
        if kind is Kind.TEXT and markers:
            cell = _without(source, markers)
    elif kind is Kind.TEXT and raw.kind is Kind.NUMBER:
        cell = _digits(source) if floating else exp.cast(source, exp.DType.VARCHAR)
        floating = False
    else:
        return None
    if is_sheet and name == "id" and kind is Kind.TEXT and raw.kind is not Kind.NUMBER:
        cell = exp.Trim(this=cell)
    if money:
        cell = cell if multiple == 1 else _times(cell, multiple)
        unread.append(_no_amount(cell))
    elif floating:
        unread.append(_not_finite(cell))
    if whole and kind is Kind.NUMBER:
        unread.append(exp.LT(this=exp.paren(cell.copy()), expression=build.number(0)))
    condition = build.any_of(unread) if unread else None
    return TypedColumn(name, Cell(cell, kind, floating), source, condition, raw.header, form=form)


def _digits(source: exp.Expr) -> exp.Expr:
    """Return floating point as text, whole numbers without `.0`.

    A frame has a column of ids as floating point as soon as one of them is missing.
    """
    whole = exp.EQ(this=exp.Floor(this=source.copy()), expression=source.copy())
    exact = exp.LT(this=exp.Abs(this=source.copy()), expression=build.number(_EXACT))
    text = exp.cast(exp.cast(source.copy(), exp.DType.BIGINT), exp.DType.VARCHAR)
    ifs = [
        exp.If(this=_not_finite(source.copy()), true=exp.null()),
        exp.If(this=build.all_of([whole, exact]), true=text),
    ]
    return exp.Case(ifs=ifs, default=exp.cast(source, exp.DType.VARCHAR))


def _times(cell: exp.Expr, multiple: int | Decimal) -> exp.Expr:
    """Return an amount that counts thousands or millions, to the cent."""
    product = exp.Mul(this=exp.cast(exp.paren(cell), DOUBLE), expression=build.number(multiple))
    amount = exp.Round(this=product, decimals=exp.Literal.number(2))
    large = exp.GTE(this=exp.Abs(this=product.copy()), expression=build.number(LARGEST_MONEY))
    kept = exp.If(this=large, true=build.number(LARGEST_MONEY))
    return exp.cast(exp.Case(ifs=[kept], default=amount), build.MONEY.copy())


def filled(source: exp.Expr) -> exp.Expr:
    """Return the condition that a text cell is neither empty nor a word for a missing value."""
    trimmed = exp.Trim(this=source.copy())
    word = exp.Lower(this=trimmed.copy())
    return build.all_of(
        [
            exp.NEQ(this=trimmed, expression=build.text("")),
            exp.Not(this=exp.paren(_is_one_of(word, MISSING))),
        ]
    )


def read_number(source: exp.Expr, form: str | None, *, money: bool) -> exp.Expr:
    """Return text as a number, exact to the cent if it is money; NULL if it is not one."""
    target = build.MONEY if money else DOUBLE
    if form is None or form == PLAIN:
        return _try_cast(source, target)
    written = NUMBER_FORMATS[form]
    return _number(source, target, written, number_pattern(written))


def fitting_number(source: exp.Expr, form: str, *, money: bool, whole: bool) -> exp.Expr:
    """Return the number as `read_number`, but NULL if it is implausible in this form.

    Three decimals of money, and any decimals of people or products, are groups of thousands.
    """
    if form == PLAIN:
        return read_number(source, form, money=money)
    decimals = _NOUGHT if whole else _NOT_THREE if money else "[0-9]+"
    written = NUMBER_FORMATS[form]
    pattern = number_pattern(written, decimals=decimals)
    return _number(source, build.MONEY if money else DOUBLE, written, pattern)


def read_day(source: exp.Expr, form: str | None) -> exp.Expr:
    """Return text as a day; NULL if it is not one. An ISO day is one in every form."""
    if form is None or form == ISO:
        return _try_cast(source, exp.DataType.build("DATE"))
    iso = exp.Like(this=exp.Trim(this=source.copy()), expression=build.text(_ISO_DAY))
    plain = exp.If(this=iso, true=_try_cast(source, exp.DataType.build("DATE")))
    return exp.Case(ifs=[plain], default=_formed_day(source, form))


def _formed_day(source: exp.Expr, form: str) -> exp.Expr:
    """Return text in one form as a day; NULL if it is not one."""
    if form in (SERIAL, EPOCH):
        return _counted_day(source, form)
    text: exp.Expr = source.copy()
    if not re.search("%[HIMSfzp]", form):
        text = exp.Trim(this=_replaced(source, TIME, ""))
    if form == WORDS:
        return _day_in_words(text)
    read: exp.Expr = exp.cast(exp.func("TRY_STRPTIME", text, build.text(form)), exp.DType.DATE)
    shape = next((known.shape for known in DATE_FORMS if known.form == form), None)
    if shape is None:
        return read
    fits = exp.RegexpLike(this=text.copy(), expression=build.text(shape))
    return exp.Case(ifs=[exp.If(this=fits, true=read)])


def _day_in_words(text: exp.Expr) -> exp.Expr:
    """Return a day whose month is a word of some language; NULL if it is not one."""
    shape = next(known.shape for known in DATE_FORMS if known.form == WORDS)
    fits = exp.RegexpLike(this=text.copy(), expression=build.text(shape))
    word = exp.Lower(this=_extracted(text, "[^0-9 ./,-]{3,}"))
    month = exp.Case(
        ifs=[
            exp.If(this=_is_one_of(word, _cased(words)), true=build.text(f"{number:02}"))
            for number, words in enumerate(MONTHS, 1)
        ]
    )
    # an ordinal mark and words after the year are not digits
    year = _extracted(_extracted(text, "[0-9]{2,4}[^0-9]*$"), "[0-9]+")
    short = exp.EQ(this=exp.Length(this=year.copy()), expression=build.number(2))
    century = exp.Case(ifs=[exp.If(this=short, true=build.text("20"))], default=build.text(""))
    parts = [century, year, build.text("-"), month, build.text("-"), _extracted(text, "^[0-9]+")]
    joined = parts[0]
    for part in parts[1:]:
        joined = exp.DPipe(this=joined, expression=part)
    day = _try_cast(exp.paren(joined), exp.DataType.build("DATE"))
    return exp.Case(ifs=[exp.If(this=fits, true=day)])


def _cased(words: str) -> tuple[str, ...]:
    """Return words in small letters and capitalised, since not every engine lowers all letters."""
    return tuple(dict.fromkeys(form for word in words.split() for form in (word, word.title())))


def _extracted(text: exp.Expr, pattern: str) -> exp.Expr:
    return exp.RegexpExtract(this=text.copy(), expression=build.text(pattern))


def _counted_day(source: exp.Expr, form: str) -> exp.Expr:
    """Return a day given as a number of days since 1899-12-30, or of seconds since 1970."""
    text = exp.Trim(this=source.copy())
    shape = next(known.shape for known in DATE_FORMS if known.form == form)
    fits = exp.RegexpLike(this=text, expression=build.text(shape))
    amount = exp.Floor(this=_try_cast(text, DOUBLE))
    first = exp.cast(build.text("1899-12-30" if form == SERIAL else "1970-01-01"), exp.DType.DATE)
    if form == EPOCH:
        is_milli = exp.GT(this=exp.Length(this=text.copy()), expression=build.number(10))
        divisor = exp.Case(
            ifs=[exp.If(this=is_milli, true=build.number(86_400_000))],
            default=build.number(86_400),
        )
        amount = exp.Floor(this=exp.Div(this=exp.paren(amount), expression=exp.paren(divisor)))
    days = exp.cast(amount, exp.DataType.build("INT"))
    read = exp.Add(this=first, expression=exp.paren(days))
    return exp.Case(ifs=[exp.If(this=fits, true=read)])


def _read_text(source: exp.Expr, kind: Kind, form: str | None, *, money: bool) -> exp.Expr:
    """Return text as a number, day or boolean; NULL if it is not one."""
    match kind:
        case Kind.NUMBER:
            return read_number(source, form, money=money)
        case Kind.DATE:
            return read_day(source, form)
        case _:
            word = exp.Lower(this=exp.Trim(this=source.copy()))
            return exp.Case(
                ifs=[
                    exp.If(this=_is_one_of(word, TRUE), true=exp.true()),
                    exp.If(this=_is_one_of(word, FALSE), true=exp.false()),
                ]
            )


def _number(source: exp.Expr, target: exp.DataType, form: NumberFormat, pattern: str) -> exp.Expr:
    digits = _replaced(source, f"[^0-9{re.escape(form.decimal)}]", "")
    if form.decimal != ".":
        digits = exp.func("REPLACE", digits, build.text(form.decimal), build.text("."))
    # the point of a currency sign such as Fr. does not belong to the number
    digits = exp.func("LTRIM", digits, build.text("."))
    # a dash after the decimal sign, as in 1'200.-, means zero cents
    negative = exp.RegexpLike(this=source.copy(), expression=build.text("^[^0-9]*[-−(]"))
    signed = exp.Case(
        ifs=[exp.If(this=negative, true=exp.DPipe(this=build.text("-"), expression=digits))],
        default=digits.copy(),
    )
    shape = exp.RegexpLike(this=source.copy(), expression=build.text(pattern))
    plain = _try_cast(signed, target)
    if not form.is_short:
        return exp.Case(ifs=[exp.If(this=shape, true=plain)])
    large = [
        exp.If(
            this=exp.RegexpLike(
                this=source.copy(),
                expression=build.text(
                    f"[0-9][ \u00a0\u202f]*(?:{words})(?:[A-Z]{{3}}|[^A-Za-zа-я]|$)"
                ),
            ),
            true=exp.cast(_times(signed_double, many), target.copy()),
        )
        for many, words in MULTIPLES.items()
        for signed_double in [_try_cast(signed, DOUBLE)]
    ]
    return exp.Case(ifs=[exp.If(this=shape, true=exp.Case(ifs=large, default=plain))])


def _replaced(source: exp.Expr, pattern: str, by: str) -> exp.Expr:
    return exp.RegexpReplace(
        this=source.copy(),
        expression=build.text(pattern),
        replacement=build.text(by),
        modifiers=build.text("g"),
    )


def _unread(raw: RawColumn, cell: exp.Expr, kind: Kind, form: str | None) -> exp.Expr:
    """Return the condition that a cell is filled but could not be read."""
    source = source_of(raw)
    trimmed = exp.Trim(this=source.copy())
    null = exp.Is(this=cell.copy(), expression=exp.null())
    unread = build.all_of([null, filled(source)])
    if kind is Kind.NUMBER and form in (None, PLAIN) and raw.underscores:
        place = exp.StrPosition(this=source, substr=build.text("_"))
        return build.any_of([unread, exp.GT(this=place, expression=build.number(0))])
    if kind is Kind.DATE and form in (None, ISO):
        # DuckDB also takes `epoch` and years of two digits for days; the first test is quick and
        # true of all proper cells, so the second is rarely asked
        quick = exp.Between(this=source, low=build.text("0"), high=build.text(":"))
        iso = exp.Like(this=trimmed.copy(), expression=build.text(_ISO_DAY))
        odd = [exp.Not(this=exp.paren(quick)), exp.Not(this=exp.paren(iso)), filled(source)]
        early = exp.LT(this=cell.copy(), expression=build.the_day(_FIRST_DAY))
        return build.any_of([unread, early, build.all_of(odd)])
    return unread


def _without(source: exp.Expr, markers: tuple[str, ...]) -> exp.Expr:
    """Return a text cell, NULL if it is a word for a missing value."""
    word = exp.Lower(this=exp.Trim(this=source.copy()))
    missing = exp.If(this=_is_one_of(word, markers), true=exp.null())
    return exp.Case(ifs=[missing], default=source.copy())


def _not_finite(cell: exp.Expr) -> exp.Expr:
    """Return the condition NaN or infinite: every engine sorts those outside this range."""
    limit = exp.cast(exp.Literal.number(_LARGEST_DOUBLE), exp.DType.DOUBLE)
    return exp.Not(
        this=exp.paren(exp.Between(this=cell.copy(), low=exp.Neg(this=limit), high=limit.copy()))
    )


def _no_amount(cell: exp.Expr) -> exp.Expr:
    """Return the condition below 0, too large, NaN or infinite; false if missing."""
    least = exp.GTE(this=cell.copy(), expression=build.number(0))
    most = exp.LT(this=cell.copy(), expression=build.number(LARGEST_MONEY))
    return exp.Not(this=exp.paren(build.all_of([least, most])))


def _is_one_of(cell: exp.Expr, words: tuple[str, ...]) -> exp.In:
    return exp.In(this=cell.copy(), expressions=[build.text(word) for word in words])


def _try_cast(source: exp.Expr, target: exp.DataType) -> exp.TryCast:
    return exp.TryCast(this=source.copy(), to=target.copy())
