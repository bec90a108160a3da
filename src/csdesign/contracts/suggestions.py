"""The JSON contract of codes for sentences that have none (`schema_version` 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.auditing.suggesting import SentenceCodes
    from csdesign.contracts.v1 import suggestions as v1

__all__ = ["suggestions_values"]


def suggestions_values(found: Sequence[SentenceCodes], version: str) -> v1.SuggestionsDocument:
    """Return the whole contract as plain values."""
    return {
        "schema_version": 1,
        "tool": {"name": "csdesign", "version": version},
        "sentences": [
            {
                "role": item.role.id,
                "title": item.role.title,
                "text": item.sentence.text,
                "path": item.sentence.span.path if item.sentence.span else None,
                "line": item.sentence.span.line if item.sentence.span else None,
                "codes": [
                    {"code": code.code, "score": code.score, "words": list(code.words)}
                    for code in item.codes
                ],
            }
            for item in found
        ],
    }
