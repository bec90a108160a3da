"""Text as one harmless line of a terminal or a log, and the cells its characters take."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from csdesign.wording import visible

__all__ = ["apart", "cell_widths", "shown"]

_LONGEST: Final = 2_000
_COMMAND: Final = re.compile(r"##(?=\w*\[)|(?:^|(?<=\s)):(?=:)")

_JOINER: Final = "\u200d"
_EMOJI_STYLE: Final = "\ufe0f"
_SKIN_TONES: Final = ("\U0001f3fb", "\U0001f3ff")
_HANGUL_TAILS: Final = ("\u1160", "\u11ff")
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cc", "Cf", "Cs"})


def shown(text: str, limit: int = _LONGEST) -> str:
    """Return the text as one harmless line of at most `limit` characters.

    Control and invisible characters are spelled out; what a CI runner would obey is taken apart.
    """
    return apart(visible(text, limit))


def apart(text: str) -> str:
    """Return the text with the commands of CI runners taken apart by a blank.

    `::name` at the start of a line and `##[name]` anywhere are commands to GitHub's runner,
    `##vso[name]` to Azure's, `##teamcity[name]` to TeamCity's. A line may be wrapped later, so
    `::` is taken apart after every blank.
    Source: actions/runner, ActionCommand.cs; azure-pipelines-agent, Command.cs; TeamCity
    documentation, "Service Messages".
    """
    return _COMMAND.sub(r"\g<0> ", text)


def cell_widths(text: str) -> list[int]:
    """Return the width of each code point in this text, in terminal cells (0, 1 or 2).

    A combining mark, a joiner and the code points that extend the emoji before them take no cell;
    the emoji style selector makes the character before it two cells wide.
    Source: Unicode Standard Annex 11, East Asian Width; Unicode Technical Standard 51, Emoji.
    """
    if text.isascii():
        return [1] * len(text)
    widths: list[int] = []
    last = -1  # index of the character that the marks after it belong to
    for i, character in enumerate(text):
        width = _width(character)
        if last >= 0 and widths[last] == 2 and _joins(text, i, last):
            width = 0
        elif character == _EMOJI_STYLE and 0 <= last == i - 1:
            widths[last] = 2
        widths.append(width)
        if width:
            last = i
    return widths


def _joins(text: str, i: int, last: int) -> bool:
    """Return whether the character is drawn into the wide one at `last`."""
    return text[i - 1] == _JOINER or (last == i - 1 and _within(text[i], _SKIN_TONES))


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in _NO_WIDTH or _within(character, _HANGUL_TAILS):
        # The soft hyphen is a format character that terminals draw.
        return int(character == "\u00ad")
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _within(character: str, bounds: tuple[str, str]) -> bool:
    return bounds[0] <= character <= bounds[1]
