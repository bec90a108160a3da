"""The audit for a terminal: 80 columns, black and white, no table that a wide word breaks."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from csdesign.escaping.terminal import apart
from csdesign.views.audit.aspects import aspects
from csdesign.views.audit.blocks import (
    other_findings,
    role_blocks,
    shown_blocks,
    sibling_blocks,
    standing_rows,
)
from csdesign.views.audit.catalogue import HEADING, catalogue_rows, catalogue_title
from csdesign.views.audit.evidence import place_of, quoted_lines
from csdesign.views.audit.headline import headline
from csdesign.views.audit.past import change_lines, history_lines, kept_lines, near_line
from csdesign.views.audit.words import CONFIRM, channel_words, counted, quoted
from csdesign.views.findings.words import place
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from csdesign.auditing.results import AuditReport, JudgedPair, Line
    from csdesign.finding import Finding
    from csdesign.views.audit.blocks import Block

__all__ = ["write"]

_MOST_FINDINGS: Final = 20
_MOST_ROWS: Final = 60
_LABEL: Final = 23
_NAME: Final = 14
_BOLD: Final = "\x1b[1m{}\x1b[0m"


def write(report: AuditReport, *, version: str, width: int, colour: bool = False) -> str:  # noqa: ARG001  # one shape
    """Return the audit for people; `width` in columns, at least 60; `colour` makes heads bold."""
    page = _Page(max(60, width), _BOLD.format if colour else str)
    return apart("\n".join(page.lines(report)).rstrip("\n") + "\n")


class _Page:
    """Lays the parts of an audit out at one width."""

    def __init__(self, width: int, bold: Callable[[str], str]) -> None:
        self._width = width
        self._bold = bold

    def lines(self, report: AuditReport) -> Iterator[str]:
        """Yield every line."""
        name = report.design.document.company.name if report.design.document.company else None
        whose = f"{visible(name, 40)}: do" if name else "Do"
        yield self._bold(f"{whose} the titles say what the roles do?")
        yield ""
        yield from self._wrap(headline(report))
        yield from self._wrap(_how(report))
        blocks = role_blocks(report)
        yield from self._blocks(report, blocks)
        siblings = sibling_blocks(report)
        if siblings:
            yield from self._heading("Roles that may be one job")
        yield from self._blocks(report, siblings)
        yield from self._catalogue(report)
        yield from self._listed("History", history_lines(report))
        yield from self._listed("Other changes", change_lines(report))
        yield from self._listed("Also", [*kept_lines(report), *near_line(report)])
        yield from self._findings(other_findings(report, [*blocks, *siblings]))
        yield from self._listed(
            "Not judged",
            [f"{visible(u.name, 80)}: {visible(u.reason, 300)}" for u in report.unjudged],
        )
        yield from self._listed("Read with care", [visible(note, 300) for note in report.notes])

    def _catalogue(self, report: AuditReport) -> Iterator[str]:
        rows = list(catalogue_rows(report))
        if not rows:
            return
        yield from self._heading(catalogue_title(report))
        room = self._width - 5 - 6
        widths = (room // 3, room // 3, 5, room - 2 * (room // 3))
        for row in [HEADING, *rows[:_MOST_ROWS]]:
            yield from _columns(row, widths)
        if len(rows) > _MOST_ROWS:
            yield f"and {len(rows) - _MOST_ROWS} more: --format json has all"

    def _blocks(self, report: AuditReport, blocks: Sequence[Block]) -> Iterator[str]:
        shown, told, asked = shown_blocks(blocks)
        for block in shown:
            yield from self._block(report, block)
        counts = ((told, "verdict"), (asked, "question"))
        left = [f"{counted(count, thing)} more" for count, thing in counts if count]
        if left:
            yield ""
            yield f"and {' and '.join(left)}: --format json or csv has all"

    def _heading(self, words: str) -> Iterator[str]:
        yield ""
        yield self._bold(words)

    def _listed(self, heading: str, items: Sequence[str]) -> Iterator[str]:
        if items:
            yield from self._heading(heading)
        for item in items:
            yield from self._wrap(item, "  ", "    ")

    def _block(self, report: AuditReport, block: Block) -> Iterator[str]:
        yield ""
        yield from map(self._bold, self._wrap(block.title))
        words = " ".join(filter(None, (block.verdict, block.sure)))
        yield from self._wrap(words, "VERDICT  ", " " * 9)
        if block.pair is not None and block.pair.comparison.verdict is not None:
            yield ""
            yield from self._compared(block.pair)
            yield from self._vetoes(block.pair)
            yield ""
            yield from self._quotes(block.pair)
        if block.standing is not None:
            yield ""
            for label, said in standing_rows(report, block.standing):
                yield from self._wrap(said, f"{label:<{_LABEL}}", " " * _LABEL)
        for reason in block.accepted:
            yield from self._wrap(reason, f"{'Accepted in the design':<{_LABEL}}", " " * _LABEL)
        codes = " ".join(block.codes)
        lines = self._wrap(CONFIRM)
        gap = self._width - len(lines[-1]) - len(codes)
        if gap >= 2:
            lines[-1] = f"{lines[-1]}{' ' * gap}{codes}".rstrip()
        else:
            lines.append(f"{codes:>{self._width}}")
        yield from lines

    def _compared(self, pair: JudgedPair) -> Iterator[str]:
        second = "Here and there" if pair.relation == "siblings" else "Before / now"
        rows = [(row.name, row.content, row.same) for row in aspects(pair)]
        room = self._width - _NAME - 4
        widths = (_NAME, room * 11 // 20, room - room * 11 // 20)
        for row in [("Compared", second, "Same?"), *rows]:
            yield from _columns(row, widths)

    def _vetoes(self, pair: JudgedPair) -> Iterator[str]:
        for veto in pair.comparison.vetoes:
            yield from self._wrap(
                visible(veto.message, 300), f"{'Not the same':<{_NAME + 2}}", " " * (_NAME + 2)
            )

    def _quotes(self, pair: JudgedPair) -> Iterator[str]:
        shown = quoted_lines(pair)
        quotes = [q for line in shown.lines for q in (line.a, line.b) if q is not None]
        column = max((len(place_of(quote)) for quote in quotes), default=0)
        for line in shown.lines:
            yield from self._quote(line, column, pair)
        counts = (
            (shown.reworded, "more in other words"),
            (shown.alike, "more in the same words or by the same code"),
            (shown.alone, "more without a match"),
        )
        left = [f"{count} {words}" for count, words in counts if count]
        if left:
            yield from self._wrap(f"and {'; '.join(left)}", " " * (column + 3), " " * (column + 3))

    def _quote(self, line: Line, column: int, pair: JudgedPair) -> Iterator[str]:
        signs = {"a": " " if line.b is not None else "-", "b": "=" if line.a is not None else "+"}
        for side, quote in (("a", line.a), ("b", line.b)):
            if quote is None:
                continue
            last = side == "b" or line.b is None
            start = f"{visible(place_of(quote), 80):<{column}} {signs[side]} "
            label = _label(line, pair) if last else ""
            yield from self._labelled(quoted(quote.text), label, start)

    def _labelled(self, words: str, label: str, start: str) -> Iterator[str]:
        """Yield a quotation with its label at the right, below it where the line is full."""
        lines = self._wrap(words, start, " " * len(start))
        if label and self._width - len(lines[-1]) - len(label) >= 2:
            lines[-1] += f"{label:>{self._width - len(lines[-1])}}"
        elif label:
            lines.append(f"{label:>{self._width}}")
        yield from lines

    def _findings(self, findings: Sequence[Finding]) -> Iterator[str]:
        if not findings:
            return
        yield from self._heading("Further findings")
        for finding in findings[:_MOST_FINDINGS]:
            where = f"  {place(finding.span)}" if finding.span is not None else ""
            head = f"  {finding.severity.word.capitalize():<8} "
            words = f"{visible(finding.message, 400)}{where} {finding.code}"
            yield from self._wrap(words, head, " " * len(head))
        if len(findings) > _MOST_FINDINGS:
            yield f"  and {len(findings) - _MOST_FINDINGS} more: --format concise has all"
        yield "  Why one matters: csdesign explain CODE"

    def _wrap(self, words: str, first: str = "", following: str = "") -> list[str]:
        return textwrap.wrap(
            words,
            width=self._width,
            initial_indent=first,
            subsequent_indent=following,
            break_on_hyphens=False,
        )


def _columns(cells: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    wrapped = [
        textwrap.wrap(cell, width, break_on_hyphens=False) or [""]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for i in range(max(map(len, wrapped))):
        parts = [
            f"{lines[i] if i < len(lines) else '':<{width}}"
            for lines, width in zip(wrapped, widths, strict=True)
        ]
        yield "  ".join(parts).rstrip()


def _label(line: Line, pair: JudgedPair) -> str:
    if pair.relation == "siblings" and line.kind == "only":
        return "only here" if line.b is None else "only there"
    return channel_words(line)


def _how(report: AuditReport) -> str:
    """Return how the texts were read, and what was not asked."""
    channels = {"code": "codes", "exact": "equal sentences", "lexical": "shared words"}
    read = [channels.get(name, "sentence meaning") for name in report.channels]
    how = f"Matched by {', '.join(read)}." if read else ""
    meaning = " No model of meaning was used (--semantic)."
    if report.semantic:
        meaning = " A model of meaning was asked; findings rest on words and codes alone."
    since = f" Against: {visible(report.against, 80)}." if report.against else ""
    return f"{how}{meaning}{since}".strip()
