"""The accounts of a table, classified and with their hours, ready to be given to people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.measure.duplicates import find_duplicates
from csdesign.accounts.measure.measure import bound_rules, sort_rows
from csdesign.accounts.measure.query import Classifier
from csdesign.accounts.sources import open_table
from csdesign.accounts.sql import build
from csdesign.books.options import BookAccount
from csdesign.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.accounts.columns import MappedColumn
    from csdesign.accounts.measure.binding import Bound
    from csdesign.accounts.measure.options import MeasureOptions, SegmentRule
    from csdesign.accounts.measure.results import Rejected

__all__ = ["BookTable", "read_accounts"]

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
)


@dataclass(frozen=True, slots=True)
class BookTable:
    """The accounts to place, and what was left out.

    `elsewhere` are accounts of segments that no hours were given for, `orphans` those of none;
    `rejected` rows could not be used, those `without_id` among them. An account goes to one person,
    so of an id that several rows have the first counts and the others are `repeated`.
    """

    source: str
    accounts: tuple[BookAccount, ...]
    elsewhere: int
    orphans: int
    repeated: int
    without_id: int
    rejected: Rejected
    mapping: tuple[MappedColumn, ...]
    notes: tuple[str, ...]


def read_accounts(
    rules: Sequence[SegmentRule],
    source: object,
    options: MeasureOptions,
    hours: Mapping[str, float],
) -> BookTable:
    """Return the accounts of the segments in `hours`, in order of id.

    Args:
        rules: The segments in file order.
        source: A path, glob, directory, URL, or a pandas, polars or Arrow frame.
        options: How to read the table; its passes are not run.
        hours: Work per account of each segment (h per account in the period of the people's
            hours); a table's own `hours` column goes first.

    Raises:
        RulesError: a `where` cannot be read or names what the table does not have.
        UsageError: the table has no account ids.
        UnreadableError: the table cannot be opened or read.
    """
    with open_table(source, options.table, options.sheet, options.header_row) as table:
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
        reader = _Reader(rules, bound, names, hours)
        for values in table.rows(query):
            reader.read(values)
        return BookTable(
            table.name,
            tuple(reader.accounts),
            reader.elsewhere,
            reader.orphans,
            0 if bound.grouping is not None else found.extra_rows,
            kept.without_id,
            kept.rejected,
            bound.mapping,
            (*table.notes, *bound.notes),
        )


class _Reader:
    """Turns rows into accounts and counts the rest."""

    def __init__(
        self,
        rules: Sequence[SegmentRule],
        bound: Bound,
        names: Sequence[str],
        hours: Mapping[str, float],
    ) -> None:
        self.accounts: list[BookAccount] = []
        self.elsewhere = 0
        self.orphans = 0
        self._names = names
        self._hours = hours
        self._segments: list[str | None] = [rules[rule.position].id for rule in bound.rules]
        rest = None if bound.otherwise is None else rules[bound.otherwise].id
        self._segments.append(rest)

    def read(self, values: tuple[object, ...]) -> None:
        """Take one row."""
        *cells, code = values
        segment = self._segments[int(str(code))]
        row = dict(zip(self._names, cells, strict=True))
        given = row.get("hours")
        if segment is None:
            self.orphans += 1
        elif segment not in self._hours:
            self.elsewhere += 1
        else:
            work = float(str(given)) if given is not None else self._hours[segment]
            self.accounts.append(_account(row, segment, work))


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
    )


def _text(value: object) -> str | None:
    return str(value) if value not in (None, "") else None


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
