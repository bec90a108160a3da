"""The measurement of an account table by the rules of a design: the entry to account tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csdesign.accounts.columns import map_columns
from csdesign.accounts.measure.binding import Bound, bind
from csdesign.accounts.measure.borders import find_borders
from csdesign.accounts.measure.counting import count_groups
from csdesign.accounts.measure.dates import find_dates
from csdesign.accounts.measure.drift import find_drift, segments_by_id
from csdesign.accounts.measure.duplicates import find_duplicates
from csdesign.accounts.measure.findings import findings
from csdesign.accounts.measure.former import former_customers
from csdesign.accounts.measure.orphans import find_orphans
from csdesign.accounts.measure.query import Classifier, MarkedGroup
from csdesign.accounts.measure.rejects import passed_over, rejected_rows
from csdesign.accounts.measure.results import Measured, Rejected
from csdesign.accounts.measure.rows import RowKind
from csdesign.accounts.problems import RulesError
from csdesign.errors import UnreadableError, UsageError
from csdesign.finding import Severity
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.accounts.measure.options import MeasureOptions, SegmentRule
    from csdesign.accounts.measure.results import Drift
    from csdesign.accounts.table import RejectedLine, Table

__all__ = ["Sorted", "bound_rules", "measure", "sort_rows"]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of a table by kind, before customers are read one by one.

    `rejected` could not be used; `passed_over` are not meant to be customers, as (words, number).
    """

    rejected: Rejected
    passed_over: tuple[tuple[str, int], ...]
    without_id: int


def measure(rules: Sequence[SegmentRule], source: object, options: MeasureOptions) -> Measured:
    """Return the customers of `source` counted by segment, with the problems of the table.

    Args:
        rules: The segments in file order; the first whose `where` matches takes a customer.
        source: A path, glob, directory, URL, or a pandas, polars or Arrow frame.
        options: The day, the mapping of columns, the passes.

    Raises:
        RulesError: a `where` cannot be read or names what the table does not have.
        UnreadableError: the table cannot be opened or read, or none of its rows can be used.
        UsageError: an option has no effect for this table, cells can be read in several ways, or
            amounts are of several currencies.
        MissingExtraError: the engine's driver is not installed.
    """
    with options.open(source) as table:
        bound = bound_rules(rules, table, options)
        classifier = Classifier(bound, table, options.as_of, options.renewal_days)
        groups = [classifier.read_group(row) for row in table.rows(classifier.counts())]
        lines = table.rejected_lines()
        kinds = (
            [classifier.read_kind(row) for row in table.rows(classifier.kinds())]
            if classifier.is_grouped
            else []
        )
        counts = count_groups(groups, kinds, rules, bound, _nothing(bound))
        if not counts.customers:  # nothing was counted: the design's own numbers stay
            counts = replace(counts, segments=())
        kept = _sorted(table, classifier, counts.kinds, lines, options)
        measured = Measured(
            source=table.name,
            engine=table.dialect,
            as_of=options.as_of,
            renewal_days=options.renewal_days,
            margin=options.margin,
            rows=kept.rejected.of,
            segments=counts.segments,
            cells=counts.cells,
            rejected=kept.rejected,
            orphans=counts.orphans,
            orphan_examples=(
                find_orphans(table, bound, classifier, options.as_of, options.sample)
                if counts.orphans
                else ()
            ),
            overlaps=counts.overlaps,
            mapping=bound.mapping,
            customers=counts.customers,
            passed_over=kept.passed_over,
            unread=tuple((name, number) for name, number in counts.unread.items() if number),
            rolled_up=bound.grouping is not None and bool(bound.grouping.per or bound.grouping.how),
            max_rejected=options.max_rejected,
            notes=(*table.notes, *bound.notes, *_former(table, bound, options)),
        )
        measured = _with_passes(measured, table, bound, classifier, options, kept.without_id)
        if options.dates:
            measured = replace(measured, dates=find_dates(table, bound, classifier))
        if options.before is not None:
            drift, before = _drift(rules, table, bound, classifier, options)
            measured = replace(measured, drift=drift, before=before)
    problems = (*bound.problems, *findings(measured, rules, options))
    return replace(measured, problems=problems, origin=(source, options))


def bound_rules(
    rules: Sequence[SegmentRule],
    table: Table,
    options: MeasureOptions,
    extra: Sequence[str] = (),
) -> Bound:
    """Return the rules bound to the table, with the columns in `extra` that it has.

    Raises:
        RulesError: a rule does not fit the table.
        UsageError: there is no rule at all.
    """
    if not any(rule.where is not None or rule.otherwise for rule in rules):
        raise UsageError(
            "no segment says which accounts are its own: give each a `where`, such as "
            "`employees >= 500`, and the last one `otherwise: true`"
        )
    bound = bind(rules, table, options, extra)
    errors = [found for found in bound.problems if found.rule.severity is Severity.ERROR]
    if errors:
        raise RulesError(table.name, errors)
    return bound


def sort_rows(table: Table, classifier: Classifier, options: MeasureOptions) -> Sorted:
    """Return the rows by kind, for callers that read customers one by one.

    Raises:
        UnreadableError: there are rows, and none of them can be used.
        OutputError: the list of rejected rows cannot be written.
    """
    kinds = [classifier.read_kind(row) for row in table.rows(classifier.kinds())]
    numbers = {group.kind: group.accounts for group in kinds}
    return _sorted(table, classifier, numbers, table.rejected_lines(), options)


def _sorted(
    table: Table,
    classifier: Classifier,
    kinds: Mapping[RowKind, int],
    lines: Sequence[RejectedLine],
    options: MeasureOptions,
) -> Sorted:
    """Return the rows by kind, given the number of each kind."""
    customers = kinds.get(RowKind.CUSTOMER, 0)
    without_id = kinds.get(RowKind.WITHOUT_ID, 0)
    unusable = kinds.get(RowKind.SPOILED, 0) + without_id
    read = customers + unusable + len(lines)
    rejected = rejected_rows(table, classifier, unusable, lines, options.rejects, read)
    if rejected.rows and not customers:
        raise UnreadableError(_none_usable(table, rejected))
    return Sorted(rejected, tuple(passed_over(table, classifier, kinds, lines)), without_id)


def _none_usable(table: Table, rejected: Rejected) -> str:
    first = rejected.first[0]
    where = f"row {first.row}: " if first.row is not None else ""
    return (
        f"{table.name}: none of the {rejected.rows:,} rows can be used; "
        f"{where}{visible(first.reason, 200)}"
    )


def _former(table: Table, bound: Bound, options: MeasureOptions) -> Iterator[str]:
    """Yield notes on rows that count although a column marks them as hardly customers."""
    mapping = map_columns(
        [column.header for column in table.columns], options.columns, options.rates.base
    )
    for found in former_customers(table, mapping, bound.columns):
        advice = f'leave them out with `accounts: {{where: "{found.condition}"}}`'
        yield f"{found.words}, and these rows are counted; {advice}"


def _nothing(bound: Bound) -> MarkedGroup:
    """Return an empty group with the measures for which the table has columns."""
    has = bound.columns
    return MarkedGroup(
        matching=(),
        kind=RowKind.CUSTOMER,
        groups=(),
        accounts=0,
        new=0 if "start_date" in has else None,
        arr=0 if "arr" in has else None,
        with_arr=0,
        hours=0 if "hours" in has else None,
        renewing=0 if "renewal_date" in has else None,
    )


def _with_passes(
    measured: Measured,
    table: Table,
    bound: Bound,
    classifier: Classifier,
    options: MeasureOptions,
    without_id: int,
) -> Measured:
    """Run the optional queries that are wanted or cheap, and record the others as skipped."""
    skipped: list[str] = []
    small = measured.rows <= options.pass_limit
    reason = f"more than {options.pass_limit:,} rows, so not counted unless asked for"
    if "id" in bound.columns:
        found = find_duplicates(table, bound, classifier, without_id, options.sample)
        measured = replace(measured, duplicates=found)
    else:
        skipped.append("repeated ids: the table has no id column; name it with --map id=HEADER")
    if options.borders or (options.borders is None and small):
        borders, near = find_borders(table, bound, classifier, options.margin, options.sample)
        measured = replace(measured, borders=borders, near_border=near)
    else:
        skipped.append(f"accounts near a threshold: {'not asked for' if small else reason}")
    return replace(measured, skipped=tuple(skipped))


def _drift(
    rules: Sequence[SegmentRule],
    table: Table,
    bound: Bound,
    classifier: Classifier,
    options: MeasureOptions,
) -> tuple[Drift, Rejected]:
    if "id" not in bound.columns:
        raise UsageError(f"{table.name} has no id column to compare with; use --map id=HEADER")
    reading = options.of_before()
    with reading.open(options.before) as earlier:
        before = bound_rules(rules, earlier, reading)
        if "id" not in before.columns:
            raise UsageError(f"{earlier.name} has no id column to compare with")
        was = Classifier(before, earlier, options.as_of)
        rejected = sort_rows(earlier, was, reading).rejected
        try:
            drift = find_drift(
                segments_by_id(earlier, before, was),
                segments_by_id(table, bound, classifier),
                [visible(rule.id) for rule in rules],
                options.sample,
            )
        except MemoryError as error:
            raise UnreadableError(
                f"{earlier.name} has too many accounts to compare on this machine"
            ) from error
        return drift, rejected
