"""Joins designs and customer tables: measured counts in place of declared ones.

This joins two packages: `accounts` knows tables and no designs, the planner knows designs.
"""

from csdesign.customers.counted import (
    account_findings,
    counted_numbers,
    counted_starts,
    has_conditions,
    measure_accounts,
    measured_design,
    segment_rules,
)
from csdesign.customers.design_table import (
    day_of,
    declared_source,
    measure_options,
)

__all__ = [
    "account_findings",
    "counted_numbers",
    "counted_starts",
    "day_of",
    "declared_source",
    "has_conditions",
    "measure_accounts",
    "measure_options",
    "measured_design",
    "segment_rules",
]
