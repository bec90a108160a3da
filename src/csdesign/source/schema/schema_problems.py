"""The codes of schema problems, and the errors of pydantic that each one covers."""

from __future__ import annotations

from typing import Final

from csdesign.finding import RuleInfo, Severity

__all__ = [
    "CHECK",
    "CHOICE",
    "FORMAT",
    "LENGTH",
    "MISSING",
    "RANGE",
    "SAID_TWICE",
    "SCHEMA",
    "TYPE",
    "UNKNOWN_KEY",
    "rule_of",
]


def _rule(code: str, name: str, summary: str, text: str) -> RuleInfo:
    return RuleInfo(code, name, Severity.ERROR, summary, text)


UNKNOWN_KEY: Final = _rule(
    "SCH101",
    "unknown-key",
    "A mapping has a key that the design language does not know.",
    "Unknown keys are refused, since a misspelt key would silently be ignored.\n"
    "`csdesign schema` prints every key with its meaning and unit.",
)
MISSING: Final = _rule(
    "SCH102",
    "missing-key",
    "A required key is missing.",
    "This key has no default, since nothing sensible can be assumed for it.",
)
TYPE: Final = _rule(
    "SCH103",
    "wrong-type",
    "A value has the wrong type for its key.",
    "For example, a text where the key takes a list, a mapping where it takes a text, or an empty\n"
    "value.",
)
RANGE: Final = _rule(
    "SCH104",
    "out-of-range",
    "A number is malformed or outside its bounds.",
    "Numbers are decimal, such as 4, 0.4 or 1.5e3, without quotes, separators or units; shares\n"
    "are fractions from 0 to 1. Infinity and `nan` are not accepted.",
)
CHOICE: Final = _rule(
    "SCH105",
    "unknown-word",
    "A word is not one of those that the key takes.",
    "The key takes one of a closed list of words; `csdesign schema` has them with their meanings.",
)
FORMAT: Final = _rule(
    "SCH106",
    "malformed",
    "A text does not have the form that the key asks for.",
    "Ids are at most 64 characters of a-z, 0-9 and hyphens and begin with a letter or digit;\n"
    "dates are written 2026-01-31.",
)
LENGTH: Final = _rule(
    "SCH107",
    "wrong-length",
    "A list has too few or too many entries, or a text too few or too many characters.",
    "The message says how many there may be.",
)
CHECK: Final = _rule(
    "SCH108",
    "inconsistent",
    "The keys of one mapping contradict each other.",
    "The message says which, and what would be right.",
)

SAID_TWICE: Final = _rule(
    "SCH109",
    "said-twice",
    "A list of ids or words contains one of them twice.",
    "A role named twice would work twice, and a segment would be counted twice. Several similar\n"
    "positions are one entry with a `count`; anything else is one entry.",
)

SCHEMA: Final = (UNKNOWN_KEY, MISSING, TYPE, RANGE, CHOICE, FORMAT, LENGTH, CHECK, SAID_TWICE)
"""Every rule of the schema, in the order of their codes."""

_TYPES: Final = {
    "extra_forbidden": UNKNOWN_KEY,
    "register_key": UNKNOWN_KEY,
    "missing": MISSING,
    "register_value": MISSING,
    "literal_error": CHOICE,
    "enum": CHOICE,
    "register_basis": CHOICE,
    "union_tag_invalid": CHOICE,
    "union_tag_not_found": MISSING,
    "number": RANGE,
    "finite_number": RANGE,
    "value_error": CHECK,
    "assertion_error": CHECK,
    "string_too_short": LENGTH,
    "string_too_long": LENGTH,
    "too_short": LENGTH,
    "too_long": LENGTH,
    "string_pattern_mismatch": FORMAT,
    "flag": TYPE,
    "register_note": TYPE,
    "version": CHOICE,
    "said_twice": SAID_TWICE,
}
_RANGE_TYPES: Final = ("greater_than", "less_than", "multiple_of", "int_", "float_", "decimal_")
_FORMAT_TYPES: Final = ("date_", "datetime_", "time_", "url_", "uuid_")


def rule_of(kind: str, *, options: bool = False) -> RuleInfo:
    """Return the rule for an error type of pydantic, or for one of the models' own.

    An own type is recognised by its name: `missing`, `choice`, `range`, `id`, `date` and so on as
    a part of it; else `options` makes it a choice, and anything left is a check.
    """
    if kind in _TYPES:
        return _TYPES[kind]
    if kind.startswith(_RANGE_TYPES):
        return RANGE
    if kind.startswith(_FORMAT_TYPES):
        return FORMAT
    if kind.endswith("_type"):
        return TYPE
    words = set(kind.split("_"))
    for names, rule in (
        ({"missing", "needed"}, MISSING),
        ({"choice", "enum", "word"}, CHOICE),
        ({"range", "number"}, RANGE),
        ({"type", "text", "list", "mapping"}, TYPE),
        ({"id", "date", "format", "malformed"}, FORMAT),
    ):
        if words & names:
            return rule
    return CHOICE if options else CHECK
