"""One run of `csdesign check`: read, judge, compare with what was known, write."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from csdesign import api
from csdesign._version import VERSION
from csdesign.cli.check.control import PEOPLE
from csdesign.cli.check.notes import notes_of
from csdesign.cli.check.reading import load_before, load_now, shown_names
from csdesign.cli.options import colours, exit_code
from csdesign.cli.outcome import Outcome
from csdesign.cli.outputs import claim_formats, fill, outputs_of
from csdesign.cli.streams import hold
from csdesign.config import repository_top
from csdesign.formats.findings import write
from csdesign.formats.findings.outputs import Output as Named
from csdesign.rules.causes import by_cause
from csdesign.views.findings.report import FindingsReport
from csdesign.wording import listed, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.cli.check.baseline import Known
    from csdesign.cli.check.control import Control
    from csdesign.cli.check.notes import Notes
    from csdesign.files.writing import Output
    from csdesign.finding import Finding
    from csdesign.rules.known import Entry
    from csdesign.source.designs import Loaded

__all__ = ["run_check"]


def run_check(control: Control, notes: Notes) -> Outcome:
    """Return what a run finds, after its files are written.

    Raises:
        CsdesignError: something cannot be read or written.
    """
    files = _Files(control)
    loaded = load_now(control.files, control.stdin_filename)
    hold(loaded)
    names = shown_names(control.files, control.stdin_filename)
    inputs = [file.path for file in loaded.files]
    files.outputs.reads(inputs)
    notes.detail(f"read {number_of(len(inputs), 'file')}; {len(control.choice.rules)} rules chosen")
    findings = _found(control, loaded, notes)
    if control.write_baseline is not None and loaded.design is None:
        return _no_baseline(loaded, names, notes)
    known = _known(control, findings, files.baseline, notes)
    if known is not None:
        findings = known.findings
    if control.since is not None:
        findings = _new(control, findings, known.baseline if known else Counter(), notes)
    report = _report(control, loaded, findings, names)
    fill(files.formats, lambda name: write(name, report))
    text = _text(control, report, quiet=notes.quiet)
    if files.result is not None:
        files.result.data, text = write(control.format, report).encode(), ""
    files.outputs.write()
    if files.written:
        notes.detail(f"wrote {listed(map(visible, files.written), 'and')}")
    return Outcome(text, exit_code(findings, control.fail_on), notes.text)


def _found(control: Control, loaded: Loaded, notes: Notes) -> Sequence[Finding]:
    """Return the findings, with those of the account table where it is asked for."""
    if control.accounts is None or loaded.design is None:
        return api.check_loaded(loaded, control.choice, control.today)
    from csdesign.cli.account_options import said_first
    from csdesign.cli.check.counting import count_for_check

    count = count_for_check(control.accounts, loaded.design)
    if count.measured is not None:
        for line in said_first(count.measured):
            notes.note(line)
    found = api.check_loaded(loaded, control.choice, control.today, measured=count.measured)
    mine = [finding for finding in count.problems if finding.code in control.choice.codes]
    return sorted((*found, *mine), key=lambda finding: finding.sort_key)


class _Files:
    """The files that a run writes, claimed before it reads the design."""

    def __init__(self, control: Control) -> None:
        read = None if control.prune else control.baseline
        self.outputs = outputs_of(
            [*control.files, control.stdin_filename], others=[control.config, read]
        )
        self.formats = claim_formats(self.outputs, control.outputs)
        asked = () if control.output_file is None else (Named(control.format, control.output_file),)
        self.result = next((file for _, file in claim_formats(self.outputs, asked)), None)
        path = control.baseline if control.prune else control.write_baseline
        self.baseline = None if path is None else self.outputs.claim(path)

    @property
    def written(self) -> list[str]:
        """Return the paths of what was written apart from the baseline."""
        files = [file for _, file in self.formats]
        return [file.path for file in (*files, self.result) if file is not None]


def _known(
    control: Control, findings: Sequence[Finding], output: Output | None, notes: Notes
) -> Known | None:
    """Return the findings with the known ones silenced; None where there is no baseline."""
    if control.write_baseline is None and control.baseline is None:
        return None
    from csdesign.cli.check.baseline import pruned_or_told, silence_known, write_known

    ran = control.choice.codes
    if output is not None and control.write_baseline is not None:
        known = write_known(findings, output, ran)
        count = number_of(known.baseline.total(), "finding")
        notes.note(f"wrote {count} to {visible(output.path)}")
        return known
    path = control.baseline or ""
    known = silence_known(findings, path, ran)
    notes.note(pruned_or_told(known, path, output))
    return known


def _new(
    control: Control, findings: Sequence[Finding], baseline: Counter[Entry], notes: Notes
) -> list[Finding]:
    """Return the findings that the revision did not have."""
    from csdesign.rules.control import only_new

    revision = control.since or ""
    before = load_before(revision, control.files, control.stdin_filename)
    shown = visible(revision, 80)
    if before is None:
        notes.note(f"{shown} has none of these files: everything in them is new")
        return list(findings)
    if before.design is None:
        notes.note(f"the design did not load at {shown}: every finding counts as new")
        return list(findings)
    had = _found(control, before, notes_of(quiet=True, verbose=False))
    notes.detail(f"{shown} had {number_of(len(had), 'finding')}")
    return only_new(findings, had, baseline)


def _report(
    control: Control, loaded: Loaded, findings: Sequence[Finding], names: Sequence[str]
) -> FindingsReport:
    from pathlib import Path

    return FindingsReport(
        findings=tuple(by_cause(findings)),
        rules=control.choice.rules,
        version=VERSION,
        line_of=loaded.source_map.line,
        inputs=tuple(names),
        root=repository_top(),
        folder=str(Path.cwd()),
        fail_on=control.fail_on,
    )


def _text(control: Control, report: FindingsReport, *, quiet: bool) -> str:
    """Return what goes to standard output; with `quiet`, people are not told of nothing."""
    from dataclasses import replace

    if control.statistics:
        from csdesign.views.findings.statistics import statistics

        return statistics(report)
    if quiet and control.format in PEOPLE and not report.active:
        return ""
    return write(control.format, replace(report, colour=colours()))


def _no_baseline(loaded: Loaded, names: Sequence[str], notes: Notes) -> Outcome:
    from csdesign.cli.loading import refusal

    refused = refusal(loaded, names)
    notes.note("no baseline was written: the design does not load")
    return Outcome(code=refused.code, messages=refused.messages + notes.text)
