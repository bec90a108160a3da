"""Decodes the bytes of a table or a document; a guess is reported as one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

__all__ = ["Encoding", "chunks_of", "detect_encoding"]

_CHUNK: Final = 1 << 20
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]+")
_LETTER_RUN: Final = re.compile(rb"[\xa8\xb8\xc0-\xff]+")
"""Letters in both code pages; a blank that does not break or a currency sign is none."""
_WORD: Final = 3
"""Letters in a row that are a word of another alphabet: Western accents stand alone."""
_CYRILLIC: Final = 0.5
"""Share of letters in such words from which a text is Cyrillic."""
_SAMPLE: Final = 65_536
_ENOUGH_RUNS: Final = 5
_MOSTLY: Final = 0.8
"""Share of well-formed runs from which a text that is not UTF-8 was meant to be."""
_UNDEFINED: Final = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
"""Bytes without a meaning in Windows-1252."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to turn bytes into text, and what the reader should know about that choice."""

    codec: str
    note: str = ""

    @property
    def name(self) -> str:
        """Return the encoding as people call it."""
        page = self.codec.removeprefix("cp125")
        if page != self.codec:
            return f"Windows-125{page}"
        return self.codec.removesuffix("-sig").upper()


def detect_encoding(chunks: Iterable[bytes], shown: str) -> Encoding:
    """Return the encoding of a text given in pieces.

    A byte-order mark decides; then strict UTF-8; then UTF-16 by its zero bytes; else one of the two
    Windows code pages that exports come in, told apart by how high bytes follow each other.

    Raises:
        UnreadableError: it is none of these, so probably no text.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    utf8 = True
    sample = b""
    undefined = zeros = False
    for chunk in chunks:
        if not sample:
            marked = _by_mark(chunk)
            if marked is not None:
                return marked
            wide = _wide(chunk)
            if wide is not None:
                return wide
        if len(sample) < _SAMPLE:
            sample += chunk[: _SAMPLE - len(sample)]
        zeros = zeros or b"\0" in chunk
        if chunk.isascii() and not decoder.getstate()[0]:
            continue
        undefined = undefined or any(byte in chunk for byte in _UNDEFINED)
        if utf8:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                utf8 = False
    if utf8 and not zeros and _complete(decoder):
        return Encoding("utf-8")
    if zeros:
        raise UnreadableError(f"cannot read {shown}: it contains zero bytes, so it is not text")
    return _code_page(sample, undefined=undefined, shown=shown)


def _complete(decoder: codecs.IncrementalDecoder) -> bool:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _by_mark(start: bytes) -> Encoding | None:
    if start.startswith(codecs.BOM_UTF8):
        return Encoding("utf-8-sig")
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return Encoding("utf-32", "read as UTF-32, by its byte-order mark")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding("utf-16", "read as UTF-16, by its byte-order mark")
    return None


def _wide(start: bytes) -> Encoding | None:
    """Recognise UTF-16 without a mark: in most pairs of bytes the same half is zero."""
    sample = start[:4096]
    if len(sample) < 8:
        return None
    pairs = len(sample) // 2
    for codec, half in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if half.count(0) > 0.6 * pairs:
            return Encoding(codec, f"read as {codec.upper()}, by its zero bytes")
    return None


def _code_page(sample: bytes, *, undefined: bool, shown: str) -> Encoding:
    runs = _HIGH_RUN.findall(sample)
    if len(runs) >= _ENOUGH_RUNS and sum(map(_is_utf8, runs)) > _MOSTLY * len(runs):
        raise UnreadableError(
            f"cannot read {shown}: UTF-8 with damaged characters in it; save it as UTF-8 again"
        )
    words = _LETTER_RUN.findall(sample)
    letters = sum(map(len, words))
    in_words = sum(len(word) for word in words if len(word) >= _WORD)
    if letters and in_words >= _CYRILLIC * letters:
        return Encoding(
            "cp1251", "not UTF-8; read as Windows-1251 (Cyrillic): check that the letters are right"
        )
    if undefined:
        raise UnreadableError(
            f"cannot read {shown}: neither UTF-8, UTF-16 nor Windows-1252; save it as UTF-8"
        )
    return Encoding(
        "cp1252", "not UTF-8; read as Windows-1252 (Western): check that the letters are right"
    )


def _is_utf8(run: bytes) -> bool:
    try:
        run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def chunks_of(stream: BinaryIO) -> Iterable[bytes]:
    """Yield a stream's bytes in pieces of 1 MB."""
    while chunk := stream.read(_CHUNK):
        yield chunk
