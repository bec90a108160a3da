"""Problems of an expression, with their places in its text."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PolicyError", "Trouble"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """One mistake in an expression; `at` counts characters from 0."""

    at: int
    message: str


class PolicyError(Exception):
    """An expression that cannot be read any further."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.trouble = Trouble(at, message)
