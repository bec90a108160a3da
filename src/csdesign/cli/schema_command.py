"""`csdesign schema`: JSON Schema of the design language."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from csdesign.cli.outcome import Outcome
from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, visible

__all__ = ["HELP", "command"]

HELP = """JSON Schema of the design language, for editors and validators.

  csdesign schema > .csdesign/schema.json
  csdesign schema --for plan    the JSON that plan writes
"""

SUBJECTS: Final = ("design", "plan", "check", "audit", "books", "accounts", "fit")


def command(
    for_: Annotated[
        str,
        typer.Option(
            "--for",
            help="Print the schema of design, plan, check, audit, books, accounts or fit.",
        ),
    ] = "design",
) -> Outcome:
    """Print a JSON Schema."""
    from csdesign.contracts.design import design_schema, plan_schema
    from csdesign.escaping.json_text import dump

    if for_ == "design":
        return Outcome(dump(design_schema()))
    if for_ == "plan":
        return Outcome(dump(plan_schema()))
    if for_ == "check":
        from csdesign.contracts.findings_schema import schema

        return Outcome(dump(schema()))
    if for_ == "audit":
        from csdesign.contracts.audit_schema import schema as audit_schema

        return Outcome(dump(audit_schema()))
    if for_ == "books":
        from csdesign.contracts.books_schema import SCHEMA

        return Outcome(dump(SCHEMA))
    if for_ == "accounts":
        from csdesign.contracts.accounts import SCHEMA as ACCOUNTS_SCHEMA

        return Outcome(dump(ACCOUNTS_SCHEMA))
    if for_ == "fit":
        from csdesign.contracts.fit import SCHEMA as FIT_SCHEMA

        return Outcome(dump(FIT_SCHEMA))
    if for_ in {"diff", "explain"}:
        from csdesign.contracts.schemas import schema_of
        from csdesign.contracts.v1.diff import DiffDocument
        from csdesign.contracts.v1.explain import ExplainDocument

        document = DiffDocument if for_ == "diff" else ExplainDocument
        return Outcome(dump(schema_of(document, f"csdesign {for_}, schema_version 1")))
    hint = did_you_mean(for_, SUBJECTS) or f"; use {', '.join(SUBJECTS)}"
    raise UsageError(f"there is no schema for {visible(for_, 40)!r}{hint}")
