"""The HTML page of a report: the values of every section put into one template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.formats.html.derivations import derivations
from csdesign.formats.html.environment import environment
from csdesign.formats.html.likeness_map import likeness_map
from csdesign.views.plan.answer import answer
from csdesign.views.plan.coverage import coverage, today_lines
from csdesign.views.plan.decide import findings
from csdesign.views.plan.future_charts import tornado
from csdesign.views.plan.lifecycle import lifecycle_groups
from csdesign.views.plan.names import segment_names
from csdesign.views.plan.owners import archetypes
from csdesign.views.plan.ownership import LOUD, QUIET, gaps, matrix
from csdesign.views.plan.people import people, people_note, posts, staffing
from csdesign.views.plan.sure import assumptions, drivers
from csdesign.views.plan.words import ARCHETYPES, MOTIONS, plan_title
from csdesign.views.redaction import NOTHING
from csdesign.views.report import report_document
from csdesign.views.report.changes import change_groups
from csdesign.views.report.drawing.charts import drawn
from csdesign.views.report.drawing.swimlanes import swimlanes
from csdesign.views.report.figures import figures
from csdesign.views.report.roles import told_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import Plan
    from csdesign.views.content import ReportContent
    from csdesign.views.plan.lifecycle import Lifecycle
    from csdesign.views.report.drawing.swimlanes import Swimlanes
    from csdesign.views.section import Document, Section

__all__ = ["FOLDED_FROM", "document_page", "page"]

FOLDED_FROM: Final = 24
"""Number of segments from which long tables and maps are folded, so that the answer comes first."""

_ON_PAPER: Final = 6
"""Number of segments up to which derivations are printed; of more, only opened ones."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: its id, its words in the list at the top, and its template.

    `name` is the section it shows; `section` is that of a part without a template of its own.
    """

    key: str
    words: str
    template: str
    name: str
    section: Section | None = None


_DRAWN: Final = (
    Part("answer", "The answer", "answer", "answer"),
    Part("changes", "What changed", "changes", "changes"),
    Part("coverage", "Coverage", "coverage", "coverage"),
    Part("ownership", "Who owns what", "matrix", "ownership"),
    Part("lifecycle", "Whom a customer meets", "lifecycle", "contacts"),
    Part("people", "How many people", "people", "people"),
    Part("archetypes", "Archetypes", "archetypes", "archetypes"),
    Part("roles", "Same jobs", "roles", "roles"),
    Part("findings", "Findings", "findings", "findings"),
    Part("assumptions", "Assumptions", "assumptions", "assumptions"),
    Part("derivations", "How derived", "derivations", "derivations"),
)
"""The parts with a template of their own, in the order of the page; all other sections look the
same and follow the people."""
_ELSEWHERE: Final = frozenset({"certainty"})
"""Sections whose content the page shows in other parts."""
_MOST_CHANGES: Final = 12
"""Number of changes of one kind that the page shows before it folds the others."""
_MOST_QUOTED: Final = 20
"""Number of pairs of roles whose duties the page quotes, the surest first; the others are named."""
_VERDICTS: Final = {
    "unchanged": "the same job",
    "barely-changed": "nearly the same job",
    "changed": "a changed job",
    "distinct": "different jobs",
    None: "cannot judge",
}


@dataclass(frozen=True, slots=True)
class LifecycleMap:
    """A map with the segments that share it."""

    key: str
    names: str
    found: Lifecycle
    shapes: Swimlanes


def document_page(document: Document) -> str:
    """Return a document as HTML."""
    template = environment(NOTHING).get_template("document.html.j2")
    return template.render(document=document, kind_of=_kind_of, drawn=drawn)


def _kind_of(part: object) -> str:
    return type(part).__name__


def page(content: ReportContent) -> str:
    """Return the whole page as HTML."""
    plan = content.plan
    told = () if content.audit is None else content.audit.told
    template = environment(content.redaction).get_template("page.html.j2")
    return template.render(
        title=plan_title(plan),
        version=content.version,
        source=content.source,
        left_out=sorted(content.redaction.parts),
        folded=len(plan.segments) >= FOLDED_FROM,
        answer=answer(content),
        figures=figures(content),
        changes=change_groups(content),
        most_changes=_MOST_CHANGES,
        coverage=coverage(content).for_audience("files"),
        plan=plan,
        parts=tuple(_parts(content)),
        drawn=drawn,
        kind_of=_kind_of,
        segments=plan.segments,
        today=today_lines(plan),
        motions=MOTIONS,
        matrix=matrix(plan),
        gaps=len(gaps(plan)),
        loud=LOUD,
        quiet=QUIET,
        bulky=len(plan.segments) > _ON_PAPER,
        maps=_maps(plan),
        people=people(content).for_audience("files").footed(),
        people_note=people_note(content),
        widest=max((role.fte.high for role in plan.roles), default=0.0),
        roles=plan.roles,
        staffing=staffing(content),
        posts=posts(content),
        drivers=drivers(content),
        tornado=None if plan.futures is not None else tornado(plan),
        archetypes=archetypes(content),
        archetype_names=tuple(ARCHETYPES.values()),
        audit=content.audit,
        verdicts=_VERDICTS,
        quoted=tuple(told_once(told[:_MOST_QUOTED])),
        named=told[_MOST_QUOTED:],
        likeness=likeness_map(content.audit),
        findings=findings(content),
        assumptions=assumptions(content),
        open_points=plan.open_points,
        derivations=derivations(plan, places="names" not in content.redaction.parts),
    )


def _parts(content: ReportContent) -> Iterator[Part]:
    """Yield the parts that were asked for, in the order of the page."""
    drawn = {part.name for part in _DRAWN} | _ELSEWHERE
    for part in _DRAWN:
        if content.shows(part.name) and (part.name != "changes" or content.before is not None):
            yield part
        if part.name == "people":
            for section in report_document(content).sections:
                if section.name not in drawn:
                    yield Part(section.name, section.title, "section", section.name, section)


def _maps(plan: Plan) -> tuple[LifecycleMap, ...]:
    return tuple(
        LifecycleMap(f"map-{i}", segment_names(plan, ids, 6), found, swimlanes(found))
        for i, (ids, found) in enumerate(lifecycle_groups(plan), 1)
    )
