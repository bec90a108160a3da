"""One run of `csdesign audit`: read the designs, compare, silence what comments accept, write."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from csdesign import api
from csdesign._version import VERSION
from csdesign.cli.loading import load, load_earlier, refusal
from csdesign.cli.options import colours, exit_code, fail_on, width
from csdesign.cli.outcome import Outcome
from csdesign.cli.outputs import claim_formats, fill, outputs_of
from csdesign.cli.progress import progress
from csdesign.files.top import repository_top
from csdesign.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csdesign.auditing.results import AuditReport
    from csdesign.roles.matching.channels import SentenceChannel
    from csdesign.rules.selection import Choice
    from csdesign.source.designs import Loaded

__all__ = ["AuditFlags", "run_audit", "run_suggestions"]


@dataclass(frozen=True, slots=True)
class AuditFlags:
    """The options of an audit as they were given."""

    files: Sequence[str]
    against: str | None
    history: Sequence[str]
    semantic: bool
    alarms_only: bool
    select: Sequence[str]
    ignore: Sequence[str]
    fail_on: str | None
    format: str
    outputs: Sequence[str]
    today: date
    config: str | None
    isolated: bool


def run_audit(flags: AuditFlags) -> Outcome:
    """Return what an audit finds, after its files are written.

    Raises:
        CsdesignError: something cannot be read or written, or an option means nothing.
    """
    from csdesign.config import load_settings
    from csdesign.formats import audit, findings
    from csdesign.formats.findings.outputs import parse_outputs
    from csdesign.rules.control import choose_rules

    formats = list(dict.fromkeys((*audit.FORMATS, *findings.FORMATS)))
    asked = parse_outputs(flags.outputs, formats)
    settings = load_settings(".", findings.FORMATS, config=flags.config, isolated=flags.isolated)
    choice = choose_rules(flags.select, flags.ignore, settings)
    threshold = fail_on(flags.fail_on or settings.fail_on, Severity.ERROR)
    outputs = outputs_of([*flags.files, flags.against, *flags.history], others=[flags.config])
    claimed = claim_formats(outputs, asked)
    loaded = load(flags.files)
    outputs.reads(file.path for file in loaded.files)
    if loaded.design is None:
        return refusal(loaded, flags.files)
    earlier = _earlier(flags.against, flags.files) if flags.against is not None else None
    if earlier is not None and earlier.design is None:
        return refusal(earlier, [flags.against or ""])
    report = _controlled(_audited(loaded, earlier, flags), loaded, choice, flags.today)
    if flags.alarms_only:
        report = report.without_questions()

    def written(name: str, *, colour: bool = False) -> str:
        if name in audit.FORMATS:
            return audit.write(name, report, version=VERSION, width=width(), colour=colour)
        return _findings(name, report, (loaded, earlier), choice, flags, colour=colour)

    fill(claimed, written)
    text = written(flags.format, colour=colours())
    outputs.write()
    return Outcome(text, exit_code(report.findings, threshold))


def run_suggestions(files: Sequence[str], format_: str) -> Outcome:
    """Return the codes that the sentences of a design may mean.

    Raises:
        UsageError: suggestions are not written in that format.
    """
    from csdesign.auditing.suggesting import code_suggestions
    from csdesign.formats import known
    from csdesign.formats.audit.suggestions import FORMATS, write

    known(format_, FORMATS)
    loaded = load(files)
    if loaded.design is None:
        return refusal(loaded, files)
    found = list(code_suggestions(loaded.design))
    return Outcome(write(format_, found, version=VERSION, width=width()))


def _earlier(name: str, files: Sequence[str]) -> Loaded:
    """Return the earlier design: what exists on disk comes before REV:PATH and REV."""
    from csdesign.source.git.revision import split_revision

    # No revision ends like a design file: a missing file is said to be one.
    is_file = ":" not in name and name.endswith((".yaml", ".yml"))
    if name == "-" or os.path.lexists(name) or is_file:
        return load([name])
    split = split_revision(name)
    if split is not None:
        return load_earlier(split[0], [split[1]])
    return load_earlier(name, files)


def _audited(loaded: Loaded, earlier: Loaded | None, flags: AuditFlags) -> AuditReport:
    from csdesign.auditing.audit import audit_design

    design = api.design_of(loaded)
    states = None
    if flags.history:
        from csdesign.auditing.history import read_history

        with progress("Reading the history") as steps:
            states = read_history(flags.history, steps.told).until(design)
    return audit_design(
        design,
        earlier.design if earlier is not None else None,
        against_name=flags.against or "",
        history=states,
        channel=_channel(asked=flags.semantic),
    )


def _channel(*, asked: bool) -> SentenceChannel | None:
    if not asked:
        return None
    from csdesign.roles.text.sentences import SentenceModel

    return SentenceModel()


def _controlled(report: AuditReport, loaded: Loaded, choice: Choice, today: date) -> AuditReport:
    """Return the report with the chosen findings alone, those accepted in comments marked."""
    from csdesign.rules.catalogue.roles import RULES
    from csdesign.rules.control import known_rules
    from csdesign.rules.selection import with_severities
    from csdesign.rules.suppression.apply import suppress

    # What an audit does not run, `check` does: whether a comment is of use is said there.
    ran = choice.codes & {rule.code for rule in RULES}
    found = with_severities((f for f in report.findings if f.code in ran), choice)
    comments = loaded.source_map.comments
    if comments:
        found = suppress(found, comments, rules=known_rules(), ran=ran, today=today)
    return replace(report, findings=tuple(found))


def _findings(
    name: str,
    report: AuditReport,
    designs: tuple[Loaded, Loaded | None],
    choice: Choice,
    flags: AuditFlags,
    *,
    colour: bool,
) -> str:
    """Return the findings alone, in a format of findings."""
    from csdesign.formats.findings import write
    from csdesign.views.findings.report import FindingsReport

    def line_of(path: str, number: int) -> str:
        lines = (design.source_map.line(path, number) for design in designs if design is not None)
        return next(filter(None, lines), "")

    made = FindingsReport(
        findings=report.findings,
        rules=choice.rules,
        version=VERSION,
        line_of=line_of,
        inputs=tuple(flags.files),
        root=repository_top(),
        folder=str(Path.cwd()),
        category="audit",
        colour=colour,
    )
    return write(name, made)
