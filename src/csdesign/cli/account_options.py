"""Options of commands that read an account table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from csdesign.errors import UnreadableError, UsageError
from csdesign.wording import number_of, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.accounts.measure.options import MeasureOptions, TableReading
    from csdesign.accounts.measure.results import Measured
    from csdesign.files.writing import Output, Outputs
    from csdesign.model.design import Design

__all__ = [
    "OWN_TABLE",
    "SAMPLE",
    "Accounts",
    "AsOf",
    "NamedTable",
    "NoAccounts",
    "Rejects",
    "Sample",
    "SampleIfAny",
    "TableOptions",
    "again",
    "count",
    "measured_lines",
    "pairs",
    "refuse_without_table",
    "table_to_read",
    "too_little",
]

Accounts = Annotated[
    str | None,
    typer.Option(
        "--accounts", metavar="TABLE", help="Count customers in this file, folder or URL."
    ),
]
NamedTable = Annotated[
    str | None,
    typer.Option(
        "--accounts",
        metavar="[TABLE]",
        help="Count this table [default: the one that the design names].",
    ),
]
"""The option `Accounts` that may be given without a value, which means the table of the design."""
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="Count customers as of this day [default: as_of of the design, else today].",
    ),
]
NoAccounts = Annotated[
    bool,
    typer.Option("--no-accounts", help="Use the declared counts, not the design's account table."),
]
OWN_TABLE: Final = "design"
"""Placeholder for the table that the design names."""
SAMPLE: Final = 5
"""Account ids that are shown where nobody asks for another number."""
_SAMPLED: Final = typer.Option(
    "--sample", help=f"Show at most this many account IDs (0 = none) [default: {SAMPLE}]."
)
Sample = Annotated[int, _SAMPLED]
SampleIfAny = Annotated[int | None, _SAMPLED]
"""The same where a run may have no table: None where nobody asks."""
Rejects = Annotated[
    str | None,
    typer.Option("--rejects", metavar="PATH", help="Write a list of all rejected rows to a file."),
]


def pairs(option: str, given: list[str] | None) -> dict[str, str]:
    """Return the NAME=VALUE values of an option as a mapping.

    Raises:
        UsageError: a value has no `=`.
    """
    found = {}
    for pair in given or ():
        name, equals, value = pair.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise UsageError(f"{option} {visible(pair, 80)}: give NAME=VALUE")
        found[name.strip()] = value.strip()
    return found


class TableOptions(NamedTuple):
    """The options for reading a table, which every command with an account table has."""

    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="COLUMN=HEADER",
            help='Read a column from this header, as in arr="Total Contract Amount"; repeatable.',
        ),
    ] = None
    number_format: Annotated[
        list[str] | None,
        typer.Option(
            "--number-format",
            metavar="[COLUMN=]FORMAT",
            help="Read numbers as plain, en, de, fr, ch, short or short-de [default: detected].",
        ),
    ] = None
    date_format: Annotated[
        list[str] | None,
        typer.Option(
            "--date-format",
            metavar="[COLUMN=]FORMAT",
            help="Read dates as iso, or as in %d.%m.%Y [default: detected].",
        ),
    ] = None
    table: Annotated[str | None, typer.Option("--table", help="Read this table of a database.")] = (
        None
    )
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", help="Read this sheet of a workbook [default: the first]."),
    ] = None
    header_row: Annotated[
        int | None,
        typer.Option(
            "--header-row", min=1, help="Take the header from this row [default: detected]."
        ),
    ] = None
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding",
            help="Read text in this encoding, as in cp1250 [default: detected].",
        ),
    ] = None

    def given(self) -> dict[str, str | list[str]]:
        """Return the options that have a value, as they are written on a command line."""
        options: dict[str, str | list[str] | None] = {
            "--map": self.map_,
            "--number-format": self.number_format,
            "--date-format": self.date_format,
            "--table": self.table,
            "--sheet": self.sheet,
            "--header-row": None if self.header_row is None else str(self.header_row),
            "--encoding": self.encoding,
        }
        return {option: value for option, value in options.items() if value}

    def reading(self) -> TableReading:
        """Return how the table is read."""
        from csdesign.accounts.measure.options import TableReading

        numbers, number_formats = _formats(self.number_format)
        dates, date_formats = _formats(self.date_format)
        return TableReading(
            columns=pairs("--map", self.map_),
            number_format=numbers,
            date_format=dates,
            formats={**number_formats, **date_formats},
            table=self.table,
            sheet=self.sheet,
            header_row=self.header_row,
            encoding=self.encoding,
        )

    def measuring(
        self,
        design: Design,
        *,
        as_of: str | None = None,
        sample: int = 0,
        rejects: Output | None = None,
        before: str | None = None,
        is_own: bool = False,
        drift: bool = False,
        history: str | None = None,
    ) -> MeasureOptions:
        """Return the options of a measurement; those given here take precedence over the design.

        `is_own` says that the table is the design's own, `drift` that moves since `before` are
        wanted.
        """
        from csdesign.customers import measure_options

        return measure_options(
            design,
            as_of=as_of,
            reading=self.reading(),
            sample=sample,
            rejects=rejects,
            before=before,
            is_own=is_own,
            drift=drift,
            history=history,
        )

    def looking(self, design: Design | None) -> MeasureOptions:
        """Return the options for a first look at a table without a design."""
        if design is not None:
            return self.measuring(design)
        from csdesign.accounts.measure.options import MeasureOptions

        # The day is irrelevant here.
        return MeasureOptions(as_of=date.min, **self.reading().values())


def table_to_read(
    design: Design, accounts: str | None, *, no_accounts: bool = False
) -> tuple[str | None, bool]:
    """Return the table to read, and whether it is the design's own; None without one.

    Raises:
        UsageError: a table is both given and refused, or the design's own cannot be found.
    """
    from csdesign.customers import declared_source

    if accounts is not None and no_accounts:
        raise UsageError("give --accounts or --no-accounts, not both")
    if no_accounts:
        return None, False
    if accounts is not None and accounts != OWN_TABLE:
        return accounts, False
    source = declared_source(design)
    if source is None and accounts is not None:
        raise UsageError("--accounts: the design names no table; give one, or write accounts.path")
    return source, source is not None


def _formats(given: list[str] | None) -> tuple[str | None, dict[str, str]]:
    """Return the format of all columns, and those of single ones, from FORMAT or COLUMN=FORMAT."""
    everywhere: str | None = None
    single: dict[str, str] = {}
    for text in given or ():
        name, equals, form = text.partition("=")
        if equals:
            single[name.strip()] = form.strip()
        else:
            everywhere = text
    return everywhere, single


def count(
    design: Design, accounts: str, options: MeasureOptions, outputs: Outputs | None = None
) -> Measured:
    """Return the accounts of a table counted by the segments of a design.

    If no row can be used, the list of rejected rows is still written before the error.
    """
    from csdesign.cli.progress import progress
    from csdesign.customers import measure_accounts

    with progress("Counting accounts"):
        try:
            return measure_accounts(design, accounts, options)
        except UnreadableError:
            listing = options.rejects
            if outputs is not None and listing is not None and listing.data is not None:
                outputs.write()
            raise


def refuse_without_table(options: Mapping[str, object]) -> None:
    """Refuse options on reading a table if no table is given.

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
    import shlex

    words = list(files)
    for option, given in options.items():
        values = [given] if isinstance(given, str) else given or ()
        if option == "--accounts" and measured is not None and measured.engine != "duckdb":
            values = ["URL"]
        for value in values:
            words += [option, value] if value else [option]
    return shlex.join(words)


def said_first(measured: Measured) -> list[str]:
    """Return the warnings for a reader before any figure: too few rows read, repeated ids."""
    lines = [too_little(measured)] if measured.is_thin else []
    return lines + repeated(measured)


def too_little(measured: Measured) -> str:
    """Return one line on how few of the rows were counted."""
    rows = f"{measured.usable:,} of {_rows(measured.rows)}"
    return f"counted from {rows}; the others could not be used"


def repeated(measured: Measured) -> list[str]:
    """Return a line on ids in several rows for which no roll-up is stated."""
    found = measured.duplicates
    if found is None or not found.ids:
        return []
    ids = f"{number_of(found.ids, 'account id')} in several rows"
    if measured.rolled_up:
        return [f"{ids}, rolled up to one customer each"]
    how = f"say how to combine the rows of a customer with {measured.roll_up_block}"
    return [f"{ids}: each counts once, by its first row; {how}"]


def _rows(number: int) -> str:
    return number_of(number, "row")


def measured_lines(measured: Measured) -> str:
    """Return the notes on reading the table, as lines without names and e-mail addresses."""
    read = f"{_rows(measured.rows)}, {measured.rejected.rows:,} rejected"
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
    lines += [f"skipped: {_rows(number)} {words}" for words, number in measured.passed_over]
    lines += [
        f"{name}: {number_of(number, 'cell')} not read, counted as missing"
        for name, number in measured.unread
    ]
    lines += [f"skipped: {visible(reason, 200)}" for reason in measured.skipped]
    lines += [
        f"row {row.row if row.row is not None else '?'}: {visible(row.reason, 200)}"
        for row in measured.rejected.first
    ]
    return "".join(f"csdesign: {line}\n" for line in lines)
