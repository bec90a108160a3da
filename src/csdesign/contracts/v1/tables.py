"""Tables of sections that a document has no typed keys for."""

from __future__ import annotations

from pydantic import JsonValue

__all__ = ["Tables"]

Tables = dict[str, dict[str, list[dict[str, JsonValue]]]]
"""Sections by name, their tables by name, rows of cells by the keys of their columns."""
