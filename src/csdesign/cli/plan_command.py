"""`csdesign plan`: the people, hours and cost that a design needs."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from csdesign.cli.account_options import (
    SAMPLE,
    Accounts,
    AsOf,
    NoAccounts,
    Rejects,
    SampleIfAny,
    TableOptions,
    again,
    count,
    measured_lines,
    refuse_without_table,
    table_to_read,
)
from csdesign.cli.groups import spread
from csdesign.cli.options import (
    DrawOptions,
    FailOn,
    Files,
    Force,
    From,
    Months,
    Scenario,
    Set,
    Watch,
    colours,
    exit_code,
    fail_on,
    first_month,
    format_option,
    width,
)
from csdesign.cli.outcome import Outcome
from csdesign.cli.progress import drawing
from csdesign.formats import printed
from csdesign.formats.command_results import PLAN

__all__ = ["HELP", "command"]

HELP = """Plan who should cover which customers, with what kind of person, and how many.

Coverage follows from the promised work of each segment, never from revenue.
A design may be one file, several files, a directory, or - for standard input.

  csdesign plan design.yaml
  csdesign plan design.yaml --set segments.smb.accounts=5000
  csdesign plan design.yaml --format json
  csdesign plan design.yaml --accounts accounts.csv
  csdesign plan design.yaml --months 12 --from 2027-01
  csdesign plan design.yaml --scenario all
  csdesign plan design.yaml --draws 10000 --sure 0.9
"""


@spread
def command(  # noqa: PLR0915 -- one step after the other
    files: Files,
    format_: Annotated[str, format_option(printed(*PLAN))] = "table",
    set_: Set = None,
    select_segment: Annotated[
        list[str] | None,
        typer.Option("--select-segment", metavar="ID", help="Show only this segment; repeatable."),
    ] = None,
    accounts: Accounts = None,
    accounts_before: Annotated[
        str | None,
        typer.Option(
            "--accounts-before",
            metavar="TABLE",
            help="Show which accounts changed segment since an earlier table.",
        ),
    ] = None,
    history: Annotated[
        str | None,
        typer.Option(
            "--history",
            metavar="FOLDER",
            help="Show sizes and moves of segments over a folder of earlier tables.",
        ),
    ] = None,
    as_of: AsOf = None,
    reading: TableOptions = TableOptions(),  # noqa: B008 -- a tuple
    no_accounts: NoAccounts = False,
    sample: SampleIfAny = None,
    rejects: Rejects = None,
    force: Force = False,
    months: Months = None,
    from_: From = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", metavar="yaml=PATH", help="Write the proposed hires as positions."
        ),
    ] = None,
    scenario: Scenario = None,
    draw: DrawOptions = DrawOptions(),  # noqa: B008 -- a tuple
    fail: FailOn = None,
    watch: Watch = False,
) -> Outcome:
    """Print the plan of a design."""
    if watch:
        from csdesign.cli.watching import watched

        return watched(files, set_ or ())
    from csdesign._version import VERSION
    from csdesign.accounts.problems import RulesError
    from csdesign.cli.asked import Asked, planned
    from csdesign.cli.loading import load, refusal, rules_refusal, scenarios
    from csdesign.cli.outputs import (
        claim_yaml,
        outputs_of,
        reads_design,
        reads_table,
        refuse_idle_force,
    )
    from csdesign.cli.segments import only_segments
    from csdesign.formats import Layout, write_text
    from csdesign.formats.command_results import result_of_plan
    from csdesign.planning.months.hired import hired_positions
    from csdesign.source.designs import with_counts
    from csdesign.views.content import ReportContent

    draw.refuse_alone()
    threshold = fail_on(fail, None)
    refuse_idle_force({"--rejects": rejects}, force=force)
    outputs = outputs_of(files, tables=[accounts, accounts_before], others=[history])
    listing = None if rejects is None else outputs.claim(rejects, force=force)
    positions = claim_yaml(outputs, output)
    loaded = load(files, set_)
    reads_design(outputs, loaded)
    if loaded.design is None:
        return refusal(loaded, files)
    design, measured, messages = loaded.design, None, ""
    source, is_own = table_to_read(design, accounts, no_accounts=no_accounts)
    if source is None:
        others = {
            "--accounts-before": accounts_before,
            "--rejects": rejects,
            "--history": history,
            "--sample": None if sample is None else str(sample),
        }
        refuse_without_table({**reading.given(), **others})
    else:
        reads_table(outputs, source)
        options = reading.measuring(
            design,
            as_of=as_of,
            sample=SAMPLE if sample is None else sample,
            rejects=listing,
            before=accounts_before,
            is_own=is_own,
            drift=True,
            history=history,
        )
        options = replace(options, dates=bool(months) or design.document.horizon is not None)
        try:
            measured = count(design, source, options, outputs)
        except RulesError as error:
            return rules_refusal(loaded, files, error)
        messages = measured_lines(measured)
    counts: dict[str, dict[str, float]] = {}
    if measured is not None or as_of is not None:
        from csdesign.customers import counted_numbers, day_of

        counts = {} if measured is None else counted_numbers(design, measured)
    merged = scenarios(with_counts(loaded, counts), scenario or ())
    for _, each in merged:
        if each.design is None:
            return refusal(each, files)
    asked = Asked(
        months,
        first_month(from_),
        None if as_of is None else day_of(as_of, design),
        *draw,
    )
    with drawing(draw.draws):
        whole = planned(design, measured, merged, asked, together="all" in (scenario or ()))
    plan = only_segments(whole, select_segment or ())
    repeated: dict[str, str | list[str] | None] = {
        "--set": set_,
        "--scenario": scenario,
        "--accounts": accounts,
        "--no-accounts": "" if no_accounts else None,
        "--as-of": as_of,
        **reading.given(),
    }
    asked_again = again(files, repeated, measured)
    result = result_of_plan(ReportContent(plan, VERSION, asked_again))
    text = write_text(format_, result, Layout(width(), colours()))
    if positions is not None:
        positions.data = hired_positions(plan).encode()
    outputs.write()
    return Outcome(text, exit_code(plan.findings, threshold), messages)
