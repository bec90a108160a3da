"""Decodes the bytes of a table or a document; a guess is reported as one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.errors import UnreadableError, UsageError
from csdesign.files.code_pages import code_page
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

__all__ = ["Encoding", "chunks_of", "detect_encoding", "encoding_called"]

_CHUNK: Final = 1 << 20
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]+")
_SAMPLE: Final = 65_536
_ENOUGH_RUNS: Final = 5
_MOSTLY: Final = 0.8
"""Share of well-formed runs from which a text that is not UTF-8 was meant to be."""
_NAMES: Final = {
    "cp1252": "Windows-1252 (Western)",
    "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1257": "Windows-1257 (Baltic)",
    "koi8_r": "KOI8-R (Cyrillic)",
    "cp866": "code page 866 (Cyrillic of DOS)",
    "cp932": "Shift-JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "cp949": "EUC-KR (Korean)",
    "gb18030": "GB18030 (Chinese)",
    "big5": "Big5 (Chinese)",
}
"""Code pages that are recognised, by their usual names."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """A decoder of bytes, with a note for the reader about the choice."""

    codec: str
    note: str = ""

    @property
    def name(self) -> str:
        """Return the usual name of the encoding."""
        known = _NAMES.get(self.codec, self.codec.removesuffix("-sig").upper())
        return known.partition(" (")[0]


def detect_encoding(chunks: Iterable[bytes], shown: str) -> Encoding:
    """Return the encoding of a text given in pieces.

    A byte-order mark decides; then strict UTF-8; then UTF-16 by its zero bytes; else one of the
    code pages that exports come in, see `code_page`.

    Raises:
        UnreadableError: it is none of these, so it is probably not text.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    utf8 = True
    sample = b""
    zeros = False
    is_first = True
    for chunk in chunks:
        if is_first:
            is_first = False
            marked = _by_mark(chunk)
            if marked is not None:
                return marked
            wide = _wide(chunk)
            if wide is not None:
                return wide
        zeros = zeros or b"\0" in chunk
        if chunk.isascii() and not decoder.getstate()[0]:
            continue
        if len(sample) < _SAMPLE:
            sample += _lines_beyond_ascii(chunk)[: _SAMPLE - len(sample)]
        if utf8:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                utf8 = False
    if utf8 and not zeros and _complete(decoder):
        return Encoding("utf-8")
    if zeros:
        raise UnreadableError(f"cannot read {shown}: it contains zero bytes, so it is not text")
    return _code_page(sample, shown)


def encoding_called(name: str) -> Encoding:
    """Return the encoding with this usual name.

    Raises:
        UsageError: there is none.
    """
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except (LookupError, ValueError) as error:  # rot13 and similar codecs are not encodings of text
        raise UsageError(
            f"encoding {visible(name, 40)!r} is unknown; use one such as utf-8, cp1252, cp1250, "
            "cp1251, gb18030 or shift_jis"
        ) from error
    return Encoding(found.name)


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


def _code_page(sample: bytes, shown: str) -> Encoding:
    runs = _HIGH_RUN.findall(sample)
    if len(runs) >= _ENOUGH_RUNS and sum(map(_is_utf8, runs)) > _MOSTLY * len(runs):
        raise UnreadableError(
            f"cannot read {shown}: UTF-8 with damaged characters in it; save it as UTF-8 again"
        )
    codec = code_page(sample)
    if codec is None:
        raise UnreadableError(
            f"cannot read {shown}: neither UTF-8, UTF-16 nor a known code page; save it as UTF-8"
        )
    return Encoding(codec, f"not UTF-8; read as {_NAMES[codec]}: check that the letters are right")


def _lines_beyond_ascii(chunk: bytes) -> bytes:
    """Return the lines that show a code page, without one that the end of a full chunk may cut."""
    whole = chunk if len(chunk) < _CHUNK else chunk.rpartition(b"\n")[0] or chunk
    return b"\n".join(line for line in whole.splitlines() if not line.isascii())


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
