"""Reads job descriptions and role lists, as companies already have them, into roles.

Markdown, plain text, HTML and Word documents, and CSV exports become `ImportedRole` values: duties,
requirements and measures kept apart, every sentence word for word with its place in the source.
`write_yaml` turns them into a fragment of a design in which every doubt is marked.
"""

from csdesign.role_import.documents import is_document_name, read_documents
from csdesign.role_import.fragment import write_yaml
from csdesign.role_import.imported import (
    FORMATS,
    Format,
    ImportedRole,
    ImportedRoles,
    ImportOptions,
    LeftOut,
    Note,
    Proposal,
    Statement,
    Suggestion,
)

__all__ = [
    "FORMATS",
    "Format",
    "ImportOptions",
    "ImportedRole",
    "ImportedRoles",
    "LeftOut",
    "Note",
    "Proposal",
    "Statement",
    "Suggestion",
    "is_document_name",
    "read_documents",
    "write_yaml",
]
