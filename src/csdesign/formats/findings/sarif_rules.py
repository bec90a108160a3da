"""The rules of a run as SARIF describes them, for the help page GitHub shows with an alert."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.escaping.markdown import plain
from csdesign.escaping.terminal import shown
from csdesign.finding import Severity
from csdesign.views.findings.rule_pages import rule_page

if TYPE_CHECKING:
    from csdesign.escaping.json_text import JsonObject
    from csdesign.finding import RuleInfo
    from csdesign.views.findings.report import FindingsReport

__all__ = ["described"]

_PROBLEMS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "recommendation",
}
_LONGEST: Final = 1_000


def described(report: FindingsReport) -> list[JsonObject]:
    """Return the rules that ran and those that found something, in the order of their codes."""
    rules = {finding.code: finding.rule for finding in report.findings}
    rules |= {rule.code: rule for rule in report.rules}
    return [_rule(rules[code]) for code in sorted(rules)]


def _rule(rule: RuleInfo) -> JsonObject:
    summary = _short(shown(rule.summary) or shown(rule.name))
    paragraphs = [shown(" ".join(part.split())) for part in rule.help.split("\n\n") if part.strip()]
    source = [f"Source: {shown(rule.source)}"] if rule.source else []
    explained = [*(paragraphs or [summary]), *source]
    page = rule_page(rule.code)
    return {
        **({} if page is None else {"helpUri": page}),
        "id": shown(rule.code),
        "name": shown(rule.name),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": _short("\n\n".join(paragraphs) or summary)},
        "help": {
            "text": "\n\n".join(explained),
            "markdown": "\n\n".join(map(plain, explained)),
        },
        "defaultConfiguration": {"level": rule.severity.word},
        "properties": {
            "problem.severity": _PROBLEMS[rule.severity],
            "precision": "high",
            "tags": ["customer-success"],
        },
    }


def _short(text: str) -> str:
    """Return at most 1,000 characters; GitHub takes 1,024."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
