"""The place of half-written text in the language, found from lines alone, without a parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Cursor", "cursor_at"]

_DASH: Final = re.compile(r"-(?: +|$)")
_KEY: Final = re.compile(r"""(?:"([^"]*)"|'([^']*)'|([^\s:,\[\]{}#'"][^:#]*?))\s*:(?:\s|$)""")
_WORD: Final = re.compile(r"[\w:$-]*$")


class Cursor(NamedTuple):
    """A place in the text.

    `path` are the keys that lead there, `*` for an item of a list; with `is_key` the word at the
    place is a key of the mapping at `path`, else a value there. `word` is what was typed of it so
    far, `start` the column (from 1) at which it begins. `beside` are the other keys on its lines.
    """

    path: tuple[str, ...]
    is_key: bool
    word: str
    start: int
    beside: frozenset[str]


def cursor_at(lines: Sequence[str], line: int, column: int) -> Cursor:
    """Return the cursor at a line and column (from 1) of a text that may be half written."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    before = text[: column - 1]
    word = _WORD.search(before)
    typed = word.group() if word else ""
    start = column - len(typed)
    head = before[: len(before) - len(typed)]
    stack = _block(lines, line - 1)
    flow = _flow(head)
    if flow is not None:
        base, rest = flow
        stack = _line(stack, base)
        return _in_flow(stack, rest, typed, start)
    indent, content = _indent(head)
    path = _line(stack, head)
    if content.strip(" -") == "":
        beside = _beside(lines, line - 1, indent + len(content))
        return Cursor(tuple(name for _, name in path), True, typed, start, beside)
    return Cursor(tuple(name for _, name in path), False, typed, start, frozenset())


_Stack = list[tuple[int, str]]


def _block(lines: Sequence[str], end: int) -> _Stack:
    """Return the keys with their columns that lead to a line, from the lines above it."""
    first = end
    while first > 0 and (not lines[first - 1][:1].strip() or lines[first - 1][:1] in "#-"):
        first -= 1
    stack: _Stack = []
    for text in lines[max(first - 1, 0) : end]:
        if text.strip() and not text.lstrip().startswith("#"):
            stack = _line(stack, text)
    return stack


def _line(stack: _Stack, text: str) -> _Stack:
    """Return the stack after a line of block style."""
    indent, content = _indent(text)
    if not content:
        return [entry for entry in stack if entry[0] < indent]
    kept = list(stack)
    while dash := _DASH.match(content):
        kept = [e for e in kept if e[0] < indent or (e[0] == indent and e[1] != "*")]
        kept.append((indent, "*"))
        content = content[dash.end() :]
        indent += dash.end()
    kept = [entry for entry in kept if entry[0] < indent]
    if key := _KEY.match(content):
        kept.append((indent, next(group for group in key.groups() if group is not None)))
    return kept


def _indent(text: str) -> tuple[int, str]:
    content = text.lstrip(" ")
    return len(text) - len(content), content


def _flow(head: str) -> tuple[str, str] | None:
    """Return the block part of a line and its open flow part; None outside any flow."""
    depth, opened, quote = 0, -1, ""
    for at, character in enumerate(head):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"" and (at == 0 or head[at - 1] in " [{,:"):
            quote = character
        elif character == "#" and (at == 0 or head[at - 1] == " "):
            break
        elif character in "[{":
            if depth == 0:
                opened = at
            depth += 1
        elif character in "]}" and depth:
            depth -= 1
    return (head[:opened], head[opened:]) if depth else None


def _in_flow(stack: _Stack, rest: str, typed: str, start: int) -> Cursor:
    """Return the place inside flow style: `{id: x, role: |` and `[a, |`."""
    path = [name for _, name in stack]
    levels: list[tuple[str, list[str], set[str]]] = []
    pending, quote = "", ""
    for character in rest:
        if quote:
            quote = "" if character == quote else quote
            continue
        if character in "'\"":
            quote = character
        elif character in "[{":
            key = _pending_key(pending)
            inner = [key] if key else []
            if levels:
                levels[-1][2].add(key or "")
                if levels[-1][0] == "[":
                    inner = ["*"]
            levels.append((character, inner, set()))
            pending = ""
        elif character in "]}":
            levels.pop()
            pending = ""
        elif character == ",":
            if levels and (key := _pending_key(pending)):
                levels[-1][2].add(key)
            pending = ""
        else:
            pending += character
    for _, inner, _ in levels:
        path += inner
    opened, _, beside = levels[-1]
    key = _pending_key(pending)
    if opened == "[":
        return Cursor((*path, "*"), False, typed, start, frozenset())
    if key:
        return Cursor((*path, key), False, typed, start, frozenset())
    return Cursor(tuple(path), True, typed, start, frozenset(beside - {""}))


def _pending_key(text: str) -> str:
    key = _KEY.match(f"{text.strip()} ") if ":" in text else None
    return next((group for group in key.groups() if group is not None), "") if key else ""


def _beside(lines: Sequence[str], at: int, indent: int) -> frozenset[str]:
    """Return the keys of the mapping that a line of some indent belongs to."""
    found: set[str] = set()
    for step in (-1, 1):
        number = at + step
        while 0 <= number < len(lines):
            text = lines[number]
            spaces, content = _indent(text)
            while dash := _DASH.match(content):
                spaces += dash.end()
                content = content[dash.end() :]
            if content and spaces < indent:
                break
            if content and spaces == indent and (key := _KEY.match(content)):
                found.update(group for group in key.groups() if group is not None)
            if content and spaces == indent and text.lstrip().startswith("- "):
                break
            number += step
    return frozenset(found)
