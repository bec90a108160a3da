"""A PowerPoint file with native charts and tables: answer, coverage, owners, people, next steps.

python-pptx is an extra: most users never ask for slides.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from csdesign.extras import needs_extra
from csdesign.formats.bar_chart import add_bar_chart
from csdesign.formats.files import ReportFile
from csdesign.formats.office import undated
from csdesign.views.plan.answer import answer
from csdesign.views.plan.coverage import coverage
from csdesign.views.plan.decide import findings
from csdesign.views.plan.names import role_title
from csdesign.views.plan.ownership import LOUD, QUIET, matrix
from csdesign.views.plan.words import MOTIONS, plan_title
from csdesign.views.report.drawing.lettering import fitted
from csdesign.views.section import LONGEST, cell_text
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.presentation import Presentation as Deck
    from pptx.slide import Slide

    from csdesign.formats import Layout
    from csdesign.views.content import ReportContent
    from csdesign.views.plan.ownership import MatrixCell

__all__ = ["write"]

_ROWS: Final = 10
"""Rows of a table that fit on a slide in letters of 11 points."""
_BARS: Final = 12
_TITLE_ONLY: Final = 5
_WIDTH: Final = 13.333
_HEIGHT: Final = 7.5
_CHART_ROOM: Final = (0.5, 1.4, _WIDTH - 1, _HEIGHT - 1.8)
"""Left, top, width and height of a chart (inches)."""
_CELLS: Final = 160
"""Cells of text that a table cell has room for."""


@needs_extra
def write(content: ReportContent, layout: Layout) -> tuple[ReportFile, ...]:  # noqa: ARG001  # the shape of a writer
    """Return the slides.

    Raises:
        MissingExtraError: python-pptx is not installed.
    """
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
    deck.core_properties.author = "csdesign"
    _Slides(deck, content).make()
    buffer = io.BytesIO()
    deck.save(buffer)
    return (ReportFile(undated(buffer.getvalue())),)


class _Slides:
    """Adds one slide after another."""

    def __init__(self, deck: Deck, content: ReportContent) -> None:
        self.deck, self.content, self.plan = deck, content, content.plan

    def make(self) -> None:
        """Add every slide that has something to say."""
        lines = [(line.subject, f"{line.figure}: {line.words}") for line in answer(self.content)]
        self._table(self._clean(plan_title(self.plan)), None, lines, (1.0, 5.0), points=18)
        if self.plan.segments:
            self._coverage()
            rows = [(row.name, *map(_owners, row.cells)) for row in matrix(self.plan)]
            self._table("Who owns what", ("Segment", *MOTIONS.values()), rows)
        if self.plan.roles:
            self._people()
        found = findings(self.content).rows
        if found:
            told = [(str(row[0]), str(row[1]), str(row[4])) for row in found]
            self._table("Decide next", ("Severity", "Finding", "Rule"), told, (1.0, 6.0, 1.0))

    def _clean(self, text: str) -> str:
        return visible(self.content.redaction.text(text), LONGEST)

    def _slide(self, title: str) -> Slide:
        from pptx.util import Inches, Pt

        slide: Slide = self.deck.slides.add_slide(self.deck.slide_layouts[_TITLE_ONLY])
        heading = slide.shapes.title
        if heading is not None:
            heading.left, heading.top = Inches(0.5), Inches(0.3)
            heading.width, heading.height = Inches(_WIDTH - 1), Inches(0.9)
            heading.text_frame.text = fitted(title, 110)
            for run in heading.text_frame.paragraphs[0].runs:
                run.font.size = Pt(28)
        return slide

    def _table(
        self,
        title: str,
        head: Sequence[str] | None,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float] | None = None,
        *,
        points: int = 11,
    ) -> None:
        from pptx.util import Inches, Pt

        shown = [*([head] if head else []), *rows[:_ROWS]]
        more = f" (the first {_ROWS} of {len(rows)})" if len(rows) > _ROWS else ""
        slide = self._slide(title + more)
        room = Inches(_WIDTH - 1)
        frame = slide.shapes.add_table(
            len(shown), len(shown[0]), Inches(0.5), Inches(1.4), room, Inches(0.4)
        )
        table = frame.table
        table.first_row = head is not None
        parts = widths or (1.0,) * len(shown[0])
        for x, part in enumerate(parts):
            # Narrow columns looked wrong until they were given their widths.
            table.columns[x].width = int(room * part / sum(parts))
        for y, row in enumerate(shown):
            for x, words in enumerate(row):
                cell = table.cell(y, x)
                cell.text = fitted(self._clean(words), _CELLS)
                for paragraph in cell.text_frame.paragraphs:
                    paragraph.font.size = Pt(points)

    def _coverage(self) -> None:
        covered = coverage(self.content)
        names = [column.key for column in covered.columns]
        picked = [names.index(key) for key in ("segment", "customers", "coverage", "decided_by")]
        rows = [
            [cell_text(row[i], covered.columns[i].kind) for i in picked] for row in covered.rows
        ]
        head = [covered.columns[i].heading for i in picked]
        self._table("Coverage by segment", head, rows, (2.0, 1.0, 3.0, 4.0))
        shares = [
            (plan.segment.name, plan.coverage.human_share)
            for plan in self.plan.segments
            if plan.coverage.human_share is not None
        ][:_BARS]
        if shares:
            self._chart(
                "Share of customer time: people and automated",
                [name for name, _ in shares],
                {
                    "People": [share for _, share in shares],
                    "Automated": [1 - share for _, share in shares],
                },
                stacked=True,
            )

    def _people(self) -> None:
        roles = self.plan.roles[:_BARS]
        series: dict[str, list[float]] = {"Needed": [float(role.heads or 0) for role in roles]}
        if self.plan.have is not None:
            series["In post"] = [role.have or 0.0 for role in roles]
        names = [role_title(self.plan.design, role.role) for role in roles]
        self._chart("People, by role", names, series, stacked=False)

    def _chart(
        self,
        title: str,
        names: Sequence[str],
        series: dict[str, list[float]],
        *,
        stacked: bool,
    ) -> None:
        labels = [fitted(self._clean(name), 40) for name in names]
        add_bar_chart(self._slide(title), labels, series, _CHART_ROOM, stacked=stacked)


def _owners(cell: MatrixCell) -> str:
    """Return who owns a motion, in few words: a slide has no room for those who support it."""
    if cell.state in QUIET:
        return QUIET[cell.state]
    if cell.state == "nobody":
        return LOUD[cell.state]
    names = ", ".join(f"{holder.sign} {holder.short}" for holder in cell.owners)
    if cell.state == "contested":
        return f"{LOUD[cell.state].format(count=len(cell.owners))}: {names}"
    return f"{names} (proposed)" if cell.state == "proposed" else names
