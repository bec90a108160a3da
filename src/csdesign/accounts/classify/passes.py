"""Passes beside the one query: orphans explained, repeated ids, borders, drift."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlglot import exp

from csdesign.accounts.classify.binding import needed
from csdesign.accounts.classify.measured import Border, Drift, Duplicates, Move, Orphan
from csdesign.accounts.columns import known_columns
from csdesign.accounts.ids import long_id
from csdesign.accounts.sql import build
from csdesign.accounts.where.evaluate import failing
from csdesign.accounts.where.thresholds import Threshold, move, thresholds
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from csdesign.accounts.classify.binding import Bound, BoundRule
    from csdesign.accounts.classify.query import Classifier
    from csdesign.accounts.table import Table
    from csdesign.accounts.where.evaluate import Row, Value
    from csdesign.accounts.where.tree import Condition, Where

__all__ = ["find_borders", "find_drift", "find_duplicates", "find_orphans", "segments_by_id"]


def find_orphans(
    table: Table, bound: Bound, classifier: Classifier, as_of: date, most: int
) -> tuple[Orphan, ...]:
    """Return up to `most` accounts that no rule takes, in order of id, each with its reason."""
    if "id" not in classifier.columns or not bound.rules or not most:
        return ()
    names = ["id", *(name for name in needed(bound.rules) if name != "id")]
    none = exp.EQ(this=classifier.first_match(), expression=build.number(len(bound.rules)))
    query = (
        exp.select(*(build.column(name) for name in names))
        .from_(classifier.cells(list(classifier.columns)).subquery("cells"))
        .where(build.all_of([classifier.usable, none]))
        .order_by(build.column("id"))
        .limit(most)
    )
    return tuple(
        _orphan(dict(zip(names, values, strict=True)), bound.rules, as_of)  # type: ignore[arg-type]
        for values in table.rows(query)
    )


def _orphan(row: Row, rules: Sequence[BoundRule], as_of: date) -> Orphan:
    tried = [(failing(rule.where, row, as_of), rule) for rule in rules]
    lacking, rule = min(tried, key=lambda pair: len(pair[0]))
    lacks = tuple(_lack(part, rule.where, row) for part in lacking)
    return Orphan(visible(long_id(str(row["id"])), 40), rule.id, lacks)


def _lack(part: Condition, where: Where, row: Row) -> str:
    """Return what an account has and what the rule asks, people's names left out."""
    known = known_columns()
    start, end = part.at.start, part.at.end
    has = []
    for column in where.columns:
        if column.name not in _names_in(where, start, end):
            continue
        private = column.name in known and known[column.name].private
        value = row.get(column.name)
        shown = "missing" if value in (None, "") else _shown(value)
        has.append(f"{column.name} is {'not shown' if private else shown}")
    return f"{', '.join(has)}; asked: {where.quote(part.at)}"


def _shown(value: Value) -> str:
    """Return a cell as people write it: whole numbers without their `.0`."""
    is_whole = isinstance(value, float) and value.is_integer()
    return visible(f"{value:.0f}" if is_whole else str(value), 40)


def _names_in(where: Where, start: int, end: int) -> set[str]:
    from csdesign.accounts.where.tokens import TokenKind, read_tokens

    tokens = read_tokens(where.text)
    return {t.text for t in tokens if t.kind is TokenKind.NAME and start <= t.at.start < end}


def find_duplicates(table: Table, classifier: Classifier, most: int) -> Duplicates:
    """Return the ids that stand in several rows, and how many rows have none."""
    ids = classifier.cells(["id"]).subquery("cells")
    counted = (
        exp.select(build.column("id"), build.named(build.count_rows(), "n"))
        .from_(ids)
        .group_by(build.column("id"))
    )
    missing = build.any_of(
        [
            exp.Is(this=build.column("id"), expression=exp.null()),
            exp.EQ(this=build.column("id"), expression=build.text("")),
        ]
    )
    repeated = exp.GT(this=build.column("n"), expression=build.number(1))
    several = build.all_of([exp.Not(this=missing), repeated])
    summary = exp.select(
        build.total(build.one_if(several)),
        build.total(
            exp.Case(
                ifs=[exp.If(this=several.copy(), true=build.column("n"))], default=build.number(0)
            )
        ),
        build.total(
            exp.Case(
                ifs=[exp.If(this=missing.copy(), true=build.column("n"))], default=build.number(0)
            )
        ),
    ).from_(counted.copy().subquery("ids"))
    (number, rows, without), *_ = [[int(str(v or 0)) for v in row] for row in table.rows(summary)]
    examples: tuple[str, ...] = ()
    if number and most:
        query = (
            exp.select(build.column("id"))
            .from_(counted.subquery("ids"))
            .where(several.copy())
            .order_by(build.column("id"))
            .limit(most)
        )
        examples = tuple(visible(long_id(str(row[0])), 40) for row in table.rows(query))
    return Duplicates(number, rows - number, without, examples)


@dataclass(frozen=True, slots=True)
class _Limit:
    """One threshold of one bound rule."""

    place: int
    rule: BoundRule
    threshold: Threshold


def find_borders(
    table: Table, bound: Bound, classifier: Classifier, margin: float
) -> tuple[tuple[Border, ...], int]:
    """Return the thresholds with accounts near them, and the number of accounts near any.

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
        classifier.cells(list(classifier.columns)).subquery("cells")
    )
    flips = [_flips(limit, classifier, Decimal(str(margin))) for limit in limits]
    columns = [build.total(build.one_if(flip)) for flip in flips]
    columns.append(build.total(build.one_if(build.any_of([flip.copy() for flip in flips]))))
    query = exp.select(*columns).from_(cells.subquery("coded")).where(classifier.usable)
    (values, *_) = [[int(str(v or 0)) for v in row] for row in table.rows(query)]
    borders = tuple(
        Border(limit.rule.id, _words(limit), near)
        for limit, near in zip(limits, values[:-1], strict=True)
        if near
    )
    return borders, values[-1]


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


def segments_by_id(
    table: Table, bound: Bound, classifier: Classifier
) -> Iterator[tuple[str, int | None]]:
    """Yield every usable account's id and the position of its segment, None for orphans."""
    query = (
        exp.select(build.column("id"), build.named(classifier.first_match(), "code"))
        .from_(classifier.cells(list(classifier.columns)).subquery("cells"))
        .where(classifier.usable)
    )
    positions = [rule.position for rule in bound.rules]
    for account, code in table.rows(query):
        if account in (None, ""):
            continue
        place = int(str(code))
        yield str(account), positions[place] if place < len(positions) else bound.otherwise


def find_drift(
    before: Iterator[tuple[str, int | None]],
    after: Iterator[tuple[str, int | None]],
    names: Sequence[str],
) -> Drift:
    """Return who is in another segment than before; ids of 15 and 18 characters are matched.

    Both tables may live in different engines, so the earlier one is held in memory (about 150
    bytes an account).
    """
    earlier = {long_id(account): segment for account, segment in before}
    moves: Counter[tuple[int | None, int | None]] = Counter()
    compared = joined = 0
    seen: set[str] = set()
    for short, segment in after:
        account = long_id(short)
        if account in seen:
            continue
        seen.add(account)
        if account not in earlier:
            joined += 1
            continue
        compared += 1
        was = earlier[account]
        if was != segment:
            moves[was, segment] += 1

    def name(position: int | None) -> str | None:
        return names[position] if position is not None else None

    ordered = sorted(moves.items(), key=lambda item: (-item[1], _sortable(item[0])))
    return Drift(
        compared,
        joined,
        len(earlier) - compared,
        tuple(Move(name(was), name(now), accounts) for (was, now), accounts in ordered),
    )


def _sortable(pair: tuple[int | None, int | None]) -> tuple[int, int]:
    was, now = pair
    return (-1 if was is None else was, -1 if now is None else now)
