"""A hostile design: its text, and all findings on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A design that must be refused in exact words at an exact place.

    `places` has code, line and column of every finding, or of the first three and their number;
    `message` is that of the first, `object` the part of the design that it names by id.
    """

    name: str
    text: str | bytes
    places: str
    message: str
    object: str = ""

    @property
    def data(self) -> bytes:
        """Return the bytes of the file."""
        return self.text.encode() if isinstance(self.text, str) else self.text
