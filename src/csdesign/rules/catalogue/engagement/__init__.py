"""Rules ROE4xx: who meets the customer, and how customers are passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.engagement import (
    broken_handoff_chain,
    engagement_contradiction,
    engagement_gap,
    handoff_without_receiver,
    handoff_without_trigger,
    incomplete_pod,
    setup_advice_dead_end,
    several_primary_contacts,
    stage_gap,
    too_many_contacts,
)

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    handoff_without_receiver.RULE,
    handoff_without_trigger.RULE,
    stage_gap.RULE,
    several_primary_contacts.RULE,
    too_many_contacts.RULE,
    broken_handoff_chain.RULE,
    setup_advice_dead_end.RULE,
    incomplete_pod.RULE,
    engagement_gap.RULE,
    engagement_contradiction.RULE,
)
