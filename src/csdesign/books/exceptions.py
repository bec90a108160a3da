"""Exceptions: decisions of people about single accounts, in a file that every run respects.

A CSV file with a header: `account` and `person` are needed; `reason`, `by` and `until` (the last
day on which the exception holds) say why, who decided and for how long.
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
    from collections.abc import Iterable, Sequence

    from csdesign.books.options import BookAccount

__all__ = ["BookException", "read_exceptions", "with_exceptions"]

_COLUMNS: Final = ("account", "person", "reason", "by", "until")
_NEEDED: Final = ("account", "person")
_LARGEST: Final = 16 * 2**20


@dataclass(frozen=True, slots=True)
class BookException:
    """A decision on the owner of an account; `line` is its line in the file."""

    account: str
    person: str
    reason: str
    by: str
    until: date | None
    line: int

    @property
    def words(self) -> str:
        """Return the reason, and who decided."""
        by = f"decided by {self.by}" if self.by else ""
        return ", ".join(part for part in (self.reason, by) if part) or "decided"


def read_exceptions(path: str) -> tuple[BookException, ...]:
    """Return the exceptions of a file.

    Raises:
        UsageError: a column is missing or unknown, a cell that is needed is empty, a day cannot be
            read, or an account stands twice; with the line.
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
    for name in _NEEDED:
        if name not in header:
            raise UsageError(
                f"{shown}:1: the column {name!r} is missing; the file needs "
                f"{listed(_NEEDED, 'and')}"
            )
    found: dict[str, BookException] = {}
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        exception = _exception(dict(zip(header, cells, strict=False)), shown, reader.line_num)
        if (known := found.get(exception.account)) is not None:
            raise UsageError(
                f"{shown}:{reader.line_num}: {visible(exception.account, 60)} is already in line "
                f"{known.line}; an account has one exception"
            )
        found[exception.account] = exception
    return tuple(found.values())


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
    return BookException(account, cells["person"], cells["reason"], cells["by"], until, line)


def with_exceptions(
    accounts: Iterable[BookAccount], exceptions: Sequence[BookException], as_of: date
) -> tuple[tuple[BookAccount, ...], tuple[str, ...]]:
    """Return the accounts with the exceptions that hold, and messages about those that do not."""
    holding = {
        found.account: found for found in exceptions if found.until is None or found.until >= as_of
    }
    decided: list[BookAccount] = []
    met: set[str] = set()
    for account in accounts:
        held = holding.get(long_id(account.id))
        if held is None:
            decided.append(account)
            continue
        met.add(held.account)
        decided.append(replace(account, pinned=held.person, exception=held.words))
    past = [found for found in exceptions if found.account not in holding]
    strange = [found for found in holding.values() if found.account not in met]
    words = []
    if past:
        lines = listed([str(found.line) for found in past[:5]], "and")
        words.append(f"expired exceptions: {len(past):,} (line {lines})")
    if strange:
        names = ", ".join(visible(found.account, 40) for found in strange[:5])
        words.append(
            f"exceptions for accounts that are not assigned here: {len(strange):,} ({names})"
        )
    return tuple(decided), tuple(words)
