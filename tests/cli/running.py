"""Whole command lines run in this process: the same options, exit codes and messages, but quick."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING

import pytest

from cli.command import ROOT, Run, environment
from csdesign.cli import streams
from csdesign.cli.app import main
from csdesign.errors import CsdesignError

if TYPE_CHECKING:
    from pathlib import Path


def run(monkeypatch: pytest.MonkeyPatch, *args: str) -> Run:
    """Return the output of `csdesign ARGS` and its exit code; a reason not to go on is code 2."""
    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "argv", ["csdesign", *args])
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main()
        except CsdesignError as error:
            err.write(f"csdesign: {error}\n")
            code = 2
    return Run(out.getvalue(), err.getvalue(), code)


def csdesign(*args: str, cwd: Path = ROOT, stdin: bytes = b"", **env: str) -> Run:
    """Run `csdesign ARGS` in a folder, as `command.csdesign` does in a process."""
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.chdir(cwd)
        patch.setattr(os, "environ", environment(**env))
        patch.setattr(sys, "argv", ["csdesign", *args])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = streams._guarded(main)
    return Run(out.getvalue(), err.getvalue(), code)
