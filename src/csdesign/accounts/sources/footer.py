"""Totals and footers that a reporting tool writes among and below its rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.accounts.sql.written import FOOTER, TOTAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.accounts.table import RejectedLine

__all__ = ["without_footer"]

_FOOTER: Final = re.compile(FOOTER)
_TOTAL: Final = re.compile(TOTAL)
_MOST: Final = 12
"""Longest footer recognised (rows)."""


def without_footer(
    lines: Sequence[tuple[RejectedLine, str]], delimiter: str
) -> tuple[tuple[RejectedLine, ...], int]:
    """Return the rejected rows that are neither totals nor a footer, and the number that are.

    A row of totals is named so in its first filled cell. A footer is the block of neighbouring
    rejected rows at the end of which at least one reads like a copyright or confidentiality line.
    `lines` are the rejected rows with their text, in order.
    """
    block = 0
    following: int | None = None
    for line, _ in reversed(lines[-_MOST:]):
        if following is not None and line.row != following - 1:
            break
        block += 1
        following = line.row
    start = len(lines) - block
    if not any(_FOOTER.search(text.casefold()) for _, text in lines[start:]):
        start = len(lines)
    kept = [line for line, text in lines[:start] if not _adds_up(text, delimiter)]
    return tuple(kept), len(lines) - len(kept)


def _adds_up(text: str, delimiter: str) -> bool:
    cells = (cell.strip(' "') for cell in text.split(delimiter))
    return _TOTAL.match(next(filter(None, cells), "").casefold()) is not None
