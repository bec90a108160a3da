"""JSON Schema of the audit's contract, written by hand beside the writer that keeps it."""

from __future__ import annotations

from typing import Any, Final

from csdesign.render.findings.schema import finding_schema

__all__ = ["schema"]

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_FLAG: Final[Schema] = {"type": "boolean"}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_SHARE: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 1}
_TEXTS: Final[Schema] = {"type": "array", "items": _TEXT}
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


def _object(**fields: Schema) -> Schema:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_PLACE: Final = {"path": _or_null(_TEXT), "line": _or_null({"type": "integer", "minimum": 1})}
_ROLE: Final = _object(id=_TEXT, title=_TEXT, origin=_TEXT, **_PLACE)
_QUOTE: Final = _object(text=_TEXT, code=_or_null(_TEXT), **_PLACE)
_MATCH: Final = _object(
    a=_QUOTE,
    b=_QUOTE,
    kind={"enum": ["exact", "code", "lexical", "semantic"]},
    score={"type": "number", "minimum": 0, "maximum": 1, "description": "How sure: 0.5 to 1."},
    part={"type": "boolean", "description": "Part of a longer line that is matched already."},
    words={"type": "array", "items": _TEXT, "description": "Shared stems that decided it."},
)
_LINES: Final = {
    "matches": _list(_MATCH),
    "only_in_a": _list(_QUOTE),
    "only_in_b": _list(_QUOTE),
}
_PAIR: Final = _object(
    relation={"enum": ["formerly", "against", "siblings", "history"]},
    renamed=_FLAG,
    a=_ROLE,
    b=_ROLE,
    verdict=_or_null({"enum": _VERDICTS}),
    review={"type": "boolean", "description": "A person should look before anyone is told."},
    reason={"type": "string", "description": "Why to look first, or why it cannot be judged."},
    score={**_SHARE, "description": "The number the verdict was read from."},
    similarity={**_SHARE, "description": "Similarity of the signatures, over what both state."},
    confidence={**_SHARE, "description": "Probability that the side, same job or not, is right."},
    matched_share={**_SHARE, "description": "2 x matched duties / duties of both."},
    vote=_or_null(_SHARE),
    components=_object(**dict.fromkeys(_PARTS, _or_null(_SHARE))),
    vetoes=_list(_object(kind=_TEXT, message=_TEXT)),
    not_compared=_TEXTS,
    channels=_TEXTS,
    across_languages=_FLAG,
    notes=_TEXTS,
    **_LINES,
    requirements=_object(**_LINES),
    measures=_object(**_LINES),
)
_EDIT: Final = _object(
    part=_TEXT,
    action={"enum": ["add", "drop", "set"]},
    name=_TEXT,
    level=_or_null({"enum": ["own", "co-own", "support", "none"]}),
)
_STANDING: Final = _object(
    role=_ROLE,
    claimed=_or_null(_TEXT),
    nearest=_TEXT,
    margin={**_SHARE, "description": "Lead over the first role of another family."},
    similar=_list(_object(kind=_TEXT, similarity=_SHARE)),
    by_words={"type": "boolean", "description": "Free sentences were read for what they mean."},
    judged={"type": "boolean", "description": "Whether enough is written down to say."},
    other={"type": "boolean", "description": "Another family leads by what the design asks for."},
    edits=_or_null(_list(_EDIT)),
    promises=_COUNT,
    owned=_TEXTS,
    helped=_TEXTS,
    needed={"type": "boolean", "description": "It delivers, owns or helps; true where unsaid."},
)
_EVENT: Final = _object(
    kind={"enum": ["renamed", "rewritten", "split", "merged", "gone", "new"]},
    revision=_or_null(_object(sha=_TEXT, date=_TEXT, subject=_TEXT)),
    before=_list(_ROLE),
    after=_list(_ROLE),
    pair=_or_null(_PAIR),
)


def schema() -> Schema:
    """Return the schema (draft 2020-12) of what `audit --format json` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A role audit by csdesign",
        "description": "What `csdesign audit --format json` writes.",
        **_object(
            schema_version={"const": 1},
            tool=_object(name={"const": "csdesign"}, version=_TEXT),
            summary=_object(error=_COUNT, warning=_COUNT, note=_COUNT),
            doctrine=_TEXT,
            against=_or_null(_TEXT),
            channels=_TEXTS,
            semantic=_FLAG,
            compared=_COUNT,
            pairs=_list(_PAIR),
            standings=_list(_STANDING),
            changes=_list(_EVENT),
            history=_list(_EVENT),
            revisions=_COUNT,
            unjudged=_list(_object(name=_TEXT, reason=_TEXT)),
            notes=_TEXTS,
            findings=_list(dict(finding_schema())),
        ),
    }
