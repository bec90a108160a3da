"""Futures of a plan in its JSON contract; undefined is null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.contracts.shapes import (
    COUNT,
    NUMBER,
    TEXT,
    Schema,
    list_of,
    map_of,
    object_of,
    or_null,
)
from csdesign.planning.months.horizon import month_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.capacity.futures import Quantiles
    from csdesign.escaping.json_text import JsonObject
    from csdesign.planning.futures.results import Futures, FuturesMonth

__all__ = ["FUTURES", "futures_document"]


def futures_document(futures: Futures | None) -> JsonObject | None:
    """Return what many draws say as plain values; None where nobody asked for any."""
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
        "coverage_changes": [level._asdict() for level in futures.levels],
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


def _months(rows: Sequence[FuturesMonth]) -> list[JsonObject]:
    return [
        {
            "month": month_text(row.month),
            "required_fte": _quantiles(row.required),
            "enough": row.enough,
        }
        for row in rows
    ]


def _quantiles(found: Quantiles) -> JsonObject:
    return found._asdict()


_QUANTILES: Final[Schema] = object_of(
    p10=NUMBER, p50=NUMBER, p90=NUMBER, p90_low=NUMBER, p90_high=NUMBER
)
_MONTH: Final[Schema] = object_of(month=TEXT, required_fte=_QUANTILES, enough=or_null(NUMBER))
FUTURES: Final[Schema] = object_of(
    draws=COUNT,
    seed=COUNT,
    sure=NUMBER,
    inputs=list_of(
        object_of(path=TEXT, kind=TEXT, low=NUMBER, value=NUMBER, high=NUMBER, basis=TEXT)
    ),
    correlation=map_of(NUMBER),
    fte=_QUANTILES,
    people=_QUANTILES,
    cost=or_null(_QUANTILES),
    by_role=map_of(
        object_of(fte=_QUANTILES, people=_QUANTILES, enough=or_null(NUMBER), choice=COUNT)
    ),
    enough=or_null(NUMBER),
    enough_draws=COUNT,
    coverage_changes=list_of(object_of(segment=TEXT, share=NUMBER)),
    drivers=list_of(object_of(path=TEXT, input=TEXT, share=NUMBER)),
    together=NUMBER,
    information=list_of(object_of(path=TEXT, input=TEXT, worth=NUMBER, unit=TEXT)),
    months=or_null(map_of(list_of(_MONTH))),
    months_in_all=or_null(list_of(_MONTH)),
    enough_every_month=or_null(NUMBER),
)
