"""From rules and a table to what is measured: the entry to account tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csdesign.accounts.measure.binding import Bound, bind
from csdesign.accounts.measure.borders import find_borders
from csdesign.accounts.measure.counting import count_groups
from csdesign.accounts.measure.drift import find_drift, segments_by_id
from csdesign.accounts.measure.duplicates import find_duplicates
from csdesign.accounts.measure.findings import findings
from csdesign.accounts.measure.orphans import find_orphans
from csdesign.accounts.measure.query import Classifier, MarkedGroup
from csdesign.accounts.measure.rejects import rejected_rows
from csdesign.accounts.measure.results import Measured
from csdesign.accounts.problems import RulesError
from csdesign.accounts.sources import open_table
from csdesign.accounts.sql.cells import Reading
from csdesign.errors import UnreadableError, UsageError
from csdesign.finding import Severity
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.accounts.measure.options import MeasureOptions, SegmentRule
    from csdesign.accounts.measure.results import Drift
    from csdesign.accounts.table import Table

__all__ = ["bound_rules", "measure"]


def measure(rules: Sequence[SegmentRule], source: object, options: MeasureOptions) -> Measured:
    """Return the accounts of `source` counted by segment, and what is odd about them.

    Args:
        rules: The segments in file order; the first whose `where` matches takes an account.
        source: A path, glob, directory, URL, or a pandas, polars or Arrow frame.
        options: The day, the mapping of columns, the passes.

    Raises:
        RulesError: a `where` cannot be read or names what the table does not have.
        UnreadableError: the table cannot be opened or read.
        UsageError: an option means nothing for this table.
        MissingExtraError: the engine's driver is not installed.
    """
    with open_table(source, options.table) as table:
        bound = bound_rules(rules, table, options)
        classifier = Classifier(bound, table.relation(), options.as_of, options.renewal_days)
        groups = [classifier.read_group(row) for row in table.rows(classifier.counts())]
        lines = table.rejected_lines()
        counts = count_groups(groups, rules, bound, _nothing(bound))
        if counts.rows == counts.spoiled:  # nothing was counted: the design's own numbers stay
            counts = replace(counts, segments=())
        rejected = rejected_rows(table, classifier, counts.spoiled, lines, options.rejects)
        measured = Measured(
            source=table.name,
            engine=table.dialect,
            as_of=options.as_of,
            renewal_days=options.renewal_days,
            margin=options.margin,
            rows=counts.rows + len(lines),
            segments=counts.segments,
            cells=counts.cells,
            rejected=rejected,
            orphans=counts.orphans,
            orphan_examples=(
                find_orphans(table, bound, classifier, options.as_of, options.sample)
                if counts.orphans
                else ()
            ),
            overlaps=counts.overlaps,
            mapping=bound.mapping,
            notes=table.notes,
        )
        measured = _with_passes(measured, table, bound, classifier, options)
        if options.before is not None:
            drift = _drift(rules, table, bound, classifier, options)
            measured = replace(measured, drift=drift)
    problems = (*bound.problems, *findings(measured, rules, options))
    return replace(measured, problems=problems)


def bound_rules(
    rules: Sequence[SegmentRule],
    table: Table,
    options: MeasureOptions,
    extra: Sequence[str] = (),
) -> Bound:
    """Return the rules bound to the table, with the columns in `extra` where it has them.

    Raises:
        RulesError: a rule does not fit the table.
        UsageError: there is no rule at all.
    """
    if not any(rule.where is not None or rule.otherwise for rule in rules):
        raise UsageError(
            "no segment says which accounts are its own: give each a `where`, such as "
            "`employees >= 500`, and the last one `otherwise: true`"
        )
    reading = Reading(options.number_format, options.date_format)
    bound = bind(rules, table, options.columns, reading, extra)
    errors = [found for found in bound.problems if found.rule.severity is Severity.ERROR]
    if errors:
        raise RulesError(table.name, errors)
    return bound


def _nothing(bound: Bound) -> MarkedGroup:
    """Return a group of no accounts that measures what the table has columns for."""
    has = bound.columns
    return MarkedGroup(
        matching=(),
        is_spoiled=False,
        region=None,
        language=None,
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
) -> Measured:
    """Run the passes that were asked for, or that are cheap enough, and say which were not."""
    skipped: list[str] = []
    small = measured.rows <= options.pass_limit
    reason = f"more than {options.pass_limit:,} rows; ask for it"
    if "id" not in bound.columns:
        skipped.append("repeated ids: the table has no id column; name it with --map id=HEADER")
    elif options.duplicates or (options.duplicates is None and small):
        measured = replace(measured, duplicates=find_duplicates(table, classifier, options.sample))
    else:
        skipped.append(f"repeated ids: {'not asked for' if small else reason}")
    if options.borders or (options.borders is None and small):
        borders, near = find_borders(table, bound, classifier, options.margin, options.sample)
        measured = replace(measured, borders=borders, near_border=near)
    else:
        skipped.append(f"accounts near a border: {'not asked for' if small else reason}")
    return replace(measured, skipped=tuple(skipped))


def _drift(
    rules: Sequence[SegmentRule],
    table: Table,
    bound: Bound,
    classifier: Classifier,
    options: MeasureOptions,
) -> Drift:
    if "id" not in bound.columns:
        raise UsageError(f"{table.name} has no id column to compare with; use --map id=HEADER")
    with open_table(options.before) as earlier:
        before = bound_rules(rules, earlier, options)
        if "id" not in before.columns:
            raise UsageError(f"{earlier.name} has no id column to compare with")
        try:
            return find_drift(
                segments_by_id(
                    earlier, before, Classifier(before, earlier.relation(), options.as_of)
                ),
                segments_by_id(table, bound, classifier),
                [visible(rule.id) for rule in rules],
                options.sample,
            )
        except MemoryError as error:
            raise UnreadableError(
                f"{earlier.name} has too many accounts to compare on this machine"
            ) from error
