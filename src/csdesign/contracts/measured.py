"""The `accounts` block of the plan's JSON: everything an account table showed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from decimal import Decimal

    from csdesign.accounts.measure.results import (
        Drift,
        Duplicates,
        Measured,
        MeasuredCell,
        MeasuredSegment,
    )
    from csdesign.contracts.v1 import measured as v1
    from csdesign.planning.results import Plan

__all__ = ["measured_document"]


def measured_document(plan: Plan) -> v1.Measured | None:
    """Return the measured table; None if no table was given."""
    found = plan.measured
    if found is None:
        return None
    return {
        "source": found.source,
        "engine": found.engine,
        "as_of": found.as_of.isoformat(),
        "rows": found.rows,
        "customers": found.customers,
        "rejected": found.rejected.rows,
        "rejected_rows": [{"row": row.row, "reason": row.reason} for row in found.rejected.first],
        "orphans": found.orphans,
        "orphan_examples": [
            {"id": orphan.id, "nearest": orphan.nearest, "lacks": list(orphan.lacks)}
            for orphan in found.orphan_examples
        ],
        "overlap": [
            {"first": pair.first, "second": pair.second, "accounts": pair.accounts}
            for pair in found.overlaps
        ],
        "mapping": {column.name: column.header for column in found.mapping},
        "notes": list(found.notes),
        "passed_over": [{"rows": number, "what": words} for words, number in found.passed_over],
        "unread": dict(found.unread),
        "rolled_up": found.rolled_up,
        "skipped": list(found.skipped),
        "renewal_days": found.renewal_days,
        "segments": [_segment(segment, plan) for segment in found.segments],
        "cells": [_cell(cell, plan) for cell in found.cells],
        "duplicates": _duplicates(found.duplicates),
        **_borders(found),
        "drift": _drift(found.drift),
        "history": [
            {
                "day": each.day.isoformat(),
                "source": each.source,
                "segments": [
                    {
                        "id": name,
                        "accounts": size,
                        "new_accounts": dict(each.new).get(name, 0) if each.new else None,
                    }
                    for name, size in each.sizes
                ],
                "moved": each.moved,
                "joined": each.joined,
                "left": each.left,
            }
            for each in found.history
        ],
    }


def _segment(found: MeasuredSegment, plan: Plan) -> v1.MeasuredSegment:
    declared = found.declared
    return {
        "id": found.id,
        "accounts": found.accounts,
        "new_accounts": found.new_accounts,
        "arr": _money(found.arr),
        "with_arr": found.with_arr,
        "renewing": found.renewing,
        "hours": _hours(plan, found.id, found.accounts, found.new_accounts),
        "table_hours": _money(found.table_hours),
        "matching": found.matching,
        "declared": {
            "accounts": declared.accounts,
            "new_accounts": declared.new_accounts,
            "arr_per_account": _money(declared.arr_per_account),
        },
    }


def _cell(cell: MeasuredCell, plan: Plan) -> v1.MeasuredCell:
    return {
        "segment": cell.segment,
        **cast("v1.Groups", cell.groups),  # a test holds that they have the same names
        "accounts": cell.accounts,
        "new_accounts": cell.new_accounts,
        "arr": _money(cell.arr),
        "renewing": cell.renewing,
        "hours": _hours(plan, cell.segment, cell.accounts, cell.new_accounts),
    }


def _hours(plan: Plan, segment_id: str, accounts: int, new_accounts: int | None) -> float | None:
    """Return the promised work with these accounts (h a year)."""
    segment = plan.segment_by_id.get(segment_id)
    return None if segment is None else segment.workload.hours_of(accounts, new_accounts)


def _duplicates(found: Duplicates | None) -> v1.Duplicates | None:
    if found is None:
        return None
    return {
        "ids": found.ids,
        "extra_rows": found.extra_rows,
        "without_id": found.without_id,
        "examples": list(found.examples),
        "differences": dict(found.differences),
    }


def _borders(found: Measured) -> v1.Borders:
    return {
        "margin": found.margin,
        "near_border": found.near_border,
        "borders": None
        if found.borders is None
        else [
            {
                "segment": border.segment,
                "threshold": border.threshold,
                "accounts": border.accounts,
                "examples": list(border.examples),
            }
            for border in found.borders
        ],
    }


def _drift(found: Drift | None) -> v1.Drift | None:
    if found is None:
        return None
    return {
        "compared": found.compared,
        "joined": found.joined,
        "left": found.left,
        "moved": found.moved,
        "moves": [
            {
                "before": move.before,
                "after": move.after,
                "accounts": move.accounts,
                "examples": list(move.examples),
            }
            for move in found.moves
        ],
    }


def _money(amount: Decimal | None) -> float | None:
    """Return an exact amount as a number of JSON: the double next to it prints the same cents."""
    return None if amount is None else float(amount)
