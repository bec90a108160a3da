"""Designs read from text, with what `check` says of their reading, for tests of edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign import api
from csdesign.editing.fixing import Fixed, fix
from csdesign.editing.index import Index, ids_of
from csdesign.source.designs import Loaded, load_sources
from csdesign.source.yaml.sourcefile import SourceFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.finding import Finding
    from csdesign.source.yaml.sourcemap import SourceMap


def source(text: str, path: str = "design.yaml", number: int = 0) -> SourceFile:
    """Return a file of a text."""
    data = text.encode()
    return SourceFile(path, data, number, len(data), linked=False)


def loaded(*texts: str) -> Loaded:
    """Return the design of some texts, each a file of its own."""
    return load_sources([source(text, f"{i}.yaml", i) for i, text in enumerate(texts)])


def index(*texts: str) -> Index:
    """Return the index of ids of some texts."""
    return indexed(loaded(*texts).source_map)


def indexed(source_map: SourceMap) -> Index:
    """Return the index of ids of a design that was read."""
    return Index(ids_of(source_map), source_map)


def judge(files: Sequence[SourceFile]) -> tuple[Loaded, Sequence[Finding]]:
    """Return a design and what is wrong with its reading, schema and references."""
    read = load_sources(files)
    return read, read.findings


def mended(text: str) -> Fixed:
    """Return a text after the safe corrections."""
    return fix([source(text)], judge)


def text_of(fixed: Fixed, text: str) -> str:
    """Return the text after the corrections."""
    return fixed.files[0].text if fixed.files else text


def judged(files: Sequence[SourceFile]) -> tuple[Loaded, Sequence[Finding]]:
    """Return a design and all that is wrong with it."""
    read = load_sources(files)
    return read, api.check_loaded(read)
