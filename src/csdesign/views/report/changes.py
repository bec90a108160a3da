"""The changes since the earlier design, sentence by sentence, under headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.diffing.inputs import AMOUNT
from csdesign.views.diff import grouped, sentence
from csdesign.views.section import Column, Lines, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.diffing.changes import DesignDiff
    from csdesign.finding import Finding
    from csdesign.views.content import ReportContent

__all__ = ["change_groups", "changes", "section"]


def change_groups(content: ReportContent) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return (heading, sentences) of every kind of change; empty without an earlier design."""
    if content.before is None:
        return ()
    return tuple(_groups(content.before.diff, amounts=content.money))


def _groups(diff: DesignDiff, *, amounts: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    for heading, found in grouped(diff):
        shown = [change for change in found if amounts or change.unit != AMOUNT]
        if shown:
            yield heading, tuple(_with_arrow(sentence(change)) for change in shown)
    for heading, findings in (
        ("New findings", diff.new_findings),
        ("Worse findings", diff.worse_findings),
        ("Fixed findings", diff.fixed_findings),
        ("Findings that were worse before", diff.better_findings),
    ):
        told = _told(findings)
        if told:
            yield heading, told


def _with_arrow(words: str) -> str:
    # In a proportional font a line may break between the two characters of a typed arrow.
    return words.replace(" -> ", " → ")


def _told(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(
        f"{found.severity.word} {found.code}: {found.message}"
        for found in sorted(findings, key=lambda found: found.sort_key)
        if found.suppressed is None
    )


def section(content: ReportContent) -> Section | None:
    """Return every change under its heading; None without an earlier design."""
    if content.before is None:
        return None
    parts = tuple(Lines(told, heading) for heading, told in change_groups(content))
    nothing = Lines(("Nothing: the plans before and after are the same.",))
    return Section("changes", "What changed", parts or (nothing,), details=(changes(content),))


def changes(content: ReportContent) -> Table:
    """Return one row for each change."""
    rows = tuple((heading, words) for heading, told in change_groups(content) for words in told)
    columns = (Column("about", "About"), Column("change", "Change"))
    return Table("changes", "What changed", columns, rows)
