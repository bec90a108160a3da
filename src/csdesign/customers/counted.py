"""A design counted: numbers of its customer table in place of declared ones, and findings on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import inf
from typing import TYPE_CHECKING, Final

from csdesign.finding import Finding, Severity, Touched
from csdesign.model.numbers import Stated
from csdesign.rules.engine import narrowed

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from csdesign.accounts.measure.options import MeasureOptions, SegmentRule
    from csdesign.accounts.measure.results import Measured
    from csdesign.accounts.problems import AccountProblem
    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, Segment
    from csdesign.planning.results.by_month import CountedStart
    from csdesign.planning.results.horizon import Horizon

__all__ = [
    "account_findings",
    "counted_numbers",
    "counted_starts",
    "has_conditions",
    "measure_accounts",
    "measured_design",
    "segment_rules",
]

_YEARS_BACK: Final = 36
"""Months before the horizon whose starts are read: nobody onboards for longer."""
_ALL: Final = (Touched("accounts", inf, inf, inf),)
"""An error of the table itself comes first: every counted figure depends on it."""


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


def has_conditions(design: Design) -> bool:
    """Return whether accounts can be sorted into the segments of a design."""
    return any(segment.written.where or segment.written.otherwise for segment in design.segments)


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
    """Return the design with measured numbers of customers and revenue where there are any.

    Numbers that were set as a what-if stay.
    """
    set_ = {path[:3] for path in design.what_ifs}
    return replace(
        design, segments=tuple(_measured(segment, measured, set_) for segment in design.segments)
    )


def counted_starts(
    design: Design, measured: Measured, horizon: Horizon
) -> dict[str, CountedStart] | None:
    """Return customers by the end of their contract, and starts before the horizon.

    A renewal that is past is rolled on by whole terms; one beyond a term is taken as a term away;
    customers without a date are spread evenly. None if the table has neither column.
    """
    from csdesign.planning.months.customers import term_of
    from csdesign.planning.results.by_month import CountedStart

    if not measured.dates:
        return None
    found = {}
    set_ = {path[:3] for path in design.what_ifs}
    columns = {item.column for item in measured.dates}
    for place, segment in enumerate(design.segments):
        if measured.segment(segment.id) is None or (*segment.path, "accounts") in set_:
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


def _measured(segment: Segment, measured: Measured, set_: Container[YamlPath]) -> Segment:
    found = measured.segment(segment.id)
    if found is None:
        return segment
    note = f"counted in {measured.source} on {measured.as_of.isoformat()}"

    def counted(key: str, number: float | None, written: float | None) -> float | None:
        if number is None or (*segment.path, key) in set_:
            return written
        return Stated(number, "measured", note=note)

    arr = None if found.arr is None or not found.accounts else float(found.arr / found.accounts)
    return replace(
        segment,
        accounts=counted("accounts", found.accounts, segment.accounts),
        new_accounts=counted("new_accounts", found.new_accounts, segment.new_accounts),
        arr_per_account=counted("arr_per_account", arr, segment.arr_per_account),
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
