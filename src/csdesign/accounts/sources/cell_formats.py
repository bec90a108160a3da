"""Currencies that a workbook has only in the format of cells, not in their values."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Mapping

__all__ = ["currencies_by_format"]

_FORMAT: Final = re.compile(rb'<numFmt\s[^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"')
_STYLES: Final = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_STYLE: Final = re.compile(rb'<xf\s[^>]*?numFmtId="(\d+)"')
_CURRENCY: Final = re.compile(r"\[\$([^\]-]+)[^\]]*\]|([$€£¥₹₽])|\"(EUR|USD|GBP|CHF)\"")
_USED: Final = re.compile(rb'<c\s[^>]*?\bs="(\d+)"[^>]*>\s*<v>')
_MOST_STYLES: Final = 8 << 20
_CHUNK: Final = 1 << 22


def currencies_by_format(archive: zipfile.ZipFile, part: str) -> Mapping[str, int]:
    """Return the number of cells of a sheet by the currency of their format.

    Empty if the formats name one currency or none: a sheet is read again only if it may matter.
    """
    try:
        if archive.getinfo("xl/styles.xml").file_size > _MOST_STYLES:
            return {}
        styles = archive.read("xl/styles.xml")
    except KeyError:
        return {}
    signs: dict[bytes, str] = {}
    for number, code in _FORMAT.findall(styles):
        found = _CURRENCY.search(unescape(code.decode("utf-8", "replace")))
        if found is not None:
            signs[number] = next(sign for sign in found.groups() if sign).strip()
    table = _STYLES.search(styles)
    numbers = _STYLE.findall(table[0]) if table is not None else []
    by_style = {
        str(place).encode(): signs[number]
        for place, number in enumerate(numbers)
        if number in signs
    }
    if len(set(by_style.values())) < 2:
        return {}
    cells: Counter[str] = Counter()
    with archive.open(part) as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            text = rest + chunk
            cut = text.rfind(b"<c ")
            rest = text[cut:] if cut > 0 else b""
            whole = text[:cut] if cut > 0 else text
            cells.update(by_style[style] for style in _USED.findall(whole) if style in by_style)
        cells.update(by_style[style] for style in _USED.findall(rest) if style in by_style)
    return cells if len(cells) > 1 else {}
