"""One run of `csdesign check`: read, apply rules, compare with baseline and revision, write."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from csdesign import api
from csdesign._version import VERSION
from csdesign.cli.account_options import OWN_TABLE
from csdesign.cli.check.control import PEOPLE
from csdesign.cli.check.notes import notes_of
from csdesign.cli.check.reading import load_before, load_now, shown_names
from csdesign.cli.loading import skipped_words
from csdesign.cli.options import colours, exit_code
from csdesign.cli.outcome import Outcome
from csdesign.cli.outputs import claim_formats, fill, outputs_of, reads_design
from csdesign.cli.streams import hold
from csdesign.files.top import repository_top
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
    from csdesign.files.writing import Output, Outputs
    from csdesign.finding import Finding
    from csdesign.source.designs import Loaded

__all__ = ["run_check"]


def run_check(controls: Sequence[Control], notes: Notes) -> Outcome:
    """Return the outcome of a run over one design or several, after its files are written.

    The first control decides how results are written; each decides its rules, baseline and exit
    code.

    Raises:
        CsdesignError: something cannot be read or written.
    """
    first = controls[0]
    files = _Files(controls)
    done = []
    for control, output in zip(controls, files.baselines, strict=True):
        _tell_lowered(control, notes)
        judged = _judged(control, output, files.outputs, notes)
        if isinstance(judged, Outcome):
            return judged
        done.append(judged)
    report = _report(controls, done)
    fill(files.formats, lambda name: write(name, report))
    text = _text(first, report, quiet=notes.quiet)
    if files.result is not None:
        files.result.data, text = write(first.format, report).encode(), ""
    files.outputs.write()
    if files.written:
        notes.detail(f"wrote {listed(map(visible, files.written), 'and')}")
    code = max(
        exit_code(found, control.fail_on)
        for control, (_, found) in zip(controls, done, strict=True)
    )
    return Outcome(text, code, notes.text)


def _judged(
    control: Control, output: Output | None, outputs: Outputs, notes: Notes
) -> tuple[Loaded, Sequence[Finding]] | Outcome:
    """Return a design with its findings, or an outcome if the run ends here."""
    loaded = load_now(control.files, control.flags.stdin_filename, control.excluded)
    hold(loaded)
    reads_design(outputs, loaded)
    for name in loaded.skipped:
        notes.note(skipped_words(name))
    notes.detail(
        f"read {number_of(len(loaded.files), 'file')}; {len(control.choice.rules)} rules chosen"
    )
    findings = _found(control, loaded, notes)
    if control.flags.write_baseline is not None and loaded.design is None:
        return _no_baseline(loaded, shown_names(control.files, control.flags.stdin_filename), notes)
    known = _known(control, findings, output, notes)
    if control.flags.since is None:
        return loaded, findings if known is None else known.findings
    return loaded, _new(control, findings, known, outputs, notes)


def _new(
    control: Control,
    findings: Sequence[Finding],
    known: Known | None,
    outputs: Outputs,
    notes: Notes,
) -> Sequence[Finding]:
    """Return the findings that are new or worse since a revision, the known ones suppressed."""
    from csdesign.cli.check.baseline import hidden_words, silenced_words
    from csdesign.rules.baseline import apply
    from csdesign.rules.control import only_new

    revision = control.flags.since or ""
    had = _had(control, outputs, notes)
    if had is not None:
        notes.note(silenced_words(findings, had, revision))
    if known is None:
        return findings if had is None else only_new(findings, had, Counter())
    new = known.findings if had is None else only_new(known.findings, had, known.baseline)
    if control.baseline_then is not None:
        then: Sequence[Finding] = apply(findings, control.baseline_then, (), "").findings
        if had is not None:
            then = only_new(then, had, control.baseline_then)
        notes.note(hidden_words(new, then, control.baseline or "", revision))
    return new


def _tell_lowered(control: Control, notes: Notes) -> None:
    """Note the settings files from elsewhere that may make a run pass."""
    for words in control.lowered:
        notes.note(words)


def _found(control: Control, loaded: Loaded, notes: Notes) -> Sequence[Finding]:
    """Return the findings, with those of the account table if it is counted."""
    if control.accounts is None or loaded.design is None:
        return api.check_loaded(
            loaded,
            control.choice,
            control.today,
            draws=control.flags.draws,
            seed=control.flags.seed,
            sure=control.flags.sure,
        )
    from csdesign.cli.account_options import said_first
    from csdesign.cli.check.counting import count_for_check

    count = count_for_check(control.accounts, loaded.design)
    if count.measured is not None:
        for line in said_first(count.measured):
            notes.note(line)
    found = api.check_loaded(
        loaded,
        control.choice,
        control.today,
        measured=count.measured,
        draws=control.flags.draws,
        seed=control.flags.seed,
        sure=control.flags.sure,
    )
    mine = [finding for finding in count.problems if finding.code in control.choice.codes]
    return sorted((*found, *mine), key=lambda finding: finding.sort_key)


class _Files:
    """The files that a run writes, claimed before it reads the design."""

    def __init__(self, controls: Sequence[Control]) -> None:
        first = controls[0]
        read = [control.baseline for control in controls if not control.flags.prune]
        designs = [name for control in controls for name in control.files]
        paths = [
            each.baseline if each.flags.prune else each.flags.write_baseline for each in controls
        ]
        self.outputs = outputs_of(
            [*designs, first.flags.stdin_filename],
            tables=[control.accounts for control in controls if control.accounts != OWN_TABLE],
            others=read,
            config=first.flags.config,
            rewrites=paths,
        )
        self.formats = claim_formats(self.outputs, first.outputs)
        asked = () if first.output_file is None else (Named(first.format, first.output_file),)
        self.result = next((file for _, file in claim_formats(self.outputs, asked)), None)
        self.baselines = [None if path is None else self.outputs.claim(path) for path in paths]

    @property
    def written(self) -> list[str]:
        """Return the paths of the files written, without the baseline."""
        files = [file for _, file in self.formats]
        return [file.path for file in (*files, self.result) if file is not None]


def _known(
    control: Control, findings: Sequence[Finding], output: Output | None, notes: Notes
) -> Known | None:
    """Return the findings with the known ones suppressed; None if the baseline does not exist."""
    if control.flags.write_baseline is None and control.baseline is None:
        return None
    from csdesign.cli.check.baseline import pruned_or_told, silence_known, write_known

    ran = control.choice.codes
    if output is not None and control.flags.write_baseline is not None:
        known = write_known(findings, output, ran)
        count = number_of(known.baseline.total(), "finding")
        notes.note(f"wrote {count} to {visible(output.path)}")
        return known
    path = control.baseline or ""
    known = silence_known(findings, path, ran)
    notes.note(pruned_or_told(known, path, output))
    return known


def _had(control: Control, outputs: Outputs, notes: Notes) -> Sequence[Finding] | None:
    """Return the findings of the revision; None if everything counts as new."""
    revision = control.flags.since or ""
    then = control.then or control
    before = load_before(revision, then.files, control.flags.stdin_filename, then.excluded)
    shown = visible(revision, 80)
    if before is None:
        notes.note(f"{shown} has none of these files: everything in them is new")
        return None
    reads_design(outputs, before)
    if before.design is None:
        notes.note(f"the design did not load at {shown}: every finding counts as new")
        return None
    had = _found(control, before, notes_of(quiet=True, verbose=False))
    notes.detail(f"{shown} had {number_of(len(had), 'finding')}")
    return had


def _report(
    controls: Sequence[Control], done: Sequence[tuple[Loaded, Sequence[Finding]]]
) -> FindingsReport:
    """Return the findings of all designs, each under its name if there are several."""
    from pathlib import Path

    first = controls[0]

    def line_of(path: str, number: int) -> str:
        return next(filter(None, (loaded.source_map.line(path, number) for loaded, _ in done)), "")

    return FindingsReport(
        findings=tuple(
            replace(finding, design=control.name) if control.name else finding
            for control, (_, found) in zip(controls, done, strict=True)
            for finding in by_cause(found)
        ),
        rules=tuple({rule.code: rule for each in controls for rule in each.choice.rules}.values()),
        version=VERSION,
        line_of=line_of,
        inputs=tuple(
            name for each in controls for name in shown_names(each.files, each.flags.stdin_filename)
        ),
        root=repository_top(),
        folder=str(Path.cwd()),
        fail_on=first.fail_on,
        designs=tuple(control.name for control in controls if control.name),
    )


def _text(control: Control, report: FindingsReport, *, quiet: bool) -> str:
    """Return the text for standard output; with `quiet`, an empty one if there are no findings."""
    if control.flags.statistics:
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
