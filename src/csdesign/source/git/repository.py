"""A git repository for the reader of designs: commits, their files, and the bytes of these."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from csdesign.errors import RevisionError
from csdesign.source.git.command import GitError, ask
from csdesign.source.yaml.sourcefile import LIMIT, SourceFile
from csdesign.wording import did_you_mean, visible

__all__ = ["Entry", "Repository", "commit_of", "listing", "read_blob", "repository_of"]

_HASH: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a revision: its mode, object and size (bytes), and its path from the top."""

    mode: str
    sha: str
    size: int
    path: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A work tree: the folder git was asked in, and the top of the tree (both real paths)."""

    folder: str
    top: str

    def inside(self, path: str) -> str:
        """Return a path from the top of the tree, empty for the top itself.

        Raises:
            RevisionError: the path lies outside.
        """
        pure = PurePath(os.path.abspath(path))  # noqa: PTH100 -- keeps a link's own name
        full = PurePath(os.path.realpath(pure.parent), pure.name)
        if os.path.realpath(pure) == self.top:
            return ""
        if not full.is_relative_to(self.top):
            raise RevisionError(
                f"{visible(path)} is outside the git repository {visible(self.top)}"
            )
        return str(full.relative_to(self.top))


def repository_of(path: str) -> Repository:
    """Return the repository that holds a path: that of the nearest folder that exists.

    Raises:
        RevisionError: there is none, or git refuses it.
    """
    folder = os.path.realpath(PurePath(os.path.abspath(path)).parent)  # noqa: PTH100 -- see inside
    if os.path.isdir(path):  # noqa: PTH112 -- any text may be a name
        folder = os.path.realpath(path)
    while not os.path.isdir(folder):  # noqa: PTH112 -- the same
        folder = str(PurePath(folder).parent)
    try:
        top = os.fsdecode(ask(("rev-parse", "--show-toplevel"), folder)).removesuffix("\n")
    except GitError as error:
        raise RevisionError(_no_repository(folder, error.words)) from error
    if not top:
        raise RevisionError(f"{visible(folder)} is not in a git work tree")
    return Repository(folder, os.path.realpath(top))


def _no_repository(folder: str, words: str) -> str:
    if "not a git repository" in words:
        return f"{visible(folder)} is not in a git repository, so it has no revisions"
    if "dubious ownership" in words:
        return (
            f"git does not trust {visible(folder)}, which belongs to another user; allow it with "
            "git config --global --add safe.directory PATH"
        )
    return f"git refuses {visible(folder)}: {words}"


def commit_of(repository: Repository, revision: str) -> str:
    """Return the full hash of a revision's commit.

    Raises:
        RevisionError: there is no such commit.
    """
    command = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    try:
        answer = ask(command, repository.folder).decode("ascii", "replace").split()
    except GitError as error:
        raise RevisionError(_unknown(repository, revision)) from error
    if not answer or not _HASH.fullmatch(answer[-1]):
        raise RevisionError(f"'{visible(revision, 80)}' does not name a single commit")
    return answer[-1]


def _unknown(repository: Repository, revision: str) -> str:
    try:
        shallow = ask(("rev-parse", "--is-shallow-repository"), repository.folder).strip()
        names = ask(
            ("for-each-ref", "--count=1000", "--format=%(refname:short)"), repository.folder
        )
    except GitError:
        shallow, names = b"false", b""
    refs = names.decode("utf-8", "replace").split()
    if revision == "HEAD" and not refs:
        return "the git repository has no commit yet"
    hint = did_you_mean(revision, refs)
    if shallow == b"true":
        hint += (
            "; this clone is shallow, fetch the rest with git fetch --unshallow "
            "(actions/checkout: fetch-depth: 0)"
        )
    return f"git does not know the revision '{visible(revision, 80)}'{hint}"


def listing(repository: Repository, commit: str, *inside: str) -> list[Entry]:
    """Return the files of a commit at paths from the top, or below them.

    Raises:
        RevisionError: git cannot list them.
    """
    command = ["ls-tree", "-r", "-l", "-z", "--full-tree", commit]
    if not {"", "."} & {*inside}:
        command += ["--", *inside]
    try:
        answer = ask(command, repository.top)
    except GitError as error:
        raise RevisionError(f"git cannot list {visible(commit)}: {error.words}") from error
    entries = []
    for record in answer.split(b"\0"):
        facts, _, name = record.partition(b"\t")
        if name:
            mode, _, sha, size = facts.decode("ascii").split()
            entries.append(Entry(mode, sha, int(size) if size.isdigit() else 0, os.fsdecode(name)))
    return entries


def read_blob(repository: Repository, revision: str, entry: Entry, number: int) -> SourceFile:
    """Return a file of a revision.

    Raises:
        RevisionError: it is a link or a submodule, or the clone does not hold it.
    """
    name = f"{revision}:{entry.path}"
    if not entry.mode.startswith("100"):
        kind = "a symbolic link" if entry.mode == "120000" else "a submodule"
        raise RevisionError(f"{visible(name)} is {kind}, not a file")
    if entry.size > LIMIT:
        return SourceFile(name, b"", number, entry.size)
    try:
        data = ask(("cat-file", "blob", entry.sha), repository.top)
    except GitError as error:
        raise RevisionError(
            f"{visible(name)} is not in this clone ({error.words}); fetch it first"
        ) from error
    return SourceFile(name, data, number, len(data))
