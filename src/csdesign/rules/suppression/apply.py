"""Comments that suppress findings, and what is wrong with such comments."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from csdesign.finding import Finding, RuleInfo, Severity, Span
from csdesign.rules.suppression.comments import FORM, Malformed, Suppression, read_comment
from csdesign.rules.suppression.statements import Places
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from csdesign.rules.suppression.statements import LineOf
    from csdesign.source.yaml.comments import Comment

__all__ = ["EXPIRED", "MALFORMED", "SUPPRESSION_RULES", "UNUSED", "suppress"]

MALFORMED: Final = RuleInfo(
    "SUP001",
    "malformed-suppression",
    Severity.ERROR,
    "A comment that should suppress a rule is malformed.",
    "A suppression names its rules and says why, so that the next reader can judge whether the "
    f"reason still holds: {FORM}. The day is optional.",
)
UNUSED: Final = RuleInfo(
    "SUP002",
    "unused-suppression",
    Severity.WARNING,
    "A suppression comment has nothing to suppress.",
    "The finding that it suppressed is gone. The comment would hide the next one of its kind.",
)
EXPIRED: Final = RuleInfo(
    "SUP003",
    "expired-suppression",
    Severity.WARNING,
    "A suppression has expired.",
    "The finding is reported again: correct it, or give a later day and a reason.",
)
SUPPRESSION_RULES: Final = (MALFORMED, UNUSED, EXPIRED)


def _no_line(path: str, line: int) -> str:  # noqa: ARG001  # the signature of every line_of
    return ""


def suppress(
    findings: Iterable[Finding],
    comments: Sequence[Comment],
    *,
    rules: Sequence[RuleInfo],
    ran: Collection[str],
    today: date,
    line_of: LineOf = _no_line,
) -> list[Finding]:
    """Return the findings, in order: suppressed ones with their reason, and those about comments.

    A comment holds for the findings whose place includes its line, else for those about the part
    of the design that it lies in; one on a line of its own concerns the line below it, or below the
    other suppressions that follow it. `rules` are all that exist, `ran` the codes of those that
    ran: what did not run is not called unused. A suppression holds through its last day.
    `line_of` gives the text of a line (from 1) of a file; without it no parts are known.
    """
    read = [read_comment(comment, rules) for comment in comments]
    alone = {(c.path, c.line) for c, entry in zip(comments, read, strict=True) if entry and c.alone}
    silenced = list(findings)
    places = Places(silenced, line_of)
    reports: list[Finding] = []
    for entry in read:
        if isinstance(entry, Malformed):
            reports.append(_report(MALFORMED, entry.comment, entry.message))
        elif isinstance(entry, Suppression) and entry.until is not None and entry.until < today:
            reports.append(_expired(entry, entry.until))
        elif isinstance(entry, Suppression):
            line = _line_of(entry.comment, alone)
            hits = {code: places.at(entry.comment.path, line, code) for code in entry.codes}
            for i in chain.from_iterable(hits.values()):
                reason = silenced[i].suppressed
                silenced[i] = replace(silenced[i], suppressed=reason or entry.reason)
            reports += _unused(entry, [c for c, found in hits.items() if c in ran and not found])
    reports = [report for report in reports if report.code in ran]
    return sorted([*silenced, *reports], key=lambda finding: finding.sort_key)


def _line_of(comment: Comment, alone: Collection[tuple[str, int]]) -> int:
    """Return the line that a comment concerns."""
    line = comment.line
    if comment.alone:
        while (comment.path, line) in alone:
            line += 1
    return line


def _unused(entry: Suppression, codes: Sequence[str]) -> list[Finding]:
    """Return a report on the codes that found nothing, if there are any."""
    if not codes:
        return []
    what = "it from the comment" if len(codes) < len(entry.codes) else "the comment"
    words = f"{listed(codes, 'and')} found nothing here; remove {what}"
    return [_report(UNUSED, entry.comment, words)]


def _expired(entry: Suppression, until: date) -> Finding:
    codes = listed(entry.codes, "and")
    reason = visible(entry.reason)
    words = f"the suppression of {codes} ended on {until.isoformat()}; its reason: {reason}"
    return _report(EXPIRED, entry.comment, words)


def _report(rule: RuleInfo, comment: Comment, message: str) -> Finding:
    end = comment.column + len(comment.text)
    span = Span(comment.path, comment.line, comment.column, comment.line, end)
    return Finding(rule, rule.severity, message, span, why=rule.why)
