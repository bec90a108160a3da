"""The JSON Schema of the findings document, for programs that read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.contracts.schemas import schema_of
from csdesign.contracts.v1.findings import FindingsDocument
from csdesign.contracts.v1.parts import Finding

if TYPE_CHECKING:
    from csdesign.contracts.schemas import Schema

__all__ = ["finding_schema", "schema"]


def schema() -> Schema:
    """Return the schema (draft 2020-12) of what `check --format json` writes."""
    return schema_of(FindingsDocument, "Findings of csdesign")


def finding_schema() -> Schema:
    """Return the schema of one finding, for the documents that hold findings beside results."""
    return schema_of(Finding)
