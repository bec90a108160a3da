"""`explain CODE`: what a rule checks, why, and a bad and a good design."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.rules.rule import Rule

__all__ = ["rule_markdown", "rule_text", "rules_markdown"]


def rule_text(rule: Rule) -> str:
    """Return a rule's page as plain text."""
    info = rule.info
    lines = [f"{info.code} {info.name} ({info.severity.word})", "", info.summary]
    if info.help:
        lines += ["", info.help]
    for heading in ("Bad", "Good"):
        for example in rule.examples(heading):
            lines += ["", f"{heading}:", "", *(f"    {line}" for line in example.splitlines())]
    if rule.fix:
        lines += ["", f"Fix: {rule.fix}"]
    if info.source:
        lines += ["", f"Source: {info.source}"]
    lines += ["", f"{rule.status.capitalize()}, since {rule.since}."]
    return "\n".join(lines) + "\n"


def rule_markdown(rule: Rule) -> str:
    """Return a rule's page as Markdown."""
    info = rule.info
    lines = [f"## {info.code} `{info.name}`", "", f"*{info.severity.word}.* {info.summary}"]
    if info.help:
        lines += ["", info.help]
    for heading in ("Bad", "Good"):
        for example in rule.examples(heading):
            lines += ["", f"{heading}:", "", "```yaml", example.rstrip("\n"), "```"]
    if rule.fix:
        lines += ["", f"**Fix.** {rule.fix}"]
    if info.source:
        lines += ["", f"**Source.** {info.source}"]
    lines += ["", f"*{rule.status.capitalize()}, since {rule.since}.*"]
    return "\n".join(lines) + "\n"


def rules_markdown(rules: Iterable[Rule]) -> str:
    """Return the whole rule reference as one Markdown document."""
    return "# Rules of csdesign\n\n" + "\n".join(rule_markdown(rule) for rule in rules)
