"""Markup whose commands to CI runners are spelled with an entity, which a page shows the same."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["quiet"]

_COMMAND: Final = re.compile(r"##(?=\w*\[)")


def quiet(markup: str) -> str:
    """Return HTML or SVG in which no text is a command such as `##[error]` to what logs it."""
    return _COMMAND.sub("#&#35;", markup)
