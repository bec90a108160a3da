"""`csdesign roles`: the reference catalogue, and a job description from a design."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Final, get_args

import typer

from csdesign.cli.options import Force, colours, format_option, width
from csdesign.cli.outcome import Outcome
from csdesign.errors import UsageError
from csdesign.formats import FORMATS, printed
from csdesign.formats.command_results import LISTED
from csdesign.reference import Language
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from csdesign.model.design import Design, Role

__all__ = ["HELP", "command"]

HELP = """List the reference roles in English and Russian, or write a role card from a design.

  csdesign roles                                    lists the catalogue
  csdesign roles csm                                everything about one role
  csdesign roles csm --format yaml                  a role to paste into a design
  csdesign roles --card csm design.yaml             a job description
  csdesign roles --card csm design.yaml -o csm.docx
"""

_OF_TABLES: Final = ("csv-folder", "xlsx")
_CARDS: Final = {
    form.suffix: name
    for name, form in FORMATS.items()
    if "document" in form.needs and name not in _OF_TABLES
}
"""Formats of documents without tables, by the suffix of a file."""


def command(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KIND]", help="A reference role; with --card, the design."),
    ] = None,
    card: Annotated[
        str | None, typer.Option("--card", metavar="ROLE", help="Write the card of this role.")
    ] = None,
    format_: Annotated[str, format_option(printed(*LISTED))] = "table",
    language: Annotated[
        str, typer.Option("--language", "-l", help="Write headings in en or ru.")
    ] = "en",
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help=f"Write the card to this {listed(f'.{suffix}' for suffix in _CARDS)} file.",
        ),
    ] = None,
    force: Force = False,
) -> Outcome:
    """Print the catalogue, or write a role card."""
    spoken = _language(language)
    if card is not None:
        if format_ != "table":
            raise UsageError(
                "--format is for the catalogue; the suffix of -o PATH says how to write a card"
            )
        return _card(card, names or [], spoken, output, force=force)
    if output is not None or force:
        raise UsageError("-o and --force are for a card; choose it with --card ROLE and the design")
    return Outcome(_catalogue(names or [], format_, spoken))


def _language(word: str) -> Language:
    for language in get_args(Language):
        if word == language:
            found: Language = language
            return found
    raise UsageError(f"--language {visible(word, 20)}: headings are in en or ru")


def _catalogue(kinds: Sequence[str], format_: str, language: Language) -> str:
    from csdesign import reference
    from csdesign._version import VERSION
    from csdesign.formats import Layout, write_text
    from csdesign.formats.command_results import result_of_roles

    known = reference.roles()
    for kind in kinds:
        _known(kind, known, "reference role")
    chosen = [known[kind] for kind in kinds] or list(known.values())
    if format_ == "yaml":
        from csdesign.formats.role_to_paste import yaml_text

        return yaml_text(chosen, language)
    result = result_of_roles(chosen, language, VERSION, listed=not kinds)
    return write_text(format_, result, Layout(width(), colours()))


def _known(word: str, options: Collection[str], thing: str) -> None:
    if word not in options:
        hint = did_you_mean(word, options) or f"; use {listed(options)}"
        raise UsageError(f"there is no {thing} {visible(word, 64)!r}{hint}")


def _card(
    role_id: str, files: Sequence[str], language: Language, output: str | None, *, force: bool
) -> Outcome:
    from csdesign import api
    from csdesign.cli.loading import load, refusal
    from csdesign.cli.outputs import outputs_of, reads_design
    from csdesign.formats import CommandResult, write_files
    from csdesign.views.cards.card import card_of

    if not files:
        raise UsageError(f"--card {visible(role_id, 64)}: name the design too, as in design.yaml")
    suffix = "md" if output is None else PurePath(output).suffix.removeprefix(".").lower()
    _known(suffix, _CARDS, "card format")
    outputs = outputs_of(files)
    target = None if output is None else outputs.claim(output, force=force)
    loaded = load(files)
    reads_design(outputs, loaded)
    if loaded.design is None:
        return refusal(loaded, files)
    role = _role(loaded.design, role_id)
    card = card_of(api.plan(loaded.design), role, language)
    (written,) = write_files(_CARDS[suffix], CommandResult(document=lambda: card))
    if target is None:
        return Outcome(written.data.decode())
    target.data = written.data
    outputs.write()
    return Outcome(messages=f"wrote {visible(target.path)}\n")


def _role(design: Design, role_id: str) -> Role:
    """Return a role of the design.

    Raises:
        UsageError: the design does not have the role.
    """
    _known(role_id, design.role_by_id, "role")
    return design.role_by_id[role_id]
