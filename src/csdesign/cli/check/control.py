"""Combines the options of `csdesign check`, the environment and the settings.

An option takes precedence over the environment, and the environment over the settings file.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.cli.account_options import OWN_TABLE
from csdesign.cli.check.options import OUTPUT_FILE, OUTPUT_FORMAT
from csdesign.cli.options import DrawOptions
from csdesign.errors import UsageError
from csdesign.formats import known
from csdesign.source.files import nothing
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Collection, Iterator
    from datetime import date

    from csdesign.cli.check.options import Flags
    from csdesign.config import Settings
    from csdesign.config.designs import Chosen
    from csdesign.finding import Severity
    from csdesign.formats.findings.outputs import Output
    from csdesign.rules.known import Entry
    from csdesign.rules.selection import Choice

__all__ = ["PEOPLE", "Control", "controls_of"]

PEOPLE: Final = ("full", "table", "concise")
"""Formats for people: a table of statistics may replace them."""


class Control(NamedTuple):
    """The options of one run of `check` on a design, after environment and settings.

    `flags` are the options that come from the command line alone. `output_file` takes the result in
    place of standard output; `outputs` are files next to it. `accounts` is the table to count,
    `design` for the design's own, None for none. `lowered` names the settings files from elsewhere
    that make a run pass; it is empty if none do.
    """

    flags: Flags
    files: tuple[str, ...]
    choice: Choice
    today: date
    fail_on: Severity | None
    format: str
    output_file: str | None
    outputs: tuple[Output, ...]
    baseline: str | None
    accounts: str | None
    then: Chosen | None = None
    """The design under its path at the revision of `--since`: a folder may have moved."""
    baseline_then: Counter[Entry] | None = None
    """The baseline at the revision of `--since`; None if it is not known."""
    lowered: tuple[str, ...] = ()
    name: str = ""
    excluded: Callable[[str], bool] = nothing


def controls_of(flags: Flags, root: Settings, today: date) -> list[Control]:
    """Return the control of each chosen design.

    Raises:
        UsageError: options cannot be combined or have no effect for several designs, or a value is
            not valid.
        SettingsError: the settings are wrong.
    """
    from csdesign.config.designs import chosen_designs
    from csdesign.formats.findings import FORMATS

    _refuse_contradictions(flags)
    chosen = chosen_designs(
        flags.files or (), root, FORMATS, config=flags.config, isolated=flags.isolated
    )
    if len(chosen) > 1:
        for option, given in (
            ("--baseline", flags.baseline),
            ("--write-baseline", flags.write_baseline),
            ("--accounts", flags.accounts),
        ):
            if given:
                raise UsageError(
                    f"{option} is for one design: name it, as in csdesign check {chosen[0].name}"
                )
    then = None
    if flags.since is not None:
        from csdesign.cli.check.then import gate_then

        then = gate_then(flags, root, chosen)
    controls = [
        control_of(flags, each.files, each.settings, today)._replace(
            name=each.name if len(chosen) > 1 else "",
            excluded=each.excluded,
            lowered=tuple(_lowered(flags, root, each.nearest)),
            then=then.designs[number] if then else None,
            baseline_then=then.baselines[number] if then else None,
        )
        for number, each in enumerate(chosen)
    ]
    if then:
        controls[0] = controls[0]._replace(lowered=(*controls[0].lowered, *then.milder))
    return controls


def control_of(flags: Flags, files: tuple[str, ...], settings: Settings, today: date) -> Control:
    """Return the control of one design.

    Raises:
        UsageError: options cannot be combined, or a value is not valid.
        SettingsError: the settings name an unknown rule.
    """
    from csdesign.formats.findings import FORMATS
    from csdesign.formats.findings.outputs import parse_outputs
    from csdesign.rules.control import choose_rules
    from csdesign.rules.threshold import parse_fail_on

    baseline = None if flags.write_baseline else flags.baseline or settings.baseline
    if flags.prune and baseline is None:
        raise UsageError("--prune has no baseline to prune; name it with --baseline PATH")
    word = "never" if flags.exit_zero else flags.fail or settings.fail_on or "error"
    return Control(
        flags=flags,
        files=files,
        choice=choose_rules(flags.select or (), flags.ignore or (), settings),
        today=today,
        fail_on=parse_fail_on(word),
        format=_format(flags, settings, FORMATS),
        output_file=os.environ.get(OUTPUT_FILE) or None,
        outputs=parse_outputs(flags.output or ()),
        baseline=baseline,
        accounts=_accounts(flags, settings),
    )


def _lowered(flags: Flags, root: Settings, nearest: Settings | None) -> Iterator[str]:
    """Name the settings files outside the working directory that may make a run pass."""
    from csdesign.config import Settings

    for settings, base in ((root, Settings()), (nearest, root)):
        if settings is None or flags.config is not None:
            continue
        if os.path.realpath(settings.folder) == os.path.realpath("."):
            continue
        keys = [key for key in settings.lowers(base) if key != "fail-on" or flags.fail is None]
        if keys:
            words = f"{settings.path} makes this check less strict: {', '.join(keys)}"
            yield f"{words}; --isolated ignores settings files"


def _accounts(flags: Flags, settings: Settings) -> str | None:
    """Return the table to count; without an option, the settings may ask for the design's own.

    Raises:
        UsageError: a table is both given and refused.
    """
    if flags.accounts is not None and flags.no_accounts:
        raise UsageError("give --accounts or --no-accounts, not both")
    if flags.accounts is not None or flags.no_accounts:
        return flags.accounts
    return OWN_TABLE if settings.accounts else None


def _refuse_contradictions(flags: Flags) -> None:
    """Refuse options that cannot be combined or would have no effect.

    Raises:
        UsageError: such an option is given.
    """
    _refuse_mending(flags)
    DrawOptions(flags.draws, flags.seed, flags.sure).refuse_alone()
    if flags.exit_zero and flags.fail not in (None, "never"):
        raise UsageError("--exit-zero and --fail-on cannot be combined; give one of them")
    if flags.stdin_filename is not None and "-" not in (flags.files or ()):
        raise UsageError("--stdin-filename names the text that - reads; give - among the files")
    if flags.write_baseline is not None:
        others = {
            "--baseline": flags.baseline is not None,
            "--prune": flags.prune,
            "--since": flags.since is not None,
        }
        clash = next((name for name, given in others.items() if given), None)
        if clash:
            raise UsageError(f"--write-baseline and {clash} cannot be combined; give one of them")
    if flags.statistics and flags.format_ is not None and flags.format_ not in PEOPLE:
        raise UsageError(
            f"--statistics prints a table of its own; write {visible(flags.format_, 40)} to a file "
            f"with --output {visible(flags.format_, 40)}=PATH"
        )


def _refuse_mending(flags: Flags) -> None:
    """Refuse options that cannot be combined with `--fix`, or would have no effect.

    Raises:
        UsageError: such an option is given.
    """
    if not (flags.fix or flags.diff):
        if flags.unsafe_fixes:
            raise UsageError("--unsafe-fixes needs --fix, or --diff to see the changes first")
        return
    if flags.fix and flags.diff:
        raise UsageError("--fix and --diff cannot be combined; --diff shows what --fix would write")
    if flags.fix and "-" in (flags.files or ()):
        raise UsageError("--fix cannot rewrite standard input; name the file, or use --diff")
    others = {
        "--since": flags.since is not None,
        "--baseline": flags.baseline is not None,
        "--write-baseline": flags.write_baseline is not None,
        "--prune": flags.prune,
        "--statistics": flags.statistics and flags.diff,
        "--format": flags.format_ is not None and flags.diff,
        "--output": bool(flags.output) and flags.diff,
    }
    clash = next((name for name, given in others.items() if given), None)
    if clash:
        name = "--fix" if flags.fix else "--diff"
        raise UsageError(f"{name} and {clash} cannot be combined; give one of them")


def _format(flags: Flags, settings: Settings, formats: Collection[str]) -> str:
    """Return the format of the result.

    Raises:
        UsageError: the name is not that of a format.
    """
    if flags.format_ is not None:
        name, where = flags.format_, "--format"
    elif os.environ.get(OUTPUT_FORMAT):
        name, where = os.environ[OUTPUT_FORMAT], OUTPUT_FORMAT
    else:
        return settings.format or "full"
    return known(name, formats, where)
