"""`--watch`: a command runs again when its files are saved, and says in one line what moved."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from csdesign.cli.outcome import Outcome
from csdesign.errors import CsdesignError, UsageError
from csdesign.extras import needs_extra
from csdesign.source.files import is_design_name
from csdesign.wording import number_of, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.planning.results import Plan

__all__ = ["watched"]

_FAILED = 2


@needs_extra
def watched(
    files: Sequence[str], overrides: Sequence[str] = (), later: Sequence[str] = ()
) -> Outcome:
    """Run this process's own command line, without `--watch`, now and after each save.

    `later` are options for every run but the first, such as the leave to replace its own output.
    Returns when the user interrupts it, or when what it watches is gone.

    Raises:
        UsageError: standard input is among the files.
        MissingExtraError: watchfiles is not installed.
    """
    from watchfiles import watch

    if "-" in files:
        raise UsageError("--watch needs files that can be saved; name them rather than -")
    gc.enable()  # unlike a command that ends, this one stays
    folders = sorted({_folder(name) for name in files})
    arguments = [argument for argument in sys.argv[1:] if argument != "--watch"]
    seen = _state(files)
    before = _run(arguments, files, overrides, None)
    try:
        _say(f"watching {number_of(len(folders), 'folder')}; Ctrl-C ends it")
        # A folder that is deleted, or a save while a run lasts, sends no word: every second what
        # is there is compared with what was read.
        for _ in watch(*folders, debounce=300, step=50, rust_timeout=1_000, yield_on_timeout=True):
            if not all(Path(folder).is_dir() for folder in folders):
                break
            if (now := _state(files)) != seen:
                seen = now
                before = _run([*arguments, *later], files, overrides, before)
    except KeyboardInterrupt:
        return Outcome()
    except FileNotFoundError:
        pass
    gone = ", ".join(visible(folder) for folder in folders if not Path(folder).is_dir())
    return Outcome(code=_FAILED, messages=f"csdesign: {gone or 'the folder'} is gone; not watching")


def _run(
    arguments: Sequence[str], files: Sequence[str], overrides: Sequence[str], before: Plan | None
) -> Plan | None:
    """Run the command, say what moved, and return the plan to compare with next time."""
    command = [sys.executable, "-m", "csdesign", *arguments]
    subprocess.run(command, check=False, stdin=subprocess.DEVNULL)
    from csdesign import api
    from csdesign.views.plan.moved import moved

    try:
        after = api.plan(api.load(list(files), overrides=overrides))
    except CsdesignError:
        return before  # the command has said what is wrong
    if before is not None:
        _say(moved(before, after))
    return after


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def _folder(name: str) -> str:
    path = Path(name)
    return str(path if path.is_dir() else path.parent)


def _state(files: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return when each file of the design was written and how long it is; absent ones left out."""
    found: dict[str, tuple[int, int]] = {}
    for name in files:
        paths = [name]
        if Path(name).is_dir():
            paths = [
                str(Path(at, each))
                for at, _, names in os.walk(name)
                for each in names
                if is_design_name(os.path.relpath(Path(at, each), name))
            ]
        for path in paths:
            with suppress(OSError):
                status = Path(path).stat()
                found[path] = (status.st_mtime_ns, status.st_size)
    return found
