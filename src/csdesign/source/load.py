"""Read the files of a design into one tree, with the places and problems of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csdesign.source.files import read_sources
from csdesign.source.findings import capped
from csdesign.source.merge import merge
from csdesign.source.yaml.parse import parse
from csdesign.source.yaml.sourcemap import SourceMap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from csdesign.finding import Finding
    from csdesign.source.yaml.sourcefile import SourceFile
    from csdesign.source.yaml.tree import Map

__all__ = ["ReadResult", "read_files", "read_tree"]


class ReadResult(NamedTuple):
    """A design as it was read.

    `tree` is None where a file could not be read to its end. Where `findings` has any, the tree
    serves to find more problems, not to plan with.
    """

    tree: Map | None
    source_map: SourceMap
    findings: tuple[Finding, ...]
    files: tuple[SourceFile, ...]


def read_tree(paths: Sequence[str], stdin: BinaryIO | None = None) -> ReadResult:
    """Return the design that the paths name: files, directories, `-` for `stdin`.

    Raises:
        UnreadableError: a path cannot be opened or is no regular file.
    """
    return read_files(read_sources(paths, stdin))


def read_files(files: Sequence[SourceFile]) -> ReadResult:
    """Return the design that files form which were read before, from disk or from git.

    The files are numbered as they stand in the sequence.
    """
    trees: list[Map] = []
    findings: list[Finding] = []
    whole = True
    for file in files:
        tree, found = parse(file)
        findings += found
        if tree is None:
            whole = False
        else:
            trees.append(tree)
    merged, clashes = merge(trees, files)
    if clashes:
        findings += capped(clashes, len(clashes), files[-1])
    source_map = SourceMap(files, merged)
    return ReadResult(merged if whole else None, source_map, tuple(findings), source_map.files)
