"""An audit of roles as a document: a section for each verdict, then the other findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.auditing.results import COLUMNS, rows
from csdesign.views.audit.aspects import NOT_COMPARED, UNSAID, aspects
from csdesign.views.audit.blocks import (
    other_findings,
    role_blocks,
    shown_blocks,
    sibling_blocks,
    standing_rows,
)
from csdesign.views.audit.catalogue import HEADING, catalogue_rows, catalogue_title
from csdesign.views.audit.evidence import around_change, marked, place_of, quoted_lines
from csdesign.views.audit.headline import headline
from csdesign.views.audit.past import change_lines, history_lines, kept_lines, near_line
from csdesign.views.audit.words import CONFIRM, channel_words, quoted
from csdesign.views.findings.words import line_of
from csdesign.views.section import (
    Column,
    Document,
    Facts,
    Lines,
    Notice,
    Notices,
    Quote,
    Quotes,
    Section,
    Table,
)
from csdesign.wording import number_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.auditing.results import AuditReport, JudgedPair, Line
    from csdesign.views.audit.blocks import Block
    from csdesign.views.section import Cell, Part

__all__ = ["audit_document", "pair_rows"]

_EARLIER = (
    "compare with the earlier design (--against DESIGN, or --history), or write the earlier"
    " duties as responsibilities under formerly"
)
_MOST_FINDINGS = 20
_SCREEN = 24
"""Most lines of a terminal for one verdict: in words, part by part, and quoted."""
_FRAME = 8
"""Lines of title, blank lines, head of the table and the count of what is not quoted."""
_TEXT, _CELL, _SIDE = 68, 40, 72
"""Characters of a line for the verdict, for a part, and for a quote with its place."""
_LONGEST = 160
"""Most characters of a quote."""


def audit_document(report: AuditReport) -> Document:
    """Return an audit as a document."""
    company = report.design.document.company
    name = company.name if company else None
    whose = f"{visible(name, 40)}: do" if name else "Do"
    title = f"{whose} the titles say what the roles do?"
    return Document(
        title, tuple(filter(None, (headline(report), _how(report)))), tuple(_sections(report))
    )


def pair_rows(report: AuditReport) -> Table:
    """Return one row for each pair of roles that was judged."""
    columns = tuple(Column(name, name) for name in COLUMNS)
    return Table("pairs", "Pairs of roles", columns, tuple(map(tuple, rows(report))))


def _sections(report: AuditReport) -> Iterator[Section]:
    blocks, siblings = role_blocks(report), sibling_blocks(report)
    yield from _blocks(report, blocks, "roles")
    yield from _blocks(report, siblings, "siblings")
    found = tuple(tuple(row) for row in catalogue_rows(report))
    if found:
        columns = tuple(Column(f"column_{i}", word) for i, word in enumerate(HEADING))
        title = catalogue_title(report)
        table = Table("catalogue", title, columns, found)
        yield Section("catalogue", title, (table,))
    yield from _listed("History", history_lines(report))
    yield from _listed("Other changes", change_lines(report))
    yield from _listed("Also", [*kept_lines(report), *near_line(report)])
    yield from _findings(report, [*blocks, *siblings])
    unjudged = [f"{visible(u.name, 80)}: {visible(u.reason, 300)}" for u in report.unjudged]
    yield from _listed("Not judged", unjudged)
    yield from _listed("Read with care", [visible(note, 300) for note in report.notes])


def _blocks(report: AuditReport, blocks: Sequence[Block], name: str) -> Iterator[Section]:
    shown, told, asked = shown_blocks(blocks)
    for number, block in enumerate(shown, 1):
        before = "Possibly one job: " if name == "siblings" else ""
        title = f"{before}{block.title}"
        yield Section(f"{name}-{number}", title, tuple(_block(report, block)))
    counts = ((told, "verdict"), (asked, "question"))
    left = [f"{number_of(count, thing)} more" for count, thing in counts if count]
    if left:
        words = f"and {' and '.join(left)}: --format json or csv has all"
        yield Section(f"more-{name}", "More", (Lines((words,)),))


def _block(report: AuditReport, block: Block) -> Iterator[Part]:
    words = " ".join(filter(None, (block.verdict, block.sure)))
    yield Facts((("VERDICT", words),))
    pair = block.pair
    if pair is not None and pair.comparison.verdict is not None:
        table = _compared(pair)
        yield table
        vetoes = tuple(
            ("Different", visible(veto.message, 300))
            for veto in pair.comparison.vetoes
            # The verdict above has one of them already.
            if veto.message != pair.comparison.reason
        )
        if vetoes:
            yield Facts(vetoes)
        said = (words, *(message for _, message in vetoes))
        told = sum(_height(text, _TEXT) for text in said) + sum(map(_row_height, table.rows))
        yield from _quotes(pair, _SCREEN - _FRAME - told)
    facts: list[tuple[str, str]] = []
    stated = pair if pair is not None and pair.relation == "formerly" else None
    if stated is not None and stated.comparison.a.responsibilities is None:
        facts.append(("To judge it", _EARLIER))
    if block.standing is not None:
        facts += standing_rows(report, block.standing)
    facts += [("Accepted in the design", reason) for reason in block.accepted]
    if block.codes:
        facts.append(("Rules", " ".join(block.codes)))
    if facts:
        yield Facts(tuple(facts))
    yield Lines((CONFIRM,))


def _compared(pair: JudgedPair) -> Table:
    second = "First / second" if pair.relation == "siblings" else "Before / now"
    columns = (Column("aspect", "Aspect"), Column("content", second), Column("same", "Same?"))
    parts = list(aspects(pair))
    unsaid = [part for part in parts if part.content == UNSAID]
    told = [(p.name, p.content, p.same) for p in parts if len(unsaid) < 2 or p not in unsaid]
    if len(unsaid) >= 2:
        names = ", ".join(part.name.lower() for part in unsaid)
        told.append(("Not written", names, NOT_COMPARED))
    return Table("compared", "Compared", columns, tuple(told))


def _row_height(row: Sequence[Cell]) -> int:
    return _height(str(row[1]), _CELL)


def _height(text: str, width: int) -> int:
    """Return the approximate number of terminal lines that a text takes, whole words on each."""
    return max(1, -(-len(text) // width))


def _quotes(pair: JudgedPair, room: int) -> Iterator[Part]:
    """Yield the quotes that a screen has room for, and the number left out."""

    def cost(line: Line) -> int:
        return sum(
            _height(f"{quote.text}{quote.remark}", _SIDE - len(quote.place))
            for quote in _quote(line, pair)
        )

    shown = quoted_lines(pair, cost, room)
    quotes = tuple(quote for line in shown.lines for quote in _quote(line, pair))
    if quotes:
        yield Quotes(quotes)
    counts = (
        (shown.reworded, "more in other words"),
        (shown.alike, "more in the same words or by the same code"),
        (shown.perhaps, "more that may mean the same"),
        (shown.alone, "more without a match"),
    )
    left = [f"{count} {words}" for count, words in counts if count]
    if left:
        yield Lines((f"and {'; '.join(left)}",))


def _quote(line: Line, pair: JudgedPair) -> Iterator[Quote]:
    same = "~" if line.kind == "perhaps" else "="
    signs = ("" if line.b is not None else "-", same if line.a is not None else "+")
    both = zip((line.a, line.b), signs, marked(line), strict=True)
    sides = [(quote, sign, text) for quote, sign, text in both if quote]
    for i, (quote, sign, text) in enumerate(sides, 1):
        remark = _label(line, pair) if i == len(sides) else ""
        words = quoted(around_change(text, _LONGEST), _LONGEST)
        yield Quote(visible(place_of(quote), 80), sign, words, remark)


def _label(line: Line, pair: JudgedPair) -> str:
    if pair.relation == "siblings" and line.kind == "only":
        return "only in the first" if line.b is None else "only in the second"
    return channel_words(line)


def _listed(heading: str, items: Sequence[str]) -> Iterator[Section]:
    if items:
        yield Section(heading.lower().replace(" ", "-"), heading, (Lines(tuple(items)),))


def _findings(report: AuditReport, blocks: Sequence[Block]) -> Iterator[Section]:
    found = other_findings(report, blocks)
    if not found:
        return
    items = tuple(
        Notice(f.severity.word, visible(f.message, 400), line_of(f), f.code)
        for f in found[:_MOST_FINDINGS]
    )
    more = len(found) - len(items)
    rest = "Why one matters: csdesign explain CODE"
    if more > 0:
        rest = f"and {more} more: --format concise has all. {rest}"
    yield Section("findings", "Further findings", (Notices(items, rest),))


def _how(report: AuditReport) -> str:
    """Return how the texts were read, and which options would show more."""
    channels = {"code": "codes", "exact": "equal sentences", "lexical": "shared words"}
    read = [channels[name] for name in report.channels]
    how = f"Matched by {', '.join(read)}." if read else ""
    since = f" Against: {visible(report.against, 80)}." if report.against else ""
    return f"{how}{since}".strip()
