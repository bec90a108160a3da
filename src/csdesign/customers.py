"""Designs meet the customer list: measured counts in place of declared ones, and books of people.

This joins two packages: `accounts` knows tables and no designs, the planner knows designs.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from csdesign.errors import UsageError
from csdesign.finding import Finding
from csdesign.model.numbers import Stated
from csdesign.rules.engine import narrowed
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csdesign.accounts.measure.options import MeasureOptions, SegmentRule
    from csdesign.accounts.measure.results import Measured
    from csdesign.accounts.problems import AccountProblem
    from csdesign.books.options import Person
    from csdesign.books.reading import AccountHours
    from csdesign.model.design import Design, Segment
    from csdesign.planning.results import Plan

__all__ = [
    "account_findings",
    "counted_numbers",
    "day_of",
    "measure_accounts",
    "measured_design",
    "people_of_role",
    "segment_rules",
]


def segment_rules(design: Design) -> tuple[SegmentRule, ...]:
    """Return how accounts get into the segments, in the order of the file."""
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

    Raises:
        UsageError: it is no day written as year-month-day.
    """
    given = stated if stated is not None else design.document.accounts.as_of
    if given is None:
        return datetime.now(tz=UTC).date()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError(
            f"{visible(given, 40)} is no day; give year-month-day, such as 2026-11-30"
        ) from None


def measure_accounts(design: Design, source: object, options: MeasureOptions) -> Measured:
    """Return the accounts of a table counted by the segments of a design.

    Raises:
        RulesError: a `where` cannot be read, or does not fit the table.
        UnreadableError: the table cannot be opened or read.
        UsageError: an option means nothing for this table.
        MissingExtraError: the engine's driver is not installed.
    """
    from csdesign.accounts.measure.measure import measure

    return measure(segment_rules(design), source, options)


def measured_design(design: Design, measured: Measured) -> Design:
    """Return the design with measured numbers of customers and revenue where there are any."""
    return replace(
        design, segments=tuple(_measured(segment, measured) for segment in design.segments)
    )


def counted_numbers(design: Design, measured: Measured) -> dict[str, dict[str, float]]:
    """Return what was counted by segment and key, for scenarios to be laid over."""
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
    """Return what a table shows as findings, at their place in the design where they have one."""
    return tuple(_finding(design, problem) for problem in problems)


def _finding(design: Design, problem: AccountProblem) -> Finding:
    span, text = None, None
    if problem.column is not None:
        texts = {(*s.path, "where"): s.written.where for s in design.segments}
        text = texts.get(tuple(problem.place))
    if problem.place and design.locate is not None:
        span = design.locate(problem.place, False)
    return Finding(
        rule=problem.rule,
        severity=problem.severity or problem.rule.severity,
        message=problem.message,
        span=narrowed(span, None if problem.column is None else (text or "", problem.column)),
        object=problem.object or "accounts",
        evidence=problem.evidence,
        why=problem.rule.summary,
        fix=problem.fix,
    )


def people_of_role(plan: Plan, role: str) -> tuple[tuple[Person, ...], Mapping[str, AccountHours]]:
    """Return who can have accounts of a role, and the hours one account of each segment takes.

    Hours are a year: a person's are those planned for customers, for several roles split as in the
    plan's assignment; an account's are the role's hours in its segment, recurring and once.
    """
    from csdesign.books.options import Person
    from csdesign.books.reading import AccountHours
    from csdesign.planning.staffing import hours_of

    design = plan.design
    loads = {person.id: person for person in plan.people}
    planned = hours_of(design, role).planned_hours
    pods: dict[str, tuple[str, ...]] = {}
    for pod in design.pods or ():
        for member in pod.members:
            if member.position is not None:
                pods[member.position] = (*pods.get(member.position, ()), pod.id)
    people = []
    for post in design.posts_by_role.get(role, ()):
        load = loads.get(post.id)
        share = 1 / len(post.roles) if load is None else load.share_of(role)
        hours = planned * post.fte * share
        written = post.written
        for number in range(post.count):
            name = post.id if post.count == 1 else f"{post.id}-{number + 1}"
            if hours > 0:
                people.append(
                    Person(
                        id=name,
                        hours=hours,
                        languages=written.languages,
                        regions=() if written.region is None else (written.region,),
                        skills=written.skills,
                        pods=pods.get(post.id, ()),
                        max_accounts=_whole(written.max_accounts),
                        max_arr=None
                        if written.max_arr is None
                        else Decimal(str(float(written.max_arr))),
                        names=() if written.name is None else (written.name,),
                    )
                )
    hours_each = {
        segment.id: AccountHours(row.recurring_hours_per_account, row.once_hours_per_new_account)
        for segment in plan.segments
        for row in segment.staffing
        if row.role == role and row.recurring_hours_per_account + row.once_hours_per_new_account > 0
    }
    return tuple(people), hours_each


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
