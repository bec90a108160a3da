"""Rules ARC2xx: the CSM archetype fits how the segment sells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.archetype.archetype_mismatch import RULE as ARC201
from csdesign.rules.catalogue.archetype.csm_renewal_caution import RULE as ARC202
from csdesign.rules.catalogue.archetype.too_many_csm_types import RULE as ARC204
from csdesign.rules.catalogue.archetype.traditional_account_manager import RULE as ARC203

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (ARC201, ARC202, ARC203, ARC204)
