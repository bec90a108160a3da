"""Options of commands that read an account table."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from csdesign.errors import UsageError
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.accounts.measure.options import MeasureOptions
    from csdesign.accounts.measure.results import Measured
    from csdesign.files.writing import Output
    from csdesign.model.design import Design

__all__ = [
    "AsOf",
    "DateFormat",
    "Force",
    "Map",
    "NumberFormat",
    "Rejects",
    "Sample",
    "TableName",
    "TableOptions",
    "again",
    "count",
    "measured_lines",
    "pairs",
    "refuse_without_table",
]

Map = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="COLUMN=HEADER", help='As in arr="Total Contract Amount".'),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="The day to measure at; today.")
]
NumberFormat = Annotated[
    str | None, typer.Option("--number-format", help="How numbers in text are written.")
]
DateFormat = Annotated[
    str | None, typer.Option("--date-format", help="How days are written, as in %d.%m.%Y.")
]
TableName = Annotated[str | None, typer.Option("--table", help="The table of a database.")]
Sample = Annotated[int, typer.Option("--sample", help="Most account ids shown; 0 shows none.")]
Rejects = Annotated[
    str | None,
    typer.Option("--rejects", metavar="PATH", help="Write a list of all rejected rows to a file."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace files that exist.")]


def pairs(option: str, given: list[str] | None) -> dict[str, str]:
    """Return NAME=VALUE options as a mapping.

    Raises:
        UsageError: one of them has no `=`.
    """
    found = {}
    for pair in given or ():
        name, equals, value = pair.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise UsageError(f"{option} {visible(pair, 80)}: give NAME=VALUE")
        found[name.strip()] = value.strip()
    return found


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How a table is read: the options that every command with an account table has."""

    as_of: str | None
    map_: list[str] | None
    number_format: str | None
    date_format: str | None
    table: str | None

    def given(self) -> dict[str, str | list[str]]:
        """Return the options that have a value, as they are written on a command line."""
        options = {
            "--as-of": self.as_of,
            "--map": self.map_,
            "--number-format": self.number_format,
            "--date-format": self.date_format,
            "--table": self.table,
        }
        return {option: value for option, value in options.items() if value}

    def measuring(
        self,
        design: Design,
        *,
        sample: int = 0,
        rejects: Output | None = None,
        before: str | None = None,
    ) -> MeasureOptions:
        """Return how to measure; `--map` goes before `accounts: columns` of the design."""
        from csdesign.accounts.measure.options import MeasureOptions
        from csdesign.customers import day_of

        return MeasureOptions(
            as_of=day_of(self.as_of, design),
            columns={**design.document.accounts.columns, **pairs("--map", self.map_)},
            number_format=self.number_format,
            date_format=self.date_format,
            table=self.table,
            sample=sample,
            rejects=rejects,
            before=before,
        )


def count(design: Design, accounts: str, options: MeasureOptions) -> Measured:
    """Return the accounts of a table counted by the segments of a design."""
    from csdesign.cli.progress import progress
    from csdesign.customers import measure_accounts

    with progress("Counting accounts"):
        return measure_accounts(design, accounts, options)


def refuse_without_table(options: Mapping[str, object]) -> None:
    """Refuse options on reading a table where none is given.

    Raises:
        UsageError: one of them has a value.
    """
    for option, given in options.items():
        if given:
            raise UsageError(f"{option} needs --accounts: the table to read")


def again(
    files: Sequence[str],
    options: Mapping[str, str | Sequence[str] | None],
    measured: Measured | None = None,
) -> str:
    """Return the arguments that give another command the same numbers, quoted for a shell.

    A URL may hold a password, so it is left for the reader to repeat.
    """
    words = list(files)
    for option, given in options.items():
        values = [given] if isinstance(given, str) else given or ()
        if option == "--accounts" and measured is not None and measured.engine != "duckdb":
            values = ["URL"]
        for value in values:
            words += [option, value]
    return shlex.join(words)


def too_little(measured: Measured) -> str:
    """Return how few of the rows were counted, for who reads one line."""
    usable = measured.rows - measured.rejected.rows
    return f"counted from {usable:,} of {measured.rows:,} rows; the others could not be used"


def repeated(measured: Measured) -> list[str]:
    """Return a line on ids that stand in several rows though nobody said how to roll them up."""
    found = measured.duplicates
    if found is None or not found.ids:
        return []
    ids = f"{found.ids:,} account id{'' if found.ids == 1 else 's'} in several rows"
    if measured.rolled_up:
        return [f"{ids}, rolled up to one customer each"]
    how = "say how rows make a customer with `accounts: {per: id, sum: [arr]}`"
    return [f"{ids}: each counts once, by its first row; {how}"]


def _rows(number: int) -> str:
    return f"{number:,} row" if number == 1 else f"{number:,} rows"


def measured_lines(measured: Measured) -> str:
    """Return what was read and how, as lines for stderr; no name and no mail is in it."""
    read = f"{measured.rows:,} rows, {measured.rejected.rows:,} rejected"
    by = f"by {measured.engine}, {measured.as_of}"
    lines = [f"{measured.source}: {read}, {measured.orphans:,} in no segment ({by})"]
    if measured.is_thin:
        lines.insert(0, too_little(measured))
    lines += repeated(measured)
    mapping = ", ".join(
        f"{column.name} = {visible(column.header, 60)!r}" for column in measured.mapping
    )
    if mapping:
        lines.append(f"columns: {mapping}")
    lines += [visible(note, 300) for note in measured.notes]
    lines += [f"passed over: {_rows(number)} {words}" for words, number in measured.passed_over]
    lines += [
        f"{name}: {number:,} cell{'' if number == 1 else 's'} not read, counted as missing"
        for name, number in measured.unread
    ]
    lines += [f"skipped: {visible(reason, 200)}" for reason in measured.skipped]
    lines += [
        f"row {row.row if row.row is not None else '?'}: {visible(row.reason, 200)}"
        for row in measured.rejected.first
    ]
    return "".join(f"csdesign: {line}\n" for line in lines)
