"""Every system: no name that only POSIX has, UTF-8 on every pipe, drive letters in paths."""

from __future__ import annotations

import json
import ntpath
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from cli.command import ROOT, environment
from csdesign.source.git.revision import split_revision
from csdesign.views.findings import paths
from distribution.test_extras import CORE, EXAMPLE, TABLE
from formats.findings.samples import EVERYTHING

if TYPE_CHECKING:
    from pathlib import Path

# What Windows does not have; libraries that are imported first may have looked for it before.
TAKEN = """
import os, signal, subprocess, sys
for name in (
    "O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_NOFOLLOW", "O_DIRECTORY", "killpg", "getpgid",
    "fchmod", "chown", "fork", "mkfifo", "getuid", "geteuid", "setsid", "sysconf",
):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGHUP", "SIGKILL", "SIGPIPE", "SIGALRM", "SIGUSR1", "SIGQUIT"):
    delattr(signal, name)
for name in ("fcntl", "pwd", "grp", "resource", "termios"):
    sys.modules[name] = None
"""
RUN = """
import contextlib, io, json
for args in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    sys.argv = ["csdesign", *args]
    from csdesign.cli import app, streams
    streams.unwind_on_signals()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = streams._guarded(app.main)
    print(json.dumps([args, code, err.getvalue()]))
"""


def test_every_command_runs_without_the_names_that_only_posix_has(tmp_path: Path) -> None:
    """The names are taken away before anything of ours is imported; git and DuckDB included."""
    design = tmp_path / "design.yaml"
    design.write_bytes((ROOT / EXAMPLE).read_bytes())
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "A design")):
        subprocess.run([*git, *command], cwd=tmp_path, check=True, capture_output=True)
    since = ("check", str(design), "--since", "HEAD", "--output", f"sarif={tmp_path}/out.sarif")
    runs = [
        *([word.format(folder=tmp_path) for word in args] for args in CORE.values()),
        ["plan", EXAMPLE, *TABLE, "--rejects", f"{tmp_path}/rejects.csv"],
        ["books", EXAMPLE, *TABLE, "--role", "csm", "-o", f"{tmp_path}/books.csv"],
        ["audit", "--roles", "tests/distribution/roles.csv"],
        [*since],
        ["check", str(design), "--write-baseline", f"{tmp_path}/known.json"],
    ]

    done = subprocess.run(
        [sys.executable, "-c", TAKEN + RUN, json.dumps(runs)],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert done.returncode == 0, done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(results) == len(runs)
    for args, code, said in results:
        assert code in (0, 1), (args, said)
        assert "internal error" not in said, (args, said)


@pytest.mark.parametrize("command", ["plan", "check"])
def test_a_pipe_gets_utf_8_whatever_the_console_is(command: str) -> None:
    """A Windows pipe is cp1252 by default, and a C locale is ASCII: Russian titles stay letters."""
    russian = "examples/seven-roles-ru.yaml"
    outputs = []
    for more in ({"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {}):
        kept = environment(PYTHONCOERCECLOCALE="0", **more)
        if "PYTHONIOENCODING" not in more:
            del kept["PYTHONIOENCODING"]
        done = subprocess.run(
            [sys.executable, "-m", "csdesign", command, russian],
            cwd=ROOT,
            env=kept,
            capture_output=True,
            check=False,
            timeout=60,
        )
        outputs.append(done.stdout)

    text = outputs[0].decode("utf-8")
    assert "\\u04" not in text
    assert any("а" <= letter <= "я" for letter in text)
    assert outputs == [outputs[0]] * 3


def test_paths_with_drive_letters_are_those_of_the_repository(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """SARIF, GitLab and GitHub get slashes and no drive, from a relative and an absolute path."""
    monkeypatch.setattr(paths, "os", SimpleNamespace(path=ntpath, sep="\\"))
    report = replace(EVERYTHING, root="C:\\work\\repo", folder="C:\\work\\repo\\teams")

    assert paths.repository_path(report, "org\\a.yaml") == "teams/org/a.yaml"
    assert paths.repository_path(report, "..\\org\\a.yaml") == "org/a.yaml"
    assert paths.repository_path(report, "C:\\work\\repo\\org\\a.yaml") == "org/a.yaml"
    assert paths.repository_path(report, "D:\\else\\a.yaml") == "D:/else/a.yaml"


def test_a_drive_is_not_a_revision() -> None:
    """`C:` is not a branch."""
    assert split_revision("C:\\org\\design.yaml") is None
    assert split_revision("C:/org/design.yaml") is None
    assert split_revision("main:org/design.yaml") == ("main", "org/design.yaml")
