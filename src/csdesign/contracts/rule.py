"""The JSON contract of the page of a rule (`schema_version` 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesign.contracts.v1.rule import RuleDocument
    from csdesign.rules.rule import Rule

__all__ = ["rule_values"]


def rule_values(rule: Rule, version: str) -> RuleDocument:
    """Return the whole contract as plain values."""
    return {
        "schema_version": 1,
        "tool": {"name": "csdesign", "version": version},
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.word,
        "summary": rule.info.summary,
        "why": rule.info.help,
        "bad": list(rule.examples("Bad")),
        "good": list(rule.examples("Good")),
        "fix": rule.fix,
        "source": rule.info.source,
        "status": rule.status,
        "since": rule.since,
    }
