"""Rules ACC0xx that need no account table: selectors that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.tables.where_unreadable import RULE as ACC001

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (ACC001,)
