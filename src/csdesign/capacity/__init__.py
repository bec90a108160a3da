"""Capacity formulas: plain numbers and arrays in and out, each with its units and its source.

Everything public is importable from here; a module is loaded when one of its names is first used,
and numpy only by the functions over arrays.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from csdesign.capacity.agents import (
        QueueStaffing,
        agents_for_wait_probability,
        agents_on_queue,
        pool_heads,
        queue_staffing,
        required_agents,
        rostered_heads,
    )
    from csdesign.capacity.amounts import GUARD, ceiling, floor
    from csdesign.capacity.assignment import Assignment, assign_largest_first, load_lower_bound
    from csdesign.capacity.books import Book, book_heads, book_size, heads_at_least, named_heads
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
    from csdesign.capacity.queue_arrivals import mean_handle_hours, peak_arrivals_per_hour
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
        Workload,
        WorkloadTerm,
        fte_range,
        segment_workload,
        term_hours,
        utilisation,
    )

__all__ = [
    "GUARD",
    "Assignment",
    "AttritionAllowance",
    "Book",
    "Concurrency",
    "CostToServe",
    "FteRange",
    "ImpatientQueue",
    "NetPromoterScore",
    "OnboardingWave",
    "PoolingGain",
    "ProductiveHours",
    "ProductiveHoursArray",
    "QueueDemand",
    "QueuePerformance",
    "QueueStaffing",
    "RampCohort",
    "Retention",
    "SkillCells",
    "SkilledPerson",
    "SpanOfControl",
    "SquareRootStaffing",
    "WorkingDay",
    "Workload",
    "WorkloadTerm",
    "agents_for_wait_probability",
    "agents_on_queue",
    "assign_largest_first",
    "attrition_allowance",
    "backlog_hours",
    "book_heads",
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
    "load_lower_bound",
    "mean_handle_hours",
    "mean_wait_hours",
    "named_heads",
    "net_promoter_score",
    "occupancy",
    "onboarding_wave",
    "overlap_hours",
    "peak_arrivals_per_hour",
    "pool_heads",
    "pooling_gain",
    "productive_hours",
    "productive_hours_array",
    "queue_length",
    "queue_performance",
    "queue_staffing",
    "required_agents",
    "required_agents_array",
    "required_agents_many",
    "retention",
    "rostered_heads",
    "safety_factor",
    "segment_workload",
    "service_level",
    "skill_cells",
    "span_of_control",
    "square_root_staffing",
    "term_hours",
    "utilisation",
]

_MODULES: Final = {
    "amounts": "GUARD ceiling floor",
    "assignment": "Assignment assign_largest_first load_lower_bound",
    "teams": "AttritionAllowance attrition_allowance",
    "books": "Book book_heads book_size heads_at_least named_heads",
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
    "queue_arrivals": "mean_handle_hours peak_arrivals_per_hour",
    "queue_service": (
        "QueuePerformance mean_wait_hours occupancy queue_length queue_performance service_level"
    ),
    "agents": (
        "QueueStaffing agents_for_wait_probability agents_on_queue pool_heads "
        "queue_staffing required_agents rostered_heads"
    ),
    "ramp": "RampCohort effective_fte",
    "spans": "SpanOfControl span_of_control",
    "square_root": "SquareRootStaffing safety_factor square_root_staffing",
    "time_zones": "WorkingDay overlap_hours",
    "workload": "FteRange Workload WorkloadTerm fte_range segment_workload term_hours utilisation",
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
