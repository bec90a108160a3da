"""Shells complete commands, options and choices."""

from __future__ import annotations

from cli.command import csdesign


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


def test_the_script_of_a_shell_is_printed() -> None:
    assert "complete -o default" in csdesign("--show-completion", "bash").out
