"""One run of `csdesign audit`: read the designs, compare, suppress what comments accept, write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from csdesign import api
from csdesign._version import VERSION
from csdesign.cli.loading import load, load_state, refusal
from csdesign.cli.options import colours, exit_code, fail_on, today, width
from csdesign.cli.outcome import Outcome
from csdesign.cli.outputs import claim_formats, fill, outputs_of, reads_design
from csdesign.cli.progress import progress
from csdesign.errors import UsageError
from csdesign.files.top import repository_top
from csdesign.finding import Severity
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csdesign.auditing.results import AuditReport
    from csdesign.cli.audit_options import AuditFlags
    from csdesign.rules.selection import Choice
    from csdesign.source.designs import Loaded

__all__ = ["run_audit", "run_suggestions"]


def run_audit(flags: AuditFlags) -> Outcome:
    """Return the outcome of an audit, after its files are written.

    Raises:
        CsdesignError: something cannot be read or written, or an option has no effect.
    """
    from csdesign.config import load_settings
    from csdesign.formats import audit, findings
    from csdesign.formats.findings.outputs import parse_outputs
    from csdesign.rules.control import choose_rules

    formats = list(dict.fromkeys((*audit.FORMATS, *findings.FORMATS)))
    files = flags.files or []
    alarms_only = _alarms_only(flags.only)
    asked = parse_outputs(flags.output or (), formats)
    settings = load_settings(".", findings.FORMATS, config=flags.config, isolated=flags.isolated)
    choice = choose_rules(flags.select or (), flags.ignore or (), settings)
    threshold = fail_on(flags.fail or settings.fail_on, Severity.ERROR)
    states = [*files, flags.against, *(flags.history or ())]
    outputs = outputs_of(states, config=flags.config)
    claimed = claim_formats(outputs, asked)
    loaded = load(files)
    reads_design(outputs, loaded)
    if loaded.design is None:
        return refusal(loaded, files)
    earlier = load_state(flags.against, files) if flags.against is not None else None
    if earlier is not None:
        reads_design(outputs, earlier)
        if earlier.design is None:
            return refusal(earlier, [flags.against or ""])
    report = _controlled(_audited(loaded, earlier, flags), loaded, choice, today(flags.date))
    if alarms_only:
        report = report.without_questions()

    def written(name: str, *, colour: bool = False) -> str:
        if name in audit.FORMATS:
            return audit.write(name, report, version=VERSION, width=width(), colour=colour)
        return _findings(name, report, (loaded, earlier), choice, flags, colour=colour)

    fill(claimed, written)
    text = written(flags.format_, colour=colours())
    outputs.write()
    return Outcome(text, exit_code(report.findings, threshold))


def _alarms_only(only: str | None) -> bool:
    """Return whether only alarms are asked for, without questions.

    Raises:
        UsageError: the value is not `alarms`.
    """
    if only is None:
        return False
    if only != "alarms":
        raise UsageError(f"--only takes alarms, not {visible(only, 40)!r}")
    return True


def run_suggestions(files: Sequence[str], format_: str) -> Outcome:
    """Return the codes that the sentences of a design may mean.

    Raises:
        UsageError: suggestions are not written in that format.
    """
    from csdesign.auditing.suggesting import code_suggestions
    from csdesign.formats import Layout, known, printed, write_text
    from csdesign.formats.command_results import LISTED, result_of_suggestions

    known(format_, printed(*LISTED))
    loaded = load(files)
    if loaded.design is None:
        return refusal(loaded, files)
    found = list(code_suggestions(loaded.design))
    result = result_of_suggestions(found, VERSION)
    return Outcome(write_text(format_, result, Layout(width(), colours())))


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
    )


def _controlled(report: AuditReport, loaded: Loaded, choice: Choice, today: date) -> AuditReport:
    """Return the report with only the chosen findings; those accepted in comments are marked."""
    from csdesign.rules.catalogue.roles import RULES
    from csdesign.rules.control import known_rules
    from csdesign.rules.selection import with_severities
    from csdesign.rules.suppression.apply import suppress

    # Only `check` runs all rules, so only it reports unused comments.
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
        inputs=tuple(flags.files or ()),
        root=repository_top(),
        folder=str(Path.cwd()),
        category="audit",
        colour=colour,
    )
    return write(name, made)
