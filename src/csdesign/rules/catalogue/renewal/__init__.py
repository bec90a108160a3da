"""Rules REN7xx: price and time of renewals and growth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.renewal import (
    expansion_without_price_owner,
    pricing_authority_conflict,
    renewal_timing,
    term_options_missing,
    two_renewal_contacts,
)

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    pricing_authority_conflict.RULE,
    renewal_timing.RULE,
    expansion_without_price_owner.RULE,
    two_renewal_contacts.RULE,
    term_options_missing.RULE,
)
