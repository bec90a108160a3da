"""Rules UNC0xx: the people are enough in most futures, and the guesses that matter have a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.uncertainty.posts_not_sure import RULE as UNC001
from csdesign.rules.catalogue.uncertainty.range_missing import RULE as UNC002

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (UNC001, UNC002)
