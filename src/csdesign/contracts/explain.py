"""The JSON contract of an explanation (`schema_version` 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesign.contracts.v1.explain import ExplainDocument
    from csdesign.views.explain.derivation import Derivation

__all__ = ["derivation_values"]


def derivation_values(derivation: Derivation, version: str) -> ExplainDocument:
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
