"""The template engine, set up so that text from a design cannot become markup."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from csdesign.views.section import LONGEST, cell_text
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesign.views.redaction import Redaction
    from csdesign.views.section import Cell, Kind

__all__ = ["environment"]

_TEMPLATES: Final = Path(__file__).with_name("templates")
_LONG_WORD: Final = re.compile(r"\S{25,}")
_PIECE: Final = re.compile(r"\S{1,18}")


def environment(redaction: Redaction) -> Environment:
    """Return an engine that escapes every value and clears it of control characters and names."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_cleaner(redaction),
    )
    made.filters["cell"] = _cell_filter(redaction)
    made.filters["px"] = lambda value: f"{value:.5g}"
    return made


def _cleaner(redaction: Redaction) -> Callable[[object], object]:
    """Return the filter of every printed value, which leaves the package's own markup alone."""

    def clean(value: object) -> object:
        if isinstance(value, Markup) or not isinstance(value, str):
            return value
        return redaction.text(visible(value, LONGEST))

    return clean


def _cell_filter(redaction: Redaction) -> Callable[[Cell, Kind], str]:
    """Return the writer of table cells; words that are too long get places to break."""

    def write(cell: Cell, kind: Kind) -> str:
        text = cell_text(cell, kind)
        if kind != "text" or not isinstance(cell, str):
            return text
        return _breakable(redaction.text(text))

    return write


def _breakable(text: str) -> str:
    # A break opportunity rather than `overflow-wrap: anywhere`, which would let the layout of a
    # table cut every word to save room.
    if _LONG_WORD.search(text) is None:
        return text
    found = Markup()
    last = 0
    for word in _LONG_WORD.finditer(text):
        found += escape(text[last : word.start()])
        found += Markup("<wbr>").join(_PIECE.findall(word.group()))
        last = word.end()
    return found + escape(text[last:])
