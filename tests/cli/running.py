"""Whole command lines run in this process: the same options, exit codes and messages, but quick."""

from __future__ import annotations

import contextlib
import io
import sys
from typing import TYPE_CHECKING

from cli.command import Run
from csdesign.cli.app import main
from csdesign.errors import CsdesignError

if TYPE_CHECKING:
    import pytest


def run(monkeypatch: pytest.MonkeyPatch, *args: str) -> Run:
    """Return what `csdesign ARGS` prints, and its exit code; a reason not to go on is code 2."""
    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "argv", ["csdesign", *args])
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main()
        except CsdesignError as error:
            err.write(f"csdesign: {error}\n")
            code = 2
    return Run(out.getvalue(), err.getvalue(), code)
