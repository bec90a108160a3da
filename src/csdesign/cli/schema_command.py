"""`csdesign schema`: JSON Schema of the design language."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from csdesign.cli.outcome import Outcome
from csdesign.contracts.schemas import DOCUMENTS, document_schema
from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, visible

__all__ = ["HELP", "command"]

HELP = """Print the JSON Schema of the design language, for editors and validators.

  csdesign schema > .csdesign/schema.json
  csdesign schema --for plan    the JSON that plan writes
"""

SUBJECTS: Final = ("design", *DOCUMENTS)


def command(
    for_: Annotated[
        str, typer.Option("--for", help=f"Print the schema of {listed(SUBJECTS)}.")
    ] = "design",
) -> Outcome:
    """Print a JSON Schema."""
    from csdesign.escaping.json_text import dump

    if for_ == "design":
        from csdesign.contracts.design import design_schema

        return Outcome(dump(design_schema()))
    if for_ in DOCUMENTS:
        return Outcome(dump(document_schema(for_)))
    hint = did_you_mean(for_, SUBJECTS) or f"; use {listed(SUBJECTS)}"
    raise UsageError(f"there is no schema for {visible(for_, 40)!r}{hint}")
