"""`csdesign report`: the page people look at, and the other files they forward."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from csdesign.cli.options import FailOn, Files, Set, Watch, exit_code, fail_on, format_option
from csdesign.cli.outcome import Outcome
from csdesign.formats.report import FORMATS, OTHER_NAMES
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.model.design import Design
    from csdesign.planning.results import Plan
    from csdesign.source.designs import Loaded
    from csdesign.views.content import ReportContent
    from csdesign.views.redaction import Redaction

__all__ = ["HELP", "command"]

HELP = """One page to look at, print and forward; other formats by suffix.

The page is one file that loads nothing and runs nothing. A .csv report is a
folder with one file per table.

  csdesign report design.yaml -o report.html
  csdesign report design.yaml -o report.html --redact cost,names
  csdesign report design.yaml -o report.html --against main
  csdesign report design.yaml -o plan.xlsx
"""


def command(
    files: Files,
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="PATH", help="The file, or the folder, to write."),
    ],
    format_: Annotated[
        str | None,
        format_option(
            tuple(FORMATS), "Format of the report [default: by the file's suffix].", OTHER_NAMES
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
    redact: Annotated[
        str | None, typer.Option("--redact", metavar="WHAT", help="Leave out cost, names or both.")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="DESIGN",
            help="Before and after: a file, a directory, a revision or REVISION:PATH.",
        ),
    ] = None,
    set_: Set = None,
    fail: FailOn = None,
    watch: Watch = False,
) -> Outcome:
    """Write a report of a design."""
    if watch:
        from csdesign.cli.watching import watched

        return watched(files, set_ or (), later=() if force else ("--force",))
    from csdesign.cli.loading import load, refusal
    from csdesign.cli.outputs import outputs_of
    from csdesign.cli.progress import progress
    from csdesign.formats.report import format_of, is_folder, write
    from csdesign.views.redaction import redaction_of

    threshold = fail_on(fail, None)
    name = format_of(output, format_)
    parts = redaction_of(redact)
    outputs = outputs_of([*files, against])
    if is_folder(name):
        outputs.claim_folder(output, force=force)
        target = None
    else:
        target = outputs.claim(output, force=force)
    loaded = load(files, set_)
    outputs.reads(file.path for file in loaded.files)
    if loaded.design is None:
        return refusal(loaded, files)
    earlier = None if against is None else _earlier(against, files)
    if earlier is not None and earlier.design is None:
        return refusal(earlier, [against or ""])
    before = None if earlier is None else earlier.design
    with progress("Writing the report"):
        content = _content(loaded.design, files, parts, before, against or "")
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
    return Outcome(code=exit_code(content.plan.findings, threshold), messages=message)


def _content(
    design: Design, files: Sequence[str], parts: frozenset[str], before: Design | None, label: str
) -> ReportContent:
    from csdesign._version import VERSION
    from csdesign.auditing.audit import audit_design
    from csdesign.diffing.compare import diff_plans
    from csdesign.views.audit.report_audit import role_audit_of
    from csdesign.views.content import Before, ReportContent

    plan, redaction = _planned(design, parts)
    nameless = "names" in parts
    name = "an earlier design" if nameless else label
    earlier = None
    if before is not None:
        then, former = _planned(before, parts)
        redaction = redaction.with_names_of(former)
        earlier = Before(name, then, diff_plans(then, plan))
    report = audit_design(
        plan.design, None if earlier is None else earlier.plan.design, against_name=name
    )
    return ReportContent(
        plan=plan,
        version=VERSION,
        source="" if nameless else ", ".join(os.path.basename(name) for name in files),  # noqa: PTH119 -- any text may be a name
        before=earlier,
        audit=role_audit_of(report, places=not nameless) if plan.design.roles else None,
        redaction=redaction,
    )


def _planned(design: Design, parts: frozenset[str]) -> tuple[Plan, Redaction]:
    """Return the plan of what a design is without the redacted parts."""
    from csdesign import api
    from csdesign.views.redaction import redact, without_places

    shown, redaction = redact(design, parts)
    plan = api.plan(shown)
    if "names" in parts:
        plan = replace(plan, findings=without_places(plan.findings))
    return plan, redaction


def _earlier(against: str, files: Sequence[str]) -> Loaded:
    """Return the design to compare with: what is on disk, else REVISION:PATH, else a revision."""
    from csdesign.cli.loading import load
    from csdesign.source.designs import load_sources
    from csdesign.source.git.revision import read_revision, split_revision

    if os.path.lexists(against):
        return load([against])
    split = split_revision(against)
    if split is not None:
        return load_sources(read_revision(split[0], [split[1]]))
    return load_sources(read_revision(against, files))


def _size(count: int) -> str:
    return f"{count:,} bytes" if count < 1000 else f"{count / 1000:,.0f} kB"
