"""`csdesign init`: a starter design to try, with the schema for editors."""

from __future__ import annotations

import os
from importlib.resources import files
from typing import Annotated, Final

import typer

from csdesign.cli.outcome import Outcome
from csdesign.errors import OutputError, UsageError
from csdesign.wording import did_you_mean, visible

__all__ = ["HELP", "TEMPLATES", "command"]

HELP = """Write a commented starter design and its JSON Schema; nothing is overwritten.

  csdesign init              in this folder
  csdesign init org --template enterprise
"""

TEMPLATES: Final = ("startup", "wrike", "plg", "enterprise")
_SCHEMA: Final = os.path.join(".csdesign", "schema.json")  # noqa: PTH118  # any text may be a path


def command(
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help="Where to write.")] = ".",
    template: Annotated[
        str, typer.Option("--template", "-t", help="Start from startup, wrike, plg or enterprise.")
    ] = "startup",
) -> Outcome:
    """Write design.yaml and .csdesign/schema.json."""
    if template not in TEMPLATES:
        hint = did_you_mean(template, TEMPLATES) or f"; use {', '.join(TEMPLATES)}"
        raise UsageError(f"there is no template {visible(template, 40)!r}{hint}")
    from csdesign.cli.outputs import outputs_of
    from csdesign.contracts.design import design_schema
    from csdesign.escaping.json_text import dump

    design = os.path.join(folder, "design.yaml")  # noqa: PTH118  # as above
    schema = os.path.join(folder, _SCHEMA)  # noqa: PTH118  # as above
    for path in (design, schema):
        if os.path.lexists(path):
            raise OutputError(f"{visible(path)} exists; init does not overwrite files")
    hidden = os.path.dirname(schema)  # noqa: PTH120  # as above
    if os.path.islink(hidden):  # noqa: PTH114  # as above
        raise OutputError(
            f"{visible(hidden)} is a link to another folder; init does not follow links"
        )
    outputs = outputs_of(())
    outputs.claim_folder(hidden, force=True)
    text = files("csdesign").joinpath("templates", f"{template}.yaml").read_bytes()
    outputs.claim(design, force=False).data = text
    outputs.claim(schema, force=False).data = dump(design_schema()).encode()
    outputs.write()
    shown = visible(design)
    return Outcome(
        f"Wrote {shown} and {visible(schema)}. Next:\n\n"
        f"  csdesign plan {shown}\n"
        f"  csdesign check {shown}\n"
    )
