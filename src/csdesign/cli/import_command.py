"""`csdesign import`: from job descriptions and role lists to roles in YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from csdesign.cli.options import Force, format_option
from csdesign.cli.outcome import Outcome
from csdesign.errors import UsageError
from csdesign.role_import.imported import FORMATS
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.role_import.imported import Format

__all__ = ["HELP", "command"]

HELP = """Write roles in YAML from job descriptions, role lists, matrices and HR lists.

Duties, requirements, measures and boundaries are kept apart. Each sentence is copied
unchanged, with its source line; codes are proposed, never assumed; what is uncertain
is marked "# check:". An HR list also gives positions, without names.

  csdesign import jobs/*.md -o roles.yaml
  csdesign import export.csv --map title="Business Title" -o roles.yaml
  csdesign import raci.xlsx -o roles.yaml
"""


def command(
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENT...", help="Files or directories; - reads standard input."),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Write the YAML to this file [default: standard output].",
        ),
    ] = None,
    force: Force = False,
    format_: Annotated[
        str | None,
        format_option(
            FORMATS,
            "Read the documents in this format [default: by their suffix].",
            {"md": "markdown"},
        ),
    ] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help='Use this column for a field, as in title="Business Title".',
        ),
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Keep names of people and managers.")
    ] = False,
) -> Outcome:
    """Import roles."""
    from csdesign.cli.outputs import outputs_of, refuse_idle_force
    from csdesign.cli.progress import progress
    from csdesign.role_import import ImportOptions, is_document_name, read_documents, write_yaml
    from csdesign.roles.text.vocabulary import suggest_codes

    options = ImportOptions(
        format=_format(format_),
        columns=_columns(map_ or ()),
        suggest=suggest_codes,
        names=names,
    )
    refuse_idle_force({"--output": output}, force=force)
    outputs = outputs_of(())
    outputs.reads(documents, is_document_name)
    target = None if output is None else outputs.claim(output, force=force)
    # One folder or one list is a single step, without progress to count.
    total = len(documents) if len(documents) > 1 else None
    with progress("Importing", total) as steps:
        roles = read_documents(steps.over(documents), options=options)
    notes = "".join(
        f"csdesign: {visible(note.source, 200)}{f':{note.line}' if note.line else ''}: "
        f"{visible(note.message, 500)}\n"
        for note in roles.notes
    )
    text = write_yaml(roles, ", ".join(documents), roles.staff, names=names)
    if target is None:
        return Outcome(text, messages=notes)
    target.data = text.encode()
    outputs.write()
    count = "1 role" if len(roles) == 1 else f"{len(roles)} roles"
    return Outcome(f"Wrote {count} to {visible(target.path)}.\n", messages=notes)


def _format(name: str | None) -> Format | None:
    return next((known for known in FORMATS if known == name), None)


def _columns(pairs: list[str] | tuple[()]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or not field.strip() or not column.strip():
            raise UsageError(
                f"--map {visible(pair, 80)}: give a field and a column, title=Job Title"
            )
        found[field.strip()] = column.strip()
    return found
