"""The checks that come before any rule: reading, schema, references; for `explain` and SARIF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.model.resolve import REFERENCE_RULES
from csdesign.source.problems import READING
from csdesign.source.schema_problems import SCHEMA

if TYPE_CHECKING:
    from csdesign.finding import RuleInfo

__all__ = ["READING_RULES"]

READING_RULES: Final[tuple[RuleInfo, ...]] = (*READING, *SCHEMA, *REFERENCE_RULES)
"""In code order: YML0xx, SCH1xx, SCH2xx."""
