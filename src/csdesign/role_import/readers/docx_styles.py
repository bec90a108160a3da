"""Paragraph styles of a Word document: which are headings, which lists, which bold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["TITLE", "WORD", "Style", "StyleSheet", "flag"]

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The namespace of WordprocessingML, as ISO/IEC 29500 transitional names it."""

TITLE: Final = -1
"""The outline level we give to the style `Title`: above Heading 1."""

_HEADING: Final = re.compile(r"^heading ([1-9])$")
_LONGEST_CHAIN: Final = 20


@dataclass(frozen=True, slots=True)
class Style:
    """The properties that a paragraph takes from its style."""

    outline: int | None = None
    """Outline level from 0, as Word counts it, or `TITLE`; None for running text."""
    listed: int | None = None
    """List level from 0; None outside lists."""
    bold: bool = False


@dataclass
class _Written:
    based_on: str = ""
    outline: int | None = None
    listed: int | None = None
    bold: bool | None = None


def flag(value: str) -> bool:
    """Return an on/off property, which is on when it has no value."""
    return value not in {"0", "false", "off", "none"}


class StyleSheet:
    """Reads word/styles.xml from its events and resolves what styles inherit."""

    def __init__(self) -> None:
        self._styles: dict[str, _Written] = {}
        self._open: _Written | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        space, _, local = tag.partition(" ")
        if space != WORD:
            return
        value = attributes.get(f"{WORD} val", "")
        if local == "style":
            self._open = _Written()
            self._styles[attributes.get(f"{WORD} styleId", "")] = self._open
        elif self._open is not None:
            self._inside(self._open, local, value)

    @staticmethod
    def _inside(style: _Written, local: str, value: str) -> None:
        if local == "name":
            # Style ids are translated ("1", "berschrift1"); the built-in names never are.
            heading = _HEADING.match(value.casefold())
            if heading is not None:
                style.outline = int(heading[1]) - 1
            elif value.casefold() == "title":
                style.outline = TITLE
            elif value.casefold().startswith("list "):
                style.listed = 0
        elif local == "basedOn":
            style.based_on = value
        elif local == "outlineLvl" and value.isdigit():
            style.outline = int(value)
        elif local == "numId":
            style.listed = None if value == "0" else style.listed or 0
        elif local == "b":
            style.bold = flag(value)

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag == f"{WORD} style":
            self._open = None

    def resolved(self, style_id: str) -> Style:
        """Return the properties of a style, including inherited ones."""
        outline: int | None = None
        listed: int | None = None
        bold: bool | None = None
        for _ in range(_LONGEST_CHAIN):
            written = self._styles.get(style_id)
            if written is None:
                break
            outline = written.outline if outline is None else outline
            listed = written.listed if listed is None else listed
            bold = written.bold if bold is None else bold
            style_id = written.based_on
        return Style(outline, listed, bool(bold))
