"""Refusals of the walk through a file, each in a sentence that names the alternative."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import yaml

from csdesign.finding import Finding, Related, RuleInfo, Severity
from csdesign.source import problems
from csdesign.source.findings import ENOUGH, MOST_FINDINGS
from csdesign.source.yaml.text import FORBIDDEN, name_of
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["DEPTH", "LONGEST", "NODES", "EnoughError", "Refusals"]

DEPTH: Final = 32
"""The deepest nesting of lists and mappings (levels)."""
NODES: Final = 2_000_000
"""The most keys, values, lists and mappings of a file."""
LONGEST: Final = 10_000
"""The longest scalar (characters)."""

_INSTEAD: Final = (
    "an experience serves several segments with 'segments: [a, b]', a role takes over another "
    "with 'extends'"
)


class EnoughError(Exception):
    """A file has so many problems that reading stops."""


class Refusals:
    """The findings of one walk; `count` goes on where `findings` has enough to show."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.count = 0

    def add(self, finding: Finding) -> None:
        """Keep a finding, or only count it.

        Raises:
            EnoughError: there are so many that the walk should end.
        """
        self.count += 1
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding)
        elif self.count >= ENOUGH:
            raise EnoughError

    def report(
        self,
        rule: RuleInfo,
        message: str,
        start: int,
        end: int | None = None,
        related: tuple[Related, ...] = (),
    ) -> None:
        """Add a finding at an offset; the end is one character on where none is given."""
        span = self.file.span(start, start + 1 if end is None else end)
        self.add(Finding(rule, Severity.ERROR, message, span, related=related))

    def not_a_mapping(self, kind: str, start: int) -> None:
        """Report a file that is a list or a text."""
        message = (
            f"the file is {kind}; a design is a mapping with keys such as segments: and roles:"
        )
        self.report(problems.NOT_A_MAPPING, message, start)

    def too_large(self, start: int, nodes: int) -> None:
        """Report the limit that stopped the walk: of nodes where those are too many, or depth."""
        if nodes > NODES:
            message = f"more than {NODES:,} keys and values; split the design into several files"
            self.report(problems.NODES, message, start)
        else:
            message = f"nested deeper than {DEPTH} levels; the design language needs seven"
            self.report(problems.TOO_DEEP, message, start)

    def inspect(self, event: Any) -> None:
        """Report an anchor, a tag, a text too long, a control character behind an escape."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor is not None:
            message = f"anchor{self._shown('&' + event.anchor)} is not supported; {_INSTEAD}"
            self.report(problems.ALIAS, message, start, start + 1 + len(event.anchor))
        if event.tag is not None:
            tag = self._shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
            message = (
                f"tag{tag} is not supported; leave it out, or quote a text that begins with '!'"
            )
            self.report(problems.TAG, message, start)
        if type(event) is not yaml.ScalarEvent:
            return
        if len(event.value) > LONGEST:
            message = f"a text of {len(event.value):,} characters; the limit is {LONGEST:,}"
            self.report(problems.LONG_TEXT, message, start)
        elif event.style == '"' and (match := re.search(FORBIDDEN, event.value)):
            message = f"{name_of(match.group())} behind an escape; remove it"
            self.report(problems.CHARACTER, message, start, end)

    def key(self, event: Any, key: str, taken: Collection[str], marks: Sequence[int]) -> None:
        """Report a key that is one of those taken (their places are every other mark) or odd."""
        start, end = event.start_mark.index, event.end_mark.index
        if key in taken:
            # The search is slow in a large mapping, but made only for findings that are shown.
            shown = len(self.findings) < MOST_FINDINGS
            first = marks[2 * list(taken).index(key)] if shown else start
            there = self.file.span(first, first + end - start)
            message = f"key{self._shown(key)} occurs twice; it is also on line {there.line}"
            related = (Related("first here", there),)
            self.report(problems.DUPLICATE_KEY, message, start, end, related)
        elif key == "<<":
            message = f"merge keys (<<) are not read; {_INSTEAD}"
            self.report(problems.MERGE_KEY, message, start, end)
        else:
            message = "a key that is empty or null; write a name before the ':'"
            self.report(problems.KEY, message, start, max(end, start + 1))

    def complex_key(self, event: Any) -> None:
        """Report a key that is a list or a mapping."""
        message = "a key that is a list or a mapping; write a name before the ':'"
        self.report(problems.KEY, message, event.start_mark.index)

    def alias(self, event: Any) -> None:
        """Report an alias."""
        message = (
            f"alias{self._shown('*' + event.anchor)} is not supported; write the value out, or let "
            "an experience serve several segments with 'segments: [a, b]' and a role take over "
            "another with 'extends'"
        )
        self.report(problems.ALIAS, message, event.start_mark.index, event.end_mark.index)

    def document(self, event: Any) -> None:
        """Report a second document."""
        message = "a second document; put it into a file of its own"
        start = event.start_mark.index
        self.report(problems.DOCUMENTS, message, start, event.end_mark.index)

    def directives(self, event: Any) -> None:
        """Report the tags that a document declares."""
        handles = listed([visible(handle, 20) for handle in sorted(event.tags)[:5]], "and")
        message = f"%TAG declares {handles}, but tags are not read; remove the line"
        self.report(problems.DIRECTIVE, message, event.start_mark.index)

    def _shown(self, text: str) -> str:
        """Return the text in quotes, or nothing of a file behind a link."""
        return "" if self.file.linked else f" '{visible(text, 60)}'"
