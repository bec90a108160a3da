"""Account tables: counting their customers by segment, and giving them to people."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from csdesign.api.designs import load, require_design
from csdesign.api.plans import plan
from csdesign.errors import UsageError
from csdesign.extras import needs_extra
from csdesign.wording import listed

if TYPE_CHECKING:
    from datetime import date

    from csdesign.accounts.measure.results import Measured
    from csdesign.books.options import BookOptions
    from csdesign.books.proposed import Books
    from csdesign.model.design import Design

__all__ = ["measure", "propose_books"]


@needs_extra
def measure(
    design: Design,
    accounts: object | None = None,
    *,
    as_of: date | str | None = None,
    columns: Mapping[str, str] | None = None,
    before: object | None = None,
    sample: int = 5,
    number_format: str | None = None,
    date_format: str | None = None,
    formats: Mapping[str, str] | None = None,
    table: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    encoding: str | None = None,
    spreads: bool = False,
) -> Measured:
    """Return the customers of a table counted by the segments of a design.

    Args:
        design: The design; `where` of each segment says which accounts belong to it.
        accounts: A path, glob, directory or URL, or a pandas, polars or Arrow frame; None takes the
            table that the design names.
        as_of: The day to measure at; the design's own, else today.
        columns: Header for each column name; takes precedence over the design and over aliases.
        before: An earlier table of the same accounts, to see which ones moved.
        sample: Maximum number of account ids kept as examples.
        number_format: How text cells write numbers: `plain`, `en`, `de`, `fr`, `ch`,
            `short` or `short-de`.
        date_format: How text cells write days: `iso`, or a pattern such as `%d.%m.%Y`.
        formats: Formats of single columns, by column name.
        table: The table of a database.
        sheet: The sheet of a workbook.
        header_row: The row of the header in a text or a sheet, from 1.
        encoding: The encoding of a text file, such as `cp1250`; inferred from its bytes if None.
        spreads: Whether to measure the distribution of numbers too, for a report.

    Raises:
        RulesError: a `where` cannot be read, or does not fit the table.
        TypeError: `design` is not a design.
        UnreadableError: the table cannot be opened or read.
        UsageError: no segment has a `where`, or an argument has no effect on this table.
        MissingExtraError: the engine's driver is not installed.
    """
    from csdesign.accounts.measure.options import TableReading
    from csdesign.customers import declared_source, measure_accounts, measure_options

    require_design(design, "measure")
    own = declared_source(design) if accounts is None else None
    if accounts is None and own is None:
        raise UsageError("the design names no account table; give one, or write accounts.path")
    options = measure_options(
        design,
        as_of=as_of,
        reading=TableReading(
            columns=columns or {},
            number_format=number_format,
            date_format=date_format,
            formats=formats or {},
            table=table,
            sheet=sheet,
            header_row=header_row,
            encoding=encoding,
        ),
        before=before,
        sample=sample,
        is_own=accounts is None,
    )
    accounts = own if accounts is None else accounts
    counted = measure_accounts(design, accounts, replace(options, dates=True))
    if not spreads:
        return counted
    from csdesign.accounts.profile import spreads_of_customers
    from csdesign.customers import segment_rules

    spreads_found = spreads_of_customers(accounts, segment_rules(design), options)
    return replace(counted, spreads=spreads_found)


@needs_extra
def propose_books(
    design: Design,
    accounts: object | None = None,
    people: object | None = None,
    *,
    role: str | None = None,
    as_of: date | str | None = None,
    columns: Mapping[str, str] | None = None,
    options: BookOptions | None = None,
) -> Books:
    """Return the accounts of a table that each person of a role gets, with a reason for each move.

    Args:
        design: The design; its positions are the people, its promises give the hours of accounts.
        accounts: The result of `measure`, or a table as for `measure`; None takes the table that
            the design names.
        people: For a design without positions: the path of an HR list (.csv, .xlsx), a pandas or
            polars frame of one, another design, or positions as mappings
            (`[{"id": "ann", "roles": ["csm"]}]`).
        role: The role whose books are proposed; may be None if only one role has its own customers.
        as_of: The day of the proposal; by default that of the measurement, of the design, or today.
        columns: Header for each column name; takes precedence over the design and over aliases.
        options: Strength of the rules and aims; by default, owners keep as much as possible.

    Raises:
        RulesError: a `where` cannot be read, or does not fit the table.
        TypeError: `design` is not a design.
        UnreadableError: the table cannot be opened or read.
        UsageError: the table has no ids, nobody holds the role, or several roles have customers.
        MissingExtraError: the extra `data` is not installed.
    """
    from csdesign.accounts.measure.options import TableReading
    from csdesign.accounts.measure.results import Measured
    from csdesign.books.options import BookOptions
    from csdesign.customers import declared_source, measure_accounts, measure_options
    from csdesign.proposing import Proposer, roles_with_books

    require_design(design, "propose_books")
    counted = accounts if isinstance(accounts, Measured) else None
    if counted is not None and counted.origin is not None:
        source, reading = counted.origin
    else:
        source = declared_source(design) if accounts is None else accounts
        reading = measure_options(
            design,
            as_of=as_of,
            reading=TableReading(columns=columns or {}),
            is_own=accounts is None,
        )
    if source is None or isinstance(source, Measured):
        raise UsageError("the design names no account table; give one, or write accounts.path")
    spellings: Mapping[str, tuple[str, ...]] = {}
    if people is not None:
        design, spellings = _with_people(design, people, reading.as_of)
    if counted is None or people is not None:
        counted = measure_accounts(design, source, reading)
    planned = plan(design, measured=counted)
    chosen = roles_with_books(planned, None if role is None else [role])
    if len(chosen) > 1:
        raise UsageError(f"several roles have customers of their own: give role= {listed(chosen)}")
    rules = options or BookOptions(as_of=reading.as_of)
    return Proposer(planned, source, reading, rules, (), spellings).propose(chosen[0]).books


def _with_people(
    design: Design, people: object, today: date
) -> tuple[Design, Mapping[str, tuple[str, ...]]]:
    """Return the design with the people as posts, and the spellings of owners."""
    import yaml

    from csdesign.model.design import Design
    from csdesign.role_import.hr_posts import posts_for

    if design.posts:
        raise UsageError("the design has positions already; people= is for a design without")
    spellings: Mapping[str, tuple[str, ...]] = {}
    with TemporaryDirectory(prefix="csdesign-") as folder:
        source = _hr_frame(people, folder)
        found: object
        if isinstance(source, str | os.PathLike):
            roles = [(role.id, role.title) for role in design.roles or ()]
            posts = posts_for(roles, os.fspath(source), today)
            spellings, found = posts.spellings, yaml.safe_load(posts.yaml)["positions"]
        elif isinstance(source, Design):
            found = source.to_dict().get("positions")
        elif isinstance(source, Iterable):
            found = [dict(each) if isinstance(each, Mapping) else each for each in source]
        else:
            raise UsageError(
                "people= takes an HR list, a design, or positions as mappings, not "
                f"{type(people).__name__}"
            )
    if not found:
        raise UsageError("people= names nobody: it has no positions")
    written: dict[str, Any] = {**design.to_dict(), "positions": found}
    return load(written), spellings


def _hr_frame(people: object, folder: str) -> object:
    """Return a data frame as the path of a CSV file of it, all else unchanged."""
    for writer in ("to_csv", "write_csv"):  # pandas, polars
        write = getattr(people, writer, None)
        if callable(write):
            path = os.path.join(folder, "people.csv")  # noqa: PTH118 -- one name in our folder
            write(path, **({"index": False} if writer == "to_csv" else {}))
            return path
    return people
