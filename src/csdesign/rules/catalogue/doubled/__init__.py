"""Rules DUP0xx: the same thing said twice, which is said once or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.doubled import (
    handoff_to_itself,
    measure_twice,
    names_alike,
    one_where_twice,
    owned_and_supported,
    policy_named_twice,
)

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    names_alike.RULE,
    one_where_twice.RULE,
    owned_and_supported.RULE,
    measure_twice.RULE,
    handoff_to_itself.RULE,
    policy_named_twice.RULE,
)
