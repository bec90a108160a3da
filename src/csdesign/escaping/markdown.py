"""Texts that Markdown shows unchanged, with as little escaping as possible."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.escaping.terminal import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["fenced", "plain"]

_SYNTAX: Final = re.compile(
    r"[\\`\[\]|~]"
    r"|\*"
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word it is a letter
    r"|<(?=[A-Za-z/!?])|&(?=#?\w+;)"
    # Code, quotes, headings, lists and rules begin a line so, and a heading ends so.
    r"|^(?:[ >]|#(?=#*(?:\s|$))|[+-](?=[\s-]|$)|=(?=[=\s]*$)|\d+(?=[.)](?:\s|$)))"
    r"|(?<=\s)#(?=#*\s*$)"
)
_ENTITIES: Final = {"<": "&lt;", ">": "&gt;", "&": "&amp;", " ": "&#32;"}
_LIVE: Final = re.compile(
    r"(?<=@)(?=\w)"  # mentions, which write to people, and addresses of mail
    r"|(?<=#)(?=\d)|(?i:(?<=GH)(?=-\d))"  # references to issues, which leave a link there
    r"|(?<=:)(?=//)|(?i:(?<=www)(?=\.))"  # bare addresses
    r"|(?<=:)(?=[\w+-]+:)"  # names of emoji
)
_TICKS: Final = re.compile("`+")
_GAP: Final = "&#8203;"


def plain(text: str) -> str:
    """Return Markdown that shows the text as it is, on one line and in one cell.

    Only what would be read as syntax is escaped, so that the source reads well too. What GitHub
    turns into links or pictures after it has parsed the Markdown (mentions, references, addresses,
    emoji, formulas) is split by a zero-width space or an element.
    Source: GitHub Flavored Markdown Spec 0.29; GitHub Docs, "Autolinked references and URLs" and
    "Writing mathematical expressions".
    """
    parted = _LIVE.sub("\0", shown(text))
    safe = _SYNTAX.sub(_escaped, parted)
    if safe.count("$") > 1:  # a single one does not begin a formula
        safe = safe.replace("$", "<span>$</span>")
    return safe.replace("\0", _GAP)


def fenced(lines: Sequence[str], language: str) -> list[str]:
    """Return the lines of a block of code that shows these lines and that none of them can end."""
    safe = [shown(line) for line in lines]
    longest = max((len(run) for line in safe for run in _TICKS.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{language}", *safe, fence]


def _escaped(match: re.Match[str]) -> str:
    found = match.group()
    if found.isdigit():
        return f"{found}\\"
    return _ENTITIES.get(found, f"\\{found}")
