"""Read a design as it was in a git revision, and the revisions that changed it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from csdesign.errors import RevisionError
from csdesign.source.files import is_design_name
from csdesign.source.git.command import GitError, ask, check_revision
from csdesign.source.git.repository import (
    Entry,
    Repository,
    commit_of,
    listing,
    read_blob,
    repository_of,
)
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["Revision", "bytes_then", "history", "read_revision", "split_revision"]

_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")
_MOST_REVISIONS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: its full hash, the day of the commit (ISO 8601), the first line of its message."""

    sha: str
    date: str
    subject: str


def split_revision(text: str) -> tuple[str, str] | None:
    """Return revision and path of `REV:PATH`; None if the text is a path alone.

    Raises:
        RevisionError: there is a colon with nothing before or behind it.
    """
    if ":" not in text or _DRIVE.match(text):
        return None
    revision, _, path = text.partition(":")
    if not path:
        raise RevisionError(f"'{visible(text, 80)}' names no path; write REV:PATH")
    check_revision(revision)
    return revision, path


def read_revision(revision: str, paths: Sequence[str]) -> list[SourceFile]:
    """Return the files that the paths name in a revision, in that order, each once.

    A path is looked up from the working directory, then from the top of the repository; a
    directory means the `*.yaml` and `*.yml` files in and below it, as on disk. Files are
    named `REV:PATH`.

    Raises:
        RevisionError: git, the repository, the revision or a path in it is not there.
    """
    check_revision(revision)
    files: dict[str, SourceFile] = {}
    for path in paths:
        if path == "-":
            raise RevisionError("standard input has no revisions; name the file")
        repository = repository_of(path)
        commit = commit_of(repository, revision)
        named = {repository.inside(path), _from_top(path)}
        for entry in _entries(repository, commit, revision, path):
            key = f"{repository.top}\0{entry.path}"
            if key not in files:
                file = read_blob(repository, revision, entry, len(files))
                files[key] = replace(file, found=entry.path not in named)
    return list(files.values())


def bytes_then(revision: str, paths: Sequence[str]) -> dict[str, bytes]:
    """Return the bytes that paths of one repository had in a revision, for those that were files.

    Paths are as they lie from the working directory. A link counts as no file.

    Raises:
        RevisionError: git, the repository or the revision is not there, or a path lies outside.
    """
    check_revision(revision)
    if not paths:
        return {}
    repository = repository_of(paths[0])
    commit = commit_of(repository, revision)
    named = {repository.inside(path): path for path in paths}
    return {
        named[entry.path]: read_blob(repository, revision, entry, 0).data
        for entry in listing(repository, commit, *named)
        if entry.path in named and entry.mode.startswith("100")
    }


def history(paths: Sequence[str]) -> list[Revision]:
    """Return the commits up to HEAD that changed one of the paths, the oldest first.

    At most the newest 5,000. A path is followed by its name: a file that was renamed begins
    with the commit that gave it the name, so give the older name too.

    Raises:
        RevisionError: there is no git, no repository or no commit, or a path lies outside.
    """
    if not paths:
        return []
    repository = repository_of(paths[0])
    commit = commit_of(repository, "HEAD")
    inside = [repository.inside(path) or "." for path in paths]
    command = (
        "rev-list",
        "--reverse",
        "--topo-order",
        f"--max-count={_MOST_REVISIONS}",
        "--no-commit-header",
        "--encoding=UTF-8",
        "--format=%H%x09%cs%x09%s",
        commit,
        "--",
        *inside,
    )
    try:
        lines = ask(command, repository.top).decode("utf-8", "replace").split("\n")
    except GitError as error:
        raise RevisionError(f"git cannot list the history: {error.words}") from error
    return [Revision(*line.split("\t", 2)) for line in lines if line.count("\t") >= 2]


def _entries(repository: Repository, commit: str, revision: str, path: str) -> list[Entry]:
    """Return the files of a commit that a path names.

    Raises:
        RevisionError: there are none.
    """
    tried = dict.fromkeys((repository.inside(path), _from_top(path)))
    for inside in tried:
        if inside is None:
            continue
        listed = listing(repository, commit, inside)
        if len(listed) == 1 and listed[0].path == inside:
            return listed
        below = [entry for entry in listed if _is_below(entry, inside)]
        below = [entry for entry in below if not _repeats(repository, entry, below)]
        if below:
            return sorted(below, key=lambda entry: PurePath(entry.path).parts)
        if listed:
            where = f"{visible(revision, 60)}:{visible(path)}"
            raise RevisionError(f"no *.yaml or *.yml file in the directory {where}")
    raise RevisionError(
        f"{visible(path)} is not in {visible(revision, 60)}{_neighbour(repository, commit, path)}"
    )


def _from_top(path: str) -> str | None:
    """Return a relative path as git reads it in `REV:PATH`: from the top of the tree."""
    plain = os.path.normpath(path)
    return None if PurePath(plain).is_absolute() or plain.startswith("..") else plain


def _is_below(entry: Entry, inside: str) -> bool:
    rest = entry.path.removeprefix(f"{inside}/") if inside else entry.path
    return entry.mode != "160000" and is_design_name(rest)


def _repeats(repository: Repository, entry: Entry, entries: list[Entry]) -> bool:
    """Return whether the entry is a link to another one of the same directory."""
    if entry.mode != "120000" or entry.size > 4096:
        return False
    target = os.fsdecode(ask(("cat-file", "blob", entry.sha), repository.top))
    full = os.path.normpath(PurePath(PurePath(entry.path).parent, target))
    return any(full == other.path and other.mode.startswith("100") for other in entries)


def _neighbour(repository: Repository, commit: str, path: str) -> str:
    name = PurePath(path).name
    names = {PurePath(entry.path).name for entry in listing(repository, commit, "")}
    return did_you_mean(name, sorted(names))
