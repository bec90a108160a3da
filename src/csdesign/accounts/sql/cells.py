"""Raw columns to typed cells, and the conditions under which a row cannot be used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.sql import build
from csdesign.accounts.sql.condition import Cell
from csdesign.accounts.where.tree import Kind
from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from csdesign.accounts.table import RawColumn

__all__ = [
    "LARGEST_MONEY",
    "NUMBER_FORMATS",
    "NumberFormat",
    "Reading",
    "TypedColumn",
    "typed_column",
]

LARGEST_MONEY: Final = 10**15
"""Amounts from here on are rejected: DECIMAL(18, 2) holds ten times as much."""

_LARGEST_DOUBLE: Final = "1.7976931348623157e308"
_TRUE: Final = ("true", "yes", "1", "t", "y")
_FALSE: Final = ("false", "no", "0", "f", "n")
_ISO_DAY: Final = "____-__-__%"
_FIRST_DAY: Final = date(1000, 1, 1)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How numbers are written in text cells: the class of group separators and the decimal sign."""

    groups: str
    decimal: str
    example: str


NUMBER_FORMATS: Final = {
    "en": NumberFormat(",", ".", "$1,200.50"),
    "de": NumberFormat(".", ",", "1.200,50 €"),
    "fr": NumberFormat(" \u00a0\u202f", ",", "1 200,50 €"),
    "ch": NumberFormat("'’", ".", "CHF 1'200.50"),
}
"""Formats that have to be asked for; without one only plain numbers such as 1200.50 are read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How text cells are read. None stands for plain numbers and ISO days (2026-01-31)."""

    number_format: str | None = None
    date_format: str | None = None

    def __post_init__(self) -> None:
        if self.number_format is not None and self.number_format not in NUMBER_FORMATS:
            raise UsageError(
                f"number format {visible(self.number_format)!r} is unknown"
                f"{did_you_mean(self.number_format, NUMBER_FORMATS)}; formats are "
                + listed(f"{name} ({form.example})" for name, form in NUMBER_FORMATS.items())
            )
        if self.date_format is not None and not re.fullmatch(
            r"(?:%[YymdbBHMSfzjp]|[ ./:,T-])+", self.date_format
        ):
            raise UsageError(
                f"date format {visible(self.date_format)!r} is unknown; write it as %d/%m/%Y"
            )


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """A column as a `where` sees it: the cell, the raw text behind it, and what spoils the row.

    `spoiled` is true of rows whose cell cannot be used, None where every cell can.
    """

    name: str
    cell: Cell
    raw: exp.Expr
    spoiled: exp.Expr | None


def source_of(raw: RawColumn) -> exp.Expr:
    """Return the column as the engine has it, as text where it compares with no other."""
    column = build.column(raw.header)
    return exp.cast(column, exp.DType.VARCHAR) if raw.as_text else column


def typed_column(
    name: str, raw: RawColumn, kind: Kind, reading: Reading, *, money: bool
) -> TypedColumn | None:
    """Return the column as `kind`, or None where the engine holds something else."""
    source = source_of(raw)
    spoiled: list[exp.Expr] = []
    floating = raw.floating
    if raw.kind is None and kind is not Kind.TEXT:
        cell = _read_text(source, kind, reading, money=money)
        spoiled.append(_unread(raw, cell, kind, reading))
        floating = kind is Kind.NUMBER and not money
    elif raw.kind in (kind, None):
        cell = exp.cast(source, exp.DType.DATE) if raw.timestamp else source
    elif kind is Kind.TEXT and raw.kind is Kind.NUMBER and not raw.floating:
        cell = exp.cast(source, exp.DType.VARCHAR)
    else:
        return None
    if money:
        spoiled.append(_no_amount(cell))
    elif floating:
        spoiled.append(_not_finite(cell))
    condition = build.any_of(spoiled) if spoiled else None
    return TypedColumn(name, Cell(cell, kind, floating), source, condition)


def _read_text(source: exp.Expr, kind: Kind, reading: Reading, *, money: bool) -> exp.Expr:
    """Return text as a number, day or boolean; NULL where it is none."""
    match kind:
        case Kind.NUMBER:
            target = build.MONEY if money else exp.DataType.build("DOUBLE")
            return _read_number(source, target, reading.number_format)
        case Kind.DATE:
            if reading.date_format is None:
                return _try_cast(source, exp.DataType.build("DATE"))
            read = exp.func("TRY_STRPTIME", source.copy(), build.text(reading.date_format))
            return exp.cast(read, exp.DType.DATE)
        case _:
            word = exp.Lower(this=exp.Trim(this=source.copy()))
            return exp.Case(
                ifs=[
                    exp.If(this=_is_one_of(word, _TRUE), true=exp.true()),
                    exp.If(this=_is_one_of(word, _FALSE), true=exp.false()),
                ]
            )


def _read_number(source: exp.Expr, target: exp.DataType, number_format: str | None) -> exp.Expr:
    if number_format is None:
        return _try_cast(source, target)
    form = NUMBER_FORMATS[number_format]
    digits: exp.Expr = exp.RegexpReplace(
        this=source.copy(),
        expression=build.text(f"[^0-9{re.escape(form.decimal)}]"),
        replacement=build.text(""),
        modifiers=build.text("g"),
    )
    if form.decimal != ".":
        digits = exp.func("REPLACE", digits, build.text(form.decimal), build.text("."))
    negative = exp.RegexpLike(
        this=source.copy(), expression=build.text(r"[-\u2212(]".replace(r"\u2212", "−"))
    )
    signed = exp.Case(
        ifs=[exp.If(this=negative, true=exp.DPipe(this=build.text("-"), expression=digits))],
        default=digits.copy(),
    )
    shape = exp.RegexpLike(this=source.copy(), expression=build.text(_number_pattern(form)))
    return exp.Case(ifs=[exp.If(this=shape, true=_try_cast(signed, target))])


def _number_pattern(form: NumberFormat) -> str:
    """Return the pattern of a whole cell: currency, sign or brackets, groups of three, decimals."""
    groups = "[" + "".join(re.escape(sign) for sign in form.groups) + "]"
    decimal = re.escape(form.decimal)
    blank = "[ \u00a0\u202f]*"
    currency = f"(?:[$€£¥]|[A-Z]{{3}})?{blank}"
    number = f"(?:[0-9]{{1,3}}(?:{groups}[0-9]{{3}})+|[0-9]+)(?:{decimal}[0-9]+)?"
    amount = f"{currency}{number}{blank}{currency}"
    return f"^{blank}(?:\\({amount}\\)|[-−]?{blank}{amount}){blank}$"


def _unread(raw: RawColumn, cell: exp.Expr, kind: Kind, reading: Reading) -> exp.Expr:
    """Return the condition that a cell holds something and still could not be read."""
    source = source_of(raw)
    trimmed = exp.Trim(this=source.copy())
    filled = exp.NEQ(this=trimmed, expression=build.text(""))
    null = exp.Is(this=cell.copy(), expression=exp.null())
    unread = build.all_of([null, filled])
    if kind is Kind.NUMBER and reading.number_format is None and raw.underscores:
        place = exp.StrPosition(this=source, substr=build.text("_"))
        return build.any_of([unread, exp.GT(this=place, expression=build.number(0))])
    if kind is Kind.DATE and reading.date_format is None:
        # DuckDB also takes `epoch` and years of two digits for days; the first test is quick and
        # true of all proper cells, so the second is rarely asked
        quick = exp.Between(this=source, low=build.text("0"), high=build.text(":"))
        iso = exp.Like(this=trimmed.copy(), expression=build.text(_ISO_DAY))
        odd = [exp.Not(this=exp.paren(quick)), exp.Not(this=exp.paren(iso)), filled.copy()]
        early = exp.LT(this=cell.copy(), expression=build.the_day(_FIRST_DAY))
        return build.any_of([unread, early, build.all_of(odd)])
    return unread


def _not_finite(cell: exp.Expr) -> exp.Expr:
    """Return the condition NaN or infinite: every engine sorts those outside this range."""
    limit = exp.cast(exp.Literal.number(_LARGEST_DOUBLE), exp.DType.DOUBLE)
    return exp.Not(
        this=exp.paren(exp.Between(this=cell.copy(), low=exp.Neg(this=limit), high=limit.copy()))
    )


def _no_amount(cell: exp.Expr) -> exp.Expr:
    """Return the condition below 0, too large, NaN or infinite; a missing amount is none of it."""
    least = exp.GTE(this=cell.copy(), expression=build.number(0))
    most = exp.LT(this=cell.copy(), expression=build.number(LARGEST_MONEY))
    return exp.Not(this=exp.paren(build.all_of([least, most])))


def _is_one_of(cell: exp.Expr, words: tuple[str, ...]) -> exp.In:
    return exp.In(this=cell.copy(), expressions=[build.text(word) for word in words])


def _try_cast(source: exp.Expr, target: exp.DataType) -> exp.TryCast:
    return exp.TryCast(this=source.copy(), to=target.copy())
