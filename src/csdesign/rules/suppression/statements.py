"""Finds the findings that a suppression on a line applies to."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, TypeAlias

from csdesign.rules.suppression.places import is_in_block
from csdesign.rules.suppression.silencing import can_be_silenced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csdesign.finding import Finding, Span

    LineOf: TypeAlias = Callable[[str, int], str]

__all__ = ["Places"]

_NEAREST: Final = 64


class Places:
    """The findings that may be suppressed, by file, line and code."""

    def __init__(self, findings: Sequence[Finding], line_of: LineOf) -> None:
        """Index the findings; `line_of` gives the text of a line (from 1) of a file."""
        self._line_of = line_of
        self._by_line: dict[tuple[str, int, str], list[int]] = {}
        self._by_code: dict[tuple[str, str], list[tuple[Span, int]]] = {}
        for number, finding in enumerate(findings):
            span = finding.span
            if span is None or not can_be_silenced(finding.code):
                continue
            self._by_code.setdefault((span.path, finding.code), []).append((span, number))
            for line in range(span.line, span.end_line + 1):
                self._by_line.setdefault((span.path, line, finding.code), []).append(number)
        for found in self._by_code.values():
            found.sort(key=lambda pair: pair[0].line)

    def at(self, path: str, line: int, code: str) -> list[int]:
        """Return the numbers of the findings of a rule that a line of a file belongs to.

        Those whose place includes the line go first. If there are none, it is those about the
        innermost part of the design that the line lies in, of the 64 nearest on either side: many
        comments and many findings stay cheap.
        """
        exact = self._by_line.get((path, line, code))
        if exact is not None:
            return exact
        found = self._by_code.get((path, code), [])
        here = bisect_left(found, line, key=lambda pair: pair[0].line)
        around = [
            (span, number)
            for span, number in found[max(here - _NEAREST, 0) : here + _NEAREST]
            if is_in_block(lambda n: self._line_of(path, n), span.line, line)
        ]
        deepest = max((span.column for span, _ in around), default=0)
        return [number for span, number in around if span.column == deepest]
