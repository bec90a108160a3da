"""Places of a design (lines and columns from 1, code points) as places of a client, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from lsprotocol import types

if TYPE_CHECKING:
    from csdesign.finding import Span
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["Codec", "Lines", "path_of"]


def path_of(uri: str) -> str | None:
    """Return the path of a `file:` address; None for any other (an unsaved buffer, say)."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return None
    return url2pathname(unquote(parts.path))


class Lines(Sequence[str]):
    """The lines of a file, each made when it is asked for: a large file has many."""

    def __init__(self, file: SourceFile) -> None:
        """Keep the file."""
        self._file = file

    def __len__(self) -> int:
        """Return the number of lines; an empty text has one."""
        return len(self._file.line_starts)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        """Return a line, or some, without the breaks."""
        if isinstance(at, slice):
            return [self._file.line(number + 1) for number in range(len(self))[at]]
        return self._file.line(range(len(self))[at] + 1)


class Codec:
    """Counts columns in the units that the client asked for; UTF-16 unless it asked otherwise."""

    def __init__(self, encoding: str = "utf-16") -> None:
        """Keep the name of the encoding."""
        self.encoding = encoding

    def units(self, text: str) -> int:
        """Return the length of a text in the client's units."""
        if self.encoding == "utf-32" or text.isascii():
            return len(text)
        if self.encoding == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return sum(2 if ord(character) > 0xFFFF else 1 for character in text)

    def column(self, line: str, units: int) -> int:
        """Return the column (from 1) that lies so many units into a line; at most behind its end.

        A place inside a character counts as in front of it.
        """
        passed = 0
        for number, character in enumerate(line):
            passed += self.units(character)
            if passed > units:
                return number + 1
        return len(line) + 1

    def range(self, file: SourceFile, span: Span) -> types.Range:
        """Return a span of a file as the client's range."""
        return types.Range(
            start=self.position(file, span.line, span.column),
            end=self.position(file, span.end_line, span.end_column),
        )

    def position(self, file: SourceFile, line: int, column: int) -> types.Position:
        """Return a place of a file as the client's position."""
        return types.Position(line=line - 1, character=self.units(file.line(line)[: column - 1]))

    def place(self, file: SourceFile, position: types.Position) -> tuple[int, int]:
        """Return a client's position as line and column (from 1); beyond the text is its end."""
        line = min(max(position.line, 0), len(file.line_starts) - 1) + 1
        return line, self.column(file.line(line), max(position.character, 0))

    def offset(self, file: SourceFile, position: types.Position) -> int:
        """Return the offset (code points) of a client's position; beyond the text is its end."""
        if position.line >= len(file.line_starts):
            return len(file.text)
        line, column = self.place(file, position)
        return file.line_starts[line - 1] + column - 1
