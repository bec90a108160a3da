"""Joins designs and customer tables: measured counts in place of declared ones, and books.

This joins two packages: `accounts` knows tables and no designs, the planner knows designs.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.files.there import exists
from csdesign.finding import Finding, Severity, Touched
from csdesign.model.numbers import Stated
from csdesign.rules.engine import narrowed
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csdesign.accounts.measure.options import (
        MeasureOptions,
        Rates,
        RollUp,
        SegmentRule,
        TableReading,
    )
    from csdesign.accounts.measure.results import Measured
    from csdesign.accounts.problems import AccountProblem
    from csdesign.books.options import Person
    from csdesign.books.reading import AccountHours
    from csdesign.files.writing import Output
    from csdesign.finding import YamlPath
    from csdesign.model.accounts import AccountTable, TableSource
    from csdesign.model.design import Design, Segment
    from csdesign.planning.months.customers import CountedStart
    from csdesign.planning.months.horizon import Horizon
    from csdesign.planning.results import Plan

__all__ = [
    "account_findings",
    "counted_numbers",
    "counted_starts",
    "day_of",
    "declared_source",
    "measure_accounts",
    "measure_options",
    "measured_design",
    "people_of_role",
    "segment_rules",
    "source_in_design",
]


_YEARS_BACK: Final = 36
"""Months before the horizon whose starts are read: nobody onboards for longer."""


_ALL: Final = (Touched("accounts", inf, inf, inf),)
"""An error of the table itself stands first: every counted figure rests on it."""


def segment_rules(design: Design) -> tuple[SegmentRule, ...]:
    """Return the rules by which accounts belong to segments, in the order of the file."""
    from csdesign.accounts.measure.options import Declared, SegmentRule

    return tuple(
        SegmentRule(
            id=segment.id,
            where=segment.written.where,
            otherwise=segment.written.otherwise,
            place=segment.path,
            declared=Declared(
                accounts=None if segment.accounts is None else int(segment.accounts),
                new_accounts=None if segment.new_accounts is None else int(segment.new_accounts),
                arr_per_account=None
                if segment.arr_per_account is None
                else Decimal(str(float(segment.arr_per_account))),
            ),
        )
        for segment in design.segments
    )


def day_of(stated: date | str | None, design: Design) -> date:
    """Return the day to measure at: the stated one, the design's `as_of`, or today (UTC).

    In a design, the day of its account table comes before that of its horizon.

    Raises:
        UsageError: it is not a date written as year-month-day.
    """
    document = design.document
    horizon = None if document.horizon is None else document.horizon.as_of
    given = next(
        (day for day in (stated, document.accounts.as_of, horizon) if day is not None), None
    )
    if given is None:
        return datetime.now(tz=UTC).date()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError(
            f"{visible(given, 40)} is not a date; give year-month-day, such as 2026-11-30"
        ) from None


def measure_options(
    design: Design,
    *,
    as_of: date | str | None = None,
    columns: Mapping[str, str] | None = None,
    number_format: str | None = None,
    date_format: str | None = None,
    formats: Mapping[str, str] | None = None,
    table: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    encoding: str | None = None,
    before: object | None = None,
    sample: int = 5,
    rejects: Output | None = None,
    is_own: bool = True,
    drift: bool = True,
    history: str | None = None,
) -> MeasureOptions:
    """Return the options for reading a table: those of the design, where no others are given.

    Args:
        design: Its `accounts` says how the table is read, and how rows make customers.
        as_of: The day to measure at.
        columns: Column name to header, before those of the design.
        number_format: How numbers are written in every column of text.
        date_format: How days are written in every column of text.
        formats: How cells of single columns are written, before those of the design.
        table: The table of a database.
        sheet: The sheet of a workbook.
        header_row: The row of the header, from 1.
        encoding: The encoding of a text file.
        before: An earlier table, in place of the design's own.
        sample: Most account ids kept as examples.
        rejects: What gets the list of rejected rows.
        is_own: Whether the table is the design's own, whose sheet, table, header row and encoding
            it names.
        drift: Whether the design's own earlier tables are compared.
        history: A folder of earlier tables, in place of the design's own.

    Raises:
        UsageError: the day is none, or the design's earlier table cannot be found.
    """
    from csdesign.accounts.measure.options import MeasureOptions

    written = design.document.accounts
    own = written if is_own else None
    stated = dict(written.formats)
    reading: TableReading | None = None
    if drift and before is None and written.before is not None and written.before.path is not None:
        before = source_in_design(design, written.before.path, ("accounts", "before"))
        reading = _reading(written.before)
    if drift and history is None and written.history is not None:
        history = source_in_design(design, written.history, ("accounts",), "history")
    return MeasureOptions(
        as_of=day_of(as_of, design),
        history=() if history is None else _snapshots(history),
        settle=int(written.settle),
        columns={**written.columns, **(columns or {})},
        number_format=number_format or stated.pop("numbers", None),
        date_format=date_format or stated.pop("dates", None),
        formats={
            **{name: form for name, form in stated.items() if name not in {"numbers", "dates"}},
            **(formats or {}),
        },
        table=table if table is not None or own is None else own.table,
        sheet=sheet if sheet is not None or own is None else own.sheet,
        header_row=header_row if header_row is not None or own is None else _row(own.header_row),
        encoding=encoding if encoding is not None or own is None else own.encoding,
        roll_up=_roll_up(written),
        rates=_rates(design),
        max_rejected=float(written.max_rejected),
        before=before,
        before_reading=reading,
        sample=sample,
        rejects=rejects,
    )


def _snapshots(folder: str) -> tuple[tuple[date, str], ...]:
    from csdesign.accounts.measure.history import snapshots_in

    return snapshots_in(folder)


def _row(number: float | None) -> int | None:
    return None if number is None else int(number)


def _reading(source: TableSource) -> TableReading:
    from csdesign.accounts.measure.options import TableReading

    formats = dict(source.formats)
    return TableReading(
        columns=source.columns,
        number_format=formats.pop("numbers", None),
        date_format=formats.pop("dates", None),
        formats=formats,
        table=source.table,
        sheet=source.sheet,
        header_row=_row(source.header_row),
        encoding=source.encoding,
    )


def _roll_up(written: AccountTable) -> RollUp:
    from csdesign.accounts.measure.options import RollUp

    return RollUp(
        per=written.per,
        sum=written.sum,
        min=written.min,
        max=written.max,
        where=written.where,
        place=("accounts",),
    )


def _rates(design: Design) -> Rates:
    from csdesign.accounts.measure.options import Rates

    written, company = design.document.accounts.currency, design.document.company.currency
    if written.base is not None and company is not None and written.base != company:
        raise UsageError(
            f"accounts.currency.base is {visible(written.base, 12)}, but company.currency is "
            f"{visible(company, 12)}: the plan needs one currency; make them equal"
        )
    rates = {name: Decimal(str(float(rate))) for name, rate in written.rates.items()}
    return Rates(written.base or company, rates, written.as_of)


def declared_source(design: Design) -> str | None:
    """Return the design's own account table: a path, or the URL that a variable holds.

    Raises:
        UsageError: it is outside the repository, or the variable is not set.
    """
    path = design.document.accounts.path
    return None if path is None else source_in_design(design, path, ("accounts",))


def source_in_design(design: Design, written: str, place: YamlPath, key: str = "path") -> str:
    """Return the source behind a path or `env:NAME` of a design; a path is relative to the design.

    Raises:
        UsageError: it is outside the repository, or the variable is not set.
    """
    name = ".".join(str(part) for part in (*place, key))
    if written.startswith("env:"):
        variable = written.removeprefix("env:")
        value = os.environ.get(variable)
        if not value:
            raise UsageError(
                f"{name}: the variable {visible(variable, 60)} is not set; set it to the table, or "
                "say --no-accounts for the declared numbers"
            )
        return value
    span = design.locate((*place, key), False) if design.locate is not None else None
    folder = Path(span.path).parent if span is not None else Path()
    found = (folder / written).resolve()
    root = _repository(folder.resolve())
    if not found.is_relative_to(root):
        raise UsageError(
            f"{name}: {visible(written, 80)} is outside {visible(str(root), 120)}; a design names "
            "tables of its own repository, or a variable: env:NAME"
        )
    return str(folder / written)


def _repository(folder: Path) -> Path:
    """Return the root of the repository that holds a folder, or the folder where there is none."""
    for parent in (folder, *folder.parents):
        if exists(parent / ".git"):
            return parent
    return folder


def measure_accounts(design: Design, source: object, options: MeasureOptions) -> Measured:
    """Return the accounts of a table counted by the segments of a design, and their history.

    Raises:
        RulesError: a `where` cannot be read, or does not fit the table.
        UnreadableError: the table cannot be opened or read.
        UsageError: an option has no effect for this table.
        MissingExtraError: the engine's driver is not installed.
    """
    from csdesign.accounts.measure.measure import measure

    rules = segment_rules(design)
    measured = measure(rules, source, options)
    if not options.history:
        if options.settle > 1:
            said = f"settle: {options.settle} needs a history, and none is given"
            measured = replace(measured, notes=(*measured.notes, said))
        return measured
    from csdesign.accounts.measure.history import find_history

    return replace(measured, history=find_history(rules, source, options))


def measured_design(design: Design, measured: Measured) -> Design:
    """Return the design with measured numbers of customers and revenue where there are any."""
    return replace(
        design, segments=tuple(_measured(segment, measured) for segment in design.segments)
    )


def counted_starts(
    design: Design, measured: Measured, horizon: Horizon
) -> dict[str, CountedStart] | None:
    """Return customers by the end of their contract, and starts before the horizon.

    A renewal that is past is rolled on by whole terms; one beyond a term is taken as a term away;
    customers without a date are spread evenly. None where the table has neither column.
    """
    from csdesign.planning.months.customers import CountedStart, term_of

    if not measured.dates:
        return None
    found = {}
    columns = {item.column for item in measured.dates}
    for place, segment in enumerate(design.segments):
        if measured.segment(segment.id) is None:
            continue
        term = term_of(segment)
        own = [item for item in measured.dates if item.segment == place]
        ending, undated = [0.0] * term, 0
        for item in own:
            if item.column != "renewal_date":
                continue
            if item.month is None:
                undated += item.accounts
                continue
            ahead = horizon.number(date(*item.month, 1))
            ending[ahead % term if ahead < 0 else min(ahead, term - 1)] += item.accounts
        started = [0.0] * _YEARS_BACK
        for item in own:
            if item.column == "start_date" and item.month is not None:
                back = -horizon.number(date(*item.month, 1))
                if 1 <= back <= _YEARS_BACK:
                    started[back - 1] += item.accounts
        found[segment.id] = CountedStart(
            ending=tuple(number + undated / term for number in ending)
            if "renewal_date" in columns
            else None,
            started=tuple(started) if "start_date" in columns else (),
            undated=undated,
        )
    return found


def counted_numbers(design: Design, measured: Measured) -> dict[str, dict[str, float]]:
    """Return the counted numbers by segment and key, as the basis of scenarios."""
    found: dict[str, dict[str, float]] = {}
    for segment in measured_design(design, measured).segments:
        numbers = {
            "accounts": segment.accounts,
            "new_accounts": segment.new_accounts,
            "arr_per_account": segment.arr_per_account,
        }
        found[segment.id] = {
            key: number
            for key, number in numbers.items()
            if isinstance(number, Stated) and number.basis == "measured"
        }
    return found


def _measured(segment: Segment, measured: Measured) -> Segment:
    found = measured.segment(segment.id)
    if found is None:
        return segment
    note = f"counted in {measured.source} on {measured.as_of.isoformat()}"
    new, arr = segment.new_accounts, segment.arr_per_account
    if found.new_accounts is not None:
        new = Stated(found.new_accounts, "measured", note=note)
    if found.arr is not None and found.accounts:
        arr = Stated(float(found.arr / found.accounts), "measured", note=note)
    return replace(
        segment,
        accounts=Stated(found.accounts, "measured", note=note),
        new_accounts=new,
        arr_per_account=arr,
    )


def account_findings(design: Design, problems: Iterable[AccountProblem]) -> tuple[Finding, ...]:
    """Return the findings on a table, at their place in the design where they have one."""
    return tuple(_finding(design, problem) for problem in problems)


def _finding(design: Design, problem: AccountProblem) -> Finding:
    span, text = None, None
    if problem.column is not None:
        texts = {(*s.path, "where"): s.written.where for s in design.segments}
        text = texts.get(tuple(problem.place))
    if problem.place and design.locate is not None:
        span = design.locate(problem.place, False)
    severity = problem.severity or problem.rule.severity
    return Finding(
        rule=problem.rule,
        severity=severity,
        message=problem.message,
        span=narrowed(span, None if problem.column is None else (text or "", problem.column)),
        object=problem.object or "accounts",
        evidence=problem.evidence,
        why=problem.rule.summary,
        fix=problem.fix,
        touched=_ALL if not problem.place and severity is Severity.ERROR else (),
    )


def people_of_role(plan: Plan, role: str) -> tuple[tuple[Person, ...], Mapping[str, AccountHours]]:
    """Return the people who can have accounts of a role, and the hours of an account by segment.

    Hours are a year: a person's are those planned for customers, for several roles split as in the
    plan's assignment; an account's are the role's hours in its segment, recurring and once.
    """
    from csdesign.books.options import Person
    from csdesign.books.reading import AccountHours
    from csdesign.planning.pods import entries_of, people_of_post, pods_of
    from csdesign.planning.staffing import hours_of

    design = plan.design
    loads = {person.id: person for person in plan.people}
    planned = hours_of(design, role).planned_hours
    pods = pods_of(design)
    people: list[Person] = []
    for post in design.posts_by_role.get(role, ()):
        load = loads.get(post.id)
        share = 1 / len(post.roles) if load is None else load.share_of(role)
        hours = planned * post.fte * share
        written = post.written
        limit = None if written.max_arr is None else Decimal(str(float(written.max_arr)))
        person = Person(
            id=post.id,
            hours=hours,
            languages=written.languages,
            regions=() if written.region is None else (written.region,),
            skills=written.skills,
            max_accounts=_whole(written.max_accounts),
            max_arr=limit,
            names=() if written.name is None else (written.name,),
        )
        if hours > 0:
            people += [
                replace(person, id=name, pods=(*own, *entries_of(design, own)))
                for name in people_of_post(post)
                for own in [pods.get(name, ())]
            ]
    hours_each = {
        segment.id: AccountHours(row.recurring_hours_per_account, row.once_hours_per_new_account)
        for segment in plan.segments
        for row in segment.staffing
        if row.role == role and row.recurring_hours_per_account + row.once_hours_per_new_account > 0
    }
    return tuple(people), hours_each


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
