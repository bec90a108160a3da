"""Amounts of several currencies, converted by stated rates or refused, but never added up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.heads import code_in_head, sign_in_head
from csdesign.accounts.measure.totals import adds_up_others
from csdesign.accounts.sql import build
from csdesign.accounts.sql.cells import filled, source_of
from csdesign.accounts.sql.condition import Cell
from csdesign.accounts.sql.written import CURRENCY_NAMES, SIGNS
from csdesign.accounts.where.tree import Kind
from csdesign.errors import UsageError
from csdesign.wording import listed, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.accounts.measure.options import Rates
    from csdesign.accounts.sql.cells import TypedColumn
    from csdesign.accounts.table import RawColumn, Table

__all__ = ["currencies_of", "in_one_currency"]

_RATE: Final = exp.DataType.build("DECIMAL(16, 8)")
"""A rate: eight digits before the point and eight behind it."""
_MOST: Final = 8
_DOLLARS: Final = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN")
_CROWNS: Final = ("SEK", "NOK", "DKK", "ISK")
_RUPEES: Final = ("INR", "PKR", "LKR", "NPR")


def in_one_currency(
    table: Table,
    money: TypedColumn,
    raw: RawColumn,
    currency: RawColumn | None,
    rates: Rates,
) -> tuple[TypedColumn, str | None]:
    """Return the column with every amount in the base currency, and notes about it.

    Args:
        table: The table with the amounts.
        money: The amounts, read as written.
        raw: Their column.
        currency: The column that names their currency, None without one.
        rates: The rates of the design.

    Raises:
        UsageError: amounts are of several currencies, or of another than the base, without a rate.
    """
    code = _code(money, raw, currency, rates.base)
    if code is None:
        return money, None
    found = _counted(table, money, code)
    named = {name: rows for name, rows in found.items() if name}
    foreign = [name for name in named if name != rates.base]
    head = visible(raw.header, 60)
    if not foreign or (len(named) == 1 and rates.base is None):
        note = f"{head} is in {next(iter(named))}" if named else None
        return money, note
    unknown = [name for name in foreign if name not in rates.rates]
    if unknown or rates.base is None:
        raise UsageError(_no_rate(table, head, named, unknown or foreign, rates.base))
    worth = exp.Case(
        ifs=[
            exp.If(
                this=exp.EQ(this=code.copy(), expression=build.text(name)),
                true=exp.cast(build.number(rates.rates.get(name, Decimal(1))), _RATE.copy()),
            )
            for name in named
        ]
    )
    amount = exp.cast(money.cell.expression.copy(), build.MONEY.copy())
    product = exp.Mul(this=amount, expression=exp.paren(worth))
    cell = exp.cast(exp.Round(this=product, decimals=exp.Literal.number("2")), build.MONEY.copy())
    nameless = build.all_of(
        [
            build.present(money.cell.expression.copy()),
            exp.Is(this=code.copy(), expression=exp.null()),
        ]
    )
    unread = build.any_of([part for part in (money.unread, nameless) if part is not None])
    day = f" of {rates.as_of}" if rates.as_of else ""
    used = listed([f"{name} {_plain(rates.rates[name])}" for name in foreign], "and")
    note = f"{head} converted to {rates.base} with the rates{day}: {used}"
    return replace(money, cell=Cell(cell, Kind.NUMBER), unread=unread), note


def currencies_of(
    table: Table,
    money: TypedColumn,
    raw: RawColumn,
    currency: RawColumn | None,
    base: str | None,
) -> dict[str, int]:
    """Return the rows with an amount of each currency; "" is one that names none.

    Empty if neither the cells nor another column name a currency.
    """
    code = _code(money, raw, currency, base)
    return {} if code is None else _counted(table, money, code)


def _plain(rate: Decimal) -> str:
    return f"{rate.normalize():f}"


def _code(
    money: TypedColumn, raw: RawColumn, currency: RawColumn | None, base: str | None
) -> exp.Expr | None:
    """Return the currency of an amount: that of its cell, else of its column, else of the head.

    None if none of them names one.
    """
    parts: list[exp.Expr] = []
    if raw.kind is None and money.form is not None and money.form != "plain":
        parts.append(_in_cell(source_of(raw), base))
    if currency is not None:
        text = exp.cast(build.column(currency.header), exp.DType.VARCHAR)
        upper = exp.Upper(this=exp.Trim(this=text))
        named = [
            exp.If(
                this=exp.EQ(this=upper.copy(), expression=build.text(sign.upper())),
                true=build.text(_meant(sign, base)),
            )
            for sign in SIGNS
        ]
        named += [
            exp.If(
                this=exp.EQ(this=upper.copy(), expression=build.text(name.upper())),
                true=build.text(code),
            )
            for name, code in CURRENCY_NAMES.items()
        ]
        known = exp.Case(ifs=named, default=upper)
        parts.append(exp.Case(ifs=[exp.If(this=filled(text), true=known)]))
    sign = sign_in_head(raw.header)
    head = code_in_head(raw.header) or (None if sign is None else _meant(sign, base))
    if head is not None:
        parts.append(build.text(head))
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else exp.Coalesce(this=parts[0], expressions=parts[1:])


def _in_cell(source: exp.Expr, base: str | None) -> exp.Expr:
    """Return the code or the sign in an amount's cell; NULL without one."""
    code = exp.RegexpExtract(this=source.copy(), expression=build.text("[A-Z]{3}"))
    glued = exp.RegexpExtract(this=source.copy(), expression=build.text("[KM][A-Z]{3}"))
    ifs = [
        exp.If(
            # the K of 25 KEUR is a thousand
            this=exp.RegexpLike(
                this=source.copy(), expression=build.text("[KM][A-Z]{3}(?:[^A-Z]|$)")
            ),
            true=exp.RegexpExtract(this=glued, expression=build.text("[A-Z]{3}$")),
        ),
        exp.If(
            this=exp.RegexpLike(this=source.copy(), expression=build.text("[A-Z]{3}")), true=code
        ),
    ]
    lowered = exp.Lower(this=source.copy())
    for sign in SIGNS:
        place = exp.StrPosition(this=lowered.copy(), substr=build.text(sign))
        ifs.append(
            exp.If(
                this=exp.GT(this=place, expression=build.number(0)),
                true=build.text(_meant(sign, base)),
            )
        )
    return exp.Case(ifs=ifs)


def _meant(sign: str, base: str | None) -> str:
    """Return the currency of a sign of several countries: the company's own, if it is one."""
    if sign == "$" and base in _DOLLARS:
        return base
    if SIGNS[sign] == "kr" and base in _CROWNS:
        return base
    if sign == "rs." and base in _RUPEES:
        return base
    if sign == "¥" and base == "CNY":
        return base
    return SIGNS[sign]


def _counted(table: Table, money: TypedColumn, code: exp.Expr) -> dict[str, int]:
    """Return the rows with an amount of each currency, the most frequent first; "" names none."""
    counted = [build.present(money.cell.expression.copy())]
    if (total := adds_up_others(table)) is not None:
        counted.append(exp.Not(this=build.sure(total)))
    amounts = (
        exp.select(build.named(code.copy(), "currency"))
        .from_(table.relation(), copy=False)
        .where(build.all_of(counted), copy=False)
    )
    query = (
        exp.select(build.column("currency"), build.named(build.count_rows(), "n"))
        .from_(amounts.subquery("amounts", copy=False), copy=False)
        .group_by(build.column("currency"), copy=False)
    )
    rows = [(str(name or ""), int(str(count))) for name, count in table.rows(query)]
    return dict(sorted(rows, key=lambda row: (-row[1], row[0])))


def _no_rate(
    table: Table, head: str, named: Mapping[str, int], unknown: list[str], base: str | None
) -> str:
    shown = [f"{visible(name, 12)} ({number_of(rows, 'row')})" for name, rows in named.items()][
        :_MOST
    ]
    if len(named) > _MOST:
        shown.append(f"{len(named) - _MOST} more")
    to = base or next(iter(named))
    wanted = ", ".join(f"{visible(name, 12)}: 0.92" for name in unknown[:2] if name != to)
    which = "which are not added up"
    if base:
        missing = listed([visible(name, 12) for name in unknown[:_MOST]], "and")
        which = f"and there is no rate for {missing}"
    return (
        f"{table.name}: {head} is in {listed(shown, 'and')}, {which}; state "
        f"`accounts: {{currency: {{base: {to}, rates: {{{wanted}}}, as_of: 2026-11-01}}}}`"
    )
