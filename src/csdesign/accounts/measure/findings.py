"""The findings of a measurement about the table and the conditions, in words for readers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.accounts.problems import (
    BAD_ROWS,
    DECLARED_DIFFERS,
    DRIFT,
    DUPLICATE_IDS,
    EMPTY_SEGMENT,
    EMPTY_TABLE,
    NEAR_BORDER,
    ORPHANS,
    OVERLAP,
    TINY_SEGMENT,
    AccountProblem,
)
from csdesign.finding import Severity
from csdesign.wording import listed, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.accounts.measure.options import MeasureOptions, SegmentRule
    from csdesign.accounts.measure.results import Duplicates, Measured, MeasuredSegment, Rejected
    from csdesign.finding import RuleInfo

__all__ = ["findings"]

_MOST_PAIRS: Final = 5
_ROUNDED: Final = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+", re.IGNORECASE)
"""A long number as a spreadsheet shows it: digits are lost."""


def findings(
    measured: Measured, rules: Sequence[SegmentRule], options: MeasureOptions
) -> tuple[AccountProblem, ...]:
    """Return the problems, those of the table first, then segment by segment."""
    if not measured.customers:
        message = f"{measured.source} has no accounts; the plan uses the declared counts"
        return (AccountProblem(EMPTY_TABLE, message), *_of_table(measured))
    by_id = {rule.id: rule for rule in rules}
    return (
        *_of_table(measured),
        *_of_overlaps(measured, by_id),
        *(
            problem
            for segment in measured.segments
            for problem in _of_segment(segment, by_id[segment.id], options)
        ),
        *_of_borders(measured, by_id, options),
    )


def _of_table(measured: Measured) -> Iterator[AccountProblem]:
    found = measured.duplicates
    if found is not None and found.ids and not measured.rolled_up:
        yield _repeats(found, measured.roll_up_block)
    elif found is not None and measured.rolled_up and found.differences:
        yield AccountProblem(
            DUPLICATE_IDS,
            "rows of one account differ and the first counts: " + _differing(found),
            fix="name such a column under sum, min or max of `accounts`, or leave it out",
            severity=Severity.NOTE,
        )
    if measured.rejected.rows:
        yield _bad_rows(measured.source, measured.rejected, measured.max_rejected)
    if measured.before is not None and measured.before.rows:
        yield _bad_rows("the earlier table", measured.before, measured.max_rejected)
    if measured.orphans:
        yield AccountProblem(
            ORPHANS,
            f"no segment takes {measured.orphans:,} of {number_of(measured.customers, 'account')}"
            + _why(measured),
            evidence=tuple(
                (orphan.id, f"nearest {orphan.nearest}: {'; '.join(orphan.lacks)}")
                for orphan in measured.orphan_examples
            ),
            fix="widen a rule, or let the last segment take the rest with `otherwise: true`",
        )
    drift = measured.drift
    if drift is not None and drift.moved:
        moves = [
            f"{move.accounts:,} from {move.before or 'no segment'} to {move.after or 'no segment'}"
            for move in drift.moves[:_MOST_PAIRS]
        ]
        yield AccountProblem(
            DRIFT,
            f"{drift.moved:,} of {number_of(drift.compared, 'account')} changed segment since the "
            f"earlier table: {listed(moves, 'and')}",
            evidence=(
                ("joined", str(drift.joined)),
                ("left", str(drift.left)),
                *(
                    (
                        f"{move.before or 'no segment'} to {move.after or 'no segment'}",
                        _with_examples(move.accounts, move.examples),
                    )
                    for move in drift.moves
                ),
            ),
        )


def _bad_rows(source: str, rejected: Rejected, most: float) -> AccountProblem:
    """Return the problem of unusable rows: an error if they are more than the limit."""
    first = "; ".join(
        f"row {row.row}: {row.reason}" if row.row is not None else row.reason
        for row in rejected.first
    )
    return AccountProblem(
        BAD_ROWS,
        f"{number_of(rejected.rows, 'row')} of {rejected.of:,} of {source} cannot be used: {first}"
        + (" ..." if rejected.rows > len(rejected.first) else ""),
        evidence=(("rows", str(rejected.of)), ("rejected", str(rejected.rows))),
        fix="correct them in the source, or list them all with --rejects FILE",
        severity=Severity.ERROR if rejected.rows > most * rejected.of else None,
    )


def _repeats(found: Duplicates, block: str) -> AccountProblem:
    shown = f" ({', '.join(found.examples)})" if found.examples else ""
    differ = f"; they differ in {_differing(found)}" if found.differences else ""
    rounded = found.examples and all(map(_ROUNDED.fullmatch, found.examples))
    fix = f"say how to combine the rows of an account, {block}, or export one row for each"
    if rounded:
        fix = "a spreadsheet rounded these ids: make their column text there, and export again"
    return AccountProblem(
        DUPLICATE_IDS,
        f"{number_of(found.ids, 'account id')} in several rows{shown}: each counts once, by its "
        f"first row; not counted: {number_of(found.extra_rows, 'more row')}{differ}",
        evidence=(("ids", str(found.ids)), ("extra rows", str(found.extra_rows))),
        fix=fix,
    )


def _differing(found: Duplicates) -> str:
    shown = [
        f"{name} ({number_of(ids, 'account')})" for name, ids in found.differences[:_MOST_PAIRS]
    ]
    return listed(shown, "and")


def _why(measured: Measured) -> str:
    if not measured.orphan_examples:
        return ""
    orphan = measured.orphan_examples[0]
    return f"; {orphan.id} comes nearest to {orphan.nearest}: {'; '.join(orphan.lacks)}"


def _of_overlaps(measured: Measured, rules: Mapping[str, SegmentRule]) -> Iterator[AccountProblem]:
    """Yield one problem per segment that shares accounts with segments above it."""
    for second, rule in rules.items():
        shared = [overlap for overlap in measured.overlaps if overlap.second == second]
        if not shared:
            continue
        shared.sort(key=lambda overlap: -overlap.accounts)
        words = [
            f"{overlap.accounts:,} also match {visible(overlap.first)!r}"
            for overlap in shared[:_MOST_PAIRS]
        ]
        yield _problem(
            OVERLAP,
            rule,
            f"segment {visible(second)!r} shares accounts with segments above it, which take them: "
            f"{listed(words, 'and')}",
            tuple((overlap.first, str(overlap.accounts)) for overlap in shared),
        )


def _of_segment(
    segment: MeasuredSegment, rule: SegmentRule, options: MeasureOptions
) -> Iterator[AccountProblem]:
    name = repr(visible(segment.id))
    if segment.accounts == 0:
        why = "its `where` matches no account"
        if rule.where is None:
            why = "the segments above it take all accounts"
        elif segment.matching:
            why = f"the {segment.matching:,} that match are taken by segments above it"
        yield _problem(EMPTY_SEGMENT, rule, f"segment {name} is empty: {why}")
    elif segment.accounts < options.tiny:
        yield _problem(
            TINY_SEGMENT, rule, f"segment {name} has only {number_of(segment.accounts, 'account')}"
        )
    declared = rule.declared
    pairs: list[tuple[str, float | None, float | None]] = [
        ("accounts", declared.accounts, segment.accounts),
        ("new accounts a year", declared.new_accounts, segment.new_accounts),
        (
            "ARR per account",
            None if declared.arr_per_account is None else float(declared.arr_per_account),
            float(segment.arr) / segment.with_arr if segment.arr and segment.with_arr else None,
        ),
    ]
    for words, said, found in pairs:
        if said is None or found is None or abs(found - said) <= options.margin * max(said, 1):
            continue
        yield _problem(
            DECLARED_DIFFERS,
            rule,
            f"segment {name} declares {said:,.0f} {words}, the table shows {found:,.0f}",
            (("declared", f"{said:g}"), ("measured", f"{found:g}")),
        )


def _of_borders(
    measured: Measured, rules: Mapping[str, SegmentRule], options: MeasureOptions
) -> Iterator[AccountProblem]:
    """Yield one problem per segment, naming its threshold with most accounts near it."""
    for segment, rule in rules.items():
        near = [border for border in measured.borders or () if border.segment == segment]
        if not near:
            continue
        worst = max(near, key=lambda border: border.accounts)
        yield _problem(
            NEAR_BORDER,
            rule,
            f"{number_of(worst.accounts, 'account')} would enter or leave {visible(segment)!r} "
            f"if its threshold {worst.threshold} moved by {options.margin:.0%}",
            tuple(
                (border.threshold, _with_examples(border.accounts, border.examples))
                for border in near
            ),
        )


def _with_examples(accounts: int, examples: Sequence[str]) -> str:
    if not examples:
        return str(accounts)
    more = ", ..." if accounts > len(examples) else ""
    return f"{accounts} ({', '.join(examples)}{more})"


def _problem(
    info: RuleInfo,
    rule: SegmentRule,
    message: str,
    evidence: tuple[tuple[str, str], ...] = (),
) -> AccountProblem:
    place = (*rule.place, "where") if rule.where is not None else rule.place
    return AccountProblem(info, message, place, object=f"segments[{rule.id}]", evidence=evidence)
