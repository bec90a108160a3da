"""Read the files of a design into one tree, with the places and problems of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.finding import Finding, Severity
from csdesign.source.findings import capped
from csdesign.source.includes import INCLUDE
from csdesign.source.merge import merge
from csdesign.source.problems import INCLUDED
from csdesign.source.yaml.parse import parse
from csdesign.source.yaml.scalars import scalar_end
from csdesign.source.yaml.sourcemap import SourceMap
from csdesign.source.yaml.tree import Map, Seq

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["ReadResult", "read_files"]

_OFFSET: Final = (1 << 32) - 1


class ReadResult(NamedTuple):
    """A design as it was read.

    `tree` is None if a file could not be read to its end. If `findings` has any, the tree
    serves to find more problems, not to plan with.
    """

    tree: Map | None
    source_map: SourceMap
    findings: tuple[Finding, ...]
    files: tuple[SourceFile, ...]


def read_files(files: Sequence[SourceFile]) -> ReadResult:
    """Return the design that files form which were read before, from disk or from git.

    The files are numbered in the order of the sequence.
    """
    trees: list[Map] = []
    findings: list[Finding] = []
    whole = True
    for file in files:
        tree, found = parse(file)
        findings += found
        findings += _not_included(file, tree)
        if tree is None:
            whole = False
        else:
            trees.append(tree)
    merged, clashes = merge(trees, files)
    if clashes:
        findings += capped(clashes, len(clashes), files[-1])
    source_map = SourceMap(files, merged)
    return ReadResult(merged if whole else None, source_map, tuple(findings), source_map.files)


def _not_included(file: SourceFile, tree: Map | None) -> Iterator[Finding]:
    """Yield a problem for each include that failed."""
    names = tree.get(INCLUDE) if tree is not None else None
    for number, words in file.refused:
        if isinstance(names, Seq) and number < len(names):
            start = names.item_mark(number) & _OFFSET
            span = file.span(start, scalar_end(file.text, start, names[number]))
            yield Finding(INCLUDED, Severity.ERROR, words, span)
