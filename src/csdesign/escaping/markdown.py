"""Texts that GitHub's Markdown shows as they are, whatever they hold."""

from __future__ import annotations

import re
from typing import Final

from csdesign.escaping.terminal import shown

__all__ = ["plain"]

_SYNTAX: Final = re.compile(r"[\\`*_\[\]()<>#!|~&$]")
_ENTITIES: Final = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "$": "<span>$</span>"}
_LIVE: Final = re.compile(
    r"(?<=@)(?=\w)"  # mentions, which write to people, and addresses of mail
    r"|(?<=#)(?=\d)|(?i:(?<=GH)(?=-\d))"  # references to issues, which leave a link there
    r"|(?<=:)(?=//)|(?i:(?<=www)(?=\.))"  # bare addresses
    r"|(?<=:)(?=[\w+-]+:)"  # names of emoji
)
_GAP: Final = "&#8203;"


def plain(text: str) -> str:
    """Return Markdown that shows the text as it is, on one line and in one cell.

    Syntax is escaped. What GitHub looks for after it has read the Markdown (mentions, references,
    addresses, emoji, formulas) is parted by a space of no width or an element.
    Source: GitHub Flavored Markdown Spec 0.29; GitHub Docs, "Autolinked references and URLs" and
    "Writing mathematical expressions".
    """
    parted = _LIVE.sub("\0", shown(text))
    safe = _SYNTAX.sub(lambda m: _ENTITIES.get(m.group(), f"\\{m.group()}"), parted)
    return safe.replace("\0", _GAP)
