"""Every rule, in code order. A new rule is its module and its line in its family's list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.rules.catalogue import (
    archetype,
    capacity,
    coverage,
    doubled,
    engagement,
    experience,
    ownership,
    pay,
    policy,
    promises,
    renewal,
    roles,
    tables,
    time,
    traceability,
    uncertainty,
)

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["ALL_RULES"]

ALL_RULES: Final[tuple[Rule, ...]] = (
    *tables.RULES,
    *experience.RULES,
    *coverage.RULES,
    *archetype.RULES,
    *ownership.RULES,
    *engagement.RULES,
    *roles.RULES,
    *pay.RULES,
    *renewal.RULES,
    *capacity.RULES,
    *time.RULES,
    *promises.RULES,
    *uncertainty.RULES,
    *traceability.RULES,
    *doubled.RULES,
    *policy.RULES,
)
