"""Every way out of the process, in a process of its own: codes, one line each, no traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from csdesign._version import VERSION

START = """
import sys
from csdesign.cli.streams import run, stdin_bytes, unwind_on_signals
from csdesign.errors import *
def main():
{body}
run(main)
"""


WRAPPED = """\
class Named:
    def __set_name__(self, owner, name):
        raise KeyboardInterrupt
class Owner:
    named = Named()"""
"""Python 3.11 wraps what is raised here in a RuntimeError."""


def script(body: str) -> list[str]:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return [sys.executable, "-X", "dev", "-W", "error", "-c", START.format(body=lines)]


def call(body: str, shell: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command whose work is `body`; `shell` is what follows it on a shell's line."""
    command = script(body)
    if shell:
        command = ["bash", "-c", f'"$@" {shell}', "bash", *command]
    environ = {
        key: text
        for key, text in os.environ.items()
        if key == "PYTHONPATH" or not key.startswith("PYTHON")
    }
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environ | environment,
        errors="surrogateescape",
    )


@pytest.mark.parametrize("code", [0, 1, 2])
def test_the_code_of_a_command_is_the_code_of_the_process(code: int) -> None:
    done = call(f"print('done')\nreturn {code}")
    assert (done.returncode, done.stdout, done.stderr) == (code, "done\n", "")


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ("raise UsageError('no such option')", 2, "csdesign: no such option\n"),
        ("raise UsageError('a\\x1b[31m\\nb')", 2, "csdesign: a\\x1b[31m\\nb\n"),
        ("raise KeyboardInterrupt", 130, ""),
        ("try:\n    raise KeyboardInterrupt\nfinally:\n    raise ValueError", 130, ""),
        ("raise UsageError('stopped') from KeyboardInterrupt()", 130, ""),
        (WRAPPED, 130, ""),
        ("sys.exit(3)", 3, ""),
        ("sys.exit()", 0, ""),
        ("sys.exit('text')", 2, ""),
        ("raise BrokenPipeError", 141, ""),
    ],
)
def test_every_exit_says_at_most_one_line(body: str, code: int, said: str) -> None:
    done = call(body)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", said)


@pytest.mark.parametrize("error", ["ValueError('secret')", "RecursionError()", "MemoryError()"])
def test_a_bug_is_one_line_without_the_text_of_the_error(error: str) -> None:
    """The text of an exception may hold the design, or take for ever to make."""
    done = call(f"raise {error}")
    assert done.returncode == 101
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"csdesign: internal error: {error.partition('(')[0]}")
    assert "secret" not in done.stderr


def test_a_bug_keeps_its_traceback_for_those_who_ask() -> None:
    done = call("raise ValueError('secret')", CSDESIGN_DEBUG="1")
    assert done.returncode == 101
    assert "Traceback" in done.stderr
    assert "secret" in done.stderr


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_unwinds_what_is_half_done(name: str, tmp_path: Path) -> None:
    ready, unwound = tmp_path / "ready", tmp_path / "unwound"
    body = (
        "import time, pathlib\nunwind_on_signals()\ntry:\n"
        f"    pathlib.Path({str(ready)!r}).touch()\n    time.sleep(60)\n"
        f"finally:\n    pathlib.Path({str(unwound)!r}).touch()"
    )
    with subprocess.Popen(script(body), stderr=subprocess.PIPE, text=True) as process:
        while not ready.exists():
            time.sleep(0.01)
        number = getattr(signal, name)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (128 + number, "")
    assert unwound.exists()


def test_a_reader_that_goes_away_ends_the_command_quietly() -> None:
    done = call("for n in range(100000): print(n)\nreturn 0", "| head -1; echo ${PIPESTATUS[0]}")
    assert (done.stdout, done.stderr) == ("0\n141\n", "")


def test_a_reader_that_goes_away_before_the_last_flush_ends_it_quietly() -> None:
    done = call(
        "import time\nprint('x')\ntime.sleep(.3)\nreturn 1", "| true; echo ${PIPESTATUS[0]}"
    )
    assert (done.stdout, done.stderr) == ("1\n", "")


@pytest.mark.parametrize("size", [1, 100_000])
def test_a_full_disk_behind_stdout_is_never_success(size: int) -> None:
    done = call(f"print('x' * {size})\nreturn 0", ">/dev/full")
    assert done.returncode == 2
    assert done.stderr == "csdesign: cannot write to standard output: No space left on device\n"


def test_a_closed_stdout_is_a_failure_only_where_there_was_output() -> None:
    assert call("return 0", ">&-").returncode == 0
    done = call("print('x')\nreturn 0", ">&-")
    assert (done.returncode, done.stderr) == (
        2,
        "csdesign: cannot write to standard output: it is closed\n",
    )


def test_a_closed_stderr_loses_the_message_and_keeps_the_code() -> None:
    done = call("print('x')\nprint('y', file=sys.stderr)\nraise UsageError('z')", "2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (2, "x\n", "")


def test_a_file_that_is_opened_never_takes_the_place_of_a_closed_stream(tmp_path: Path) -> None:
    target = tmp_path / "out"
    body = (
        f"stream = open({str(target)!r}, 'w')\nassert stream.fileno() > 2\nstream.close()\nreturn 0"
    )
    assert call(body, "<&- >&- 2>&-").returncode == 0


def test_a_closed_stdin_is_not_a_stream() -> None:
    assert call("return 0 if stdin_bytes() is None else 1", "<&-").returncode == 0
    assert call("return len(stdin_bytes().read())", "</dev/null").returncode == 0


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "latin-1", "utf-16"])
def test_a_pipe_gets_utf_8_in_every_encoding_of_the_terminal(encoding: str) -> None:
    done = call(
        "print('Менеджер 🎉 ─')\nprint('Менеджер', file=sys.stderr)\nreturn 0",
        PYTHONIOENCODING=encoding,
    )
    assert done.returncode == 0
    assert done.stdout == "Менеджер 🎉 ─\n"
    assert done.stderr == "Менеджер\n"


def test_a_pipe_gets_letters_whatever_the_locale_says() -> None:
    done = call("print('\\u044f')\nreturn 0", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, done.stdout) == (0, "я\n")


def test_names_that_are_not_utf8_are_printed() -> None:
    done = call("print('caf\\udce9')\nreturn 0")
    assert (done.returncode, done.stdout) == (0, "caf\\udce9\n")


VERSION_RUN = """
import sys
sys.argv = ["csdesign", "--version"]
from csdesign.__main__ import main
try:
    main()
finally:
    print({"typer", "yaml", "pydantic", "rich"} & {*sys.modules})
"""


def test_the_version_is_printed_without_loading_a_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", VERSION_RUN], capture_output=True, text=True, check=True
    )
    assert sorted(done.stdout.splitlines()) == [f"csdesign {VERSION}", "set()"]


def test_the_version_in_the_code_is_the_version_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == VERSION


def test_the_module_starts_as_the_command_does() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "csdesign", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"csdesign {VERSION}\n"
