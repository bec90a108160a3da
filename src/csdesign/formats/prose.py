"""Pages of prose laid out for a terminal: paragraphs and lists wrapped, all else unchanged."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["prose"]

_ITEM: Final = re.compile(r"( {0,3}(?:[-*]|[0-9]+\.) +)(\S.*)")
_VERBATIM: Final = ("    ", "#", "|", "<!--")
_FENCE: Final = "```"


def prose(text: str, width: int) -> str:
    """Return a page whose paragraphs and list items are wrapped by words to `width` columns.

    Code (fenced, or indented by four), tables and headings stay as they are.
    """
    return "".join(f"{line}\n" for line in _lines(text.splitlines(), width))


def _lines(lines: list[str], width: int) -> Iterator[str]:
    held: list[str] = []
    indent = ""
    fenced = False
    for line in lines:
        item = _ITEM.fullmatch(line)
        is_fence = line.startswith(_FENCE)
        continues = bool(held) and bool(indent) and line.startswith(" " * len(indent))
        as_it_stands = not line.strip() or (line.startswith(_VERBATIM) and not continues)
        if fenced or is_fence or as_it_stands:
            yield from _wrapped(held, indent, width)
            held, indent = [], ""
            fenced = fenced != is_fence
            yield line
        elif item is not None:
            yield from _wrapped(held, indent, width)
            held, indent = [item[2]], item[1]
        else:
            held.append(line.strip())
    yield from _wrapped(held, indent, width)


def _wrapped(held: list[str], indent: str, width: int) -> list[str]:
    return textwrap.wrap(
        " ".join(held),
        width,
        initial_indent=indent,
        subsequent_indent=" " * len(indent),
        break_long_words=False,
        break_on_hyphens=False,
    )
