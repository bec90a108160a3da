"""Which lines of a pair to quote: reworded ones and differences first, the like ones counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.auditing.results import JudgedPair, Line, Quote

__all__ = ["Quoted", "place_of", "quoted_lines"]

_REWORDED: Final = 5
_ALONE: Final = 6
_PATH: Final = 16
"""Characters from which a path is shown without its folders."""
_LONGEST: Final = 26


@dataclass(frozen=True, slots=True)
class Quoted:
    """The lines to show, and how many of each sort are left out."""

    lines: tuple[Line, ...]
    alike: int
    """Matches in the same words, or by one code, that are not shown."""
    reworded: int
    """Matches in other words that are not shown."""
    alone: int
    """Lines without a match that are not shown."""


def quoted_lines(pair: JudgedPair, lines: Sequence[Line] | None = None) -> Quoted:
    """Return the duties of a pair that a reader wants to see, most telling first."""
    shown = pair.duties if lines is None else lines
    alone = [line for line in shown if line.kind == "only"]
    matched = [line for line in shown if line.kind != "only"]
    alike = [line for line in matched if _is_alike(line)]
    reworded = [line for line in matched if not _is_alike(line)]
    # One line in the same words is an example; beside reworded ones it adds nothing.
    examples = alike[: max(0, 2 - len(reworded))]
    return Quoted(
        lines=(*reworded[:_REWORDED], *examples, *alone[:_ALONE]),
        alike=len(alike) - len(examples),
        reworded=max(0, len(reworded) - _REWORDED),
        alone=max(0, len(alone) - _ALONE),
    )


def _is_alike(line: Line) -> bool:
    assert line.a is not None  # noqa: S101 -- a match has both sides
    assert line.b is not None  # noqa: S101 -- the same
    return line.a.text == line.b.text


def place_of(quote: Quote) -> str:
    """Return `file:line`, of a long path its revision and last part alone."""
    if quote.span is None:
        return ""
    path = quote.span.path
    if len(path) > _PATH:
        folder, _, name = path.rpartition("/")
        revision, colon, _ = folder.partition(":")
        path = f"{revision}:{name}" if colon else name
    if len(path) > _LONGEST:
        path = f"..{path[2 - _LONGEST :]}"
    return f"{path}:{quote.span.line}"
