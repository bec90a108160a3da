"""Rules CAP8xx: the people are enough for the promised work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.capacity.assumed_effort_data import RULE as CAP806
from csdesign.rules.catalogue.capacity.book_cap_exceeded import RULE as CAP809
from csdesign.rules.catalogue.capacity.capacity_idle import RULE as CAP802
from csdesign.rules.catalogue.capacity.capacity_overload import RULE as CAP801
from csdesign.rules.catalogue.capacity.cell_uncovered import RULE as CAP803
from csdesign.rules.catalogue.capacity.customers_give_up import RULE as CAP811
from csdesign.rules.catalogue.capacity.no_stand_in import RULE as CAP808
from csdesign.rules.catalogue.capacity.onboarding_wave_overflow import RULE as CAP805
from csdesign.rules.catalogue.capacity.onboardings_at_once import RULE as CAP812
from csdesign.rules.catalogue.capacity.queue_service import RULE as CAP804
from csdesign.rules.catalogue.capacity.roles_kept_apart import RULE as CAP810
from csdesign.rules.catalogue.capacity.span_exceeded import RULE as CAP807

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    CAP801,
    CAP802,
    CAP803,
    CAP804,
    CAP805,
    CAP806,
    CAP807,
    CAP808,
    CAP809,
    CAP810,
    CAP811,
    CAP812,
)
