"""Rules TIM0xx: the months hold what the year promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.time.horizon_too_short import RULE as TIM005
from csdesign.rules.catalogue.time.leaver_without_successor import RULE as TIM006
from csdesign.rules.catalogue.time.month_short import RULE as TIM002
from csdesign.rules.catalogue.time.renewal_peak import RULE as TIM003
from csdesign.rules.catalogue.time.vacancy_late import RULE as TIM001
from csdesign.rules.catalogue.time.wave_beside_horizon import RULE as TIM004

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (TIM001, TIM002, TIM003, TIM004, TIM005, TIM006)
