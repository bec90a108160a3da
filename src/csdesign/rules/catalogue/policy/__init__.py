"""Rules POL0xx: the company's own limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.policy import policy_broken, policy_violated

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (policy_violated.RULE, policy_broken.RULE)
