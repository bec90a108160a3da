"""The comments of a file; a `#` inside a text is not one."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

import yaml

from csdesign.source.yaml.text import text_problems
from csdesign.source.yaml.walk import events_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["Comment", "comments_of"]

# Begins with the `#` itself, which the engine looks for far faster than for what is before it.
_HASH: Final = re.compile(r"#(?:(?<=\s#)|(?<=^#))[^\r\n]*", re.MULTILINE)


class Comment(NamedTuple):
    """A comment: file, line and column (from 1) of its `#`, and its text from the `#` on.

    `alone` is true if nothing else is on the line.
    """

    path: str
    line: int
    column: int
    text: str
    alone: bool


def comments_of(file: SourceFile, marker: str) -> list[Comment]:
    """Return the comments of a file that hold the marker, in order.

    A file without the marker costs one search of its bytes. A file that is not YAML has the
    comments before its first error.
    """
    if marker.encode() not in file.data or text_problems(file):
        return []
    candidates = [match for match in _HASH.finditer(file.text) if marker in match.group()]
    if not candidates:
        return []
    texts = list(_texts(file))
    starts = [start for start, _ in texts]
    found = []
    for match in candidates:
        before = bisect_right(starts, match.start()) - 1
        if before >= 0 and match.start() < texts[before][1]:
            continue
        line, column = file.place(match.start())
        alone = not file.line(line)[: column - 1].strip()
        found.append(Comment(file.path, line, column, match.group(), alone))
    return found


def _texts(file: SourceFile) -> Iterator[tuple[int, int]]:
    """Yield start and end of every scalar; a block text begins behind its header line.

    Everything after an error counts as text, since it cannot be read.
    """
    end = 0
    try:
        for event in events_of(file):
            start, end = event.start_mark.index, event.end_mark.index
            if type(event) is yaml.ScalarEvent:
                if event.style in ("|", ">"):
                    row = file.place(start)[0]
                    start = file.line_starts[row] if row < len(file.line_starts) else end
                yield start, end
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        yield max(mark.index if mark else 0, end), len(file.text)
