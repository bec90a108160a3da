"""Runs rules over the facts of a design and turns what they saw into findings with places."""

from __future__ import annotations

import re
from itertools import chain, repeat
from typing import TYPE_CHECKING, Final

from csdesign.finding import Cause, Finding, Related, Span
from csdesign.rules.touching import Touching

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csdesign.finding import Hit, RuleInfo, Touched
    from csdesign.model.design import Design
    from csdesign.rules.rule import Facts, Rule

__all__ = ["finding_of", "narrowed", "run"]

_PART: Final = re.compile(r"(segments|roles)\[([^\]]*)\]")


def run(rules: Iterable[Rule], facts: Facts) -> list[Finding]:
    """Return the findings of the rules, sorted, without those that a more specific one replaces."""
    hits = [(rule, hit) for rule in rules for hit in rule.check(facts)]
    silenced = {pair for _, hit in hits for pair in hit.silences}
    touching = Touching(facts.design, facts.plan)
    findings = [
        finding_of(rule.info, hit, facts.design, fix=rule.fix, touched=touching(hit.object))
        for rule, hit in hits
        if (rule.code, hit.object) not in silenced
    ]
    return sorted(findings, key=lambda finding: finding.sort_key)


def finding_of(
    info: RuleInfo, hit: Hit, design: Design, *, fix: str = "", touched: tuple[Touched, ...] = ()
) -> Finding:
    """Return the finding of a hit, its path turned into a place."""
    return Finding(
        rule=info,
        severity=info.severity if hit.severity is None else hit.severity,
        message=hit.message,
        span=narrowed(_span(hit.path, design, key=hit.key), hit.part),
        object=hit.object,
        evidence=hit.evidence,
        why=info.why,
        fix=hit.fix or fix,
        related=tuple(
            Related(words, _span(path, design, key=False), object_)
            for (path, words), object_ in zip(hit.related, _objects(hit), strict=False)
        ),
        measure=hit.measure,
        instead=hit.instead,
        cause=hit.cause or _cause(hit, design),
        touched=touched,
        adds=hit.adds,
    )


def _cause(hit: Hit, design: Design) -> Cause | None:
    """Return a message without the name of its segment or role, or None."""
    named = _PART.match(hit.object)
    if named is None:
        return None
    if named[1] == "segments":
        segment = design.segment_by_id.get(named[2])
        name = segment.name if segment else ""
    else:
        role = design.role_by_id.get(named[2])
        name = role.title if role else ""
    if not name or not hit.message.startswith(f"{name}: "):
        return None
    rest = hit.message.removeprefix(name)
    return Cause(rest, ("", name, rest))


def _objects(hit: Hit) -> Iterator[str]:
    """Yield the objects of the related places; those not named are empty."""
    return chain(hit.related_objects, repeat(""))


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
