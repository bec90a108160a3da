"""The checks that come before any rule: reading, schema, references; for `explain` and SARIF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.accounts.problems import ACCOUNT_RULES, WHERE_SYNTAX
from csdesign.model.resolve import REFERENCE_RULES
from csdesign.source.problems import READING
from csdesign.source.schema.schema_problems import SCHEMA

if TYPE_CHECKING:
    from csdesign.finding import RuleInfo

__all__ = ["READING_RULES", "TABLE_RULES"]

READING_RULES: Final[tuple[RuleInfo, ...]] = (*READING, *SCHEMA, *REFERENCE_RULES)
"""In code order: YML0xx, SCH1xx, SCH2xx."""

TABLE_RULES: Final[tuple[RuleInfo, ...]] = tuple(
    rule for rule in ACCOUNT_RULES if rule is not WHERE_SYNTAX
)
"""The rules on account tables (ACC0xx); `where-unreadable` is a rule of the catalogue."""
