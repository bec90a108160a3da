"""`csdesign books`: who gets which customers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from csdesign.cli.account_options import (
    AsOf,
    DateFormat,
    Force,
    Map,
    NumberFormat,
    Rejects,
    Sample,
    TableName,
    TableOptions,
    count,
    pairs,
)
from csdesign.cli.options import width
from csdesign.cli.outcome import Outcome
from csdesign.cli.progress import progress
from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.accounts.columns import MappedColumn
    from csdesign.accounts.measure.options import MeasureOptions
    from csdesign.books.options import Person, Strength
    from csdesign.books.reading import BookTable
    from csdesign.books.results import Books
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan

__all__ = ["HELP", "command"]

HELP = """Who gets which customers: balanced hours, locks kept, few accounts moved.

People are the positions that hold a role; what an account takes follows from
the promised work of its segment. Every role with customers of its own gets its
books; --role names one.

  csdesign books design.yaml --accounts accounts.csv
  csdesign books design.yaml --accounts accounts.csv --people positions.yaml
  csdesign books design.yaml --accounts accounts.csv --role csm -o accounts-new.csv
"""
_FORMATS: Final = ("table", "json", "csv")
_OF_THE_DESIGN: Final = "positions"


def command(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="The design.")],
    accounts: Annotated[
        str, typer.Option("--accounts", metavar="TABLE", help="The customers: a file or a URL.")
    ],
    people: Annotated[
        str,
        typer.Option(
            "--people",
            metavar="FILE",
            help="The positions of the design, or a file with those of a design without.",
        ),
    ] = _OF_THE_DESIGN,
    role: Annotated[
        list[str] | None,
        typer.Option("--role", metavar="ID", help="Only the books of this role; repeatable."),
    ] = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="table, json or csv.")] = "table",
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="The table again, with new owners."),
    ] = None,
    force: Force = False,
    keep: Annotated[
        float | None,
        typer.Option("--keep", help="How much busier people may be to spare moves (0.05)."),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Balance from scratch; owners of today do not count.")
    ] = False,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            "--rule",
            metavar="NAME=STRENGTH",
            help="language, region or skill = hard, soft or off.",
        ),
    ] = None,
    max_utilisation: Annotated[
        float, typer.Option("--max-utilisation", help="Most of a person's hours in a book.")
    ] = 1.0,
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
    from csdesign._version import VERSION
    from csdesign.accounts.problems import RulesError
    from csdesign.books.options import BookOptions
    from csdesign.books.propose import propose_books
    from csdesign.books.reading import read_accounts
    from csdesign.cli.loading import load, refusal, rules_refusal
    from csdesign.cli.outputs import outputs_of
    from csdesign.customers import people_of_role, segment_rules
    from csdesign.formats.books import write

    _refuse_unknown(format_)
    _refuse_both(fresh, keep)
    strengths = _strengths(rule)
    sources = files if people == _OF_THE_DESIGN else [*files, people]
    outputs = outputs_of(sources, tables=[accounts])
    target = None if output is None else outputs.claim(output, force=force)
    listing = None if rejects is None else outputs.claim(rejects, force=force)
    loaded = load(sources)
    outputs.reads(file.path for file in loaded.files)
    if loaded.design is None:
        return refusal(loaded, sources)
    if sources is not files:
        _one_list_of_people(loaded.design, people)
    _known(loaded.design, role)
    reading = TableOptions(as_of, map_, number_format, date_format, table)
    options = reading.measuring(loaded.design, sample=sample, rejects=listing)
    rules = BookOptions(
        as_of=options.as_of,
        keep=None if fresh else 0.05 if keep is None else keep,
        max_utilisation=max_utilisation,
        lock_renewal_days=renewal_days,
        lock_new_owner_days=new_owner_days,
    )
    rules = replace(
        rules,
        language=strengths.get("language", rules.language),
        region=strengths.get("region", rules.region),
        skill=strengths.get("skill", rules.skill),
    )
    try:
        measured = count(loaded.design, accounts, _only_counting(options))
    except RulesError as error:
        return rules_refusal(loaded, sources, error)
    plan = api.plan(loaded.design, measured=measured)
    chosen = _roles(plan, role)
    if output is not None and len(chosen) > 1:
        raise UsageError(
            f"--output writes the owners of one role: say which, --role {listed(chosen)}"
        )
    messages = ""
    proposals: dict[str, Books] = {}
    for name in chosen:
        holders, hours = people_of_role(plan, name)
        with progress("Proposing books"):
            read = read_accounts(segment_rules(loaded.design), accounts, options, hours)
            proposals[name] = propose_books(read.accounts, holders, rules)
        if name == chosen[0]:
            messages += "".join(f"csdesign: {visible(note, 300)}\n" for note in read.notes)
        messages += _left_out(name, read)
        if target is not None:
            target.data, words = _table(accounts, proposals[name], holders, read.mapping)
            messages += f"csdesign: wrote {visible(target.path)}{words}\n"
    code = 1 if any(books.conflicts for books in proposals.values()) else 0
    text = write(format_, proposals, sample=sample, width=width(), version=VERSION)
    outputs.write()
    return Outcome(text, code, messages)


def _refuse_unknown(format_: str) -> None:
    if format_ not in _FORMATS:
        hint = did_you_mean(format_, _FORMATS) or f"; use {', '.join(_FORMATS)}"
        raise UsageError(f"there is no format {visible(format_, 40)!r}{hint}")


def _refuse_both(fresh: bool, keep: float | None) -> None:
    if fresh and keep is not None:
        raise UsageError("give --keep or --fresh, not both")


def _only_counting(options: MeasureOptions) -> MeasureOptions:
    """Return the options without what the books say of the table themselves."""
    return replace(options, rejects=None, borders=False, sample=0)


def _strengths(given: list[str] | None) -> dict[str, Strength]:
    """Return how much each rule named by `--rule` binds.

    Raises:
        UsageError: there is no such rule, or no such strength.
    """
    from csdesign.books.options import Strength
    from csdesign.books.staging import RULES

    found = {}
    words = [strength.value for strength in Strength]
    for name, word in pairs("--rule", given).items():
        for what, text, known in (("rule", name, RULES), ("strength", word, words)):
            if text not in known:
                hint = did_you_mean(text, known) or f"; use {', '.join(known)}"
                raise UsageError(f"--rule: there is no {what} {visible(text, 40)!r}{hint}")
        found[name] = Strength(word)
    return found


def _left_out(role: str, read: BookTable) -> str:
    elsewhere = f"{read.elsewhere:,} of other segments, {read.orphans:,} of none"
    rejected = f"{number_of(read.rejected.rows, 'row')} rejected"
    lines = [
        f"{visible(role, 60)}: {len(read.accounts):,} accounts to place, {elsewhere}, {rejected}"
    ]
    if read.repeated:
        lines.append(
            f"rows that repeat an account id, of which the first counts: {read.repeated:,}"
        )
    if read.without_id:
        lines.append(f"rows without an account id, which go to nobody: {read.without_id:,}")
    return "".join(f"csdesign: {line}\n" for line in lines)


def _one_list_of_people(design: Design, people: str) -> None:
    """Refuse people beside those of the design: whether they add or replace would be a guess.

    Raises:
        UsageError: the design has positions of its own.
    """
    spans = [design.locate(post.path, False) for post in design.posts or () if design.locate]
    own = [span for span in spans if span and not Path(span.path).is_relative_to(people)]
    if own:
        raise UsageError(
            f"{visible(own[0].path, 80)}:{own[0].line}: the design has positions already; "
            f"--people {visible(people, 80)} is for a design without"
        )


def _known(design: Design, given: list[str] | None) -> None:
    """Refuse roles that cannot have books, before the table is read.

    Raises:
        UsageError: the design does not have the role, or nobody in it.
    """
    for role in given or ():
        if role not in design.role_by_id and role not in design.posts_by_role:
            hint = did_you_mean(role, design.role_by_id)
            raise UsageError(f"--role {visible(role, 64)}: no such role{hint}")
        if not design.posts_by_role.get(role):
            raise UsageError(f"--role {visible(role, 64)}: no position holds it; add positions")


def _table(
    source: str, books: Books, people: Sequence[Person], mapping: Sequence[MappedColumn]
) -> tuple[bytes, str]:
    """Return the table with new owners and words on it; of other sources, the assignments."""
    from csdesign.accounts.sources.kind_of_file import FileKind, kind_of_file
    from csdesign.books.writing import assignments, table_with_owners

    table = Path(source)
    if not table.is_file() or kind_of_file(table) is not FileKind.DELIMITED:
        return assignments(books), ": who gets each account, and why"
    data, changed = table_with_owners(table, books, people, mapping)
    return data, f"; {number_of(changed, 'row')} {'has' if changed == 1 else 'have'} a new owner"


def _roles(plan: Plan, given: list[str] | None) -> list[str]:
    """Return the roles whose books are proposed: those asked for, else all that can have books.

    Raises:
        UsageError: one has no work for named customers, or none has people for it.
    """
    named = {
        row.role: None
        for segment in plan.segments
        for row in segment.staffing
        if row.assignment == "named" and row.recurring_hours_per_account > 0
    }
    if not given:
        ready = [name for name in named if plan.design.posts_by_role.get(name)]
        if not ready:
            raise UsageError(
                "no role has customers of its own and a position; "
                + (f"add positions of {listed(named)}" if named else "books are for named work")
            )
        return ready
    for role in given:
        if role not in named:
            raise UsageError(f"--role {visible(role, 64)}: it has no work for named customers")
    return list(dict.fromkeys(given))
