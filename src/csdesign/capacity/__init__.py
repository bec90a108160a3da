"""Capacity formulas: plain numbers and arrays in and out, each with its units and its source.

Everything public is importable from here; a module is loaded when one of its names is first used,
and numpy only by the functions over arrays.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from csdesign.capacity.agents import (
        agents_for_wait_probability,
        required_agents,
    )
    from csdesign.capacity.amounts import GUARD, ceiling, floor
    from csdesign.capacity.books import Book, book_size, heads_at_least
    from csdesign.capacity.cells import SkillCells, SkilledPerson, skill_cells
    from csdesign.capacity.cost import CostToServe, cost_to_serve
    from csdesign.capacity.hours import (
        ProductiveHours,
        ProductiveHoursArray,
        productive_hours,
        productive_hours_array,
    )
    from csdesign.capacity.impatience import ImpatientQueue, erlang_a
    from csdesign.capacity.onboarding import (
        Concurrency,
        OnboardingWave,
        backlog_hours,
        concurrency,
        demand_hours,
        onboarding_wave,
    )
    from csdesign.capacity.outcomes import (
        NetPromoterScore,
        Retention,
        net_promoter_score,
        retention,
    )
    from csdesign.capacity.pooling import PoolingGain, pooling_gain
    from csdesign.capacity.queue_arrays import (
        QueueDemand,
        erlang_c_array,
        required_agents_array,
        required_agents_many,
    )
    from csdesign.capacity.queue_arrivals import peak_arrivals_per_hour
    from csdesign.capacity.queue_service import (
        QueuePerformance,
        mean_wait_hours,
        occupancy,
        queue_length,
        queue_performance,
        service_level,
    )
    from csdesign.capacity.queues import erlang_b, erlang_c
    from csdesign.capacity.ramp import RampCohort, effective_fte
    from csdesign.capacity.rosters import presence, roster
    from csdesign.capacity.simplex import Optimum, maximise
    from csdesign.capacity.spans import SpanOfControl, span_of_control
    from csdesign.capacity.square_root import (
        SquareRootStaffing,
        safety_factor,
        square_root_staffing,
    )
    from csdesign.capacity.teams import AttritionAllowance, attrition_allowance
    from csdesign.capacity.time_zones import WorkingDay, overlap_hours
    from csdesign.capacity.workload import (
        FteRange,
        fte_range,
    )

__all__ = [
    "GUARD",
    "AttritionAllowance",
    "Book",
    "Concurrency",
    "CostToServe",
    "FteRange",
    "ImpatientQueue",
    "NetPromoterScore",
    "OnboardingWave",
    "Optimum",
    "PoolingGain",
    "ProductiveHours",
    "ProductiveHoursArray",
    "QueueDemand",
    "QueuePerformance",
    "RampCohort",
    "Retention",
    "SkillCells",
    "SkilledPerson",
    "SpanOfControl",
    "SquareRootStaffing",
    "WorkingDay",
    "agents_for_wait_probability",
    "attrition_allowance",
    "backlog_hours",
    "book_size",
    "ceiling",
    "concurrency",
    "cost_to_serve",
    "demand_hours",
    "effective_fte",
    "erlang_a",
    "erlang_b",
    "erlang_c",
    "erlang_c_array",
    "floor",
    "fte_range",
    "heads_at_least",
    "maximise",
    "mean_wait_hours",
    "net_promoter_score",
    "occupancy",
    "onboarding_wave",
    "overlap_hours",
    "peak_arrivals_per_hour",
    "pooling_gain",
    "presence",
    "productive_hours",
    "productive_hours_array",
    "queue_length",
    "queue_performance",
    "required_agents",
    "required_agents_array",
    "required_agents_many",
    "retention",
    "roster",
    "safety_factor",
    "service_level",
    "skill_cells",
    "span_of_control",
    "square_root_staffing",
]

_MODULES: Final = {
    "amounts": "GUARD ceiling floor",
    "teams": "AttritionAllowance attrition_allowance",
    "books": "Book book_size heads_at_least",
    "cells": "SkillCells SkilledPerson skill_cells",
    "cost": "CostToServe cost_to_serve",
    "queues": "erlang_b erlang_c",
    "hours": "ProductiveHours ProductiveHoursArray productive_hours productive_hours_array",
    "impatience": "ImpatientQueue erlang_a",
    "onboarding": (
        "Concurrency OnboardingWave backlog_hours concurrency demand_hours onboarding_wave"
    ),
    "outcomes": "NetPromoterScore Retention net_promoter_score retention",
    "pooling": "PoolingGain pooling_gain",
    "queue_arrays": "QueueDemand erlang_c_array required_agents_array required_agents_many",
    "queue_arrivals": "peak_arrivals_per_hour",
    "queue_service": (
        "QueuePerformance mean_wait_hours occupancy queue_length queue_performance service_level"
    ),
    "agents": "agents_for_wait_probability required_agents",
    "ramp": "RampCohort effective_fte",
    "rosters": "presence roster",
    "simplex": "Optimum maximise",
    "spans": "SpanOfControl span_of_control",
    "square_root": "SquareRootStaffing safety_factor square_root_staffing",
    "time_zones": "WorkingDay overlap_hours",
    "workload": "FteRange fte_range",
}
"""Each module with the names it gives to this namespace."""

_HOMES: Final = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Load the module a public name lives in (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found  # the next look-up is direct
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
