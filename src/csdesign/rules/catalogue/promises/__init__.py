"""Rules FIT0xx: what may change of promises is not above what is promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.promises.floor_above_promise import RULE as FIT001

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (FIT001,)
