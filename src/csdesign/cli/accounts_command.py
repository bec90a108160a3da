"""`csdesign accounts`: a first look at a customer table, before anything is counted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csdesign.cli.account_options import TableOptions
from csdesign.cli.groups import spread
from csdesign.cli.options import colours, format_option, width
from csdesign.cli.outcome import Outcome
from csdesign.files.there import exists, is_dir
from csdesign.formats import printed

if TYPE_CHECKING:
    from csdesign.model.design import Design

__all__ = ["HELP", "command"]

HELP = """Look at a customer table: its columns, how they are written, and its numbers.

Customers are not counted by segment. With a design, its thresholds are shown too. The
block at the end can be pasted into the design; later runs then need no options.

  csdesign accounts customers.xlsx
  csdesign accounts customers.csv design.yaml
  csdesign accounts customers.csv.gz --format json
"""


@spread
def command(
    table_file: Annotated[
        str,
        typer.Argument(metavar="TABLE", help="A file, a folder, a URL, or - for standard input."),
    ],
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[DESIGN...]", help="The design.")
    ] = None,
    *,
    reading: TableOptions,
    format_: Annotated[str, format_option(printed("document", "values"))] = "table",
) -> Outcome:
    """Look at a table."""
    from csdesign._version import VERSION
    from csdesign.accounts.profile import look_at
    from csdesign.cli.loading import load, refusal
    from csdesign.cli.progress import progress
    from csdesign.contracts.accounts import look_document
    from csdesign.customers import segment_rules
    from csdesign.formats import CommandResult, Layout, write_text
    from csdesign.views.accounts import first_look, paste_block

    design: Design | None = None
    if files:
        loaded = load(files)
        if loaded.design is None:
            return refusal(loaded, files)
        design = loaded.design
    with progress("Looking at the table"):
        rules = () if design is None else segment_rules(design)
        look = look_at(table_file, rules, reading.looking(design))
    path = _as_in_a_design(table_file, files)
    block = paste_block(look, path)
    result = CommandResult(
        document=lambda: first_look(look, block), values=lambda: look_document(look, block, VERSION)
    )
    text = write_text(format_, result, Layout(width(), colours()))
    return Outcome(text)


def _as_in_a_design(table: str, files: list[str] | None) -> str | None:
    """Return the name of a table relative to the given design, else to its own folder."""
    path = Path(table)
    if table == "-" or not exists(path):
        return None
    folder = Path(files[0]) if files and files[0] != "-" else Path("design.yaml")
    base = (folder if is_dir(folder) else folder.parent).resolve()
    found = path.resolve()
    if found.is_relative_to(base):
        return found.relative_to(base).as_posix()
    return path.name
