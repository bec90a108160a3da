"""The tree of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.source.designs import load_sources
from csdesign.source.yaml.sourcefile import SourceFile

if TYPE_CHECKING:
    from csdesign.source.yaml.tree import Map


def tree_of(text: str) -> Map:
    """Return the tree of a YAML text."""
    data = text.encode()
    read = load_sources([SourceFile("d.yaml", data, 0, len(data), linked=False)])
    assert read.source_map.tree is not None
    return read.source_map.tree
