"""A plan as Markdown for a wiki or a pull request: the same words and tables as the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.escaping.markdown import plain
from csdesign.views.plan.customers import customer_lines, customer_rows
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
    from collections.abc import Iterable, Iterator, Sequence

    from csdesign.planning.results import Plan

__all__ = ["escape", "table", "write"]


def write(plan: Plan, *, version: str, source: str, width: int) -> str:  # noqa: ARG001  # one shape
    """Return the plan as one Markdown document."""
    return "\n".join(_lines(plan, source)) + "\n"


def escape(text: str) -> str:
    """Return text that Markdown shows as it stands, on one line."""
    return plain(" ".join(text.split()))


def table(heading: Sequence[str], rows: Iterable[Sequence[str]], right: int = 1) -> Iterator[str]:
    """Yield a table; columns from index `right` on are aligned to the right."""
    yield "| " + " | ".join(escape(cell) for cell in heading) + " |"
    yield "|" + "|".join("---:" if i >= right else "---" for i in range(len(heading))) + "|"
    for row in rows:
        yield "| " + " | ".join(escape(cell) for cell in row) + " |"


def _lines(plan: Plan, source: str) -> Iterator[str]:
    yield f"# {escape(plan_title(plan))}"
    yield ""
    yield escape(headline(plan))
    if not plan.segments:
        return
    yield from ("", "## Coverage", "")
    yield from table(
        ("Segment", "Coverage", "Customers", "Score", "People", "Automated"), _coverage(plan), 2
    )
    yield ""
    yield from (f"- {escape(line)}" for line in [*coverage_reasons(plan), *today_lines(plan)])
    if plan.measured is not None:
        rows = customer_rows(plan)
        yield from ("", "## Customers, measured", "")
        if rows:
            yield from table(rows[0], rows[1:])
            yield ""
        yield from (f"- {escape(line)}" for line in customer_lines(plan))
    if plan.roles:
        yield from _people(plan)
    yield from ("", "## Who owns what", "")
    yield from table(("Segment", *MOTIONS.values()), owner_rows(plan), 99)
    yield ""
    yield from (f"- {escape(line)}" for line in archetype_lines(plan))
    if any(segment.contacts for segment in plan.segments):
        rows = contact_rows(plan)
        yield from ("", "## Whom a customer meets", "")
        yield from table(rows[0], rows[1:])
    yield from ("", "## Decide next", "")
    for finding in plan.findings:
        place = f" ({finding.span.path}:{finding.span.line})" if finding.span else ""
        words = f"{visible(finding.message, 1000)}{place}"
        yield f"- **{finding.severity.word}** {finding.code}: {escape(words)}"
    yield from (f"- still needed: {escape(visible(point, 500))}" for point in plan.open_points)
    yield from ("", "## How sure", "")
    for label, words in sure_rows(plan, source):
        yield f"- {escape(label)}: {escape(words)}" if label else f"- {escape(words)}"


def _coverage(plan: Plan) -> Iterator[tuple[str, ...]]:
    for segment in plan.segments:
        coverage, accounts = segment.coverage, segment.segment.accounts
        ratio = coverage.ratio
        yield (
            visible(segment.segment.name, 300),
            coverage_words(segment),
            "-" if accounts is None else f"{accounts:,.0f}",
            "-" if coverage.score is None else f"{coverage.score:.1f}",
            "-" if ratio is None else f"{ratio[0]}%",
            "-" if ratio is None else f"{ratio[1]}%",
        )


def _people(plan: Plan) -> Iterator[str]:
    has_posts, has_cost = plan.have is not None, plan.cost is not None
    heading = ["Where", "Role", "Hours", "Full-time", "Range", "People"]
    heading += ["Have", "Gap"] * has_posts
    heading += ["Busy", *(["Cost"] * has_cost)]
    yield from ("", "## People", "")
    yield from table(heading, people_rows(plan, posts=has_posts, cost=has_cost), 2)
    yield ""
    yield from (f"- {escape(line)}" for line in people_notes(plan))
