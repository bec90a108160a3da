"""A design in a git revision, read by the same rules as one on disk."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.errors import RevisionError
from csdesign.source.designs import load_sources
from csdesign.source.files import Excluded, nothing
from csdesign.source.foreign import own_files
from csdesign.source.git.repository import (
    Repository,
    commit_of,
    listing,
    read_blob,
    repository_of,
)
from csdesign.source.git.revision import read_revision
from csdesign.source.includes import with_includes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.source.designs import Loaded
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["load_revision", "revision_files"]


def load_revision(
    revision: str, paths: Sequence[str], excluded: Excluded = nothing
) -> Loaded | None:
    """Return the design that paths named in a revision; None if settings exclude all of it.

    Raises:
        RevisionError: git, the repository, the revision or a path in it is not there.
    """
    files, skipped = revision_files(revision, paths, excluded)
    return load_sources(files)._replace(skipped=skipped) if files else None


def revision_files(
    revision: str, paths: Sequence[str], excluded: Excluded = nothing
) -> tuple[list[SourceFile], tuple[str, ...]]:
    """Return the files of a design in a revision with those they include, and those passed over.

    Of a directory, files that are `excluded` (by their path on disk) are left out.

    Raises:
        RevisionError: git, the repository, the revision or a path in it is not there.
    """
    read = read_revision(revision, paths)
    repository = repository_of(paths[0])
    place = _InRevision(revision, repository, commit_of(repository, revision))
    had = [file for file in read if not (file.found and excluded(place.on_disk(file.path)))]
    files, skipped = own_files(had)
    return with_includes(files, place), skipped


@dataclass(frozen=True, slots=True)
class _InRevision:
    """The revision as a place to include files from."""

    revision: str
    repository: Repository
    commit: str

    def resolved(self, file: SourceFile, name: str) -> str:
        """Return the name of an included file, `REV:PATH` like that of the including one."""
        beside = posixpath.dirname(self._inside(file.path))
        path = posixpath.normpath(posixpath.join(beside, name))
        if path.startswith(".."):
            raise RevisionError("it lies outside the repository; put a copy there")
        return f"{self.revision}:{path}"

    def identity(self, path: str) -> str:
        """Return the name itself: a commit has one for each file."""
        return path

    def read(self, path: str) -> SourceFile:
        """Return the file of the revision."""
        inside = self._inside(path)
        for entry in listing(self.repository, self.commit, inside):
            if entry.path == inside:
                return read_blob(self.repository, self.revision, entry, 0)
        raise RevisionError(f"the revision {self.revision} has no such file")

    def on_disk(self, path: str) -> str:
        """Return the path of a file of the revision in the work tree."""
        return os.path.join(self.repository.top, self._inside(path))  # noqa: PTH118 -- any text may be a name

    def _inside(self, path: str) -> str:
        return path.removeprefix(f"{self.revision}:")
