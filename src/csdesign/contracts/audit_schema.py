"""JSON Schema of the audit's contract, written by hand beside the writer that keeps it."""

from __future__ import annotations

from typing import Final

from csdesign.contracts.findings_schema import finding_schema
from csdesign.contracts.shapes import (
    COUNT,
    FLAG,
    TEXT,
    TEXTS,
    Schema,
    list_of,
    object_of,
    or_null,
)

__all__ = ["schema"]

_SHARE: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 1}
_VERDICTS: Final = ["unchanged", "barely-changed", "changed", "distinct"]
_PARTS: Final = (
    "responsibilities",
    "motions",
    "kpis",
    "decision_rights",
    "stages",
    "requirements",
    "segments",
)


_PLACE: Final = {"path": or_null(TEXT), "line": or_null({"type": "integer", "minimum": 1})}
_ROLE: Final = object_of(id=TEXT, title=TEXT, origin=TEXT, **_PLACE)
_QUOTE: Final = object_of(text=TEXT, code=or_null(TEXT), **_PLACE)
_MATCH: Final = object_of(
    a=_QUOTE,
    b=_QUOTE,
    kind={"enum": ["exact", "code", "lexical", "semantic"]},
    score={"type": "number", "minimum": 0, "maximum": 1, "description": "How sure: 0.5 to 1."},
    same={**_SHARE, "description": "Share of the words of both that is the same."},
    part={"type": "boolean", "description": "Part of a longer line that is matched already."},
    words={"type": "array", "items": TEXT, "description": "Shared stems that decided it."},
)
_LINES: Final = {
    "matches": list_of(_MATCH),
    "only_in_a": list_of(_QUOTE),
    "only_in_b": list_of(_QUOTE),
}
_PAIR: Final = object_of(
    source={
        "enum": ["formerly", "against", "siblings", "history"],
        "description": "Where the first role is known from.",
    },
    renamed=FLAG,
    a=_ROLE,
    b=_ROLE,
    tier={
        **or_null({"enum": ["same-text", "perhaps-reworded", "other-grade"]}),
        "description": "An alarm, or one of two questions; null: nothing to ask, or to judge.",
    },
    relation={
        "enum": ["succession", "siblings"],
        "description": "Whether the second role follows the first, or stands beside it.",
    },
    verdict=or_null({"enum": _VERDICTS}),
    review={"type": "boolean", "description": "A question: please read both texts."},
    reason={
        "type": "string",
        "description": "What made it a question, what keeps it from being the same job, or why it "
        "cannot be judged.",
    },
    score={**_SHARE, "description": "How alike the duties are by any means; for ranking."},
    similarity={**_SHARE, "description": "Similarity of the signatures, over what both state."},
    confidence={**_SHARE, "description": "How often such a verdict was right, as counted."},
    sure={"enum": ["", "same words", "close", "unsure", "clear"]},
    coverage={
        **object_of(a=_SHARE, b=_SHARE),
        "description": "Share of each side's duties that the other has, by weight.",
    },
    exchanged={
        **list_of(object_of(**{"from": TEXT, "to": TEXT, "lines": COUNT})),
        "description": "Words in each other's place again and again in texts otherwise alike.",
    },
    matched_share={**_SHARE, "description": "2 x matched duties / duties of both."},
    components=object_of(**dict.fromkeys(_PARTS, or_null(_SHARE))),
    vetoes=list_of(object_of(kind=TEXT, message=TEXT)),
    not_compared=TEXTS,
    channels=TEXTS,
    across_languages=FLAG,
    notes=TEXTS,
    **_LINES,
    requirements=object_of(**_LINES),
    measures=object_of(**_LINES),
)
_EDIT: Final = object_of(
    part=TEXT,
    action={"enum": ["add", "drop", "set"]},
    name=TEXT,
    level=or_null({"enum": ["own", "co-own", "support", "none"]}),
)
_STANDING: Final = object_of(
    role=_ROLE,
    claimed=or_null(TEXT),
    nearest=TEXT,
    margin={**_SHARE, "description": "Lead over the first role of another family."},
    similar=list_of(object_of(kind=TEXT, similarity=_SHARE)),
    by_words={"type": "boolean", "description": "Free sentences were read for what they mean."},
    judged={"type": "boolean", "description": "Whether enough is written down to say."},
    named={"type": "boolean", "description": "The nearest is near, and ahead of the next family."},
    other={"type": "boolean", "description": "Another family leads by what the design asks for."},
    edits=or_null(list_of(_EDIT)),
    promises=COUNT,
    owned=TEXTS,
    helped=TEXTS,
    needed={"type": "boolean", "description": "It delivers, owns or helps; true where unsaid."},
)
_EVENT: Final = object_of(
    kind={"enum": ["renamed", "rewritten", "split", "merged", "gone", "new"]},
    revision=or_null(object_of(sha=TEXT, date=TEXT, subject=TEXT)),
    before=list_of(_ROLE),
    after=list_of(_ROLE),
    pair=or_null(_PAIR),
)


def schema() -> Schema:
    """Return the schema (draft 2020-12) of what `audit --format json` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A role audit by csdesign",
        "description": "What `csdesign audit --format json` writes.",
        **object_of(
            schema_version={"const": 1},
            tool=object_of(name={"const": "csdesign"}, version=TEXT),
            summary=object_of(error=COUNT, warning=COUNT, note=COUNT),
            doctrine=TEXT,
            against=or_null(TEXT),
            channels=TEXTS,
            semantic=FLAG,
            compared=COUNT,
            pairs=list_of(_PAIR),
            standings=list_of(_STANDING),
            changes=list_of(_EVENT),
            history=list_of(_EVENT),
            revisions=COUNT,
            unjudged=list_of(object_of(name=TEXT, reason=TEXT)),
            notes=TEXTS,
            findings=list_of(dict(finding_schema())),
        ),
    }
