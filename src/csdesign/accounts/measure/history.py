"""A folder of earlier tables: the size of each segment and the moves, snapshot by snapshot."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from csdesign.accounts.ids import long_id
from csdesign.accounts.measure.drift import segments_by_id
from csdesign.accounts.measure.measure import bound_rules
from csdesign.accounts.measure.query import Classifier
from csdesign.accounts.measure.results import Snapshot
from csdesign.errors import UnreadableError, UsageError
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from csdesign.accounts.measure.options import MeasureOptions, SegmentRule

__all__ = ["find_history", "snapshots_in"]

_DAY: Final = re.compile(
    r"(?<![0-9])(20[0-9]{2})[-_.]?(0[1-9]|1[0-2])(?:[-_.]?([0-3][0-9]))?(?![0-9])"
)
_MOST: Final = 120
"""The most snapshots of a history: ten years of months."""


def snapshots_in(folder: str) -> tuple[tuple[date, str], ...]:
    """Return the tables of a folder with the day in their names, the earliest first.

    Raises:
        UnreadableError: the folder cannot be listed, or no name has a day.
        UsageError: two tables are of one day, or there are too many.
    """
    try:
        names = sorted(path for path in Path(folder).iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise UnreadableError(
            f"cannot list {visible(folder)}: {(error.strerror or 'not a folder').lower()}"
        ) from error
    found: dict[date, str] = {}
    for path in names:
        day = _day_in(path.name)
        if day is None:
            continue
        if day in found:
            raise UsageError(
                f"{visible(folder)} has two tables of {day}: {visible(Path(found[day]).name, 60)} "
                f"and {visible(path.name, 60)}; keep one"
            )
        found[day] = str(path)
    if not found:
        raise UnreadableError(
            f"{visible(folder)} has no table with a day in its name, such as 2026-10-31.csv"
        )
    if len(found) > _MOST:
        raise UsageError(f"{visible(folder)} has {len(found):,} tables; give at most {_MOST}")
    return tuple(sorted(found.items()))


def find_history(
    rules: Sequence[SegmentRule], source: object, options: MeasureOptions
) -> tuple[Snapshot, ...]:
    """Return the snapshots of `options.history`, and the present table as the last of them.

    A customer changes segment once it has been in another one for `options.settle` snapshots
    running.

    Raises:
        UsageError: a table has no ids.
        UnreadableError: a table cannot be read.
    """
    names = [rule.id for rule in rules]
    earlier = [(day, path) for day, path in options.history if day < options.as_of]
    tables: list[tuple[date, object]] = [*earlier, (options.as_of, source)]
    settled: dict[str, int | None] = {}
    waiting: dict[str, tuple[int | None, int]] = {}
    snapshots: list[Snapshot] = []
    for number, (day, table) in enumerate(tables):
        name, now, started = _read(rules, table, replace(options, as_of=day, rejects=None))
        joined = [account for account in now if account not in settled]
        left = [account for account in settled if account not in now]
        moved = 0
        for account, segment in now.items():
            if account not in settled or settled[account] == segment:
                waiting.pop(account, None)
                settled.setdefault(account, segment)
                continue
            wanted, running = waiting.get(account, (segment, 0))
            running = running + 1 if wanted == segment else 1
            if running >= options.settle:
                waiting.pop(account, None)
                settled[account] = segment
                moved += 1
            else:
                waiting[account] = (segment, running)
        for account in left:
            del settled[account]
            waiting.pop(account, None)
        first = number == 0
        snapshots.append(
            Snapshot(
                day,
                name,
                tuple(_sizes(settled, names)),
                () if started is None else tuple(_sizes(_only(settled, started), names)),
                None if first else moved,
                None if first else len(joined),
                None if first else len(left),
            )
        )
    return tuple(snapshots)


def _only(settled: Mapping[str, int | None], accounts: Collection[str]) -> dict[str, int | None]:
    return {account: settled[account] for account in accounts if account in settled}


def _read(
    rules: Sequence[SegmentRule], source: object, options: MeasureOptions
) -> tuple[str, dict[str, int | None], Collection[str] | None]:
    """Return a table's name, the segment of each of its customers, and the new ones."""
    with options.open(source) as table:
        bound = bound_rules(rules, table, options)
        if "id" not in bound.columns:
            raise UsageError(f"{table.name} has no id column to follow customers by")
        classifier = Classifier(bound, table, options.as_of)
        pairs = segments_by_id(table, bound, classifier)
        segments = {long_id(account): segment for account, segment in pairs}
        if "start_date" not in bound.columns:
            return table.name, segments, None
        started = {long_id(str(account)) for (account,) in table.rows(classifier.new_customers())}
        return table.name, segments, started


def _sizes(
    settled: Mapping[str, int | None], names: Sequence[str]
) -> Iterator[tuple[str | None, int]]:
    counts = Counter(settled.values())
    for position, name in enumerate(names):
        yield name, counts[position]
    if counts[None]:
        yield None, counts[None]


def _day_in(name: str) -> date | None:
    match = _DAY.search(name)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        return date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
