"""The content of a plan: `SECTIONS` in their order, each the work of one module."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.views.plan import (
    contacts,
    coverage,
    customers,
    decide,
    futures,
    months,
    owners,
    people,
    scenarios,
    sure,
)
from csdesign.views.plan.headline import headline
from csdesign.views.plan.words import plan_title
from csdesign.views.section import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from csdesign.views.content import ReportContent
    from csdesign.views.section import Section

__all__ = ["SECTIONS", "PlanSection", "plan_document", "plan_sections"]


class PlanSection(NamedTuple):
    """A section of the plan: its name and its builder (which returns None for an empty one).

    `typed` sections have keys of their own in the JSON contract; the tables of the others are
    listed there under `sections`.
    """

    name: str
    build: Callable[[ReportContent], Section | None]
    typed: bool = False


SECTIONS: Final = (
    PlanSection("coverage", coverage.section, typed=True),
    PlanSection("customers", customers.section, typed=True),
    PlanSection("people", people.section, typed=True),
    PlanSection("months", months.months, typed=True),
    PlanSection("vacancies", months.vacancies, typed=True),
    PlanSection("bridge", months.bridge, typed=True),
    PlanSection("quarters", months.money_by_quarter, typed=True),
    PlanSection("scenarios", scenarios.section, typed=True),
    PlanSection("ownership", owners.section, typed=True),
    PlanSection("contacts", contacts.section, typed=True),
    PlanSection("findings", decide.section, typed=True),
    PlanSection("futures", futures.section, typed=True),
    PlanSection("certainty", sure.section, typed=True),
)
"""The sections in the order of a reader's questions; every format shows them."""


def plan_document(content: ReportContent) -> Document:
    """Return the plan as a document; with several scenarios, only their comparison."""
    if content.plan.scenarios is not None:
        return scenarios.beside(content)
    return Document(
        title=months.title(content.plan) or plan_title(content.plan),
        lead=(headline(content.plan, cost=content.money),),
        sections=tuple(plan_sections(content)),
        numbered=True,
    )


def plan_sections(content: ReportContent) -> Iterator[Section]:
    """Yield the sections that are not empty; none while there are no segments."""
    if not content.plan.segments:
        return
    for part in SECTIONS:
        section = part.build(content)
        if section is not None:
            yield section
