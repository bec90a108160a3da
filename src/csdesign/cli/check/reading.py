"""Reads the inputs of `csdesign check`: the design, an editor's text of it, its earlier state."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from csdesign.cli.streams import stdin_bytes
from csdesign.source.designs import load_sources
from csdesign.source.files import Excluded, nothing, read_sources
from csdesign.source.foreign import own_files
from csdesign.source.includes import OnDisk, with_includes
from csdesign.source.yaml.sourcefile import STDIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.source.designs import Loaded
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["files_now", "load_before", "load_now", "shown_names"]


def shown_names(files: Sequence[str], stdin_filename: str | None) -> list[str]:
    """Return the files as they are named in results."""
    return [(stdin_filename or STDIN) if name == "-" else name for name in files]


def load_now(
    files: Sequence[str], stdin_filename: str | None, excluded: Excluded = nothing
) -> Loaded:
    """Return the design in the files, as `files_now` reads them.

    Raises:
        UnreadableError: a path cannot be opened or is not a regular file.
    """
    read, skipped = files_now(files, stdin_filename, excluded)
    return load_sources(read)._replace(skipped=skipped)


def files_now(
    files: Sequence[str], stdin_filename: str | None, excluded: Excluded = nothing
) -> tuple[list[SourceFile], tuple[str, ...]]:
    """Return the files of a design, and the names of files left out as other tools' own.

    `-` is standard input, named `stdin_filename`.

    If another of the files is the one that standard input is named after, the text of standard
    input takes its place: an editor checks what it has not saved yet against the rest.

    Raises:
        UnreadableError: a path cannot be opened or is not a regular file.
    """
    sources = read_sources(files, stdin_bytes() if "-" in files else None, excluded)
    if stdin_filename is not None:
        sources = _renamed(sources, stdin_filename)
    own, skipped = own_files(sources)
    return with_includes(own, OnDisk()), skipped


def load_before(
    revision: str, files: Sequence[str], stdin_filename: str | None, excluded: Excluded = nothing
) -> Loaded | None:
    """Return the design as the revision had it; None if it had none of the files.

    Raises:
        RevisionError: git, the repository or the revision does not exist.
    """
    # The modules for git are loaded only when they are needed.
    from csdesign.source.git.command import check_revision
    from csdesign.source.git.load import load_revision

    check_revision(revision)
    names = [name if name != "-" else stdin_filename or "-" for name in files]
    there = [name for name in names if name == "-" or _is_in(revision, name)]
    return load_revision(revision, there, excluded) if there else None


def _is_in(revision: str, name: str) -> bool:
    from csdesign.source.git.repository import commit_of, listing, repository_of

    repository = repository_of(name)
    return bool(listing(repository, commit_of(repository, revision), repository.inside(name)))


def _renamed(sources: Sequence[SourceFile], name: str) -> list[SourceFile]:
    """Return the files with standard input in the place of the file it is named after."""
    (text,) = (file for file in sources if file.path == STDIN)
    text = replace(text, path=name)
    real = os.path.realpath(name)
    files: list[SourceFile] = []
    for file in sources:
        if file.path == STDIN or os.path.realpath(file.path) == real:
            if not any(other is text for other in files):
                files.append(text)
        else:
            files.append(file)
    return [replace(file, number=number) for number, file in enumerate(files)]
