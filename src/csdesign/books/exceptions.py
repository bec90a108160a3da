"""Exceptions: people's decisions on single accounts, in a file that every run follows.

A CSV file with a header: `account` and `person` are needed; `reason`, `by` and `until` (the last
day on which the exception holds) give the reason, the person who decided, and the end.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from csdesign.accounts.ids import long_id
from csdesign.errors import UsageError
from csdesign.files.encodings import detect_encoding
from csdesign.files.reading import read_input
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from csdesign.books.options import BookAccount

__all__ = ["BookException", "read_exceptions", "with_exceptions"]

_COLUMNS: Final = ("account", "person", "reason", "by", "until")
_NEEDED: Final = ("account", "person")
_LARGEST: Final = 16 * 2**20


@dataclass(frozen=True, slots=True)
class BookException:
    """A decision on the owner of an account; `line` is its line in `file`."""

    account: str
    person: str
    reason: str
    by: str
    until: date | None
    line: int
    file: str = ""

    @property
    def place(self) -> str:
        """Return the file and the line."""
        return f"{self.file}:{self.line}"

    @property
    def words(self) -> str:
        """Return the reason, and the person who decided."""
        by = f"decided by {self.by}" if self.by else ""
        return ", ".join(part for part in (self.reason, by) if part) or "decided"


def read_exceptions(path: str) -> tuple[BookException, ...]:
    """Return the exceptions of a file.

    Raises:
        UsageError: a column is missing, unknown or repeated, a line has more cells than the header,
            a required cell is empty, or a day cannot be read; the message names the line.
        UnreadableError: the file cannot be read.
    """
    shown = visible(path, 200)
    data = read_input(path, _LARGEST)
    text = data.decode(detect_encoding([data], shown).codec).removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [cell.strip().casefold() for cell in next(reader, [])]
    for name in header:
        if name not in _COLUMNS:
            hint = did_you_mean(name, _COLUMNS) or f"; use {listed(_COLUMNS)}"
            raise UsageError(f"{shown}:1: there is no column {visible(name, 40)!r}{hint}")
        if header.count(name) > 1:
            raise UsageError(f"{shown}:1: the column {name!r} is there twice")
    for name in _NEEDED:
        if name not in header:
            raise UsageError(
                f"{shown}:1: the column {name!r} is missing; the file needs "
                f"{listed(_NEEDED, 'and')}"
            )
    found: list[BookException] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            raise UsageError(
                f"{shown}:{reader.line_num}: {len(cells)} cells, and the header has {len(header)}; "
                f"put a cell that contains {delimiter!r} in double quotes"
            )
        row = dict(zip(header, cells, strict=False))
        found.append(_exception(row, shown, reader.line_num))
    return tuple(found)


def _exception(row: dict[str, str], shown: str, line: int) -> BookException:
    cells = {name: row.get(name, "").strip() for name in _COLUMNS}
    for name in _NEEDED:
        if not cells[name]:
            raise UsageError(f"{shown}:{line}: the {name} is empty; an exception names both")
    until = None
    if cells["until"]:
        try:
            until = date.fromisoformat(cells["until"])
        except ValueError:
            raise UsageError(
                f"{shown}:{line}: {visible(cells['until'], 40)} is not a date; give "
                "year-month-day, such as 2026-11-30"
            ) from None
    account = long_id(cells["account"])
    return BookException(account, cells["person"], cells["reason"], cells["by"], until, line, shown)


def with_exceptions(
    accounts: Iterable[BookAccount],
    exceptions: Sequence[BookException],
    as_of: date,
    people: Collection[str],
    others: Collection[str] = (),
) -> tuple[tuple[BookAccount, ...], tuple[str, ...]]:
    """Return the accounts with the exceptions that hold, and messages about those that do not hold.

    Args:
        accounts: The accounts of a role.
        exceptions: Decisions of any role.
        as_of: The day of the books.
        people: Names of the people who can have accounts of the role, in lower case.
        others: Names of people with accounts of other roles only, whose exceptions are not used
            here.

    Raises:
        UsageError: two exceptions that hold give one account to different people.
    """
    expired: list[BookException] = []
    holding: dict[str, BookException] = {}
    for found in exceptions:
        if found.until is not None and found.until < as_of:
            expired.append(found)
        elif _folded(found.person) in people or _folded(found.person) not in others:
            known = holding.setdefault(found.account, found)
            if _folded(known.person) != _folded(found.person):
                raise UsageError(
                    f"{found.place}: {visible(found.account, 60)} is given to "
                    f"{visible(found.person, 60)}, but in line {known.line} to "
                    f"{visible(known.person, 60)}; keep one of them"
                )
    decided: list[BookAccount] = []
    met: set[str] = set()
    for account in accounts:
        held = holding.get(long_id(account.id))
        if held is None:
            decided.append(account)
            continue
        met.add(held.account)
        decided.append(replace(account, pinned=held.person, exception=held.words))
    words = [
        f"{found.place}: {visible(found.account, 60)} is given to {visible(found.person, 60)}, who "
        f"is not among the people{did_you_mean(_folded(found.person), people)}"
        for found in holding.values()
        if found.account in met and _folded(found.person) not in people
    ]
    strange = [found for found in holding.values() if found.account not in met]
    if expired:
        lines = listed([str(found.line) for found in expired[:5]], "and")
        words.append(f"expired exceptions: {len(expired):,} (line {lines})")
    if strange:
        names = ", ".join(visible(found.account, 40) for found in strange[:5])
        words.append(
            f"exceptions for customers that are not assigned here: {len(strange):,} ({names})"
        )
    return tuple(decided), tuple(words)


def _folded(name: str) -> str:
    return name.strip().casefold()
