"""Text to tokens: one pattern, each alternative without nested repetition."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from csdesign.accounts.where.tree import Extent, WhereError

__all__ = ["MAX_LENGTH", "Token", "TokenKind", "read_tokens"]

MAX_LENGTH: Final = 1_000
"""Longest expression accepted (characters)."""

_MAX_SHOWN: Final = 12


class TokenKind(Enum):
    """The kind of a token."""

    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    SIGN = "sign"
    END = "end"


class Token(NamedTuple):
    """A word, number, date, quoted text or sign; `text` is lower case for names."""

    kind: TokenKind
    text: str
    at: Extent


_PATTERN: Final = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9A-Za-z_]))"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z_.]))"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<text>'(?:[^'\\]|'')*'|\"(?:[^\"\\]|\"\")*\")"
    r"|(?P<sign><=|>=|!=|==|[=<>()\[\],+\-*])"
)
_CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)

_FOREIGN: Final = {
    "&&": "write `and`",
    "||": "write `or`",
    "<>": "write `!=`",
    "!": "write `not`",
    "/": "divide beforehand or multiply: `mau >= 0.8 * seats`",
    "%": "write a fraction: 40% is 0.4",
    "\\": "a quote inside a text is doubled: 'O''Brien'",
    ";": "one expression only",
    "`": "name columns in lower case with _ for each space",
}


def read_tokens(text: str) -> list[Token]:
    """Return the tokens of `text`, the last of kind END.

    Raises:
        WhereError: the text is too long or holds a character that has no meaning here.
    """
    if len(text) > MAX_LENGTH:
        raise WhereError(
            f"the expression has {len(text):,} characters; at most {MAX_LENGTH:,} are read",
            Extent(MAX_LENGTH + 1, len(text) + 1),
        )
    if control := _CONTROL.search(text):
        at = Extent(control.start() + 1, control.end() + 1)
        raise WhereError(f"invisible character U+{ord(control.group()):04X}; remove it", at)
    tokens: list[Token] = []
    place = 0
    while place < len(text):
        match = _PATTERN.match(text, place)
        if match is None or text.startswith("<>", place):
            raise _unreadable(text, place)
        token = _token(match)
        if token is not None:
            tokens.append(token)
        place = match.end()
    tokens.append(Token(TokenKind.END, "", Extent(len(text) + 1, len(text) + 1)))
    return tokens


def _token(match: re.Match[str]) -> Token | None:
    at = Extent(match.start() + 1, match.end() + 1)
    raw = match.group()
    match match.lastgroup:
        case "space":
            return None
        case "name":
            return Token(TokenKind.NAME, raw.lower(), at)
        case "text":
            quote = raw[0]
            return Token(TokenKind.TEXT, raw[1:-1].replace(quote * 2, quote), at)
        case "number":
            return Token(TokenKind.NUMBER, raw, at)
        case "date":
            return Token(TokenKind.DATE, raw, at)
        case _:
            return Token(TokenKind.SIGN, "=" if raw == "==" else raw, at)


def _unreadable(text: str, place: int) -> WhereError:
    """Return an error that names the text at `place` and what to write instead."""
    rest = text[place:]
    at = Extent(place + 1, place + 2)
    if rest[0] in "'\"":
        if "\\" in rest:
            return WhereError(_FOREIGN["\\"], at)
        return WhereError("the text that starts here has no closing quote", at)
    for foreign, advice in _FOREIGN.items():
        if rest.startswith(foreign):
            at = Extent(place + 1, place + 1 + len(foreign))
            return WhereError(f"{foreign} has no meaning here; {advice}", at)
    if rest[0].isascii() and rest[0].isdigit():
        return _bad_number(rest, place)
    if rest[0].isalpha():
        return WhereError(
            f"the letter {rest[0]!r} is not one of A to Z; put texts in quotes and give the column "
            "an ASCII name with --map",
            at,
        )
    return WhereError(f"{rest[0]!a} has no meaning here", at)


def _bad_number(rest: str, place: int) -> WhereError:
    word = re.match(r"[0-9A-Za-z_.]+", rest)
    shown = (word.group() if word else rest[0])[:_MAX_SHOWN]
    at = Extent(place + 1, place + 1 + len(shown))
    return WhereError(f"{shown} is not a number; write plain digits such as 1000 or 0.4", at)
