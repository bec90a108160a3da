"""`csdesign diff`: what a change does, in the language of customer success."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from csdesign.cli.options import FailOn, colours, exit_code, fail_on, format_option, width
from csdesign.cli.outcome import Outcome
from csdesign.formats import printed
from csdesign.formats.said import DIFF

if TYPE_CHECKING:
    from csdesign.source.designs import Loaded

__all__ = ["HELP", "command"]

HELP = """What changed between two designs: coverage, experience, owners, people, pay.

OLD and NEW are files, directories, or REVISION:PATH of the git repository here.

  csdesign diff main:org org
  csdesign diff HEAD~3:design.yaml design.yaml --format markdown
  csdesign diff design.yaml --scenario growth
"""


def command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The design before.")],
    new: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="The design after.", show_default=False)
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option("--scenario", metavar="ID", help="Compare a design with this scenario of it."),
    ] = None,
    format_: Annotated[str, format_option(printed(*DIFF))] = "table",
    fail: FailOn = None,
) -> Outcome:
    """Compare two designs."""
    from csdesign import api
    from csdesign._version import VERSION
    from csdesign.cli.loading import refusal
    from csdesign.errors import UsageError
    from csdesign.formats import Layout, write_text
    from csdesign.formats.said import said_of_diff
    from csdesign.source.designs import load_scenario

    threshold = fail_on(fail, None)
    before = _loaded(old)
    if before.design is None:
        return refusal(before, [old])
    if new is None and scenario is None:
        raise UsageError("give the design after, or --scenario: what to compare with")
    after = before if new is None else _loaded(new)
    if scenario is not None and after.design is not None:
        after = load_scenario(after, scenario)
    for loaded, name in ((before, old), (after, new or old)):
        if loaded.design is None:
            return refusal(loaded, [name])
    diff = api.diff(api.design_of(before), api.design_of(after))
    text = write_text(format_, said_of_diff(diff, VERSION), Layout(width(), colours()))
    return Outcome(text, exit_code((*diff.new_findings, *diff.worse_findings), threshold))


def _loaded(name: str) -> Loaded:
    """Return the design a name stands for: what exists on disk comes before REVISION:PATH."""
    from csdesign.cli.loading import load
    from csdesign.source.designs import load_sources
    from csdesign.source.git.revision import read_revision, split_revision

    split = None if os.path.lexists(name) else split_revision(name)
    if split is None:
        return load([name])
    revision, path = split
    return load_sources(read_revision(revision, [path]))
