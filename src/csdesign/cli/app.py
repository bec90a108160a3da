"""The command line: a group that imports a command only when it is called.

`csdesign --help` imports no command and no pydantic: the one-line descriptions are kept here.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.completion import completion_init  # type: ignore[attr-defined]  # public by its use
from typer.core import TyperCommand, TyperGroup
from typer.main import get_install_completion_arguments

from csdesign.cli.outcome import Outcome
from csdesign.cli.streams import say_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["COMMANDS", "main"]

COMMANDS: Final[Mapping[str, str]] = {
    "init": "Write a commented starter design and its JSON Schema.",
    "plan": "Plan who should cover which customers, and with how many people.",
    "accounts": "Look at a customer table: its columns, formats and numbers.",
    "fit": "Find which promises to change so that the plan fits people or money.",
    "books": "Propose who gets which customers, from the account table.",
    "audit": "Compare titles with duties: renamed, duplicate and mislabelled roles.",
    "check": "Check a design against every rule, for CI and pre-commit.",
    "diff": "Compare two designs in customer-success terms.",
    "report": "Write a page to read, print and forward, or another format by suffix.",
    "explain": "Explain a rule, or how a result was derived, step by step.",
    "roles": "List the reference roles in English and Russian; write a role card.",
    "import": "Write roles in YAML from job descriptions and role lists.",
    "explore": "Try numbers on a screen and see how people and money change.",
    "server": "Serve editors: findings while you type, renames, completion.",
    "mcp": "Serve assistants, which can then ask the planner instead of guessing.",
    "schema": "Print the JSON Schema of the design language, for editors.",
    "help": "Print the page on a topic, for example check, accounts or python.",
}
"""Commands in the order of their help; each is the module of its name in this package."""

HELP: Final = """Design customer-success role coverage as code.

You describe segments and what their customers are promised in YAML; csdesign
plans who should cover whom, with what kind of person and how many. Revenue
never decides coverage.

  csdesign init              writes a starter design to try
  csdesign plan design.yaml  prints the plan
  csdesign --version         prints the version
"""


def verbatim(text: str) -> str:
    """Return help whose indented paragraphs typer prints line by line."""
    paragraphs = text.strip("\n").split("\n\n")
    return "\n\n".join(f"\b\n{part}" if part.startswith("  ") else part for part in paragraphs)


_NUMBERS: Final[Mapping[str, str]] = {
    "Input should be a valid integer": "give a whole number",
    "Input should be a valid number": "give a number",
}


class _Command(TyperCommand):
    """A command that refuses numbers and empty arguments in the project's words."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if "" in args:
            from csdesign.errors import UsageError
            from csdesign.wording import visible

            # A script with an unset variable gives an empty value, which must not loosen a gate.
            before = next((word for word in reversed(args[: args.index("")]) if word), "")
            where = f" after '{visible(before, 60)}'" if before else ""
            raise UsageError(f"an argument is empty{where}; is a script variable unset?")
        for param in self.params:
            _convert_when_given(param)
        try:
            return super().parse_args(ctx, args)
        except typer.BadParameter as error:
            found = (words for told, words in _NUMBERS.items() if error.message.startswith(told))
            error.message = next(found, error.message)
            raise


def _convert_when_given(param: Any) -> None:
    """Let a parameter build its converter only for a value; most options are not given.

    typer builds a pydantic model for each: a tenth of the time that a small design takes.
    """
    build = getattr(param, "get_runtime_param", None)  # older typers have no converter
    if build is not None:
        param.get_runtime_param = lambda: _WhenGiven(build)


class _WhenGiven:
    """A converter of typer that is built when a value is given, not for a default."""

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if value == param.default:
            return value
        return self._build().coerce(value, param=param, ctx=ctx)


class _Commands(TyperGroup):
    """A group whose commands live in modules that are imported on use."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # typer's signature
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  # typer's signature
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"csdesign.cli.{cmd_name}_command")
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(
            cmd_name,
            cls=_Command,
            help=verbatim(module.HELP),
            context_settings={
                "help_option_names": ["-h", "--help"],
                **getattr(module, "CONTEXT", {}),
            },
        )(module.command)
        return typer.main.get_command(app)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # typer's
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        # typer's "did you mean" knows only commands that were added; these are added on use.
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from csdesign.wording import did_you_mean, visible

            hint = did_you_mean(name, COMMANDS) or f"; commands: {', '.join(COMMANDS)}"
            ctx.fail(f"there is no command {visible(name)!r}{hint}")
        if name in _WITH_OWN_TABLE:
            args = [name, *_own_table(args[1:])]
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        try:
            outcome = super().invoke(ctx)
        except KeyboardInterrupt as stopped:  # typer would drop the notes
            say_notes(stopped)
            raise
        if isinstance(outcome, Outcome):
            ctx.obj.append(outcome)
        return outcome


_WITH_OWN_TABLE: Final = ("check", "diff", "report")
_ACCOUNTS: Final = "--accounts"


def _own_table(args: list[str]) -> list[str]:
    """Return the arguments with `design` after an `--accounts` that names no table.

    A design after it (`--accounts design.yaml`) is the design to work on, never a table.
    """
    spelled: list[str] = []
    for place, word in enumerate(args):
        spelled.append(word)
        following = args[place + 1] if place + 1 < len(args) else ""
        is_option = following.startswith("-") and following != "-"
        no_table = is_option or following.endswith((".yaml", ".yml", "/"))
        if word == _ACCOUNTS and (place + 1 == len(args) or no_table):
            spelled[-1] = f"{_ACCOUNTS}=design"
    return spelled


def _without_plugins() -> None:
    """Stop pydantic from looking for plugins, which reads the metadata of every installed package.

    The import of `importlib.metadata` and `email` alone takes as long as the planner does.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    finder = ModuleType("pydantic.plugin._loader")
    finder.get_plugins = tuple  # type: ignore[attr-defined]  # none
    sys.modules.setdefault(finder.__name__, finder)


def main() -> int:
    """Run the command that was asked for; return its exit code."""
    _without_plugins()
    group = _Commands(
        name="csdesign",
        help=verbatim(HELP),
        no_args_is_help=True,
        rich_markup_mode=None,
        params=list(get_install_completion_arguments()),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    completion_init()
    outcomes: list[Outcome] = []
    try:
        group.main(prog_name="csdesign", obj=outcomes)
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 0
    else:
        code = 0
    if not outcomes:
        return code
    from csdesign.escaping.terminal import apart

    # Written here, outside typer, so that a closed pipe and a full disk are handled in one place.
    for outcome in outcomes:
        if outcome.messages:
            sys.stderr.write(apart(outcome.messages))
        sys.stdout.write(outcome.text)
    return outcomes[-1].code
