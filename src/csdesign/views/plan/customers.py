"""The customers counted in an account table, by segment and by grouping columns."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final

from csdesign.accounts.columns import grouping_columns
from csdesign.views.plan.words import number, percent
from csdesign.views.section import Column, Lines, Section, Table, footed
from csdesign.wording import number_of, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from csdesign.accounts.measure.results import Measured, MeasuredCell, MeasuredSegment
    from csdesign.planning.results import Plan
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Cell, Part

__all__ = ["customer_lines", "customers", "section"]

_MOST_SEGMENTS: Final = 12
_MOST_GROUPS: Final = 6


def section(content: ReportContent) -> Section | None:
    """Return the customers counted in an account table; None if none was read."""
    found = content.plan.measured
    if found is None:
        return None
    from csdesign.views.accounts import spread_table  # this import loads the readers of tables

    spreads = [spread_table(spread, "Customers") for spread in found.spreads if spread.thresholds]
    lines = Lines(tuple(customer_lines(content.plan)))
    over_time = [_history(content.plan, found)] if found.history else []
    parts: tuple[Part, ...] = (customers(content.plan, found), *over_time, *spreads, lines)
    return Section("customers", "Customers", parts, aside="measured")


def customers(plan: Plan, found: Measured) -> Table:
    """Return one row per segment; columns that the account table cannot fill are left out."""
    columns = [
        (column, cell) for column, cell in _columns(plan, found) if any(map(cell, found.segments))
    ]
    rows = tuple(
        (plan.segment_by_id[segment.id].segment.name, *(cell(segment) for _, cell in columns))
        for segment in found.segments
    )
    shown = (Column("segment", "Segment"), *(column for column, _ in columns))
    return Table("customers", "Customers, measured", shown, rows)


def _history(plan: Plan, found: Measured) -> Table:
    """Return one row per earlier table and for the present one: sizes, hours, who moved.

    Hours are those of the year for the customers of that day, new ones included; they are empty if
    starting takes hours and the table does not say who is new.
    """
    ids = [segment_id for segment_id, _ in found.history[-1].sizes if segment_id is not None]
    shown = [segment_id for segment_id in ids if segment_id in plan.segment_by_id]
    has_others = any(dict(snapshot.sizes).get(None) for snapshot in found.history)
    rows: list[tuple[Cell, ...]] = []
    for snapshot in found.history:
        sizes, new = dict(snapshot.sizes), dict(snapshot.new)
        hours = [
            plan.segment_by_id[segment_id].workload.hours_of(
                sizes.get(segment_id, 0), new.get(segment_id, 0) if snapshot.new else None
            )
            for segment_id in shown
        ]
        known = [each for each in hours if each is not None]
        rows.append(
            (
                snapshot.day.isoformat(),
                *(sizes.get(segment_id, 0) for segment_id in shown),
                *([sizes.get(None, 0)] if has_others else []),
                math.fsum(known) if len(known) == len(hours) else None,
                snapshot.moved,
                snapshot.joined,
                snapshot.left,
            )
        )
    columns = (
        Column("day", "Day"),
        *(Column(each, plan.segment_by_id[each].segment.name, "count") for each in shown),
        *([Column("no_segment", "No\nsegment", "count", rank=2)] if has_others else []),
        Column("hours", "Hours", "hours", rank=1),
        Column("moved", "Moved", "count"),
        Column("joined", "Came", "count"),
        Column("left", "Went", "count"),
    )
    return Table("history", "Customers over time", columns, tuple(rows))


def _columns(
    plan: Plan, found: Measured
) -> tuple[tuple[Column, Callable[[MeasuredSegment], Cell]], ...]:
    days = found.renewal_days
    return (
        (Column("counted", "Counted", "count"), lambda segment: segment.accounts),
        (Column("declared", "Declared", "count"), lambda segment: segment.declared.accounts),
        (Column("new", "New", "count", rank=1), lambda segment: segment.new_accounts),
        (Column("arr", "ARR", "brief-money"), _arr),
        (
            Column("renewing", f"Renew in {days} days", "count", short=f"Renew in\n{days} d"),
            lambda segment: segment.renewing,
        ),
        (Column("hours", "Hours", "hours"), lambda segment: _work(plan, segment)),
        (
            Column("also_match", "Also match", "count", short="Also\nmatch", rank=2),
            lambda segment: segment.matching - segment.accounts or None,
        ),
    )


def _arr(segment: MeasuredSegment) -> float | None:
    return None if segment.arr is None else float(segment.arr)


def _work(plan: Plan, segment: MeasuredSegment) -> float | None:
    workload = plan.segment_by_id[segment.id].workload
    return workload.hours_of(segment.accounts, segment.new_accounts) or None


def customer_lines(plan: Plan) -> list[str]:
    """Return the source of the numbers, and each segment by the grouping columns."""
    found = plan.measured
    if found is None:
        return []
    read = f"{number_of(found.rows, 'row')}, {found.rejected.rows:,} rejected"
    read += f", {found.orphans:,} in no segment"
    if found.duplicates is not None and found.duplicates.ids:
        read += f", {found.duplicates.extra_rows:,} further rows of the same customers"
    lines = [f"Counted in {visible(found.source, 200)} on {found.as_of}: {read}."]
    if any(segment.matching > segment.accounts for segment in found.segments):
        lines.append(
            "Also match: customers that fit this segment too but were assigned to an earlier one."
        )
    lines += [*_borders(plan, found), *_drift(plan, found)]
    cells: dict[str, list[MeasuredCell]] = {}
    for cell in found.cells:
        cells.setdefault(cell.segment, []).append(cell)
    for segment_id, own in list(cells.items())[:_MOST_SEGMENTS]:
        name = visible(plan.segment_by_id[segment_id].segment.name, 24)
        parts = "; ".join(_parts(plan, segment_id, own))
        if parts:
            lines.append(f"{name} {parts}")
    return lines


def _borders(plan: Plan, found: Measured) -> Iterator[str]:
    """Yield the number of customers that a slightly different threshold would move."""
    if not found.near_border or not found.borders:
        return
    most = max(found.borders, key=lambda border: border.accounts)
    where = f"{_named(plan, most.segment)}, {visible(most.threshold, 60)}"
    yield (
        f"Near a threshold: {number_of(found.near_border, 'customer')} would change segment if one "
        f"threshold moved by {percent(found.margin)}; most at {where} ({most.accounts:,})."
    )


def _drift(plan: Plan, found: Measured) -> Iterator[str]:
    """Yield the moves since the earlier table."""
    drift = found.drift
    if drift is None:
        return
    moves = [
        f"{move.accounts:,} from {_named(plan, move.before)} to {_named(plan, move.after)}"
        for move in drift.moves[:_MOST_GROUPS]
    ]
    more = len(drift.moves) - len(moves)
    if more:
        moves.append(f"and {more} more moves between segments")
    words = f": {', '.join(moves)}" if moves else ""
    yield (
        f"Since the earlier table: {drift.moved:,} of {drift.compared:,} customers changed "
        f"segment{words}; new: {drift.joined:,}, gone: {drift.left:,}."
    )


def _named(plan: Plan, segment_id: str | None) -> str:
    segment = None if segment_id is None else plan.segment_by_id.get(segment_id)
    return "no segment" if segment is None else visible(segment.segment.name, 24)


def _parts(plan: Plan, segment_id: str, cells: list[MeasuredCell]) -> Iterator[str]:
    """Yield `by region: EMEA 40 (800 h), AMER 12 (240 h)`, then languages, most customers first."""
    for name in grouping_columns():
        if not any(cell.groups[name] for cell in cells):
            continue
        accounts, new = Counter[str | None](), Counter[str | None]()
        for cell in cells:
            accounts[cell.groups[name]] += cell.accounts
            new[cell.groups[name]] += cell.new_accounts or 0
        has_new = any(cell.new_accounts is not None for cell in cells)
        ordered = sorted(accounts, key=lambda group: (-accounts[group], group or ""))
        workload = plan.segment_by_id[segment_id].workload
        hours = [
            workload.hours_of(accounts[group], new[group] if has_new else None) or 0.0
            for group in ordered
        ]
        whole = footed(hours, math.fsum(hours))
        shown = [
            f"{'not given' if group is None else visible(group, 24)} {accounts[group]:,}"
            + (f" ({number(rounded)} h)" if exact else "")
            for group, exact, rounded in list(zip(ordered, hours, whole, strict=True))[
                :_MOST_GROUPS
            ]
        ]
        more = len(ordered) - len(shown)
        yield f"by {name}: {', '.join(shown)}" + (f" and {more} more" if more else "")
