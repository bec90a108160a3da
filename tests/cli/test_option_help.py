"""Every option says in one way what it does."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
import typer

from csdesign.cli.app import COMMANDS

# fmt: off
VERBS = frozenset((
    "Add", "Allow", "Also", "Balance", "Change", "Choose", "Compare", "Correct", "Count", "Do",
    "Draw", "Keep",
    "Evaluate", "Exit", "Explain", "Fill", "Follow", "Hide", "Leave", "Level", "Look",
    "Measure", "Plan", "Print", "Propose", "Read", "Record", "Remove", "Replace", "Report",
    "Respect", "Run", "Set", "Show", "Start", "Suggest", "Take", "Use", "Write",
))
# fmt: on


def options() -> list[tuple[str, Any]]:
    found = []
    for name in COMMANDS:
        app = typer.Typer(add_completion=False)
        app.command(name)(import_module(f"csdesign.cli.{name}_command").command)
        command = typer.main.get_command(app)
        found += [
            pytest.param(parameter, id=f"{name} {parameter.opts[0]}")
            for parameter in command.params
            if parameter.param_type_name == "option" and parameter.name != "help"
        ]
    return found


@pytest.mark.parametrize("option", options())
def test_the_help_of_an_option_begins_with_a_verb_and_is_a_sentence(option: Any) -> None:
    """A reader of --help scans the first words; a default stands in brackets at the end."""
    assert option.help
    assert option.help.split()[0] in VERBS
    assert option.help.endswith(".")
    assert "[" not in option.help or option.help.endswith("].")
