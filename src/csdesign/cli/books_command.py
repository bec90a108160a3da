"""`csdesign books`: who gets which customers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from csdesign.cli.account_options import (
    AsOf,
    DateFormat,
    Map,
    NumberFormat,
    Rejects,
    Sample,
    TableName,
    measure_options,
)
from csdesign.cli.outcome import Outcome
from csdesign.cli.progress import progress
from csdesign.errors import OutputError, UsageError
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csdesign.accounts.books.options import BookOptions, Person
    from csdesign.accounts.books.results import Books
    from csdesign.accounts.columns import MappedColumn
    from csdesign.planning.results import Plan

__all__ = ["HELP", "command"]

HELP = """Who gets which customers: balanced hours, locks kept, few accounts moved.

People are the positions that hold the role; what an account takes follows from
the promised work of its segment.

  csdesign books design.yaml --accounts accounts.csv --role csm
  csdesign books design.yaml --accounts accounts.csv --role csm -o accounts-new.csv
"""
_FORMATS: Final = ("table", "json", "csv")


def command(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="The design.")],
    accounts: Annotated[
        str, typer.Option("--accounts", metavar="TABLE", help="The customers: a file or a URL.")
    ],
    role: Annotated[
        str | None, typer.Option("--role", help="Whose books; needed with several named roles.")
    ] = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="table, json or csv.")] = "table",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="The table again, with new owners."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    keep: Annotated[
        float | None,
        typer.Option("--keep", help="How much busier people may be to spare moves (0.05)."),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Balance from scratch; owners of today do not count.")
    ] = False,
    renewal_days: Annotated[
        int, typer.Option("--lock-renewal-days", help="Accounts that renew so soon stay.")
    ] = 90,
    new_owner_days: Annotated[
        int, typer.Option("--lock-new-owner-days", help="Accounts whose owner is so new stay.")
    ] = 90,
    as_of: AsOf = None,
    map_: Map = None,
    number_format: NumberFormat = None,
    date_format: DateFormat = None,
    table: TableName = None,
    sample: Sample = 5,
    rejects: Rejects = None,
) -> Outcome:
    """Propose books."""
    from csdesign import api
    from csdesign.accounts.books.propose import propose_books
    from csdesign.accounts.books.reading import read_accounts
    from csdesign.cli.loading import load, refusal
    from csdesign.measuring import people_of_role, segment_rules
    from csdesign.render.books import write

    if format_ not in _FORMATS:
        hint = did_you_mean(format_, _FORMATS) or f"; use {', '.join(_FORMATS)}"
        raise UsageError(f"there is no format {visible(format_, 40)!r}{hint}")
    if fresh and keep is not None:
        raise UsageError("give --keep or --fresh, not both")
    loaded = load(files)
    if loaded.design is None:
        return refusal(loaded, files)
    plan = api.plan(loaded.design)
    chosen = _role(plan, role)
    people, hours = people_of_role(plan, chosen)
    options = measure_options(
        loaded.design,
        as_of=as_of,
        map_=map_,
        number_format=number_format,
        date_format=date_format,
        table=table,
        sample=sample,
        rejects=rejects,
    )
    rules = _options(options.as_of, keep, fresh, renewal_days, new_owner_days)
    with progress("Proposing books"):
        read = read_accounts(segment_rules(loaded.design), accounts, options, hours)
        books = propose_books(read.accounts, people, rules)
    messages = "".join(f"csdesign: {visible(note, 300)}\n" for note in read.notes)
    left_out = f"{read.elsewhere:,} of other segments, {read.orphans:,} of none"
    messages += (
        f"csdesign: {len(read.accounts):,} accounts to place, {left_out}, "
        f"{read.rejected.rows:,} rows rejected\n"
    )
    if output is not None:
        messages += _written(accounts, output, books, people, read.mapping, force=force)
    code = 1 if books.conflicts else 0
    return Outcome(write(format_, books, chosen, sample), code, messages)


def _written(
    source: str,
    output: Path,
    books: Books,
    people: Sequence[Person],
    mapping: Sequence[MappedColumn],
    *,
    force: bool,
) -> str:
    """Write the table again with new owners; of what is no delimited file, the assignments."""
    from csdesign.accounts.books.writing import write_assignments, write_table_with_owners
    from csdesign.accounts.sources.kind_of_file import FileKind, kind_of_file

    if output.exists() and not force:
        raise OutputError(f"{visible(str(output))} exists; give --force to replace it")
    table = Path(source)
    if table.is_file() and kind_of_file(table) is FileKind.DELIMITED:
        changed = write_table_with_owners(table, output, books, people, mapping)
        return f"csdesign: wrote {visible(str(output))}; {changed:,} rows have a new owner\n"
    write_assignments(output, books)
    return f"csdesign: wrote {visible(str(output))}: who gets each account, and why\n"


def _options(
    as_of: date, keep: float | None, fresh: bool, renewal_days: int, new_owner_days: int
) -> BookOptions:
    from csdesign.accounts.books.options import BookOptions

    return BookOptions(
        as_of=as_of,
        keep=None if fresh else 0.05 if keep is None else keep,
        lock_renewal_days=renewal_days,
        lock_new_owner_days=new_owner_days,
    )


def _role(plan: Plan, role: str | None) -> str:
    """Return the role whose books are proposed.

    Raises:
        UsageError: it has no posts or no work, or several roles have and none is named.
    """
    named = {
        row.role: None
        for segment in plan.segments
        for row in segment.staffing
        if row.assignment == "named" and row.recurring_hours_per_account > 0
    }
    with_posts = [name for name in named if plan.design.posts_by_role.get(name)]
    if role is None:
        if len(with_posts) == 1:
            return with_posts[0]
        some = ", ".join(with_posts) or "none"
        raise UsageError(f"--role: say whose books; roles with named customers and posts: {some}")
    if role not in plan.design.role_by_id and role not in named:
        raise UsageError(f"--role {visible(role, 64)}: no such role{did_you_mean(role, named)}")
    if not plan.design.posts_by_role.get(role):
        raise UsageError(f"--role {visible(role, 64)}: no position holds it; add positions")
    if role not in named:
        raise UsageError(f"--role {visible(role, 64)}: it has no work for named customers")
    return role
