"""`csdesign books`: a proposal of the customers of each person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from csdesign.cli.account_options import (
    SAMPLE,
    AsOf,
    Rejects,
    Sample,
    TableOptions,
    count,
    table_to_read,
    too_little,
)
from csdesign.cli.book_rules import strengths, with_strengths
from csdesign.cli.groups import spread
from csdesign.cli.options import Force, colours, format_option, width
from csdesign.cli.outcome import Outcome
from csdesign.cli.progress import progress
from csdesign.errors import UsageError
from csdesign.files.there import is_file
from csdesign.formats import printed
from csdesign.formats.command_results import BOOKS
from csdesign.wording import did_you_mean, listed, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.accounts.measure.options import MeasureOptions
    from csdesign.files.writing import Output, Outputs
    from csdesign.model.design import Design
    from csdesign.proposing import Proposal
    from csdesign.role_import.hr_posts import StaffedPosts
    from csdesign.source.designs import Loaded

__all__ = ["HELP", "command"]

HELP = """Propose who gets which customers: rules kept, few moves, balanced hours.

The people are the positions that hold a role. The hours of a customer follow
from the promised work of its segment, and include onboarding if it is new.
Every role with its own customers gets its books; --role chooses one.

  csdesign books design.yaml --accounts accounts.csv
  csdesign books design.yaml --accounts accounts.csv --people positions.yaml
  csdesign books design.yaml --accounts accounts.csv --role csm -o accounts-new.csv
  csdesign books design.yaml --accounts accounts.csv --rule region=hard --level hours,arr
  csdesign books design.yaml --accounts accounts.csv --moves moves.csv --per-week 5
"""
_OF_THE_DESIGN: Final = "positions"


@spread
def command(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="The design.")],
    accounts: Annotated[
        str | None,
        typer.Option(
            "--accounts",
            metavar="TABLE",
            help="Take customers from this file or URL [default: the design's table].",
        ),
    ] = None,
    people: Annotated[
        str,
        typer.Option(
            "--people",
            metavar="FILE",
            help="Take the positions of the design, or an HR list (.csv, .xlsx) or a YAML file.",
        ),
    ] = _OF_THE_DESIGN,
    role: Annotated[
        list[str] | None,
        typer.Option("--role", metavar="ID", help="Propose books for this role only; repeatable."),
    ] = None,
    format_: Annotated[str, format_option(printed(*BOOKS))] = "table",
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Write the table with the new owners: .csv, .parquet, .xlsx or .jsonl.",
        ),
    ] = None,
    force: Force = False,
    keep: Annotated[
        float | None,
        typer.Option(
            "--keep",
            help="Allow this much extra workload to avoid reassigning accounts, as a fraction "
            "[default: 0.05].",
        ),
    ] = None,
    give: Annotated[
        float,
        typer.Option(
            "--give", help="Allow this much extra workload to keep soft rules, as a fraction."
        ),
    ] = 0.15,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Balance from scratch and disregard today's owners.")
    ] = False,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            "--rule",
            metavar="NAME=STRENGTH",
            help="Set segment, language, region, skill, pod or family to hard, soft, "
            "soft:WEIGHT or off.",
        ),
    ] = None,
    max_utilisation: Annotated[
        float,
        typer.Option(
            "--max-utilisation", help="Fill at most this share of a person's hours (1.0 = all)."
        ),
    ] = 1.0,
    renewal_days: Annotated[
        int,
        typer.Option(
            "--lock-renewal-days", help="Do not move accounts that renew within this many days."
        ),
    ] = 90,
    new_owner_days: Annotated[
        int,
        typer.Option(
            "--lock-new-owner-days",
            help="Do not move accounts whose owner has had them for less than this many days.",
        ),
    ] = 90,
    level: Annotated[
        str,
        typer.Option("--level", metavar="MEASURES", help="Balance hours, arr, count or renewals."),
    ] = "hours",
    exceptions: Annotated[
        str | None,
        typer.Option(
            "--exceptions",
            metavar="PATH",
            help="Respect the decisions in a CSV file: account, person, reason, by, until.",
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="PATH", help="Compare with an earlier proposal."),
    ] = None,
    moves: Annotated[
        str | None,
        typer.Option(
            "--moves",
            metavar="PATH",
            help="Write a CSV file with Id, OwnerId and Reason of each move.",
        ),
    ] = None,
    per_week: Annotated[
        int | None,
        typer.Option("--per-week", metavar="N", help="Plan at most N hand-overs a person a week."),
    ] = None,
    as_of: AsOf = None,
    reading: TableOptions = TableOptions(),  # noqa: B008 -- a tuple
    sample: Sample = SAMPLE,
    rejects: Rejects = None,
) -> Outcome:
    """Propose books."""
    from csdesign import api
    from csdesign._version import VERSION
    from csdesign.accounts.problems import RulesError
    from csdesign.books.exceptions import read_exceptions
    from csdesign.books.options import BookOptions
    from csdesign.books.writing import form_of
    from csdesign.cli.loading import load, refusal, rules_refusal
    from csdesign.cli.outputs import outputs_of, reads_design, refuse_idle_force
    from csdesign.formats import Layout, write_text
    from csdesign.formats.command_results import result_of_books
    from csdesign.proposing import Proposer, roles_with_books
    from csdesign.role_import.hr_posts import is_hr_list

    _refuse_both(fresh, keep)
    refuse_idle_force({"--output": output, "--moves": moves, "--rejects": rejects}, force=force)
    binding, weights = strengths(rule)
    staffed = is_hr_list(people)
    sources = files if staffed or people == _OF_THE_DESIGN else [*files, people]
    outputs = outputs_of(
        sources, tables=[accounts, exceptions, against], others=[people if staffed else None]
    )
    form = None if output is None else form_of(output)
    target = None if output is None else outputs.claim(output, force=force)
    loader, listing = (
        None if path is None else outputs.claim(path, force=force) for path in (moves, rejects)
    )
    decided = () if exceptions is None else read_exceptions(exceptions)
    loaded = load(sources)
    reads_design(outputs, loaded)
    if loaded.design is None:
        return refusal(loaded, sources)
    posts, loaded = _with_people(loaded, loaded.design, files, people, as_of)
    if loaded.design is None:
        return refusal(loaded, sources)
    _known(loaded.design, role)
    options = reading.measuring(
        loaded.design, as_of=as_of, sample=sample, rejects=listing, is_own=accounts is None
    )
    accounts = _customers(loaded.design, accounts, outputs)
    rules = BookOptions(
        as_of=options.as_of,
        keep=None if fresh else 0.05 if keep is None else keep,
        give=give,
        max_utilisation=max_utilisation,
        lock_renewal_days=renewal_days,
        lock_new_owner_days=new_owner_days,
        weights=weights,
        level=tuple(part.strip() for part in level.split(",")),
    )
    try:
        measured = count(loaded.design, accounts, _only_counting(options), outputs)
    except RulesError as error:
        return rules_refusal(loaded, sources, error)
    plan = api.plan(loaded.design, measured=measured)
    chosen = roles_with_books(plan, role)
    _refuse_several(chosen, {"--output": output, "--moves": moves, "--against": against})
    proposer = Proposer(
        plan, accounts, options, with_strengths(rules, binding), decided, posts.spellings
    )
    with progress("Proposing books"):
        found = [proposer.propose(name, against=against, per_week=per_week) for name in chosen]
    messages = _words(posts, found)
    if target is not None and form is not None:
        messages += _filled(target, _table(accounts, form, options, found[0]))
    if loader is not None:
        messages += _filled(loader, _moves(found[0]))
    is_short = any(proposal.books.conflicts or proposal.books.unplaced for proposal in found)
    result = result_of_books(found, sample, VERSION)
    text = write_text(format_, result, Layout(width(), colours()))
    outputs.write()
    return Outcome(text, 1 if is_short else 0, messages)


def _words(posts: StaffedPosts, found: Sequence[Proposal]) -> str:
    """Return the notes on the people and the table, for standard error."""
    from csdesign.views.books import without_a_place

    counted = found[0].measured
    notes = [too_little(counted)] if counted is not None and counted.is_thin else []
    notes += [visible(note, 300) for note in (*posts.words, *found[0].read.notes)]
    lines = [*notes, *(line for proposal in found for line in proposal.words)]
    lines += [
        f"{visible(proposal.role, 60)}: {without_a_place(proposal.books)}"
        for proposal in found
        if proposal.books.unplaced
    ]
    return "".join(f"csdesign: {line}\n" for line in lines)


def _with_people(
    loaded: Loaded, design: Design, files: list[str], people: str, as_of: str | None
) -> tuple[StaffedPosts, Loaded]:
    """Return the posts of an HR list and the design with them; without a list, the design alone."""
    import tempfile

    from csdesign.cli.loading import load
    from csdesign.customers import day_of
    from csdesign.role_import.hr_posts import StaffedPosts, is_hr_list, posts_for

    if people != _OF_THE_DESIGN:
        _one_list_of_people(design, people)
    if not is_hr_list(people):
        return StaffedPosts("", {}, ()), loaded
    roles = [(role.id, role.title) for role in design.roles or ()]
    posts = posts_for(roles, people, day_of(as_of, design))
    with tempfile.TemporaryDirectory(prefix="csdesign-") as folder:
        file = Path(folder) / f"{Path(people).stem}.yaml"
        file.write_text(posts.yaml, encoding="utf-8")
        return posts, load([*files, str(file)])


def _refuse_both(fresh: bool, keep: float | None) -> None:
    if fresh and keep is not None:
        raise UsageError("give --keep or --fresh, not both")


def _customers(design: Design, accounts: str | None, outputs: Outputs) -> str:
    """Return the table to read.

    Raises:
        UsageError: no table is given, and the design does not name one.
    """
    from csdesign.cli.outputs import reads_table

    source, _ = table_to_read(design, accounts)
    if source is None:
        raise UsageError("give the customers: --accounts TABLE, or accounts.path in the design")
    reads_table(outputs, source)
    return source


def _only_counting(options: MeasureOptions) -> MeasureOptions:
    """Return the options without the findings that the books report themselves."""
    return replace(options, borders=False, sample=0)


def _refuse_several(chosen: Sequence[str], options: Mapping[str, str | None]) -> None:
    """Refuse outputs for one role if books of several roles are proposed.

    Raises:
        UsageError: such an output is given.
    """
    for option, given in options.items():
        if given is not None and len(chosen) > 1:
            raise UsageError(f"{option} is for one role: say which, --role {listed(chosen)}")


def _one_list_of_people(design: Design, people: str) -> None:
    """Refuse people in addition to positions of the design: adding or replacing is unclear.

    Raises:
        UsageError: the design has positions of its own.
    """
    spans = [design.locate(post.path, False) for post in design.posts or () if design.locate]
    own = [span for span in spans if span and not Path(span.path).is_relative_to(people)]
    if own:
        raise UsageError(
            f"{visible(own[0].path, 80)}:{own[0].line}: the design has positions already; "
            f"--people {visible(people, 80)} is for a design without positions"
        )


def _known(design: Design, given: list[str] | None) -> None:
    """Refuse roles that cannot have books, before the table is read.

    Raises:
        UsageError: the design does not have the role, or nobody holds it.
    """
    for role in given or ():
        if role not in design.role_by_id and role not in design.posts_by_role:
            hint = did_you_mean(role, design.role_by_id)
            raise UsageError(f"--role {visible(role, 64)}: no such role{hint}")
        if not design.posts_by_role.get(role):
            raise UsageError(f"--role {visible(role, 64)}: no position holds it; add positions")


def _filled(output: Output, data_and_words: tuple[bytes, str]) -> str:
    """Give an output its bytes, and return the note on them."""
    output.data, words = data_and_words
    return f"csdesign: wrote {visible(output.path)}{words}\n"


def _table(
    source: str, form: str, options: MeasureOptions, proposal: Proposal
) -> tuple[bytes, str]:
    """Return the bytes of the table with new owners, and a note on it."""
    from csdesign.accounts.sources.kind_of_file import FileKind, kind_of_file
    from csdesign.books.writing import table_with_owners, whole_table

    path, books, people = Path(source), proposal.books, proposal.people
    mapping = proposal.read.mapping
    is_text = is_file(path) and kind_of_file(path) is FileKind.DELIMITED
    if is_text and form == "csv":
        data, changed = table_with_owners(path, books, people, mapping, options)
    else:
        with options.open(source) as opened:
            data, changed = whole_table(opened, form, books, people, mapping)
    return data, f"; {number_of(changed, 'row')} {'has' if changed == 1 else 'have'} a new owner"


def _moves(proposal: Proposal) -> tuple[bytes, str]:
    """Return the bytes of the moves for a data loader, and a note on them."""
    from csdesign.books.writing import moves_table

    written = {account.id: account.owner for account in proposal.read.accounts if account.owner}
    data = moves_table(proposal.books, proposal.people, written, proposal.weeks)
    lines = data.count(b"\n") - 1
    return data, f"; {number_of(lines, 'new owner')}"
