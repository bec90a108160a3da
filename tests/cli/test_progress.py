"""Progress bars: a person at a terminal sees one, a pipe never does."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

from cli.command import environment
from csdesign.cli.progress import progress

SLOW = """
import sys, time
from csdesign.cli.progress import progress
with progress("Counting sheep", {total}) as steps:
    for number in steps.over(range(3)):
        time.sleep({pause})
print("result", "rich" in sys.modules)
"""


def at_a_terminal(code: str, *, stdout_too: bool = False, **env: str) -> tuple[str, str, int]:
    """Return the output of a program to a terminal and to a pipe, and its exit code.

    The terminal is its stderr, with `stdout_too` its stdout as well.
    """
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.DEVNULL,
        stdout=theirs if stdout_too else subprocess.PIPE,
        stderr=theirs,
        env=environment(**{"TERM": "xterm", **env}),
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:
        # Linux says so of a terminal whose last writer has left.
        pass
    os.close(ours)
    piped = b"" if running.stdout is None else running.stdout.read()
    if running.stdout is not None:
        running.stdout.close()
    return shown.decode(), piped.decode(), running.wait()


def test_a_terminal_shows_how_far_slow_work_is() -> None:
    shown, piped, code = at_a_terminal(SLOW.format(total=3, pause=0.7))

    assert "Counting sheep" in shown
    assert "/3" in shown
    assert piped == "result True\n"
    assert code == 0


def test_work_of_unknown_length_has_a_bar_without_a_count() -> None:
    shown, _, _ = at_a_terminal(SLOW.format(total=None, pause=0.6))

    assert "Counting sheep" in shown
    assert "/3" not in shown


def test_quick_work_draws_nothing_and_imports_no_rich() -> None:
    shown, piped, _ = at_a_terminal(SLOW.format(total=3, pause=0))

    assert shown == ""
    assert piped == "result False\n"


def test_a_terminal_that_cannot_move_its_cursor_gets_no_bar() -> None:
    shown, _, _ = at_a_terminal(SLOW.format(total=3, pause=0.5), TERM="dumb")

    assert shown == ""


def test_a_pipe_gets_no_bar_however_long_it_takes() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLOW.format(total=3, pause=0.5)],
        env=environment(TERM="xterm"),
        capture_output=True,
        check=True,
        text=True,
    )

    assert done.stderr == ""
    assert done.stdout == "result False\n"


def test_the_bar_is_wiped_off_before_the_result() -> None:
    """What a person reads in the end is the result alone, and the cursor is back."""
    shown, _, _ = at_a_terminal(SLOW.format(total=3, pause=0.6), stdout_too=True)
    erased, _, rest = shown.rpartition("\x1b[2K")

    assert erased.endswith("\r") or "\x1b[?25h" in erased
    assert rest.replace("\r\n", "\n") == "result True\n"
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")


def test_an_error_ends_the_bar_too() -> None:
    code = SLOW.format(total=3, pause=0.5)
    broken = code.replace("time.sleep(0.5)", "time.sleep(0.5)\n        if number == 2: 1 / 0")
    shown, piped, status = at_a_terminal(broken)

    assert "ZeroDivisionError" in shown.rpartition("\x1b[?25h")[2]
    assert piped == ""
    assert status == 1


def test_steps_count_what_is_finished() -> None:
    with progress("Work", 3) as steps:
        counts = [steps.done for _ in steps.over("abc")]

    assert counts == [0, 1, 2]
    assert steps.done == 3


def test_an_import_that_waits_shows_a_bar_and_prints_only_its_roles() -> None:
    """The real command: a document that comes slowly, stderr a terminal, stdout a pipe."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "csdesign", "import", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=environment(TERM="xterm"),
    )
    os.close(theirs)
    shown = os.read(ours, 65536)  # nothing comes until the bar does
    piped, _ = running.communicate(b"# Account Manager\n\n## Duties\n\n- Renews contracts\n")
    os.close(ours)

    assert b"\x1b" in shown
    assert b"\x1b" not in piped
    assert b"Account Manager" in piped
    assert running.returncode == 0
