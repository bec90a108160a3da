"""`--watch`: runs a command again when its files are saved, and reports the changes in one line."""

from __future__ import annotations

import gc
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from csdesign.cli.outcome import Outcome
from csdesign.config import load_settings, settings_files
from csdesign.config.designs import chosen_designs
from csdesign.errors import CsdesignError, UnreadableError, UsageError
from csdesign.extras import needs_extra
from csdesign.files.there import is_dir
from csdesign.formats.findings import FORMATS
from csdesign.source.designs import design_files, load_design
from csdesign.wording import number_of, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.config.designs import Chosen
    from csdesign.planning.results import Plan

__all__ = ["watched"]

_FAILED = 2


@needs_extra
def watched(
    files: Sequence[str], overrides: Sequence[str] = (), later: Sequence[str] = ()
) -> Outcome:
    """Run this process's own command line, without `--watch`, now and after each save.

    `later` are options for every run but the first, such as the leave to replace its own output.
    Without files it watches every design of the tree. It returns when the user interrupts it, or
    when the watched files are gone.

    Raises:
        UsageError: standard input is among the files, or there is no design.
        MissingExtraError: watchfiles is not installed.
    """
    from watchfiles import watch

    if "-" in files:
        raise UsageError("--watch needs files that can be saved; name them rather than -")
    gc.enable()  # unlike other commands, this one keeps running
    designs = chosen_designs(files, load_settings(".", FORMATS), FORMATS)
    folders = sorted({_folder(name) for design in designs for name in design.files})
    arguments = [argument for argument in sys.argv[1:] if argument != "--watch"]
    seen = _state(designs)
    before = _run(arguments, designs, overrides, None)
    try:
        _say(f"watching {number_of(len(folders), 'folder')}; Ctrl-C ends it")
        # A deleted folder, or a save during a run, causes no event, so the files are compared #
        # with those read once a second.
        for _ in watch(*folders, debounce=300, step=50, rust_timeout=1_000, yield_on_timeout=True):
            if not all(is_dir(folder) for folder in folders):
                break
            if (now := _state(designs)) != seen:
                seen = now
                before = _run([*arguments, *later], designs, overrides, before)
    except KeyboardInterrupt:
        return Outcome()
    except FileNotFoundError:
        pass
    except PermissionError as error:
        raise UnreadableError("cannot watch the folder: permission denied") from error
    gone = ", ".join(visible(folder) for folder in folders if not is_dir(folder))
    return Outcome(code=_FAILED, messages=f"csdesign: {gone or 'the folder'} is gone; not watching")


def _run(
    arguments: Sequence[str],
    designs: Sequence[Chosen],
    overrides: Sequence[str],
    before: Plan | None,
) -> Plan | None:
    """Run the command, report the changes, and return the plan to compare with next time."""
    command = [sys.executable, "-m", "csdesign", *arguments]
    subprocess.run(command, check=False, stdin=subprocess.DEVNULL)
    from csdesign import api
    from csdesign.views.plan.moved import moved

    if len(designs) > 1:
        return None
    (design,) = designs
    try:
        loaded = load_design(design.files, None, overrides, design.excluded)
        after = api.plan(api.design_of(loaded))
    except CsdesignError:
        return before  # the command has reported the error
    if before is not None:
        _say(moved(before, after))
    return after


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def _folder(name: str) -> str:
    path = Path(name)
    return str(path if is_dir(path) else path.parent)


def _state(designs: Sequence[Chosen]) -> dict[str, tuple[int, int]]:
    """Return time of change and size of each file of the designs and their settings."""
    paths: list[str] = [str(Path(name)) for name in settings_files(".")]
    for design in designs:
        try:
            files, _ = design_files(design.files, excluded=design.excluded)
            paths += [file.path for file in files]
        except CsdesignError:  # some files are gone, or cannot be read
            paths += design.files
        paths += [design.nearest.path] if design.nearest is not None else []
    found: dict[str, tuple[int, int]] = {}
    for path in paths:
        with suppress(OSError):
            status = Path(path).stat()
            found[path] = (status.st_mtime_ns, status.st_size)
    return found
