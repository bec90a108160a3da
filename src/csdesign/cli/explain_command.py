"""`csdesign explain`: the page of a rule, or the derivation of a result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from csdesign.cli.account_options import (
    Accounts,
    AsOf,
    NoAccounts,
    TableOptions,
    count,
    measured_lines,
    refuse_without_table,
    table_to_read,
)
from csdesign.cli.groups import spread
from csdesign.cli.options import (
    DrawOptions,
    Draws,
    From,
    Months,
    Seed,
    Set,
    colours,
    first_month,
    format_option,
    width,
)
from csdesign.cli.outcome import Outcome
from csdesign.cli.progress import drawing
from csdesign.errors import UsageError
from csdesign.formats import known, printed
from csdesign.formats.command_results import EXPLAIN
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from csdesign.accounts.measure.results import Measured
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan
    from csdesign.rules.rule import Rule
    from csdesign.source.designs import Loaded

__all__ = ["CONTEXT", "HELP", "command"]

# The inputs of `explain engagement` are options that the design itself names.
CONTEXT = {"ignore_unknown_options": True}

HELP = """Explain a rule, or how a result was derived, step by step.

  csdesign explain COV101                       a rule: why, and a bad and a good design
  csdesign explain segment:smb design.yaml      why a segment has its coverage
  csdesign explain fte:smb design.yaml          from promises to hours to people
  csdesign explain archetype:smb design.yaml    the rule that chose the CSM archetype
  csdesign explain role:csm design.yaml         what a role holds and how much work it has
  csdesign explain fte:smb design.yaml --accounts accounts.csv
                                                from counted customers
  csdesign explain month:2027-05:csm design.yaml --months 12 --from 2027-01
                                                a role's month: work, people, what waits
  csdesign explain vacancy:csm:2027-06 design.yaml
                                                why somebody must be hired, and by when
  csdesign explain draw:csm design.yaml --draws 10000
                                                how uncertain a role's people are
  csdesign explain --all --format markdown      the whole rule reference
  csdesign explain engagement design.yaml --segment smb --event incident
                                                who acts, by your own rules
"""

_RULE_FORMATS: Final = ("table", "markdown", "json", "yaml", "html")
_REFERENCE_FORMATS: Final = ("table", "markdown", "html")


class PlanOptions(NamedTuple):
    """The options of the plan that is explained."""

    set_: Set = None
    accounts: Accounts = None
    as_of: AsOf = None
    no_accounts: NoAccounts = False
    scenario: Annotated[
        str | None,
        typer.Option("--scenario", metavar="ID", help="Explain the plan of this scenario."),
    ] = None
    months: Months = None
    from_: From = None
    draws: Draws = None
    seed: Seed = 1


_BY_MONTH: Final = ("month", "vacancy")
"""Subjects of a plan by month."""


class _Reading(NamedTuple):
    """The options for the plan to explain, and for reading its table."""

    asked: PlanOptions
    options: TableOptions

    def as_inputs(self) -> dict[str, str]:
        """Return the given inputs of `explain engagement`, whose names a design chooses."""
        given: dict[str, str | list[str] | None] = {
            "--set": self.asked.set_,
            "--accounts": self.asked.accounts,
            "--scenario": self.asked.scenario,
            "--months": None if self.asked.months is None else str(self.asked.months),
            "--from": self.asked.from_,
            "--draws": None if self.asked.draws is None else str(self.asked.draws),
            "--seed": None if self.asked.seed == 1 else str(self.asked.seed),
            "--as-of": self.asked.as_of,
            "--no-accounts": "yes" if self.asked.no_accounts else None,
            **self.options.given(),
        }
        return {
            option.removeprefix("--"): value if isinstance(value, str) else value[-1]
            for option, value in given.items()
            if value
        }

    def refuse(self, what: str) -> None:
        """Refuse options without effect for what is explained.

        Raises:
            UsageError: such an option was given.
        """
        for name in self.as_inputs():
            raise UsageError(f"--{name} works with a subject such as fte:smb, not with {what}")

    def refuse_idle(self, subject: str) -> None:
        """Refuse options of months and of draws for a subject without them.

        Raises:
            UsageError: such an option was given.
        """
        works = {"--draws": ("draw",), "--months": _BY_MONTH, "--from": _BY_MONTH}
        asked = self.asked
        given = {"--draws": asked.draws, "--months": asked.months, "--from": asked.from_}
        for option, value in given.items():
            if value is not None and subject not in works[option]:
                subjects = " or ".join(f"{each}:..." for each in works[option])
                raise UsageError(f"{option} works with {subjects}, not with {subject}")

    def measured(self, design: Design) -> Measured | None:
        """Return the counted accounts; None without a table.

        Raises:
            UsageError: an option for reading a table is given without one.
        """
        asked = self.asked
        source, is_own = table_to_read(design, asked.accounts, no_accounts=asked.no_accounts)
        if source is not None:
            options = self.options.measuring(design, as_of=asked.as_of, is_own=is_own)
            return count(design, source, replace(options, dates=True))
        refuse_without_table(self.options.given())
        return None

    def plan(self, loaded: Loaded) -> tuple[Plan, Measured | None]:
        """Return the plan to explain, and the counted accounts.

        Raises:
            UsageError: an option has no effect for this design.
            DesignError: the scenario does not load.
            RulesError: the segments cannot be found in the account table.
        """
        from csdesign import api
        from csdesign.customers import counted_numbers, day_of
        from csdesign.source.designs import load_scenario, with_counts

        DrawOptions(self.asked.draws, self.asked.seed).refuse_alone()
        design = api.design_of(loaded)
        measured = counted = self.measured(design)
        if self.asked.scenario is not None:
            counts = {} if measured is None else counted_numbers(design, measured)
            merged = load_scenario(with_counts(loaded, counts), self.asked.scenario)
            design, counted = api.design_of(merged), None  # its counted numbers are in the design
        stated = self.asked.as_of
        with drawing(self.asked.draws):
            made = api.plan(
                design,
                measured=counted,
                months=self.asked.months,
                start=first_month(self.asked.from_),
                as_of=None if stated is None else day_of(stated, design),
                draws=self.asked.draws,
                seed=self.asked.seed,
            )
        return made, measured


@spread
def command(
    what: Annotated[
        str | None, typer.Argument(metavar="WHAT", help="A code or name of a rule, or SUBJECT:ID.")
    ] = None,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE...]", help="The design.")
    ] = None,
    format_: Annotated[str, format_option(printed(*EXPLAIN))] = "table",
    all_: Annotated[bool, typer.Option("--all", help="Print every rule.")] = False,
    *,
    asked: PlanOptions,
    table: TableOptions,
) -> Outcome:
    """Explain a rule or a result."""
    reading = _Reading(asked, table)
    if all_:
        reading.refuse("every rule")
        return Outcome(_reference(known(format_, _REFERENCE_FORMATS)))
    if what is None:
        raise UsageError("say what to explain: a rule such as COV101, or a subject such as fte:smb")
    given, inputs = _inputs(files or [])
    if what == "engagement":
        return _engagement(given, {**inputs, **reading.as_inputs()}, format_)
    if inputs:
        option = f"--{next(iter(inputs))}"
        hint = did_you_mean(option, ("--format", "--all", "--help"))
        raise UsageError(f"explain has no option {visible(option, 60)}{hint}")
    from csdesign.views.explain.subjects import WHOLE, check_subject

    subject, colon, name = what.partition(":")
    if not colon and what not in WHOLE:
        reading.refuse(f"the rule {visible(what, 40)}")
        return Outcome(_rule(what, known(format_, _RULE_FORMATS)))
    check_subject(what)
    if not given:
        raise UsageError(f"explain {visible(what, 80)}: name the design as well, as in design.yaml")
    reading.refuse_idle(subject)
    return _derived(subject, name, given, format_, reading)


def _inputs(words: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return files, and `--name value` or `--name=value` pairs, from the words after WHAT."""
    files: list[str] = []
    inputs: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            files.append(word)
            continue
        name, equals, value = word[2:].partition("=")
        inputs[name] = value if equals else next(rest, "")
    return files, inputs


def _engagement(files: list[str], inputs: dict[str, str], format_: str) -> Outcome:
    from csdesign._version import VERSION
    from csdesign.cli.loading import load, refusal
    from csdesign.formats import Layout, write_text
    from csdesign.formats.command_results import result_of_derivation
    from csdesign.views.explain.engagement import explain_engagement

    if not files:
        raise UsageError("explain engagement: name the design as well, as in design.yaml")
    loaded = load(files)
    if loaded.design is None:
        return refusal(loaded, files)
    derivation = explain_engagement(loaded.design, inputs)
    result = result_of_derivation(derivation, VERSION)
    return Outcome(write_text(format_, result, Layout(width(), colours())))


def _derived(subject: str, name: str, files: list[str], format_: str, reading: _Reading) -> Outcome:
    from csdesign._version import VERSION
    from csdesign.accounts.problems import RulesError
    from csdesign.cli.loading import load, refusal, rules_refusal
    from csdesign.errors import DesignError
    from csdesign.formats import Layout, write_text
    from csdesign.formats.command_results import result_of_derivation
    from csdesign.views.explain.subjects import derivation_of

    loaded = load(files, reading.asked.set_)
    if loaded.design is None:
        return refusal(loaded, files)
    try:
        plan, measured = reading.plan(loaded)
    except RulesError as error:
        return rules_refusal(loaded, files, error)
    except DesignError as error:  # only the scenario can fail here: its design has been loaded
        return refusal(loaded._replace(findings=error.findings), files)
    messages = "" if measured is None else measured_lines(measured)
    derivation = derivation_of(plan, f"{subject}:{name}" if name else subject)
    if reading.asked.scenario is not None:
        derivation.title += f", scenario {visible(reading.asked.scenario, 64)}"
    if reading.asked.set_:
        derivation.title += f", with {visible(', '.join(reading.asked.set_), 200)}"
    result = result_of_derivation(derivation, VERSION)
    text = write_text(format_, result, Layout(width(), colours()))
    return Outcome(text, messages=messages)


def _rule(what: str, format_: str) -> str:
    from csdesign.rules.pages import pages

    known = pages()
    for rule in known.values():
        if what.upper() == rule.code or what == rule.name:
            return _page(rule, format_)
    options = [*known, *(rule.name for rule in known.values())]
    hint = did_you_mean(what.upper(), options) or did_you_mean(what, options)
    hint = hint or "; for a result write SUBJECT:ID, such as fte:smb"
    raise UsageError(f"there is no rule {visible(what, 64)!r}{hint}")


def _page(rule: Rule, format_: str) -> str:
    from csdesign._version import VERSION
    from csdesign.contracts.rule import rule_values
    from csdesign.formats import CommandResult, Layout, write_text
    from csdesign.formats.prose import prose
    from csdesign.formats.rule_reference import reference_page
    from csdesign.views.explain.rules import rule_markdown, rule_text

    match format_:
        case "markdown":
            return rule_markdown(rule)
        case "html":
            return reference_page(rule_markdown(rule))
        case "table":
            return prose(rule_text(rule), width())
        case _:
            return write_text(
                format_, CommandResult(values=lambda: rule_values(rule, VERSION)), Layout()
            )


def _reference(format_: str) -> str:
    from csdesign.formats.prose import prose
    from csdesign.rules.pages import pages
    from csdesign.views.explain.rules import rule_text, rules_markdown

    if format_ == "markdown":
        return rules_markdown(pages().values())
    if format_ == "html":
        from csdesign.formats.rule_reference import reference_page

        return reference_page(rules_markdown(pages().values()))
    return "\n".join(prose(rule_text(rule), width()) for rule in pages().values())
