"""The JSON contract of an explanation (`schema_version` 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesign.escaping.json_text import JsonObject
    from csdesign.views.explain.derivation import Derivation

__all__ = ["derivation_values"]


def derivation_values(derivation: Derivation, version: str) -> JsonObject:
    """Return the whole contract as plain values."""
    return {
        "schema_version": 1,
        "tool": {"name": "csdesign", "version": version},
        "title": derivation.title,
        "answer": derivation.answer,
        "groups": [
            {
                "title": group.title,
                "steps": [
                    {
                        "words": step.words,
                        "figure": step.figure or None,
                        "basis": step.basis or None,
                        "place": step.place or None,
                    }
                    for step in group.steps
                ],
            }
            for group in derivation.groups
        ],
    }
