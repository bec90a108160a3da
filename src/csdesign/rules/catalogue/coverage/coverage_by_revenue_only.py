"""Coverage is assigned by revenue alone.

Revenue says what a customer is worth to the company, not how much help the customer needs. A
rule such as "one CSM per two million" hires too many people where customers help themselves and
too few where they cannot.

An error, since coverage then contradicts the promised work without anybody seeing it; a warning
if a threshold is the company's stated rule.

Bad:

    segments:
      - id: plants
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90}
        declared:
          book: {arr_per_head: 2000000}  # <- COV101
      - id: office
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
        declared:
          level: tech-touch
          basis: revenue  # <- COV101

Bad:

    doctrine:
      csm_eligibility: mrr-threshold  # <- COV101
      mrr_threshold: 5000
    segments:
      - id: plants
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90}

Good:

    segments:
      - id: plants
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90}
        declared: {level: high-touch, basis: experience, book: 30}

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management" (experience first);
the monthly threshold is one that Wrike has used.
Fix: take the level and the book from the promised work, as the plan does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import CompanyRules, Design, Segment

_REVENUE: Final = frozenset({"revenue", "arr", "mrr", "выручка"})
_SAME_HEADS: Final = 0.5
"""Heads within half a person of revenue over the ratio were taken from it."""


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for a threshold rule, and for each statement made by revenue alone."""
    yield from _threshold(facts.design)
    for segment in facts.design.segments:
        found = _stated(segment)
        if found is not None:
            path, words, evidence = found
            yield Hit(
                path=path,
                message=f"{segment.name}: {words}",
                object=f"segments[{segment.id}]",
                severity=_severity(segment.rules),
                evidence=(*evidence, ("csm_eligibility", segment.rules.csm_eligibility)),
            )


def _severity(rules: CompanyRules) -> Severity:
    return Severity.ERROR if rules.csm_eligibility == "ax-first" else Severity.WARNING


def _threshold(design: Design) -> Iterator[Hit]:
    """Yield one warning on the plan where the company's rule is a threshold."""
    rules = design.rules
    path: YamlPath = ("doctrine",)
    if design.document.doctrine.csm_eligibility is not None:
        path = ("doctrine", "csm_eligibility")
    if rules.csm_eligibility == "ax-first":
        overriding = [s for s in design.segments if s.rules.csm_eligibility != "ax-first"]
        if not overriding:
            return
        rules, path = overriding[0].rules, (*overriding[0].path, "doctrine")
    limit = {
        "mrr-threshold": ("mrr_threshold", rules.mrr_threshold),
        "largest-n": ("largest_n", rules.largest_n),
    }[rules.csm_eligibility]
    shown = "not stated" if limit[1] is None else f"{limit[1]:,.0f}"
    rule = (
        "a monthly revenue from which customers get a CSM"
        if rules.csm_eligibility == "mrr-threshold"
        else "the largest customers get a CSM"
    )
    yield Hit(
        path=path,
        message=f"the company rule is a threshold ({rule}: {shown}); "
        "let the promised work decide who needs a CSM",
        object="plan",
        severity=Severity.WARNING,
        evidence=(
            ("csm_eligibility", rules.csm_eligibility),
            (limit[0], shown),
            ("preset", rules.preset or "none"),
        ),
    )


def _stated(segment: Segment) -> tuple[YamlPath, str, tuple[tuple[str, str], ...]] | None:
    """Return the place where revenue alone decided in a segment, with the numbers."""
    declared = segment.written.declared
    if declared is None:
        return None
    at = (*segment.path, "declared")
    book = declared.book
    ratio = book.arr_per_head if book else None
    arr = (
        None
        if segment.accounts is None or segment.arr_per_account is None
        else segment.accounts * segment.arr_per_account
    )
    evidence = (
        ("arr_per_head", "none" if ratio is None else f"{ratio:,.0f}"),
        ("arr", "unknown" if arr is None else f"{arr:,.0f}"),
        ("heads", "none" if declared.heads is None else f"{declared.heads:g}"),
    )
    if ratio and book and book.accounts_per_head is None:
        hire = "" if arr is None else f", which gives this segment {arr / ratio:.1f} people"
        return (*at, "book"), f"one person for {ratio:,.0f} of revenue{hire}", evidence
    heads = declared.heads
    if ratio and arr and heads is not None and abs(heads - arr / ratio) <= _SAME_HEADS:
        words = f"{heads:g} people equal {arr:,.0f} of revenue divided by {ratio:,.0f}"
        return (*at, "heads"), words, evidence
    if declared.basis is not None and declared.basis.strip().casefold() in _REVENUE:
        return (*at, "basis"), "the declared coverage is based on revenue alone", evidence
    return None


RULE = Rule("COV101", "coverage-by-revenue-only", Severity.ERROR, __doc__, check)
