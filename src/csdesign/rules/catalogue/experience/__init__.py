"""Rules AX0xx: the Appropriate Experience is there, and complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.experience.ax_traits_mismatch import RULE as AX003
from csdesign.rules.catalogue.experience.human_interaction_without_role import RULE as AX004
from csdesign.rules.catalogue.experience.milestone_without_interaction import RULE as AX002
from csdesign.rules.catalogue.experience.minutes_beyond_effort import RULE as AX007
from csdesign.rules.catalogue.experience.once_in_renewal import RULE as AX006
from csdesign.rules.catalogue.experience.repeated_onboarding import RULE as AX008
from csdesign.rules.catalogue.experience.segment_without_ax import RULE as AX001
from csdesign.rules.catalogue.experience.talent_gap import RULE as AX005

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (AX001, AX002, AX003, AX004, AX005, AX006, AX007, AX008)
