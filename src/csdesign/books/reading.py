"""The accounts of a table, with their segments and hours, ready to be assigned to people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.measure.duplicates import find_duplicates
from csdesign.accounts.measure.measure import bound_rules, sort_rows
from csdesign.accounts.measure.query import Classifier
from csdesign.accounts.sql import build
from csdesign.books.options import BookAccount
from csdesign.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.accounts.columns import MappedColumn
    from csdesign.accounts.measure.binding import Bound
    from csdesign.accounts.measure.options import MeasureOptions, SegmentRule
    from csdesign.accounts.measure.results import Rejected

__all__ = ["AccountHours", "BookTable", "read_accounts"]

_WANTED: Final = (
    "id",
    "owner",
    "arr",
    "hours",
    "region",
    "language",
    "skill",
    "renewal_date",
    "owner_since",
    "at_risk",
    "pinned",
    "parent",
    "pod",
    "start_date",
)
_NEW_DAYS: Final = 365
"""Days from its start within which an account is new, the same as in the counts of a plan."""


@dataclass(frozen=True, slots=True)
class AccountHours:
    """Work of an account of a segment (h in the period of the people's hours).

    `once` is the work of the start, for new accounts in addition.
    """

    recurring: float
    once: float = 0.0

    def of(self, *, new: bool) -> float:
        """Return the hours of an account."""
        return self.recurring + (self.once if new else 0.0)


@dataclass(frozen=True, slots=True)
class BookTable:
    """The accounts to place, and what was left out.

    `elsewhere` are accounts of segments without given hours, `orphans` those of no segment;
    `rejected` rows could not be used, and include those `without_id`. An account goes to one
    person, so the first row of an id counts and the others are `repeated`. `knows_new` is whether
    the table shows which accounts are new, so that the work of a start counts.
    """

    source: str
    accounts: tuple[BookAccount, ...]
    elsewhere: int
    orphans: int
    repeated: int
    without_id: int
    knows_new: bool
    rejected: Rejected
    mapping: tuple[MappedColumn, ...]
    notes: tuple[str, ...]


def read_accounts(
    rules: Sequence[SegmentRule],
    source: object,
    options: MeasureOptions,
    hours: Mapping[str, AccountHours],
) -> BookTable:
    """Return the accounts of the segments in `hours`, in order of id.

    Args:
        rules: The segments in file order.
        source: A path, glob, directory, URL, or a pandas, polars or Arrow frame.
        options: How to read the table; its optional measurements are not made.
        hours: Work per account of each segment; a table's own `hours` column takes precedence.

    Raises:
        RulesError: a `where` cannot be read or names what the table does not have.
        UsageError: the table has no account ids.
        UnreadableError: the table cannot be opened or read.
    """
    with options.open(source) as table:
        bound = bound_rules(rules, table, options, extra=_WANTED)
        if "id" not in bound.columns:
            raise UsageError(
                f"{table.name} has no account ids to give to people; name them with --map id=HEADER"
            )
        classifier = Classifier(bound, table, options.as_of)
        kept = sort_rows(table, classifier, options)
        found = find_duplicates(table, bound, classifier, kept.without_id, 0)
        names = [name for name in _WANTED if name in bound.columns]
        query = (
            exp.select(
                *(build.column(name) for name in names),
                build.named(classifier.first_match(), "code"),
            )
            .from_(classifier.customers(list(bound.columns)).subquery("cells", copy=False))
            .order_by(build.column("id"), copy=False)
        )
        reader = _Reader(rules, bound, names, hours, options.as_of)
        for values in table.rows(query):
            reader.read(values)
        return BookTable(
            table.name,
            tuple(reader.accounts),
            reader.elsewhere,
            reader.orphans,
            0 if bound.grouping is not None else found.extra_rows,
            kept.without_id,
            "start_date" in bound.columns,
            kept.rejected,
            bound.mapping,
            (*table.notes, *bound.notes),
        )


class _Reader:
    """Turns rows into accounts and counts the rejected ones."""

    def __init__(
        self,
        rules: Sequence[SegmentRule],
        bound: Bound,
        names: Sequence[str],
        hours: Mapping[str, AccountHours],
        as_of: date,
    ) -> None:
        self.accounts: list[BookAccount] = []
        self.elsewhere = 0
        self.orphans = 0
        self._names = names
        self._hours = hours
        self._segments: list[str | None] = [rules[rule.position].id for rule in bound.rules]
        rest = None if bound.otherwise is None else rules[bound.otherwise].id
        self._segments.append(rest)
        self._as_of = as_of

    def read(self, values: tuple[object, ...]) -> None:
        """Take one row."""
        *cells, code = values
        segment = self._segments[int(str(code))]
        row = dict(zip(self._names, cells, strict=True))
        given = row.get("hours")
        if segment is None:
            self.orphans += 1
        elif segment not in self._hours or (given is None and not self._takes_hours(segment, row)):
            self.elsewhere += 1
        else:
            is_new = self._is_new(row.get("start_date"))
            work = float(str(given)) if given is not None else self._hours[segment].of(new=is_new)
            self.accounts.append(_account(row, segment, work))

    def _takes_hours(self, segment: str, row: Mapping[str, object]) -> bool:
        """Return whether an account has work: an old one has none if only the start takes work."""
        hours = self._hours[segment]
        return hours.recurring > 0 or not hours.once or self._is_new(row.get("start_date"))

    def _is_new(self, started: object) -> bool:
        day = _day(started)
        return day is not None and 0 <= (self._as_of - day).days <= _NEW_DAYS


def _account(row: Mapping[str, object], segment: str, hours: float) -> BookAccount:
    return BookAccount(
        id=str(row["id"]),
        hours=hours,
        arr=Decimal(str(row.get("arr") or 0)).quantize(Decimal("0.01")),
        segment=segment,
        region=_text(row.get("region")),
        language=_text(row.get("language")),
        skill=_text(row.get("skill")),
        owner=_text(row.get("owner")),
        renewal_date=_day(row.get("renewal_date")),
        owner_since=_day(row.get("owner_since")),
        at_risk=row.get("at_risk") is True,
        pinned=_text(row.get("pinned")),
        parent=_text(row.get("parent")),
        pod=_text(row.get("pod")),
    )


def _text(value: object) -> str | None:
    return str(value) if value not in (None, "") else None


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
