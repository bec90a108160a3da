"""Vacancies: the day each must open by, its role, and the work that waits even so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.planning.months.supply import newcomers_of
from csdesign.views.months import day_words, reason_words
from csdesign.views.plan.months.charts import time_line
from csdesign.views.plan.months.terms import NEVER, grouped, name_of, role_title
from csdesign.views.plan.words import figure
from csdesign.views.section import Column, Lines, Section, Table
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import Plan
    from csdesign.planning.results.by_month import MonthPlan, Vacancy
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Cell

__all__ = ["vacancies"]

_LONGEST_HORIZON: Final = 60


def vacancies(content: ReportContent) -> Section | None:
    """Return the day by which each vacancy must open; None if nobody is to be hired."""
    plan, found = content.plan, content.plan.months
    if found is None or not found.vacancies:
        return None
    groups = list(grouped(plan, found))
    late = any(vacancy.late or vacancy.held for vacancy, _ in groups)
    columns = [
        Column("open_by", "Open by"),
        Column("first_day", "First day"),
        Column("count", "Posts", "count"),
        Column("who", "Who"),
        Column("why", "Why"),
    ]
    if late:
        columns.append(Column("late", "Needed from"))
    rows: list[tuple[Cell, ...]] = []
    for vacancy, count in groups:
        row: list[Cell] = [
            day_words(vacancy.open_by),
            day_words(vacancy.start),
            count,
            role_title(plan, vacancy),
            reason_words(plan, vacancy),
        ]
        if late:
            wanted = vacancy.late or vacancy.held
            row.append(day_words(vacancy.ideal_start) if wanted else "")
        rows.append(tuple(row))
    line = time_line(plan)
    drawing = () if line is None else (line,)
    return Section(
        "vacancies",
        "Vacancies to open",
        (
            *drawing,
            Table("vacancies", "Vacancies", tuple(columns), tuple(rows)),
            Lines(tuple(_after(plan, found))),
        ),
    )


def _after(plan: Plan, found: MonthPlan) -> Iterator[str]:
    design = plan.design
    for role in dict.fromkeys(vacancy.role for vacancy in found.vacancies):
        newcomers = newcomers_of(design, role)
        ramp = ", ".join(f"{100 * share:.0f}" for share in newcomers.ramp)
        stated = {"months_to_fill", "ramp"} & design.params.model_fields_set
        then = f", then {ramp}% of full work in the first months" if ramp else ""
        yield (
            f"{_title_of(found, role)}: {figure(newcomers.months_to_fill)} months from opening "
            f"to the first day{then}{'' if stated else ' (assumed)'}."
        )
    for role_months in found.roles:
        left = role_months.months[-1].delay_with_hires
        if role_months.vacancies and left is not None and left >= 0.05:
            ends = (
                f"{name_of(found, found.length - 1)} ends with {left:.1f} months of work waiting "
            )
            ends += f"for {visible(role_months.title, 60)}"
            longer = min(_LONGEST_HORIZON, 2 * found.length)
            further = (
                f"; plan further ahead with --months {longer}" if longer > found.length else ""
            )
            yield f"{ends}{further}."
        for vacancy in role_months.vacancies:
            until = vacancy.needed_until
            last = role_months.months[-1]
            # Work that has only begun to wait when the horizon ends needs more than a contractor.
            lasting = last.required > (last.available or 0.0) + NEVER
            if until is not None and not lasting and _months_between(found, vacancy) < 6:
                yield (
                    f"{visible(role_months.title, 60)} from {day_words(vacancy.start)}: needed "
                    f"until {day_words(until)} at the latest; a contractor is enough."
                )


def _months_between(found: MonthPlan, vacancy: Vacancy) -> int:
    if vacancy.needed_until is None:
        return found.length
    return found.horizon.number(vacancy.needed_until) - found.horizon.number(vacancy.start)


def _title_of(found: MonthPlan, role: str) -> str:
    return next(visible(item.title, 60) for item in found.roles if item.role == role)
