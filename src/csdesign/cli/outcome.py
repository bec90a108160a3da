"""The outcome of a command: a text for stdout, words for stderr, an exit code."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Outcome"]


class Outcome(NamedTuple):
    """The result of a command; only `cli.app` writes it."""

    text: str = ""
    code: int = 0
    messages: str = ""
