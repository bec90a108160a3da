"""Slides with native charts and tables; each title states the point.

The slides: the change from today to the plan, coverage, owners, hires, months (with a horizon),
futures (with draws), risks.

python-pptx is an extra: most users never ask for slides.
"""

from __future__ import annotations

import io
import math
from collections import Counter
from typing import TYPE_CHECKING, Final

from csdesign.extras import needs_extra
from csdesign.formats.files import ReportFile
from csdesign.formats.native_charts import add_bar_chart, add_line_chart
from csdesign.formats.office import undated
from csdesign.views.plan.answer import answer
from csdesign.views.plan.coverage import coverage
from csdesign.views.plan.decide import findings
from csdesign.views.plan.futures import section as futures_section
from csdesign.views.plan.headcount import bridge, hire_lines
from csdesign.views.plan.headline import people_of_the_plan
from csdesign.views.plan.months import opening_sentences, vacancies
from csdesign.views.plan.months.charts import labels_of
from csdesign.views.plan.names import role_title
from csdesign.views.plan.ownership import LOUD, QUIET, matrix
from csdesign.views.plan.words import MOTIONS, money, plan_title
from csdesign.views.report.drawing.lettering import fitted
from csdesign.views.report.figures import figures
from csdesign.views.section import LONGEST, Facts, Lines, cell_text
from csdesign.wording import listed, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pptx.presentation import Presentation as Deck
    from pptx.slide import Slide

    from csdesign.formats import Layout
    from csdesign.planning.results.by_month import RoleMonth
    from csdesign.views.content import ReportContent
    from csdesign.views.plan.ownership import MatrixCell

__all__ = ["write"]

_ROWS: Final = 10
"""Rows of a table that fit on a slide in letters of 11 points."""
_LONG_TITLE: Final = 80
_TITLE: Final = 180
"""Most cells of text in the two lines of a title."""
_BARS: Final = 12
_TITLE_ONLY: Final = 5
_WIDTH: Final = 13.333
_HEIGHT: Final = 7.5
_WHOLE: Final = (0.5, _WIDTH - 1)
_RIGHT_HALF: Final = (_WIDTH / 2 + 0.2, _WIDTH / 2 - 0.7)
"""Left edge and width of a table (inches)."""
_LEFT_HALF: Final = (0.5, 1.4, _WIDTH / 2 - 0.5, _HEIGHT - 1.8)
_CHART_ROOM: Final = (0.5, 1.4, _WIDTH - 1, _HEIGHT - 1.8)
"""Left, top, width and height of a chart (inches)."""
_CELLS: Final = 160
"""Most cells of text in a table cell."""


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
        """Add the slides; a design without segments has only the first one."""
        self._bridge()
        if not self.plan.segments:
            return
        self._coverage()
        self._owners()
        if self.plan.roles:
            self._hires()
        self._months()
        self._futures()
        self._risks()

    def _clean(self, text: str) -> str:
        return visible(self.content.redaction.text(text), LONGEST)

    def _slide(self, *sentences: str) -> Slide:
        """Add a slide whose title is as many of the sentences as fit in full.

        If some do not fit, all of them go into the speaker notes.
        """
        from pptx.util import Inches, Pt

        said = [self._clean(sentence) for sentence in sentences]
        title = _title_of(said)
        slide: Slide = self.deck.slides.add_slide(self.deck.slide_layouts[_TITLE_ONLY])
        heading = slide.shapes.title
        if heading is not None:
            heading.left, heading.top = Inches(0.5), Inches(0.3)
            heading.width, heading.height = Inches(_WIDTH - 1), Inches(0.9)
            heading.text_frame.text = title
            for run in heading.text_frame.paragraphs[0].runs:
                run.font.size = Pt(24 if len(title) <= _LONG_TITLE else 18)
        notes = slide.notes_slide.notes_text_frame if title != " ".join(said) else None
        if notes is not None:
            notes.text = " ".join(said)
        return slide

    def _table(
        self,
        slide: Slide,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float] | None = None,
        room: tuple[float, float] = _WHOLE,
    ) -> None:
        """Add a table; `room` is its left edge and width (inches)."""
        from pptx.util import Inches, Pt

        shown = [head, *rows[:_ROWS]]
        if len(rows) > _ROWS:
            shown.append([f"and {len(rows) - _ROWS:,} more", *[""] * (len(head) - 1)])
        left, width = map(Inches, room)
        frame = slide.shapes.add_table(len(shown), len(head), left, Inches(1.4), width, Inches(0.4))
        table = frame.table
        parts = widths or (1.0,) * len(head)
        for x, part in enumerate(parts):
            # Without explicit widths narrow columns are drawn wrongly.
            table.columns[x].width = int(width * part / math.fsum(parts))
        for y, row in enumerate(shown):
            for x, words in enumerate(row):
                cell = table.cell(y, x)
                cell.text = fitted(self._clean(words), _CELLS)
                for paragraph in cell.text_frame.paragraphs:
                    paragraph.font.size = Pt(11)

    def _bridge(self) -> None:
        """Add the steps from today to the plan, next to those of an earlier design."""
        plan = self.plan
        if not plan.roles:
            told = [(line.subject, f"{line.figure} {line.words}") for line in answer(self.content)]
            self._table(self._slide(plan_title(plan)), ("", ""), told, (1.0, 5.0))
            return
        slide = self._slide(*people_of_the_plan(plan, cost=self.content.money))
        steps = _steps(self.content)[:_BARS]
        names = [self._label(name) for name, _ in steps]
        room = _CHART_ROOM if self.content.before is None else _LEFT_HALF
        series = {"People": [float(count) for _, count in steps]}
        add_bar_chart(slide, names, series, room, stacked=False)
        if self.content.before is not None:
            compared = figures(self.content)
            kinds = [column.kind for column in compared.columns]
            rows: list[tuple[str, ...]] = [
                tuple(cell_text(cell, kind) for cell, kind in zip(row, kinds, strict=True))
                for row in compared.rows
            ]
            heads = [column.heading for column in compared.columns]
            self._table(slide, heads, rows, (2.4, *[1.4] * (len(heads) - 1)), _RIGHT_HALF)

    def _coverage(self) -> None:
        line = next(line for line in answer(self.content) if line.subject == "Coverage")
        slide = self._slide(f"{line.figure} {line.words}")
        covered = coverage(self.content)
        names = [column.key for column in covered.columns]
        picked = [names.index(key) for key in ("segment", "customers", "coverage")]
        rows = [
            [cell_text(row[i], covered.columns[i].kind) for i in picked] for row in covered.rows
        ]
        head = [covered.columns[i].heading for i in picked]
        self._table(slide, head, rows, (2.0, 1.2, 3.5), _RIGHT_HALF)
        shares = [
            (plan.segment.name, plan.coverage.human_share)
            for plan in self.plan.segments
            if plan.coverage.human_share is not None
        ][:_BARS]
        if shares:
            series = {
                "People": [share for _, share in shares],
                "Automated": [1 - share for _, share in shares],
            }
            labels = [self._label(name) for name, _ in shares]
            add_bar_chart(slide, labels, series, _LEFT_HALF, stacked=True)

    def _owners(self) -> None:
        line = next(line for line in answer(self.content) if line.subject == "Biggest gap")
        rows = [(row.name, *map(_owned, row.cells)) for row in matrix(self.plan)]
        slide = self._slide(f"{line.figure} {line.words}")
        self._table(slide, ("Segment", *MOTIONS.values()), rows)

    def _hires(self) -> None:
        lines = [line for line in answer(self.content) if line.subject in {"Hires", "Surplus"}]
        named = [f"{line.figure} {line.words.partition('. ')[0].rstrip('.')}" for line in lines]
        slide = self._slide(
            "; ".join(named) or "People needed by role, if each role has its own people"
        )
        roles = self.plan.roles[:_BARS]
        series: dict[str, list[float]] = {"Needed": [float(role.heads or 0) for role in roles]}
        if self.plan.have is not None:
            series["In post"] = [float(role.have or 0) for role in roles]
        names = [self._label(role_title(self.plan.design, role.role)) for role in roles]
        hires = hire_lines(self.plan, cost=self.content.money)
        room = _LEFT_HALF if hires else _CHART_ROOM
        add_bar_chart(slide, names, series, room, stacked=False)
        if hires:
            self._table(slide, ("Hires and why",), [(line,) for line in hires], None, _RIGHT_HALF)

    def _months(self) -> None:
        """Add people needed and at work by month, next to the vacancies; only with months."""
        found = self.plan.months
        if found is None or not found.roles or self.plan.selected:
            return
        slide = self._slide(*opening_sentences(self.plan, found))
        # Idle time of other roles would hide the shortage: only roles with hires are drawn.
        roles = [role for role in found.roles if role.vacancies] or list(found.roles)
        who = f": {self._label(roles[0].title)}" if len(roles) == 1 else ""

        def line(read: Callable[[RoleMonth], float | None]) -> list[float]:
            return [
                math.fsum(read(role.months[month]) or 0.0 for role in roles)
                for month in range(found.length)
            ]

        series = {f"Needed{who}": line(lambda month: month.required)}
        if roles[0].months[0].available is not None:
            series["At work"] = line(lambda month: month.available)
            if found.vacancies:
                series["At work with hires"] = line(lambda month: month.available_with_hires)
        room = _LEFT_HALF if found.vacancies else _CHART_ROOM
        add_line_chart(slide, labels_of(found), series, room)
        said = vacancies(self.content)
        if said is not None:
            table = said.tables[0]
            picked = [i for i, c in enumerate(table.columns) if c.key != "count"]
            rows = [
                [cell_text(row[i], table.columns[i].kind) for i in picked] for row in table.rows
            ]
            head = [table.columns[i].heading for i in picked]
            self._table(slide, head, rows, (1.2, 1.2, 2.0, 2.0, 1.2)[: len(head)], _RIGHT_HALF)

    def _futures(self) -> None:
        """Add the certainty of the number of people, and its causes; only with draws."""
        said = futures_section(self.content)
        found = self.plan.futures
        if said is None or found is None or self.plan.selected:
            return
        opening = next(part for part in said.parts if isinstance(part, Lines))
        slide = self._slide(*opening.items[:2])
        table = said.tables[0]
        head = [column.heading for column in table.columns]
        rows = [
            [cell_text(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ]
        self._table(slide, head, rows, (2.4, 1.0, 1.0, 1.0, 2.0), _LEFT_HALF[::2])
        why = [item for part in said.parts if isinstance(part, Facts) for item in part.rows]
        self._table(slide, ("", "Why, and what to measure"), why, (1.4, 3.6), _RIGHT_HALF)

    def _risks(self) -> None:
        found = findings(self.content).rows
        counts = Counter(str(row[0]) for row in found)
        told = [
            number_of(counts[word], word) for word in ("error", "warning", "note") if counts[word]
        ]
        title = f"{listed(told, 'and')}; the worst first" if told else "No rule found anything"
        rows = [(str(row[0]), str(row[1]), str(row[4])) for row in found]
        slide = self._slide(title)
        if rows:
            self._table(slide, ("Severity", "Finding", "Rule"), rows, (1.0, 6.0, 1.0))

    def _label(self, name: str) -> str:
        return fitted(self._clean(name), 40)


def _title_of(sentences: Sequence[str]) -> str:
    """Return the first sentences that fit into a title in full; a single longer one is cut."""
    count = len(sentences)
    while count > 1 and fitted(whole := " ".join(sentences[:count]), _TITLE) != whole:
        count -= 1
    return fitted(" ".join(sentences[:count]), _TITLE)


def _steps(content: ReportContent) -> list[tuple[str, int]]:
    """Return the steps from the people in post to those of the plan, with their cost if known."""
    plan, head = content.plan, content.plan.headcount
    rows = bridge(plan) if content.money else []
    if rows:
        return [
            (f"{row.words} ({money(row.amount, content.currency)})", row.people)
            for row in rows
            if row.people is not None
        ]
    if head.have is None:
        return [("If each role has its own people", head.need)]
    steps = [("In post", head.have)]
    steps += [(f"Not needed: {role_title(plan.design, s.role)}", -s.posts) for s in head.surplus]
    steps += [(f"Hire: {role_title(plan.design, h.role)}", h.posts) for h in head.hires]
    return [*steps, ("Plan", head.need)]


def _owned(cell: MatrixCell) -> str:
    """Return the owners of a motion in few words; a slide has no room for supporters."""
    if cell.state in QUIET:
        return QUIET[cell.state]
    if cell.state == "nobody":
        return LOUD[cell.state]
    names = ", ".join(f"{holder.sign} {holder.short}" for holder in cell.owners)
    if cell.state == "contested":
        return f"{LOUD[cell.state].format(count=len(cell.owners))}: {names}"
    return f"{names} (proposed)" if cell.state == "proposed" else names
