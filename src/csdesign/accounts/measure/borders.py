"""Accounts that would change segment if a threshold moved a little."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.ids import long_id
from csdesign.accounts.measure.results import Border
from csdesign.accounts.sql import build
from csdesign.accounts.where.thresholds import Threshold, move, thresholds
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.accounts.measure.binding import Bound
    from csdesign.accounts.measure.bound_rules import BoundRule
    from csdesign.accounts.measure.query import Classifier
    from csdesign.accounts.table import Table

__all__ = ["find_borders"]

_LOOKED_AT: Final = 1_000
"""The most accounts near any threshold among which examples are sought."""


@dataclass(frozen=True, slots=True)
class _Limit:
    """One threshold of one bound rule."""

    place: int
    rule: BoundRule
    threshold: Threshold


def find_borders(
    table: Table, bound: Bound, classifier: Classifier, margin: float, sample: int = 0
) -> tuple[tuple[Border, ...], int]:
    """Return the thresholds with accounts near them, and the number of accounts near any.

    Of each threshold at most `sample` accounts are named.

    An account is near when moving one threshold by the margin, up or down, changes its segment.
    Only its own rule can be affected, and only where no earlier rule takes the account.
    """
    limits = [
        _Limit(place, rule, threshold)
        for place, rule in enumerate(bound.rules)
        for threshold in thresholds(rule.where)
    ]
    if not limits:
        return (), 0
    first = build.named(classifier.first_match(), "code")
    cells = exp.select("*", first).from_(
        classifier.customers(list(classifier.columns)).subquery("cells", copy=False)
    )
    flips = [_flips(limit, classifier, Decimal(str(margin))) for limit in limits]
    columns = [build.total(build.one_if(flip)) for flip in flips]
    columns.append(build.total(build.one_if(build.any_of([flip.copy() for flip in flips]))))
    query = exp.select(*columns).from_(cells.copy().subquery("coded", copy=False))
    (values, *_) = [[int(str(v or 0)) for v in row] for row in table.rows(query)]
    shown = _examples(table, classifier, cells, flips, sample) if sample and values[-1] else None
    borders = tuple(
        Border(limit.rule.id, _words(limit), near, () if shown is None else tuple(shown[place]))
        for place, (limit, near) in enumerate(zip(limits, values[:-1], strict=True))
        if near
    )
    return borders, values[-1]


def _examples(
    table: Table, classifier: Classifier, cells: exp.Select, flips: list[exp.Expr], sample: int
) -> list[list[str]]:
    """Return, for each threshold, ids of accounts near it: of the first ones near any."""
    found: list[list[str]] = [[] for _ in flips]
    if "id" not in classifier.columns:
        return found
    flags = [
        build.named(build.one_if(flip.copy()), f"near_{place}") for place, flip in enumerate(flips)
    ]
    near = build.any_of([flip.copy() for flip in flips])
    query = (
        exp.select(build.column("id"), *flags)
        .from_(cells.copy().subquery("coded", copy=False))
        .where(near)
        .order_by(build.column("id"))
        .limit(_LOOKED_AT)
    )
    for account, *marks in table.rows(query):
        for place, mark in enumerate(marks):
            if int(str(mark)) and len(found[place]) < sample and account not in (None, ""):
                found[place].append(visible(long_id(str(account)), 40))
    return found


def _words(limit: _Limit) -> str:
    return f"{limit.threshold.column} at {limit.threshold.value:f}"


def _flips(limit: _Limit, classifier: Classifier, margin: Decimal) -> exp.Expr:
    """Return whether the account's segment changes with the threshold moved up or down."""
    moved = [
        classifier.matches(move(limit.rule.where, limit.threshold.at, factor).condition)
        for factor in (1 + margin, 1 - margin)
    ]
    code = build.column("code")
    own = exp.EQ(this=code, expression=build.number(limit.place))
    later = exp.GT(this=code.copy(), expression=build.number(limit.place))
    leaves = build.all_of([own, exp.Not(this=exp.paren(build.all_of(moved)))])
    joins = build.all_of([later, build.any_of([part.copy() for part in moved])])
    return build.any_of([leaves, joins])
