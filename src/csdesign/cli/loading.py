"""Reading a design for a command that needs one: problems go to stderr, with exit code 2."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from csdesign._version import VERSION
from csdesign.api import design_of
from csdesign.cli.outcome import Outcome
from csdesign.cli.streams import stdin_bytes
from csdesign.config.designs import one_design
from csdesign.errors import RevisionError
from csdesign.formats.findings import FORMATS, write
from csdesign.source.designs import load_design, load_scenario, scenario_ids
from csdesign.views.findings.report import FindingsReport
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.accounts.problems import RulesError
    from csdesign.finding import Finding
    from csdesign.source.designs import Loaded

__all__ = [
    "findings_report",
    "load",
    "load_state",
    "refusal",
    "rules_refusal",
    "scenarios",
    "skipped_words",
]

DOES_NOT_LOAD = 2


def load(files: Sequence[str], overrides: Sequence[str] | None = None) -> Loaded:
    """Return the design in the files; `-` is standard input.

    Raises:
        UnreadableError: a path cannot be opened or is not a regular file.
        UsageError: an override does not name a part of the design.
    """
    stdin = stdin_bytes() if "-" in files else None
    where = one_design(files, FORMATS)
    loaded = load_design(where.files, stdin, overrides or (), where.excluded)
    for name in loaded.skipped:
        sys.stderr.write(f"csdesign: {skipped_words(name)}\n")
    return loaded


def load_state(name: str, files: Sequence[str] = ()) -> Loaded:
    """Return the design that a name means: what is on disk, REVISION:PATH, or a revision.

    A revision alone means `files` at that revision, so it cannot be used without files.

    Raises:
        UnreadableError: a path cannot be opened or is not a regular file.
        RevisionError: git, the repository, the revision or a path in it does not exist.
    """
    from csdesign.source.git.revision import split_revision

    if name == "-" or os.path.lexists(name):
        return load([name])
    split = split_revision(name)
    if split is not None:
        return _at_revision(split[0], [split[1]])
    # A name that ends like a design file cannot be a revision: it is reported as a missing file.
    if not files or name.endswith((".yaml", ".yml")):
        return load([name])
    return _at_revision(name, files)


def _at_revision(revision: str, files: Sequence[str]) -> Loaded:
    """Return a design as a revision had it; the name of a design of the tree means its files.

    Raises:
        RevisionError: git, the repository, the revision or a file in it does not exist.
    """
    from csdesign.source.git.load import load_revision

    where = one_design(files, FORMATS)
    loaded = load_revision(revision, where.files, where.excluded)
    if loaded is None:
        raise RevisionError(
            f"the settings exclude everything that {visible(revision, 80)} has of "
            f"{visible(files[0])}"
        )
    return loaded


def skipped_words(name: str) -> str:
    """Return the note on a file that belongs to another tool."""
    return (
        f"skipped {visible(name)}: none of its top-level keys belongs to a design; exclude it in "
        "csdesign.toml, or name it to have it read"
    )


def scenarios(loaded: Loaded, asked: Sequence[str]) -> list[tuple[str, Loaded]]:
    """Return the scenarios asked for by id, each applied to the design; `all` is every one.

    Raises:
        UsageError: the design has no scenario of that id, or none at all.
    """
    known = scenario_ids(loaded)
    names = dict.fromkeys(
        name for word in asked for name in ((known or (word,)) if word == "all" else (word,))
    )
    return [(name, load_scenario(loaded, name)) for name in names]


def findings_report(
    loaded: Loaded, findings: Sequence[Finding], files: Sequence[str], *, colour: bool = False
) -> FindingsReport:
    """Return a report of the findings, with which a format can place and quote them."""
    from csdesign.rules.catalogue import ALL_RULES

    return FindingsReport(
        findings=tuple(findings),
        rules=tuple(rule.info for rule in ALL_RULES),
        version=VERSION,
        line_of=loaded.source_map.line,
        inputs=tuple(files),
        colour=colour,
    )


def rules_refusal(loaded: Loaded, files: Sequence[str], error: RulesError) -> Outcome:
    """Return the outcome of a command whose segments cannot be found in the account table."""
    from csdesign.customers import account_findings

    design = design_of(loaded)
    report = findings_report(loaded, account_findings(design, error.problems), files)
    head = f"csdesign: {error.source} cannot be sorted into the segments\n"
    return Outcome(code=DOES_NOT_LOAD, messages=head + write("full", report))


def refusal(loaded: Loaded, files: Sequence[str]) -> Outcome:
    """Return the outcome of a command whose design does not load."""
    report = findings_report(loaded, loaded.findings, files)
    return Outcome(code=DOES_NOT_LOAD, messages=write("full", report))
