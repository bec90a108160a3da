"""`csdesign diff`: the effect of a change, in the language of customer success."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from csdesign.cli.account_options import NoAccounts, count, measured_lines, table_to_read
from csdesign.cli.groups import spread
from csdesign.cli.options import (
    DrawOptions,
    FailOn,
    colours,
    exit_code,
    fail_on,
    format_option,
    width,
)
from csdesign.cli.outcome import Outcome
from csdesign.cli.progress import drawing
from csdesign.formats import printed
from csdesign.formats.command_results import DIFF

if TYPE_CHECKING:
    from csdesign.accounts.measure.results import Measured
    from csdesign.model.design import Design

__all__ = ["HELP", "command"]

HELP = """Compare two designs: coverage, experience, owners, people, pay.

OLD and NEW are files, directories, or REVISION:PATH of the current git repository.

  csdesign diff main:org org
  csdesign diff HEAD~3:design.yaml design.yaml --format markdown
  csdesign diff design.yaml --scenario growth
  csdesign diff main:design.yaml design.yaml --accounts customers.csv
  csdesign diff design.yaml --scenario growth --draws 10000
"""


@spread
def command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier design.")],
    new: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="The later design.", show_default=False)
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option("--scenario", metavar="ID", help="Compare a design with this scenario of it."),
    ] = None,
    accounts: Annotated[
        str | None,
        typer.Option(
            "--accounts",
            metavar="[TABLE]",
            help="Count this table with both designs [default: the one that NEW names].",
        ),
    ] = None,
    no_accounts: NoAccounts = False,
    draw: DrawOptions = DrawOptions(),  # noqa: B008 -- a tuple
    format_: Annotated[str, format_option(printed(*DIFF))] = "table",
    fail: FailOn = None,
) -> Outcome:
    """Compare two designs."""
    from csdesign import api
    from csdesign._version import VERSION
    from csdesign.accounts.problems import RulesError
    from csdesign.cli.loading import load_state, refusal, rules_refusal
    from csdesign.customers import counted_numbers
    from csdesign.errors import UsageError
    from csdesign.formats import Layout, write_text
    from csdesign.formats.command_results import result_of_diff
    from csdesign.source.designs import load_scenario, with_counts, without_scenarios

    draw.refuse_alone()
    threshold = fail_on(fail, None)
    before = load_state(old)
    if before.design is None:
        return refusal(before, [old])
    if new is None and scenario is None:
        raise UsageError("give the design to compare with, or --scenario")
    after = before if new is None else load_state(new)
    if after.design is None:
        return refusal(after, [new or old])
    try:
        measured = _counted(before.design, after.design, accounts, no_accounts=no_accounts)
    except RulesError as error:
        return rules_refusal(after, [new or old], error)
    messages = "" if measured[1] is None else measured_lines(measured[1])
    if scenario is not None:
        # a scenario over counted numbers: both designs get the counted ones as if written
        if measured[0] is not None:
            before = with_counts(before, counted_numbers(before.design, measured[0]))
        if measured[1] is not None:
            after = with_counts(after, counted_numbers(after.design, measured[1]))
        measured = (None, None)
        after, before = load_scenario(after, scenario), without_scenarios(before)
        if after.design is None:
            return refusal(after, [new or old])
    designs = (api.design_of(before), api.design_of(after))
    with drawing(draw.draws):
        diff = api.diff(*designs, measured=measured, **draw._asdict())
    text = write_text(format_, result_of_diff(diff, VERSION), Layout(width(), colours()))
    code = exit_code((*diff.new_findings, *diff.worse_findings), threshold)
    return Outcome(text, code, messages)


def _counted(
    old: Design, new: Design, accounts: str | None, *, no_accounts: bool
) -> tuple[Measured | None, Measured | None]:
    """Return one table counted by the segments of each design, read as the newer one states.

    An earlier design whose segments have no conditions keeps its declared numbers, as in its plan.
    """
    from csdesign.customers import has_conditions, measure_options

    source, is_own = table_to_read(new, accounts, no_accounts=no_accounts)
    if source is None:
        return None, None
    options = measure_options(new, is_own=is_own, drift=False)
    counted = count(old, source, options) if has_conditions(old) else None
    return counted, count(new, source, options)
