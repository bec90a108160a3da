"""Open what a person named, and tell which text its bytes are."""

from __future__ import annotations

import codecs
import os
import re
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from csdesign.errors import UnreadableError
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

__all__ = ["Encoding", "chunks_of", "detect_encoding", "open_regular", "read_bytes"]

_MEGABYTE: Final = 1024 * 1024
_CHUNK: Final = 1 << 20
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]+")
_CYRILLIC_RUN: Final = 3.0
"""Mean length of a run of high bytes from which a text is Cyrillic: Western accents stand alone."""
_SAMPLE: Final = 65_536
_ENOUGH_RUNS: Final = 5
_MOSTLY: Final = 0.8
"""Share of well-formed runs from which a text that is not UTF-8 was meant to be."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to turn bytes into text, and what the reader should know about that choice."""

    codec: str
    note: str = ""


def open_regular(path: Path, limit: int) -> BinaryIO:
    """Open a regular file of at most `limit` bytes for reading.

    Raises:
        UnreadableError: there is none, it is no regular file, or it is larger.
    """
    shown = visible(str(path))
    try:
        # Not blocking: the name of a pipe or a device must not hang the command.
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable name"
        raise UnreadableError(f"cannot read {shown}: {reason[:1].lower()}{reason[1:]}") from error
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        kind = "a directory" if stat.S_ISDIR(status.st_mode) else "not a regular file"
        raise UnreadableError(f"cannot read {shown}: {kind}; name a document or a CSV file")
    if status.st_size > limit:
        os.close(descriptor)
        raise UnreadableError(
            f"cannot read {shown}: {status.st_size // _MEGABYTE} MB; "
            f"at most {limit // _MEGABYTE} MB can be imported"
        )
    return os.fdopen(descriptor, "rb")


def read_bytes(path: str, limit: int) -> bytes:
    """Return the bytes of a file, or of standard input for `-`, within the limit.

    Raises:
        UnreadableError: as `open_regular`.
    """
    if path == "-":
        data = sys.stdin.buffer.read(limit + 1)
    else:
        with open_regular(Path(path), limit) as stream:
            data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(
            f"cannot read {visible(path)}: more than {limit // _MEGABYTE} MB to import"
        )
    return data


def detect_encoding(chunks: Iterable[bytes], shown: str) -> Encoding:
    """Return the encoding of a text given in pieces.

    A byte-order mark decides; then strict UTF-8; then UTF-16 by its zero bytes; else one of the two
    Windows code pages that HR exports come in, told apart by how high bytes follow each other.

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
        undefined = undefined or any(byte in chunk for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
        if utf8:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                utf8 = False
    if utf8 and not zeros and _complete(decoder):
        return Encoding("utf-8")
    if zeros:
        raise UnreadableError(f"cannot read {shown}: it has zero bytes, so it is no text")
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
    mean = sum(map(len, runs)) / len(runs) if runs else 0.0
    if mean >= _CYRILLIC_RUN:
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
