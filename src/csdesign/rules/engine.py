"""Runs rules over the facts of a design and turns what they saw into findings with places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Finding, Related, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csdesign.finding import Hit, RuleInfo
    from csdesign.model.design import Design
    from csdesign.rules.rule import Facts, Rule

__all__ = ["finding_of", "narrowed", "run"]


def run(rules: Iterable[Rule], facts: Facts) -> list[Finding]:
    """Return the findings of the rules, sorted, without those that a more specific one replaces."""
    hits = [(rule, hit) for rule in rules for hit in rule.check(facts)]
    silenced = {pair for _, hit in hits for pair in hit.silences}
    findings = [
        _finding(rule, hit, facts.design)
        for rule, hit in hits
        if (rule.code, hit.object) not in silenced
    ]
    return sorted(findings, key=lambda finding: finding.sort_key)


def _finding(rule: Rule, hit: Hit, design: Design) -> Finding:
    return finding_of(rule.info, hit, design, fix=rule.fix)


def finding_of(info: RuleInfo, hit: Hit, design: Design, *, fix: str = "") -> Finding:
    """Return the finding of a hit, its path turned into a place."""
    return Finding(
        rule=info,
        severity=info.severity if hit.severity is None else hit.severity,
        message=hit.message,
        span=narrowed(_span(hit.path, design, key=hit.key), hit.part),
        object=hit.object,
        evidence=hit.evidence,
        why=info.help,
        fix=hit.fix or fix,
        related=tuple(
            Related(message, _span(path, design, key=False)) for path, message in hit.related
        ),
        instead=hit.instead,
        adds=hit.adds,
    )


def narrowed(span: Span | None, part: tuple[str, int] | None) -> Span | None:
    """Return the place of a text from one of its columns on: (text, column).

    The whole place stays where the text is written otherwise than it reads: over several lines,
    or in quotes with escapes inside.
    """
    if span is None or part is None or span.line != span.end_line:
        return span
    text, column = part
    quotes = span.end_column - span.column - len(text)
    if quotes not in (0, 2):
        return span
    start = min(span.column + quotes // 2 + column - 1, span.end_column - 1)
    return Span(span.path, span.line, start, span.end_line, span.end_column)


def _span(path: Sequence[str | int], design: Design, *, key: bool) -> Span | None:
    return None if design.locate is None else design.locate(tuple(path), key)
