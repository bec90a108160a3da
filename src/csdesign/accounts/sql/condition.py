"""A parsed `where` as an SQL condition that means the same on every engine.

In SQL a comparison with NULL is neither true nor false. Without a NOT above it that makes no
difference to what a CASE picks, so comparisons stay bare and fast; below a NOT the inside is
wrapped in COALESCE(..., FALSE), which gives the two-valued logic of `where`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.sql import build
from csdesign.accounts.where.evaluate import shifted_day
from csdesign.accounts.where.tree import (
    All,
    AnyOf,
    AsOf,
    Between,
    Boolean,
    Column,
    Compare,
    Condition,
    Date,
    Flag,
    Kind,
    Missing,
    Not,
    Number,
    OneOf,
    Operand,
    Operator,
    Scaled,
    Shifted,
    Text,
    is_without_case,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

__all__ = ["Cell", "Scope", "condition_sql"]

_OPERATORS: Final[dict[Operator, type[exp.Binary]]] = {
    Operator.EQ: exp.EQ,
    Operator.NE: exp.NEQ,
    Operator.LT: exp.LT,
    Operator.LE: exp.LTE,
    Operator.GT: exp.GT,
    Operator.GE: exp.GTE,
}
_SHORT_LIST: Final = 16
"""Number of options up to which ORed equalities are faster than IN on DuckDB (2.0: half the
time)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A typed cell of the current row: its expression, its kind, whether it is floating point."""

    expression: exp.Expr
    kind: Kind
    floating: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """The meaning of the names in a `where`."""

    cells: Mapping[str, Cell]
    as_of: date


def condition_sql(condition: Condition, scope: Scope) -> exp.Expr:
    """Return the condition as SQL: TRUE if it holds, FALSE or NULL if it does not."""
    match condition:
        case Compare(left, operator, right):
            return _compare(left, operator, right, scope)
        case OneOf(operand, options):
            return _one_of(operand, options, scope)
        case Between(operand, low, high):
            above = _compare(operand, Operator.GE, low, scope)
            return build.all_of([above, _compare(operand, Operator.LE, high, scope)])
        case Missing(column):
            return _missing(scope.cells[column.name])
        case Flag(column):
            return scope.cells[column.name].expression.copy()
        case Not(inner):
            known = build.sure(condition_sql(inner, scope))
            return exp.Not(this=known)
        case All(parts):
            return build.all_of([condition_sql(part, scope) for part in parts])
        case AnyOf(parts):
            return build.any_of([condition_sql(part, scope) for part in parts])


def _compare(left: Operand, operator: Operator, right: Operand, scope: Scope) -> exp.Expr:
    floating = _is_floating(left, scope) or _is_floating(right, scope)
    sides = [_operand(side, scope, floating=floating) for side in (left, right)]
    if _is_text(left, scope) and is_without_case(operator, left, right):
        sides = [_lowered(side) for side in sides]
    comparison = _OPERATORS[operator](this=sides[0], expression=sides[1])
    texts = [
        scope.cells[side.name].expression
        for side in (left, right)
        if isinstance(side, Column) and scope.cells[side.name].kind is Kind.TEXT
    ]
    # an empty text is missing; it equals no literal, but differs from all others and equals another
    # missing one
    guarded = texts if operator is Operator.NE else texts[1:]
    guards = [exp.NEQ(this=cell.copy(), expression=build.text("")) for cell in guarded]
    return build.all_of([comparison, *guards]) if guards else comparison


def _one_of(
    operand: Operand, options: tuple[Number | Text | Boolean | Date, ...], scope: Scope
) -> exp.Expr:
    if len(options) <= _SHORT_LIST:
        return build.any_of([_compare(operand, Operator.EQ, option, scope) for option in options])
    floating = _is_floating(operand, scope)
    sides = [_operand(side, scope, floating=floating) for side in (operand, *options)]
    if _is_text(operand, scope) and is_without_case(Operator.EQ, operand):
        sides = [_lowered(side) for side in sides]
    return exp.In(this=sides[0], expressions=sides[1:])


def _is_text(operand: Operand, scope: Scope) -> bool:
    match operand:
        case Column(name):
            return scope.cells[name].kind is Kind.TEXT
        case _:
            return isinstance(operand, Text)


def _lowered(side: exp.Expr) -> exp.Expr:
    """Return text in small letters: a literal of ASCII alone without asking the engine."""
    if isinstance(side, exp.Literal) and side.this.isascii():
        return build.text(side.this.lower())
    return exp.Lower(this=side)


def _missing(cell: Cell) -> exp.Expr:
    null = exp.Is(this=cell.expression.copy(), expression=exp.null())
    if cell.kind is not Kind.TEXT:
        return null
    empty = exp.EQ(this=cell.expression.copy(), expression=build.text(""))
    return build.any_of([null, empty])


def _is_floating(operand: Operand, scope: Scope) -> bool:
    match operand:
        case Scaled():
            return True
        case Column(name):
            return scope.cells[name].floating
        case _:
            return False


def _operand(operand: Operand, scope: Scope, *, floating: bool) -> exp.Expr:
    match operand:
        case Column(name):
            cell = scope.cells[name]
            return _double(cell) if floating else cell.expression.copy()
        case Number(value):
            literal = build.number(value)
            return exp.cast(literal, exp.DType.DOUBLE) if floating else literal
        case Text(value):
            return build.text(value)
        case Boolean(value):
            return exp.true() if value else exp.false()
        case Date(value):
            return build.the_day(value)
        case AsOf():
            return build.the_day(scope.as_of)
        case Shifted(AsOf(), days, _, months) if months:
            return build.the_day(shifted_day(scope.as_of, days, months))
        case Shifted(Date(day), days, _, months) if months:
            return build.the_day(shifted_day(day, days, months))
        case Shifted(base, days):
            return build.days_later(_operand(base, scope, floating=False), days)
        case Scaled(factor, column):
            product = exp.Mul(
                this=exp.cast(build.number(factor), exp.DType.DOUBLE),
                expression=_double(scope.cells[column.name]),
            )
            return exp.paren(product)


def _double(cell: Cell) -> exp.Expr:
    """Return the cell in double precision; one that already is gets no cast."""
    bare = cell.expression.copy()
    return bare if cell.floating else exp.cast(bare, exp.DType.DOUBLE)
