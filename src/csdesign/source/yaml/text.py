"""Checks that a file is text that people can review: UTF-8 without control or hidden characters."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from csdesign.finding import Finding, Severity
from csdesign.source.findings import ENOUGH
from csdesign.source.problems import CHARACTER, DIRECTIVE, EMPTY, ENCODING, SIZE
from csdesign.source.yaml.sourcefile import LIMIT, SourceFile

__all__ = ["FORBIDDEN", "empty_problem", "name_of", "text_problems"]

FORBIDDEN: Final = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""C0 but tab and line breaks, DEL, C1, separators, bidirectional controls, hidden marks.

It is compiled where it is searched for: nearly every design is plain ASCII.
"""

_MOST_TAGS: Final = 100
_ALLOWED_ASCII: Final = bytes([9, 10, 13, *range(0x20, 0x7F)])
_WIDE_MARKS: Final = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
_NAMES: Final = {
    "\x00": "a null character",
    "\x1b": "an escape character",
    "\x7f": "a delete character",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\ufeff": "a byte order mark in the middle of the text",
}
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def text_problems(file: SourceFile) -> list[Finding]:
    """Return the reasons why the file cannot be read as text; none where it can.

    Each of the first 1,000 forbidden characters is a finding of its own, in the file's order.
    """
    if file.size > LIMIT:
        message = "the file is over the limit of 16 MB; split the design into several files"
        return [Finding(SIZE, Severity.ERROR, message, file.span(0, 0))]
    if b"\x00" in file.data or file.data.startswith(_WIDE_MARKS):
        return [_not_text(file)]
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return [_not_utf8(file, error)]
    if file.data.count(b"%TAG") > _MOST_TAGS:
        return [_tags(file)]
    if text.isascii():
        # One pass in C: nearly every design is plain ASCII, and none should pay for this check.
        if not file.data.translate(None, _ALLOWED_ASCII):
            return []
    elif re.search(FORBIDDEN, text) is None:
        return []
    return [
        Finding(
            CHARACTER,
            Severity.ERROR,
            f"{name_of(match.group())}; remove it",
            file.span(match.start(), match.end()),
        )
        for match in islice(re.finditer(FORBIDDEN, text), ENOUGH)
    ]


def empty_problem(file: SourceFile) -> Finding:
    """Return the finding for a file without a document."""
    message = "the design is empty; write at least segments: with one segment"
    return Finding(EMPTY, Severity.ERROR, message, file.span(0, 0))


def name_of(character: str) -> str:
    """Return the name of a forbidden character, with its number."""
    name = _NAMES.get(character)
    if name is None:
        name = "a bidirectional control" if character in _BIDI else "a control character"
    return f"{name} (U+{ord(character):04X})"


def _tags(file: SourceFile) -> Finding:
    """Return the finding for a file with so many %TAG lines that libyaml would not come to an end.

    It compares each with all before it: 200,000 of them in 3 MB take minutes.
    """
    start = file.text.index("%TAG")
    message = "%TAG declares tags, but tags are not read; remove the lines"
    return Finding(DIRECTIVE, Severity.ERROR, message, file.span(start, start + 4))


def _not_text(file: SourceFile) -> Finding:
    if file.data.startswith(_WIDE_MARKS) or _looks_wide(file.data):
        message = "the file is text in UTF-16 or UTF-32; save it as UTF-8"
    else:
        message = "the file is binary, not text; give a design written in YAML"
    return Finding(ENCODING, Severity.ERROR, message, file.span(0, 0))


def _looks_wide(data: bytes) -> bool:
    """Return whether every other byte of the beginning is null, as in Latin text in UTF-16."""
    head = data[:512]
    pairs = len(head) // 2
    return head.strip(b"\0") != b"" and max(head[::2].count(0), head[1::2].count(0)) > 0.9 * pairs


def _not_utf8(file: SourceFile, error: UnicodeDecodeError) -> Finding:
    # The decoder of utf-8-sig counts from behind the byte order mark.
    body = file.data.removeprefix(b"\xef\xbb\xbf")
    start = min(error.start, len(body) - 1)
    offset = len(body[:start].decode("utf-8", "replace"))
    message = (
        f"byte 0x{body[start]:02X} is not UTF-8; save the file as UTF-8 "
        "(it may be in an older code page)"
    )
    return Finding(ENCODING, Severity.ERROR, message, file.span(offset, offset + 1))
