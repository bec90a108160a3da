"""The words and signs of a CEL expression, with their places.

Source: CEL language definition, github.com/google/cel-spec (lexis).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from csdesign.rules.policies.problems import PolicyError
from csdesign.wording import visible

__all__ = ["Kind", "Token", "tokens_of"]

Kind = Literal["number", "int", "text", "name", "sign", "end"]

_TOKEN: Final = re.compile(
    r"(?P<blank>\s+|//[^\n]*)"
    r"|(?P<number>\d+\.\d+(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+|\.\d+)"
    r"|(?P<int>0x[0-9a-fA-F]+|\d+)"
    r"|(?P<text>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign>&&|\|\||<=|>=|==|!=|[-+*/%!<>?:.,()\[\]{}])"
)
_SLIPS: Final = {
    "&": "write && for 'and'",
    "|": "write || for 'or'",
    "=": "write == to compare",
    "“": 'write a straight quote: "',
    "”": 'write a straight quote: "',
    "‘": "write a straight quote: '",
    "’": "write a straight quote: '",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign; `at` counts characters from 0."""

    kind: Kind
    text: str
    at: int


def tokens_of(source: str) -> list[Token]:
    """Return the tokens of an expression, an `end` after the last.

    Raises:
        PolicyError: a character that no expression has.
    """
    found: list[Token] = []
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            character = source[at]
            if character in "\"'":
                raise PolicyError(at, "this text is never closed: its second quote is missing")
            hint = _SLIPS.get(character, "no expression has this character")
            raise PolicyError(at, f"{visible(character)!r} is not understood; {hint}")
        kind = match.lastgroup
        if kind != "blank":
            found.append(Token(_kind(kind), match.group(), at))
        at = match.end()
    return [*found, Token("end", "", len(source))]


def _kind(name: str | None) -> Kind:
    match name:
        case "number" | "int" | "text" | "name":
            return name
        case _:
            return "sign"
