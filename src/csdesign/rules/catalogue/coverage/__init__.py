"""Rules COV1xx: coverage follows from the experience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.coverage.coverage_above_ax import RULE as COV104
from csdesign.rules.catalogue.coverage.coverage_below_ax import RULE as COV103
from csdesign.rules.catalogue.coverage.coverage_by_revenue_only import RULE as COV101
from csdesign.rules.catalogue.coverage.decorative_segments import RULE as COV109
from csdesign.rules.catalogue.coverage.digital_programme_without_owner import RULE as COV108
from csdesign.rules.catalogue.coverage.one_size_fits_all_csm import RULE as COV102
from csdesign.rules.catalogue.coverage.specialist_missing_at_milestone import RULE as COV107
from csdesign.rules.catalogue.coverage.stated_differs import RULE as COV110
from csdesign.rules.catalogue.coverage.threshold_leaves_gap import RULE as COV106
from csdesign.rules.catalogue.coverage.threshold_not_in_force import RULE as COV111
from csdesign.rules.catalogue.coverage.unaffordable_ax import RULE as COV105

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    COV101,
    COV102,
    COV103,
    COV104,
    COV105,
    COV106,
    COV107,
    COV108,
    COV109,
    COV110,
    COV111,
)
