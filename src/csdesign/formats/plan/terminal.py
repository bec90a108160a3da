"""A plan as tables that read well at 80 columns, in black and white and in a pipe."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from csdesign.escaping.terminal import apart
from csdesign.views.plan.customers import customer_lines, customer_rows
from csdesign.views.plan.decide import decide_next
from csdesign.views.plan.headline import headline
from csdesign.views.plan.sections import (
    archetype_lines,
    contact_rows,
    coverage_reasons,
    owner_rows,
    people_notes,
    people_rows,
    sure_rows,
    today_lines,
)
from csdesign.views.plan.words import MOTIONS, coverage_words, plan_title
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csdesign.planning.results import Plan

__all__ = ["MOST_ROWS", "render", "write"]

MOST_ROWS: Final = 60
"""Rows of a table for people; more are counted, and stand in the csv and json formats."""
_NAME_WIDTH: Final = 7
_GAP: Final = 2
# One line under the heading, in ASCII, so that every terminal and every log shows it.
_RULE: Final = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_STYLES: Final = {"error": "bold red", "warning": "yellow", "note": "dim"}


def write(plan: Plan, *, version: str, source: str, width: int, colour: bool = False) -> str:  # noqa: ARG001  # one shape
    """Return the plan for people; `colour` adds ANSI styles for a terminal."""
    text = io.StringIO()
    console = Console(
        file=text,
        width=max(40, width),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    render(console, plan, source)
    return apart("\n".join(line.rstrip() for line in text.getvalue().split("\n")))


def render(console: Console, plan: Plan, source: str) -> None:
    """Print every section that the plan has something to say in."""
    console.print(Text(plan_title(plan), style="bold"))
    console.print()
    console.print(Text(headline(plan)))
    if not plan.segments:
        return
    number = iter(range(1, 10))
    _coverage(console, plan, next(number))
    if plan.measured is not None:
        _customers(console, plan, next(number))
    if plan.roles:
        _people(console, plan, next(number))
    _owners(console, plan, next(number))
    if any(segment.contacts for segment in plan.segments):
        _contacts(console, plan, next(number))
    _decide(console, plan, next(number))
    _sure(console, plan, next(number), source)


def _heading(console: Console, number: int, words: str, right: str = "") -> None:
    line = Text(f"{number} {words}", style="bold")
    gap = console.width - line.cell_len - len(right)
    if right and gap > 1:
        line.append(" " * gap + right, style="dim")
    console.print()
    console.print(line)


def _table(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str | Text]]) -> Table:
    """Return a borderless table; a column is (heading, left or right)."""
    table = Table(box=_RULE, pad_edge=False, padding=(0, 1), collapse_padding=True, show_edge=False)
    for heading, side in columns:
        right = side == "right"
        # Figures stay whole; words give way.
        table.add_column(
            heading, justify="right" if right else "left", overflow="fold", no_wrap=right
        )
    for i, row in enumerate(rows):
        if i == MOST_ROWS:
            break
        table.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in row))
    return table


def _more(console: Console, count: int) -> None:
    if count > MOST_ROWS:
        console.print(Text(f"  and {count - MOST_ROWS} more: --format csv or json has all"))


def _coverage(console: Console, plan: Plan, number: int) -> None:
    _heading(console, number, "COVERAGE", "share of customer time")
    rows = []
    for segment in plan.segments:
        ratio = segment.coverage.ratio
        accounts = segment.segment.accounts
        score = segment.coverage.score
        rows.append(
            (
                visible(segment.segment.name, 24),
                "-" if accounts is None else f"{accounts:,.0f}",
                coverage_words(segment),
                "-" if score is None else f"{score:.1f}",
                "-" if ratio is None else f"{ratio[0]}%",
                "-" if ratio is None else f"{ratio[1]}%",
            )
        )
    columns = (
        ("Segment", "left"),
        ("Customers", "right"),
        ("Coverage", "left"),
        ("Score", "right"),
        ("people", "right"),
        ("automated", "right"),
    )
    console.print(_table(columns, rows))
    _more(console, len(rows))
    for line in [*coverage_reasons(plan), *today_lines(plan)]:
        console.print(Padding(Text(line), (0, 0, 0, 2)))


def _customers(console: Console, plan: Plan, number: int) -> None:
    _heading(console, number, "CUSTOMERS", "measured")
    rows = customer_rows(plan)
    if rows:
        columns = [("Segment", "left"), *((heading, "right") for heading in rows[0][1:])]
        console.print(_table(columns, rows[1:]))
        _more(console, len(rows) - 1)
    for line in customer_lines(plan):
        console.print(Padding(Text(line), (0, 0, 0, 2)))


def _people(console: Console, plan: Plan, number: int) -> None:
    _heading(console, number, "PEOPLE", "a year, by role")
    has_posts = plan.have is not None
    has_cost = plan.cost is not None
    columns = [("Where", "left"), ("Role", "left"), ("Hours", "right"), ("Full\ntime", "right")]
    columns += [("Range", "right"), ("People", "right")]
    if has_posts:
        columns += [("Have", "right"), ("Gap", "right")]
    columns.append(("Busy", "right"))
    if has_cost:
        columns.append(("Cost", "right"))
    rows = people_rows(plan, posts=has_posts, cost=has_cost)
    console.print(_table(columns, rows))
    _more(console, len(rows))
    for line in people_notes(plan):
        console.print(Padding(Text(line), (0, 0, 0, 2)))


def _owners(console: Console, plan: Plan, number: int) -> None:
    _heading(console, number, "WHO OWNS WHAT")
    columns = [("Segment", "left"), *((words, "left") for words in MOTIONS.values())]
    rows = [
        [Text(cell, style="bold red") if cell == "NOBODY" else Text(cell) for cell in row]
        for row in owner_rows(plan)
    ]
    table = _table(columns, rows)
    widths = _whole_words(columns, rows, console.width)
    if widths is not None:
        for column, cells in zip(table.columns, widths, strict=True):
            column.width = cells
    console.print(table)
    _more(console, len(rows))
    if any("(" in cell.plain for row in rows for cell in row):
        console.print(Text("  (in brackets: proposed, not declared in the design)", style="dim"))
    for line in archetype_lines(plan):
        console.print(Padding(Text(line), (0, 0, 0, 2)))


def _whole_words(
    columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[Text]], width: int
) -> list[int] | None:
    """Return widths that cut no word but those of the first column, or None where none fit."""
    cells = [
        [Text(heading), *(row[i] for row in rows[:MOST_ROWS])]
        for i, (heading, _) in enumerate(columns)
    ]
    widths = [
        max(cell_len(word) for text in texts for word in text.plain.split() or [""])
        for texts in cells
    ]
    widths[0] = min(widths[0], _NAME_WIDTH)
    spare = width - sum(widths) - _GAP * (len(widths) - 1)
    if spare < 0:
        return None
    for i, texts in enumerate(cells):
        more = min(spare, max(text.cell_len for text in texts) - widths[i])
        widths[i] += more
        spare -= more
    return widths


def _contacts(console: Console, plan: Plan, number: int) -> None:
    _heading(console, number, "WHOM A CUSTOMER MEETS", "people by name, + desks")
    rows = contact_rows(plan)
    columns = [("Segment", "left"), *((stage, "left") for stage in rows[0][1:-2])]
    columns += [("In all", "right"), ("Handovers", "right")]
    console.print(_table(columns, rows[1:]))
    _more(console, len(rows) - 1)


def _decide(console: Console, plan: Plan, number: int) -> None:
    _heading(console, number, "DECIDE NEXT")
    shown, rest = decide_next(plan)
    table = Table(box=None, pad_edge=False, padding=(0, 1), show_header=False)
    table.add_column(width=7)
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    for finding in shown:
        word = finding.severity.word
        place = f"{_short(finding.span.path)}:{finding.span.line} " if finding.span else ""
        table.add_row(
            Text(word.capitalize(), style=_STYLES[word]),
            Text(visible(finding.message, 400)),
            Text(f"{place}{finding.code}", style="dim"),
        )
    if shown:
        console.print(table)
    if rest:
        console.print(Padding(Text(rest), (0, 0, 0, 2)))
    if not plan.findings:
        console.print(Text("  Nothing: no rule has anything to say."))
    if plan.open_points:
        console.print(Text("  What this plan still needs:"))
        for point in plan.open_points:
            console.print(Padding(Text(f"- {visible(point, 300)}"), (0, 0, 0, 2)))


def _short(path: str) -> str:
    name = visible(path.rsplit("/", 1)[-1], 40)
    return name if len(name) <= 24 else f"{name[:21]}..."


def _sure(console: Console, plan: Plan, number: int, source: str) -> None:
    _heading(console, number, "HOW SURE")
    table = Table(box=None, pad_edge=False, padding=(0, 1), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for label, words in sure_rows(plan, source):
        table.add_row(Text(label), Text(words))
    console.print(table)
