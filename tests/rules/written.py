"""Designs written from Python values, and which rules find what in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from csdesign.rules.catalogue import ALL_RULES
from designs import findings_of

if TYPE_CHECKING:
    from csdesign.finding import Finding
    from csdesign.rules.rule import Rule

MOTIONS = ("land", "onboard", "adopt", "upsell", "cross-sell", "renew", "serve")


def written(**sections: Any) -> str:
    """Return a design as text: JSON is YAML, too."""
    return json.dumps(sections, indent=1, ensure_ascii=False)


def rules_of(*codes: str) -> list[Rule]:
    """Return rules by code or by the beginning of it."""
    return [rule for rule in ALL_RULES if rule.code.startswith(codes)]


def found(*codes: str, **sections: Any) -> list[Finding]:
    """Return the findings of the rules with these codes in a design."""
    return findings_of(written(**sections), rules_of(*codes))


def codes_of(findings: list[Finding]) -> list[str]:
    """Return the codes of findings, in their order."""
    return [finding.code for finding in findings]


def objects_of(findings: list[Finding], code: str) -> list[str]:
    """Return the objects of the findings with one code."""
    return [finding.object for finding in findings if finding.code == code]


def evidence_of(finding: Finding, name: str) -> str:
    """Return one value of a finding's evidence."""
    return dict(finding.evidence)[name]
