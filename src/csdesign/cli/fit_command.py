"""`csdesign fit`: the promises to change so that the plan fits."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Final

import typer

from csdesign.cli.account_options import Accounts, NoAccounts, count, measured_lines, table_to_read
from csdesign.cli.options import Files, Set, colours, format_option, width
from csdesign.cli.outcome import Outcome
from csdesign.cli.progress import interruptible, progress
from csdesign.errors import UsageError
from csdesign.formats import printed
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.contracts.v1.fit import FitDocument
    from csdesign.fitting.fitted import Limit
    from csdesign.model.design import Design
    from csdesign.views.section import Document

__all__ = ["HELP", "command"]

HELP = """Find which promises to change so that the plan fits people or money.

The design says what may change: a promise may become less frequent, down to its
`floor`, or use one of its `options`; a `protected` promise never changes. The answer
takes the least away from customers, is proven to be the best, and is planned again.
Revenue is not used.

  csdesign fit design.yaml --people 9
  csdesign fit design.yaml --people csm=3
  csdesign fit design.yaml --budget 1.2M
  csdesign fit design.yaml --frontier
  csdesign fit design.yaml --people 9 --output yaml=scenario.yaml

Exit code 0: the answer is proven; 1: the limit cannot be reached, or the time ran
out before the proof (--gap says how close is close enough); 2: the command could
not run.
"""

SECONDS: Final = 60.0
_MOST_SECONDS: Final = 86_400
_DIGITS: Final = 9
"""Most digits of a number of people."""
_AMOUNT: Final = re.compile(r"(\d+(?:\.\d+)?)([kKmM]?)")
_TIMES: Final = {"": 1.0, "k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6}


def command(
    files: Files,
    people: Annotated[
        list[str] | None,
        typer.Option(
            "--people",
            metavar="N|ROLE=N",
            help="Keep to this number of people, in all or in one role.",
        ),
    ] = None,
    budget: Annotated[
        str | None,
        typer.Option("--budget", metavar="AMOUNT", help="Keep to this cost a year, such as 1.2M."),
    ] = None,
    frontier: Annotated[
        bool,
        typer.Option(
            "--frontier", help="Show how much of the promise each number of people can keep."
        ),
    ] = False,
    seconds: Annotated[
        float,
        typer.Option(
            "--seconds",
            metavar="N",
            help="Stop the search after this time, with the best answer so far.",
        ),
    ] = SECONDS,
    gap: Annotated[
        float,
        typer.Option(
            "--gap",
            metavar="SHARE",
            help="Accept an answer that loses up to this share more than the best, such as 0.02.",
        ),
    ] = 0.0,
    format_: Annotated[str, format_option(printed("document", "values"))] = "table",
    output: Annotated[
        str | None,
        typer.Option("--output", metavar="yaml=PATH", help="Write the answer as a scenario."),
    ] = None,
    accounts: Accounts = None,
    no_accounts: NoAccounts = False,
    set_: Set = None,
) -> Outcome:
    """Search for the promises to change."""
    from csdesign._version import VERSION
    from csdesign.accounts.problems import RulesError
    from csdesign.api import design_of
    from csdesign.cli.loading import load, refusal, rules_refusal
    from csdesign.cli.outputs import claim_yaml, outputs_of, reads_design
    from csdesign.customers import measure_options, measured_design
    from csdesign.fitting.fit import fit_design
    from csdesign.fitting.writing import scenario_text
    from csdesign.formats import CommandResult, Layout, write_text
    from csdesign.views.fit import fit_document, limit_words

    if not 0 < seconds <= _MOST_SECONDS:
        raise UsageError(f"--seconds {seconds:g}: give a number above 0, up to {_MOST_SECONDS:,}")
    if not 0 <= gap < 1:
        raise UsageError(f"--gap {gap:g}: give a share from 0 to below 1, such as 0.02")
    outputs = outputs_of(files, tables=[accounts])
    target = claim_yaml(outputs, output)
    loaded = load(files, set_)
    reads_design(outputs, loaded)
    if loaded.design is None:
        return refusal(loaded, files)
    design = design_of(loaded)
    source, is_own = table_to_read(design, accounts, no_accounts=no_accounts)
    measured, messages = None, ""
    if source is not None:
        options = measure_options(design, is_own=is_own, drift=False, sample=0)
        try:
            measured = count(design, source, options)
        except RulesError as error:
            return rules_refusal(loaded, files, error)
        design, messages = measured_design(design, measured), measured_lines(measured)
    limit = limit_of(people or (), budget)
    if limit is None:
        if not frontier:
            raise UsageError(
                "say what to fit: --people 9, --people csm=3 or --budget 1.2M; or --frontier"
            )
        limit = _today(design)
    with interruptible(), progress("Searching what fits") as steps:
        found = fit_design(
            design, limit, frontier=frontier, seconds=seconds, gap=gap, told=steps.told
        )
    found = found._replace(before=replace(found.before, measured=measured))

    def document() -> Document:
        return fit_document(found)

    def values() -> FitDocument:
        from csdesign.contracts.fit import fit_values

        return fit_values(found, VERSION)

    result = CommandResult(document=document, values=values)
    text = write_text(format_, result, Layout(width(), colours()))
    if target is not None and found.plan is not None:
        target.data = scenario_text(found, f"Fit to {limit_words(found)}").encode()
        outputs.write()
    return Outcome(text, int(not found.is_answer(gap)), messages)


def limit_of(people: list[str] | tuple[str, ...], budget: str | None) -> Limit | None:
    """Return the limit that the options state; None if they state none.

    Raises:
        UsageError: they cannot be read, or state both people and money.
    """
    from csdesign.fitting.fitted import Limit

    if people and budget is not None:
        raise UsageError("give --people or --budget, not both")
    total: int | None = None
    by_role: dict[str, int] = {}
    for word in people:
        role, equals, number = word.rpartition("=")
        if not number.isdecimal() or len(number) > _DIGITS:
            raise UsageError(f"--people {visible(word, 60)}: give a number such as 9, or csm=3")
        if role in by_role or (not equals and total is not None):
            raise UsageError(f"--people {visible(word, 60)}: it is given twice; give one number")
        if equals:
            by_role[role] = int(number)
        else:
            total = int(number)
    if budget is not None:
        found = _AMOUNT.fullmatch(budget.strip())
        if found is None:
            raise UsageError(
                f"--budget {visible(budget, 60)}: give an amount such as 1200000 or 1.2M"
            )
        return Limit(budget=float(found[1]) * _TIMES[found[2]])
    if total is None and not by_role:
        return None
    return Limit(people=total, by_role=by_role or None)


def _today(design: Design) -> Limit:
    from csdesign.fitting.fitted import Limit
    from csdesign.planning.planner import make_plan

    return Limit(people=make_plan(design, whole=False).headcount.need)
