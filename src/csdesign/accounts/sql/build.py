"""Builders of the nodes from which queries are made.

Values enter as literal nodes and names as quoted identifiers; no text of a design or a table is
ever part of an SQL string that this project writes itself.
"""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Final

from sqlglot import exp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

__all__ = [
    "MONEY",
    "all_of",
    "any_of",
    "column",
    "count_rows",
    "days_later",
    "named",
    "number",
    "one_if",
    "present",
    "sum_up",
    "text",
    "the_day",
    "total",
]

MONEY = exp.DataType.build("DECIMAL(18, 2)")
"""Exact to the cent up to 10^16, and summed exactly in any order."""


_MOST_IN_A_ROW: Final = 64


def column(name: str) -> exp.Column:
    """Return a quoted column."""
    return exp.column(name, quoted=True)


def named(expression: exp.Expr, name: str) -> exp.Expr:
    """Return `expression AS "name"`."""
    return exp.alias_(expression, name, quoted=True)


def text(value: str) -> exp.Literal:
    """Return a text literal; sqlglot escapes it for each dialect."""
    return exp.Literal.string(value)


def number(value: Decimal | int) -> exp.Expr:
    """Return a number literal, negative ones as a negation."""
    literal = exp.Literal.number(format(abs(Decimal(value)), "f"))
    return exp.Neg(this=literal) if value < 0 else literal


def the_day(value: date) -> exp.Cast:
    """Return a DATE literal."""
    return exp.cast(exp.Literal.string(value.isoformat()), exp.DType.DATE)


def days_later(day: exp.Expr, days: int) -> exp.Cast:
    """Return the DATE `days` after `day` (before it if negative)."""
    step = exp.Interval(this=exp.Literal.string(str(abs(days))), unit=exp.var("DAY"))
    moved = exp.Sub(this=day, expression=step) if days < 0 else exp.Add(this=day, expression=step)
    return exp.cast(moved, exp.DType.DATE)


def all_of(parts: Sequence[exp.Expr]) -> exp.Expr:
    """Return the parts joined by AND; TRUE if there are none."""
    if not parts:
        return exp.true()
    return _joined([exp.paren(part) for part in parts], exp.And)


def any_of(parts: Sequence[exp.Expr]) -> exp.Expr:
    """Return the parts joined by OR; FALSE if there are none."""
    if not parts:
        return exp.false()
    return _joined([exp.paren(part) for part in parts], exp.Or)


def _joined(parts: Sequence[exp.Expr], kind: type[exp.Binary]) -> exp.Expr:
    """Return parts joined by halves, since engines limit the depth of a tree."""
    if len(parts) > _MOST_IN_A_ROW:
        middle = len(parts) // 2
        left, right = (_joined(half, kind) for half in (parts[:middle], parts[middle:]))
        # The parts are copies already, or nodes that are not used elsewhere.
        return kind(this=exp.paren(left, copy=False), expression=exp.paren(right, copy=False))
    return reduce(lambda a, b: kind(this=a, expression=b), parts)


def sure(condition: exp.Expr) -> exp.Expr:
    """Return the condition with FALSE for NULL."""
    return exp.Coalesce(this=condition, expressions=[exp.false()])


def present(cell: exp.Expr) -> exp.Expr:
    """Return `cell IS NOT NULL`."""
    return exp.Not(this=exp.Is(this=cell, expression=exp.null()))


def one_if(condition: exp.Expr, value: int = 1) -> exp.Case:
    """Return `CASE WHEN condition THEN value ELSE 0 END`."""
    return exp.Case(ifs=[exp.If(this=condition, true=number(value))], default=number(0))


def total(cell: exp.Expr) -> exp.Sum:
    """Return `SUM(cell)`."""
    return exp.Sum(this=cell)


def count_rows() -> exp.Count:
    """Return `COUNT(*)`."""
    return exp.Count(this=exp.Star(), big_int=True)


def sum_up(parts: Iterable[exp.Expr]) -> exp.Expr:
    """Return the parts joined by +."""
    return _joined(list(parts), exp.Add)
