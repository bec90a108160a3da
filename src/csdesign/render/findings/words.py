"""The words that formats for people share: safe texts, places, counts and details."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.finding import Severity
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import Finding, Span
    from csdesign.render.findings.report import FindingsReport

__all__ = ["NOTHING_FOUND", "counted", "details", "number_of", "place", "shown", "summary"]

_LONGEST: Final = 2_000
NOTHING_FOUND: Final = "No problems found"


def shown(text: str) -> str:
    """Return the text as one harmless line of at most 2,000 characters.

    Control and invisible characters are spelled out. `##[` is a command to GitHub's and Azure's
    runners wherever it stands in a line of a log, so it is taken apart.
    """
    return visible(text, _LONGEST).replace("##[", "## [")


def place(span: Span) -> str:
    """Return `path:line:column`; a path that could begin a runner's command gets `./` first."""
    path = shown(span.path)
    safe = f"./{path}" if path.lstrip().startswith("::") else path
    return f"{safe}:{span.line}:{span.column}"


def number_of(count: int, thing: str) -> str:
    """Return the count with its noun: `1 error`, `2,000 errors`."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def counted(report: FindingsReport) -> str:
    """Return how many findings of each severity there are, or that there are none."""
    counts = [
        number_of(count, severity.word)
        for severity in Severity
        if (count := report.count(severity))
    ]
    return listed(counts, "and") if counts else NOTHING_FOUND.lower()


def summary(report: FindingsReport) -> str:
    """Return one sentence without its full stop: what was found and how much is silenced."""
    silenced = f" ({report.suppressed:,} suppressed)" if report.suppressed else ""
    words = counted(report)
    return f"{NOTHING_FOUND if not report.active else f'Found {words}'}{silenced}"


def details(finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield what else is known as (label, one line): evidence, why, fix, other places."""
    if finding.evidence:
        yield "evidence", "; ".join(f"{shown(n)} = {shown(v)}" for n, v in finding.evidence)
    if finding.why:
        yield "why", shown(finding.why)
    if finding.fix:
        yield "fix", shown(finding.fix)
    for other in finding.related:
        where = f" ({place(other.span)})" if other.span is not None else ""
        yield "see also", f"{shown(other.message)}{where}"
