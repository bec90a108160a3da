"""What the options of `csdesign check`, the environment and the settings come to.

Of the same question answered twice, an option goes before the environment, and that before the
settings file.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from csdesign.cli.check.options import OUTPUT_FILE, OUTPUT_FORMAT
from csdesign.errors import UsageError
from csdesign.formats import known
from csdesign.source.files import nothing
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from csdesign.config import Settings
    from csdesign.finding import Severity
    from csdesign.formats.findings.outputs import Output
    from csdesign.rules.selection import Choice

__all__ = ["PEOPLE", "Control", "Flags", "controls_of"]

PEOPLE: Final = ("full", "table", "concise")
"""Formats for people: a table of statistics may stand in for them."""


@dataclass(frozen=True, slots=True)
class Flags:
    """The options as they were given, before the environment and the settings have their say."""

    files: Sequence[str]
    select: Sequence[str]
    ignore: Sequence[str]
    fail_on: str | None
    exit_zero: bool
    format: str | None
    outputs: Sequence[str]
    baseline: str | None
    write_baseline: str | None
    prune: bool
    since: str | None
    statistics: bool
    stdin_filename: str | None
    config: str | None
    accounts: str | None = None
    no_accounts: bool = False
    draws: int | None = None
    sure: float = 0.9


@dataclass(frozen=True, slots=True)
class Control:
    """What one run of `check` does, once every question has one answer.

    `output_file` takes the result in place of standard output; `outputs` are files beside it.
    `accounts` is the table to count, `design` for the design's own, None for none.
    """

    files: tuple[str, ...]
    stdin_filename: str | None
    choice: Choice
    today: date
    fail_on: Severity | None
    format: str
    output_file: str | None
    outputs: tuple[Output, ...]
    baseline: str | None
    write_baseline: str | None
    prune: bool
    since: str | None
    statistics: bool
    config: str | None
    accounts: str | None = None
    draws: int | None = None
    sure: float = 0.9
    name: str = ""
    excluded: Callable[[str], bool] = nothing
    lowered: str = ""
    """What is said where settings from elsewhere make a run pass; empty where none do."""


def controls_of(flags: Flags, root: Settings, today: date, *, isolated: bool) -> list[Control]:
    """Return what to do with each design that is meant.

    Raises:
        UsageError: options exclude each other, mean nothing for several designs, or a value
            means nothing.
        SettingsError: the settings are wrong.
    """
    from csdesign.config.designs import chosen_designs
    from csdesign.formats.findings import FORMATS

    _refuse_contradictions(flags)
    chosen = chosen_designs(flags.files, root, FORMATS, config=flags.config, isolated=isolated)
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
    return [
        replace(
            control_of(replace(flags, files=each.files), each.settings, today),
            name=each.name if len(chosen) > 1 else "",
            excluded=each.excluded,
        )
        for each in chosen
    ]


def control_of(flags: Flags, settings: Settings, today: date) -> Control:
    """Return what to do with one design.

    Raises:
        UsageError: options exclude each other, or a value means nothing.
        SettingsError: the settings name no rule.
    """
    from csdesign.formats.findings import FORMATS
    from csdesign.formats.findings.outputs import parse_outputs
    from csdesign.rules.control import choose_rules
    from csdesign.rules.threshold import parse_fail_on

    baseline = None if flags.write_baseline else flags.baseline or settings.baseline
    if flags.prune and baseline is None:
        raise UsageError("--prune has no baseline to prune; name it with --baseline PATH")
    format_ = _format(flags, settings, FORMATS)
    output_file = os.environ.get(OUTPUT_FILE) or None
    word = "never" if flags.exit_zero else flags.fail_on or settings.fail_on or "error"
    return Control(
        files=tuple(flags.files),
        stdin_filename=flags.stdin_filename,
        choice=choose_rules(flags.select, flags.ignore, settings),
        today=today,
        fail_on=parse_fail_on(word),
        format=format_,
        output_file=output_file,
        outputs=parse_outputs(flags.outputs),
        baseline=baseline,
        write_baseline=flags.write_baseline,
        prune=flags.prune,
        since=flags.since,
        statistics=flags.statistics,
        config=flags.config,
        accounts=_accounts(flags, settings),
        lowered=_lowered(flags, settings),
        draws=flags.draws,
        sure=flags.sure,
    )


def _lowered(flags: Flags, settings: Settings) -> str:
    """Name a settings file above the working directory that makes a run pass."""
    keys = [key for key in settings.lowers if key != "fail-on" or flags.fail_on is None]
    beside = os.path.realpath(settings.folder).startswith(os.path.realpath("."))
    if not keys or beside or flags.config is not None:
        return ""
    return f"{settings.path} makes this check milder: {', '.join(keys)}; --isolated reads none"


def _accounts(flags: Flags, settings: Settings) -> str | None:
    """Return the table to count; the settings ask for the design's own where there is no option.

    Raises:
        UsageError: a table is given and refused at once.
    """
    from csdesign.cli.check.counting import OWN

    if flags.accounts is not None and flags.no_accounts:
        raise UsageError("give --accounts or --no-accounts, not both")
    if flags.accounts is not None or flags.no_accounts:
        return flags.accounts
    return OWN if settings.accounts else None


def _refuse_contradictions(flags: Flags) -> None:
    """Refuse what cannot be done together, and options that would do nothing.

    Raises:
        UsageError: there is such a pair.
    """
    if flags.draws is None and flags.sure != 0.9:
        raise UsageError("--sure goes with --draws: how many futures to draw")
    if flags.exit_zero and flags.fail_on not in (None, "never"):
        raise UsageError("--exit-zero and --fail-on exclude each other; give one of them")
    if flags.stdin_filename is not None and "-" not in flags.files:
        raise UsageError("--stdin-filename names what - reads; give - among the files")
    if flags.write_baseline is not None:
        others = {
            "--baseline": flags.baseline is not None,
            "--prune": flags.prune,
            "--since": flags.since is not None,
        }
        clash = next((name for name, given in others.items() if given), None)
        if clash:
            raise UsageError(f"--write-baseline and {clash} exclude each other; give one of them")
    if flags.statistics and flags.format is not None and flags.format not in PEOPLE:
        raise UsageError(
            f"--statistics prints a table of its own; write {visible(flags.format, 40)} to a file "
            f"with --output {visible(flags.format, 40)}=PATH"
        )


def _format(flags: Flags, settings: Settings, formats: Collection[str]) -> str:
    """Return the format of the result.

    Raises:
        UsageError: there is none of that name.
    """
    if flags.format is not None:
        name, where = flags.format, "--format"
    elif os.environ.get(OUTPUT_FORMAT):
        name, where = os.environ[OUTPUT_FORMAT], OUTPUT_FORMAT
    else:
        return settings.format or "full"
    return known(name, formats, where)
