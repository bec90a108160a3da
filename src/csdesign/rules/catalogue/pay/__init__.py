"""Rules KPI6xx: people are measured and paid on what they own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.pay import (
    activity_only_kpis,
    kpi_motion_mismatch,
    owned_motion_without_kpi,
    pay_weights_not_100,
    score_only_pay,
    unguarded_cx_score,
)

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    score_only_pay.RULE,
    unguarded_cx_score.RULE,
    kpi_motion_mismatch.RULE,
    owned_motion_without_kpi.RULE,
    activity_only_kpis.RULE,
    pay_weights_not_100.RULE,
)
