"""Every option says in one way what it does."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
import typer

from csdesign.cli import roles_command
from csdesign.cli.app import COMMANDS, main
from csdesign.formats import FORMATS, printed

# fmt: off
VERBS = frozenset((
    "Accept", "Add", "Allow", "Also", "Balance", "Change", "Choose", "Compare", "Correct", "Count",
    "Do", "Draw", "Keep",
    "Evaluate", "Exit", "Explain", "Fill", "Follow", "Hide", "Leave", "Level", "Look",
    "Measure", "Plan", "Print", "Propose", "Read", "Record", "Remove", "Replace", "Report",
    "Respect", "Run", "Set", "Show", "Start", "Stop", "Suggest", "Take", "Use", "Write",
))
# fmt: on


def options() -> list[Any]:
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


SECTIONS = ("plan", "accounts", "fit", "books", "audit", "diff", "explain", "roles")
"""The commands that print sections to read."""


@pytest.mark.parametrize("name", SECTIONS)
def test_every_format_of_sections_is_offered_by_each_command_that_prints_them(name: str) -> None:
    """A format is added in one place, and no command has a list of its own."""
    app = typer.Typer(add_completion=False)
    app.command(name)(import_module(f"csdesign.cli.{name}_command").command)
    asked = next(o for o in typer.main.get_command(app).params if o.name == "format_")

    assert set(printed("document")) <= set((asked.metavar or "").strip("[]").split("|"))


def test_every_format_of_sections_without_tables_is_one_of_a_role_card() -> None:
    offered = {
        name
        for name, form in FORMATS.items()
        if "document" in form.needs and name not in ("csv-folder", "xlsx")
    }

    assert set(roles_command._CARDS.values()) == offered


def numbers() -> list[Any]:
    """Return the options that take a whole number or a number, with their commands."""
    taken = [
        case for case in options() if case.values[0].type_descriptor.annotation in (int, float)
    ]
    assert len(taken) > 10
    return taken


@pytest.mark.parametrize("option", numbers())
def test_a_word_in_place_of_a_number_is_refused_in_plain_words(
    option: Any,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What a parser says of its own types tells a user nothing."""
    command = request.node.callspec.id.split()[0]
    monkeypatch.setattr("sys.argv", ["csdesign", command, option.opts[0], "many"])
    whole = "whole " if option.type_descriptor.annotation is int else ""

    assert main() == 2
    said = f"Error: Invalid value for '{option.opts[0]}': give a {whole}number"
    assert capsys.readouterr().err.splitlines()[-1] == said
