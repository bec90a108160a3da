"""Shells complete commands, options and choices."""

from __future__ import annotations

import shlex
import subprocess
import sys

from cli.running import csdesign


def completed(words: str) -> list[str]:
    done = csdesign(
        COMP_WORDS=words,
        COMP_CWORD=str(len(words.split(" ")) - 1),
        _CSDESIGN_COMPLETE="complete_bash",
    )
    assert done.code == 0, done.err
    return done.out.split()


def test_commands_options_and_formats_are_completed() -> None:
    assert completed("csdesign che") == ["check"]
    assert "--since" in completed("csdesign check --s")
    assert {"table", "json", "markdown"} <= set(completed("csdesign plan --format "))


def test_the_script_of_the_shell_at_hand_is_printed() -> None:
    script = f"{shlex.quote(sys.executable)} -m csdesign --show-completion; true"
    done = subprocess.run(["bash", "-c", script], check=True, capture_output=True, text=True)

    assert "complete -o default" in done.stdout
