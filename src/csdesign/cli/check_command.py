"""`csdesign check`: all rules applied to a design, for CI and pre-commit."""

from __future__ import annotations

from csdesign.cli.check.options import Flags
from csdesign.cli.groups import spread
from csdesign.cli.options import today
from csdesign.cli.outcome import Outcome
from csdesign.errors import UsageError

__all__ = ["HELP", "command"]

HELP = """Check a design against every rule: reading, schema, references, coverage, ownership, pay.

Exit code 0: no finding at or above --fail-on (error by default); 1: findings;
2: the command could not run.

  csdesign check org/
  csdesign check org/ --format concise --select OWN,ROL,KPI601
  csdesign check org/ --since main --output sarif=findings.sarif
  csdesign check org/ --write-baseline baseline.json
  csdesign check org/ --accounts         counts the table that the design names
  csdesign check org/ --fix          corrects typing errors; --diff shows them first

A comment on the line, or alone above it, suppresses a finding:

  # csdesign: ignore[OWN301] -- the team starts in May until 2027-05-01
"""


@spread
def command(flags: Flags) -> Outcome:
    """Check a design."""
    if flags.watch:
        from csdesign.cli.watching import watched

        return watched(flags.files or ())
    from csdesign.cli.check.control import controls_of
    from csdesign.cli.check.notes import notes_of
    from csdesign.cli.check.run import run_check
    from csdesign.config import load_settings
    from csdesign.config import show_settings as shown_settings
    from csdesign.formats.findings import FORMATS

    notes = notes_of(quiet=flags.quiet, verbose=flags.verbose)
    settings = load_settings(".", FORMATS, config=flags.config, isolated=flags.isolated)
    if flags.show_settings:
        return Outcome(shown_settings(settings))
    notes.detail(f"settings: {settings.path}" if settings.path else "no settings file")
    controls = controls_of(flags, settings, today(flags.date))
    if flags.diff or flags.fix:
        from csdesign.cli.check.fixing import mended, write_mended

        if len(controls) > 1:
            raise UsageError("--fix and --diff are for one design: name it")
        (control,) = controls
        fixed = mended(control, unsafe=flags.unsafe_fixes)
        if flags.diff:
            return Outcome(fixed.diff(), int(bool(fixed.files)))
        notes.note(write_mended(fixed))
    return run_check(controls, notes)
