"""Options for what a plan shows in addition to the year: months, futures, scenarios."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csdesign.accounts.measure.results import Measured
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan
    from csdesign.source.designs import Loaded

__all__ = ["Asked", "completed", "planned"]

Merged = tuple[str, "Loaded"]
"""A scenario as (id, design with the scenario applied)."""


class Asked(NamedTuple):
    """The options of the command line on months and futures."""

    months: int | None
    start: date | None
    as_of: date | None
    draws: int | None
    seed: int
    sure: float


def planned(
    design: Design,
    measured: Measured | None,
    merged: Sequence[Merged],
    asked: Asked,
    *,
    together: bool,
) -> Plan:
    """Return the plan of a design, of its one scenario, or of the design next to several.

    Raises:
        UsageError: no first month is stated, or the months are not 0 to 60.
    """
    from csdesign import api

    if len(merged) == 1 and not together:
        name, only = merged[0]
        return replace(api.plan(api.design_of(only), **asked._asdict()), scenario=name)
    whole = api.plan(design, measured=measured, **asked._asdict())
    return _beside(whole, design, merged, asked) if merged else whole


def completed(plan: Plan, design: Design, merged: Sequence[Merged], asked: Asked) -> Plan:
    """Return a plan of the year and its months with the futures and scenarios that were asked for.

    Raises:
        UsageError: draws, seed or sure are out of their range.
        MissingExtraError: numpy is not installed.
    """
    if asked.draws is not None:
        from csdesign.planning.futures.planner import futures_of

        found = futures_of(plan, draws=asked.draws, seed=asked.seed, sure=asked.sure)
        plan = replace(plan, futures=found)
    return _beside(plan, design, merged, asked) if merged else plan


def _beside(plan: Plan, design: Design, merged: Sequence[Merged], asked: Asked) -> Plan:
    from csdesign import api
    from csdesign.diffing.side_by_side import beside

    found = []
    for name, each in merged:
        made = api.plan(api.design_of(each), **asked._asdict())
        written = next(item for item in design.document.scenarios if item.id == name)
        found.append((name, written.name or name, replace(made, scenario=name)))
    return beside(plan, found)
