"""Rules OWN3xx: every motion has one owner, and every duty a holder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.ownership import (
    co_own_without_lead,
    duplicated_responsibility,
    missing_onboarding_owner,
    orphan_motion,
    orphan_responsibility,
    overlapping_owners,
    owner_not_staffed,
    sale_owned_by_queue,
    support_without_owner,
)

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    orphan_motion.RULE,
    overlapping_owners.RULE,
    co_own_without_lead.RULE,
    support_without_owner.RULE,
    missing_onboarding_owner.RULE,
    orphan_responsibility.RULE,
    duplicated_responsibility.RULE,
    owner_not_staffed.RULE,
    sale_owned_by_queue.RULE,
)
