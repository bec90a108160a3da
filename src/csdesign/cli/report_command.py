"""`csdesign report`: the page, and the other files to forward."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from csdesign.cli.account_options import NamedTable, NoAccounts, too_little
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
    exit_code,
    fail_on,
    first_month,
    format_option,
)
from csdesign.cli.outcome import Outcome
from csdesign.formats.report import FORMATS, OTHER_NAMES
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.accounts.measure.results import Measured
    from csdesign.model.design import Design

__all__ = ["HELP", "command"]

HELP = """Write a page to read, print and forward, or another format by suffix.

The page is a single file, without scripts or external resources. A .csv report is a
folder with one file per table.

  csdesign report design.yaml -o report.html
  csdesign report design.yaml -o report.html --redact cost,names
  csdesign report design.yaml -o report.html --against main
  csdesign report design.yaml -o plan.xlsx
  csdesign report design.yaml -o report.html --accounts customers.csv
"""


@spread
def command(  # noqa: PLR0915 -- one step after the other
    files: Files,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Write the report to this file, or folder for .csv.",
        ),
    ],
    format_: Annotated[
        str | None,
        format_option(
            tuple(FORMATS), "Write in this format [default: by the file's suffix].", OTHER_NAMES
        ),
    ] = None,
    force: Force = False,
    redact: Annotated[
        str | None, typer.Option("--redact", metavar="WHAT", help="Leave out cost, names or both.")
    ] = None,
    sections: Annotated[
        str | None,
        typer.Option(
            "--sections",
            metavar="NAMES",
            help="Show only these sections, as in answer,people,owners.",
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="DESIGN",
            help="Compare with an earlier design: a file, folder, revision or REVISION:PATH.",
        ),
    ] = None,
    accounts: NamedTable = None,
    no_accounts: NoAccounts = False,
    months: Months = None,
    from_: From = None,
    scenario: Scenario = None,
    draw: DrawOptions = DrawOptions(),  # noqa: B008 -- a tuple
    set_: Set = None,
    fail: FailOn = None,
    watch: Watch = False,
) -> Outcome:
    """Write a report of a design."""
    if watch:
        from csdesign.cli.watching import watched

        return watched(files, set_ or (), later=() if force else ("--force",))
    from csdesign import api
    from csdesign.accounts.problems import RulesError
    from csdesign.cli.asked import Asked, completed
    from csdesign.cli.loading import load, load_state, refusal, rules_refusal, scenarios
    from csdesign.cli.outputs import outputs_of, reads_design
    from csdesign.cli.progress import interruptible, progress
    from csdesign.customers import counted_numbers
    from csdesign.errors import UsageError
    from csdesign.formats import FORMATS as ALL
    from csdesign.formats.report import format_of, is_folder, write
    from csdesign.planning.months.horizon import dated
    from csdesign.source.designs import with_counts
    from csdesign.views.redaction import redaction_of
    from csdesign.views.report import sections_of

    draw.refuse_alone()
    threshold = fail_on(fail, None)
    name = format_of(output, format_)
    parts = redaction_of(redact)
    chosen = sections_of(sections)
    if chosen and "document" not in ALL[FORMATS[name]].needs:
        raise UsageError(f"--sections chooses sections of pages and tables; {name} has none")
    outputs = outputs_of([*files, against], tables=[accounts])
    if is_folder(name):
        outputs.claim_folder(output, force=force)
        target = None
    else:
        target = outputs.claim(output, force=force)
    loaded = load(files, set_)
    reads_design(outputs, loaded)
    if loaded.design is None:
        return refusal(loaded, files)
    if scenario and parts:
        raise UsageError("--scenario and --redact cannot be combined: scenarios are not redacted")
    earlier = None if against is None else load_state(against, files)
    if earlier is not None:
        reads_design(outputs, earlier)
        if earlier.design is None:
            return refusal(earlier, [against or ""])
    before = None if earlier is None else earlier.design
    asked = Asked(months, first_month(from_), None, *draw)
    with interruptible(), progress("Writing the report"):
        try:
            tables = _Tables(loaded.design, accounts, parts, no_accounts=no_accounts)
            counted = tables.counted
            counted_before = None if before is None else tables.counted_by(before)
        except RulesError as error:
            return rules_refusal(loaded, files, error)
        counts = {} if counted is None else counted_numbers(loaded.design, counted)
        merged = scenarios(with_counts(loaded, counts), scenario or ())
        broken = next((each for _, each in merged if each.design is None), None)
        if broken is not None:
            return refusal(broken, files)
        design, alone = loaded.design, None
        if len(merged) == 1 and scenario != ["all"]:
            alone, only = merged[0]
            design, merged, counted = api.design_of(only), [], None
        design = dated(design, months=months, start=asked.start)
        content = api.report_content(
            design,
            parts,
            against=before,
            measured=counted,
            measured_before=counted_before,
            label=against or "",
            source=", ".join(os.path.basename(name) for name in files),  # noqa: PTH119 -- any text may be a name
        )
        plan = completed(content.plan, loaded.design, merged, asked)
        plan = replace(plan, scenario=alone)
        content = replace(content, sections=chosen, plan=plan)
        made = write(name, content)
    if target is None:
        for file in made:
            outputs.claim(os.path.join(output, file.name)).data = file.data  # noqa: PTH118 -- any text may be a name
        where = f"{len(made)} files to {visible(output)}"
    else:
        target.data = made[0].data
        where = visible(output)
    outputs.write()
    message = f"wrote {where} ({_size(sum(len(file.data) for file in made))})\n"
    if tables.counted is not None and tables.counted.is_thin:
        message = f"csdesign: {too_little(tables.counted)}\n{message}"
    return Outcome(code=exit_code(content.plan.findings, threshold), messages=message)


class _Tables:
    """The customers of one table, counted by each design of a report."""

    def __init__(
        self, design: Design, accounts: str | None, parts: frozenset[str], *, no_accounts: bool
    ) -> None:
        from csdesign import api
        from csdesign.cli.account_options import table_to_read

        self._source, self._is_own = table_to_read(design, accounts, no_accounts=no_accounts)
        self._design = design
        sample = 0 if "names" in parts else 5
        self.counted: Measured | None = None
        """The table counted by the design, and how its numbers are spread."""
        if self._source is not None:
            table = None if self._is_own else self._source
            self.counted = api.measure(design, table, sample=sample, spreads=True)

    def counted_by(self, earlier: Design) -> Measured | None:
        """Return the same table counted by an earlier design, whose segments have conditions."""
        from csdesign.cli.account_options import count
        from csdesign.customers import has_conditions, measure_options

        if self._source is None or not has_conditions(earlier):
            return None
        options = measure_options(self._design, is_own=self._is_own, drift=False, sample=0)
        return count(earlier, self._source, options)


def _size(count: int) -> str:
    return f"{count:,} bytes" if count < 1000 else f"{count / 1000:,.0f} kB"
