"""Futures of a plan in its JSON contract; undefined is null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.planning.results.horizon import month_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.capacity.futures import Quantiles
    from csdesign.contracts.v1 import futures as v1
    from csdesign.planning.results.uncertainty import Futures, FuturesMonth

__all__ = ["futures_document"]


def futures_document(futures: Futures | None) -> v1.Futures | None:
    """Return the results of many draws as plain values; None unless they were asked for."""
    if futures is None:
        return None
    return {
        "draws": futures.draws,
        "seed": futures.seed,
        "sure": futures.sure,
        "inputs": [
            {
                "path": item.path,
                "kind": item.kind,
                "low": item.low,
                "value": item.value,
                "high": item.high,
                "basis": item.basis,
            }
            for item in futures.inputs
        ],
        "correlation": dict(futures.correlation),
        "fte": _quantiles(futures.fte),
        "people": _quantiles(futures.people),
        "cost": None if futures.cost is None else _quantiles(futures.cost),
        "by_role": {
            role: {
                "fte": _quantiles(found.fte),
                "people": _quantiles(found.people),
                "enough": found.enough,
                "choice": found.choice,
            }
            for role, found in futures.by_role.items()
        },
        "enough": futures.enough,
        "enough_draws": futures.enough_draws,
        "one_more": None
        if futures.one_more is None
        else {"role": futures.one_more.role, "enough": futures.one_more.enough},
        "people_draws": futures.people_draws,
        "choice": futures.choice,
        "coverage_changes": [
            {"segment": level.segment, "share": level.share} for level in futures.levels
        ],
        "drivers": [
            {"path": driver.input.path, "input": driver.input.words, "share": driver.share}
            for driver in futures.drivers
        ],
        "together": futures.together,
        "information": [
            {
                "path": item.input.path,
                "input": item.input.words,
                "worth": item.worth,
                "unit": futures.unit,
            }
            for item in futures.information
        ],
        "months": None
        if futures.months is None
        else {role: _months(rows) for role, rows in futures.months.by_role.items()},
        "months_in_all": None if futures.months is None else _months(futures.months.totals),
        "enough_every_month": None if futures.months is None else futures.months.enough_every_month,
    }


def _months(rows: Sequence[FuturesMonth]) -> list[v1.MonthFutures]:
    return [
        {
            "month": month_text(row.month),
            "required_fte": _quantiles(row.required),
            "enough": row.enough,
        }
        for row in rows
    ]


def _quantiles(found: Quantiles) -> v1.Quantiles:
    return {
        "p10": found.p10,
        "p50": found.p50,
        "p90": found.p90,
        "p90_low": found.p90_low,
        "p90_high": found.p90_high,
    }
