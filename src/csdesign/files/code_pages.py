"""The code page of bytes that are not Unicode, recognised by neighbouring bytes."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["code_page"]

_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]+")
_LETTER_RUN: Final = re.compile(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff]{3,}(?![A-Za-z])")
"""A word of another alphabet: Western and Central European letters occur among ASCII ones."""
_ALPHABET: Final = 0.5
"""Share of letters in such words from which a text is in another alphabet."""
_FEW: Final = 4
"""Characters or runs below which no code page is inferred."""
_MOSTLY: Final = 0.9
_CLEARLY: Final = 0.08
"""Difference of two shares from which one page is distinguished from another."""
_SOME: Final = 0.3
"""Share of letters of DOS, or of words with a Greek accent, from which a text is of that page."""
_GREEK: Final = re.compile(rb"[\xe0-\xff][\xdc-\xdf]")
"""A letter with an accent within a word, where Windows-1251 has capitals."""


class _Pairs(NamedTuple):
    """A code page of two bytes a character; in some the second byte may be below 0x80."""

    codec: str
    common: re.Pattern[bytes]
    is_high: bool


_TWO_BYTES: Final = (
    # kana, full width, common kanji: second bytes may also be below 0x80
    _Pairs("cp932", re.compile(rb"[\x81-\x83\x88-\x97][\x40-\x7e\x80-\xfc]"), is_high=False),
    _Pairs("euc_jp", re.compile(rb"[\xa1\xa4\xa5\xb0-\xcf][\xa1-\xfe]"), is_high=True),
    _Pairs("cp949", re.compile(rb"[\xb0-\xc8][\xa1-\xfe]"), is_high=True),
    _Pairs("gb18030", re.compile(rb"[\xa1\xa3\xb0-\xd7][\xa1-\xfe]"), is_high=True),
    _Pairs("big5", re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]"), is_high=False),
)
_KANA: Final = re.compile(rb"[\xa4\xa5].")
"""Bytes that Japanese in EUC has, and Chinese and Korean do not have."""
_ANY_KANA: Final = 0.05

_IN_A_WORD: Final = re.compile(
    rb"(?<=[A-Za-z\xc0-\xff])[\xa3\xa5\xaa\xaf\xb3\xb9\xba\xbc\xbe\xbf](?=[A-Za-z\xc0-\xff])"
)
"""Letters of Windows-1250 within a word, where Windows-1252 has signs: `Spó³ka` is Spółka."""
_SIGNS_IN_WORDS: Final = 0.02
_LETTER: Final = re.compile(rb"[\x8a\x8c-\x8f\x9a\x9c-\x9f\xc0-\xd6\xd8-\xf6\xf8-\xff]")
"""A byte that is a letter in any position; quotes, dashes and signs of money are not."""
_ALPHABETS: Final = {
    "cp1252": (
        "äöüßÄÖÜéè",  # German
        "àâçéèêëîïôùûüœæÀÂÇÉÈÊËÎÏÔÙÛÜŒÆ",  # French
        "áéíóúñüÁÉÍÓÚÑÜ",  # Spanish
        "áàâãçéêíóôõúÁÀÂÃÇÉÊÍÓÔÕÚ",  # Portuguese
        "àèéìíîòóùúÀÈÉÌÒÙ",  # Italian
        "åäöæøéüÅÄÖÆØÉÜ",  # of the North
        "áðéíóúýþæöÁÐÉÍÓÚÝÞÆÖ",  # Icelandic
    ),
    "cp1250": (
        "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",  # Polish
        "áčďéěíňóřšťúůýžäľĺôŕÁČĎÉĚÍŇÓŘŠŤÚŮÝŽÄĽĹÔŔ",  # Czech and Slovak
        "áéíóöőúüűÁÉÍÓÖŐÚÜŰ",  # Hungarian
        "ăâîşţĂÂÎŞŢ",  # Romanian
        "čćđšžČĆĐŠŽ",  # Croatian and Slovene
    ),
    "cp1254": ("çğıöşüâÇĞİÖŞÜÂ",),  # Turkish
    "cp1257": (
        "ąčęėįšųūžĄČĘĖĮŠŲŪŽ",  # Lithuanian
        "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ",  # Latvian
    ),
}
"""Letters of languages by code page, the Western one first."""


def code_page(data: bytes) -> str | None:
    """Return the codec of text in an older code page, None if none is plausible.

    Characters of two bytes are told by their pairs, Cyrillic and Greek by words in which every byte
    is high, other alphabets by letters that no Western language has together.
    """
    runs = _HIGH_RUN.findall(data)
    if not runs:
        return "cp1252"
    found = _of_two_bytes(data, runs)
    if found is not None:
        return found
    found = _eastern(data) or _latin(data)
    try:
        data.decode(found)
    except UnicodeDecodeError:
        return None
    return found


def _of_two_bytes(data: bytes, runs: list[bytes]) -> str | None:
    for page in _TWO_BYTES:
        if page.is_high and any(len(run) % 2 for run in runs[:-1]):
            continue
        try:
            text = data.decode(page.codec, errors="strict")
        except UnicodeDecodeError as error:
            if error.start < len(data) - 1:  # the last character may be cut
                continue
            text = data[: error.start].decode(page.codec)
        wide = [letter for letter in text if letter > "\x7f"]
        if len(wide) < _FEW:
            continue
        codes = [letter.encode(page.codec) for letter in wide]
        if _count(page.common, codes) < _MOSTLY * len(wide):
            continue
        if page.codec == "euc_jp" and _count(_KANA, codes) < _ANY_KANA * len(codes):
            continue
        # a curly apostrophe before a letter would be a character too
        if page.is_high or sum(code[-1] >= 0x80 for code in codes) >= _SOME * len(codes):
            return page.codec
    return None


def _count(pattern: re.Pattern[bytes], codes: list[bytes]) -> int:
    return sum(pattern.fullmatch(code) is not None for code in codes)


def _eastern(data: bytes) -> str | None:
    """Return a page of Cyrillic or Greek, by where small letters and accents are."""
    high = sum(map(len, re.findall(rb"[\x80-\x9f\xa8\xb8\xc0-\xff\xa1-\xaf]+", data)))
    words = _LETTER_RUN.findall(data)
    letters = b"".join(words)
    if not high or len(letters) < _ALPHABET * high:
        return None
    below = sum(byte < 0xB0 for byte in letters)
    if below > _SOME * len(letters):
        return "cp866"
    capitals = sum(
        0xC0 <= word[0] <= 0xDF and all(byte >= 0xE0 or byte == 0xB8 for byte in word[1:])
        for word in words
    )
    turned = sum(
        word[0] >= 0xE0 and all(0xC0 <= byte <= 0xDF or byte == 0xA3 for byte in word[1:])
        for word in words
    )
    if turned > capitals:
        return "koi8_r"
    accents = sum(_GREEK.search(word) is not None for word in words)
    return "cp1253" if accents > _SOME * len(words) else "cp1251"


def _latin(data: bytes) -> str:
    """Return the page of the language whose letters the bytes are, in doubt the Western one."""
    inside = _IN_A_WORD.findall(data)
    high = b"".join([*_LETTER.findall(data), *inside])
    if not high:
        return "cp1252"
    best = {
        codec: max(_share(high, letters.encode(codec)) for letters in alphabets)
        for codec, alphabets in _ALPHABETS.items()
    }
    western = best.pop("cp1252")
    other = max(best, key=best.__getitem__)
    if best[other] >= _MOSTLY and best[other] - western >= _CLEARLY:
        return other
    if len(inside) > _SIGNS_IN_WORDS * len(high):
        return "cp1250"
    return "cp1252"


def _share(high: bytes, letters: bytes) -> float:
    return sum(byte in letters for byte in high) / len(high)
