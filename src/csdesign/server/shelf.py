"""The designs a client works on, each analysed when its text has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.server.analysis import Analysis
from csdesign.server.designs import Scope, overlaid, scope_of
from csdesign.server.memory import give_back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["Shelf", "moved_line"]

_SMALL: Final = 200_000
"""Up to so many characters a design is read again at once; a larger one when typing rests."""


class Shelf:
    """The newest analysis of each design, by its files."""

    def __init__(self, root: str | None, buffers: Callable[[], Mapping[str, str]]) -> None:
        """Keep the workspace root and the function that gives open texts."""
        self.root = root
        self._buffers = buffers
        self._scopes: dict[str, Scope] = {}
        self._analyses: dict[tuple[str, ...], Analysis] = {}
        self._coming: dict[tuple[str, ...], Analysis] = {}

    def forget_files(self) -> None:
        """Find the files of each design again: one was added, removed or changed its sections."""
        self._scopes.clear()

    def scope(self, path: str) -> Scope:
        """Return the design that a file belongs to, by its files."""
        if path not in self._scopes:
            scope = scope_of(path, self.root, self._buffers())
            self._scopes.update(dict.fromkeys(scope.files, scope))
            self._scopes[path] = scope
        return self._scopes[path]

    def files(self, path: str) -> tuple[str, ...]:
        """Return the files of the design that a file belongs to."""
        return self.scope(path).files

    def sharing(self, path: str) -> list[str]:
        """Return a file of each other design that includes this one."""
        own = self.files(path)
        return [
            names[0]
            for names, each in self._analyses.items()
            if names != own and path in each.by_path
        ]

    def known(self, path: str) -> Analysis | None:
        """Return the newest analysis of a file's design, which may be older than its text."""
        analysis = self._analyses.get(self.files(path))
        return analysis if analysis is not None and path in analysis.by_path else None

    def quick(self, path: str) -> Analysis | None:
        """Return an analysis at once: of the text as it is, or for a large design the last one."""
        known = self.known(path)
        if known is not None and sum(len(file.text) for file in known.files) > _SMALL:
            return known
        return self.fresh(path)

    def fresh(self, path: str) -> Analysis | None:
        """Return the analysis of the text as it is; None if the file has vanished."""
        scope = self.scope(path)
        analysis = self._newest(scope)
        self._analyses[scope.files] = analysis
        return analysis if path in analysis.by_path else None

    def judged(self, path: str) -> Analysis | None:
        """Return the analysis of `fresh`, fully calculated; until then the previous one is used."""
        scope = self.scope(path)
        analysis = self._newest(scope)
        analysis.settle()
        self._analyses[scope.files] = analysis
        self._coming.pop(scope.files, None)
        if analysis.is_large:
            give_back()
        return analysis if path in analysis.by_path else None

    def _newest(self, scope: Scope) -> Analysis:
        sources = overlaid(scope, self._buffers())
        texts = [(file.path, file.text) for file in sources]
        last = self._analyses.get(scope.files)
        for known in (self._coming.get(scope.files), last):
            if (
                known is not None
                and known.settings == scope.settings
                and texts == [(file.path, file.text) for file in known.files]
            ):
                return known
        analysis = Analysis(sources, scope.settings, last)
        self._coming[scope.files] = analysis
        return analysis


def moved_line(line: int, before: SourceFile, now: SourceFile) -> int | None:
    """Return the number of a line (from 1) of one text in another; None for one that changed."""
    old, new = before.text, now.text
    if line < before.place(_alike(old, new))[0]:
        return line
    starts = before.line_starts
    behind = len(old) - starts[line - 1]  # with the break above it, all from here on is the same
    if line > 1 and old[starts[line - 1] - 1 :] == new[max(len(new) - behind - 1, 0) :]:
        return now.place(len(new) - behind)[0]
    return None


def _alike(one: str, other: str) -> int:
    """Return the length of the common beginning of two texts (characters)."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
