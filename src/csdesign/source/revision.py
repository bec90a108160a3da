"""Read a design as it was in a git revision, and the revisions that changed it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from csdesign.errors import RevisionError
from csdesign.source.files import is_design_name
from csdesign.source.git import GitError, ask, check_revision
from csdesign.source.sourcefile import LIMIT, SourceFile
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Revision", "history", "read_revision", "split_revision"]

_HASH: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")
_MOST_REVISIONS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: its full hash, the day it was committed (ISO 8601), the first line it says."""

    sha: str
    date: str
    subject: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file of a revision: its mode, object and size (bytes), and its path from the top."""

    mode: str
    sha: str
    size: int
    path: str


@dataclass(frozen=True, slots=True)
class _Repository:
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


def split_revision(text: str) -> tuple[str, str] | None:
    """Return revision and path of `REV:PATH`; None where the text is a path alone.

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
    directory stands for the `*.yaml` and `*.yml` files in and below it, as on disk. Files are
    named `REV:PATH`.

    Raises:
        RevisionError: git, the repository, the revision or a path in it is not there.
    """
    check_revision(revision)
    files: dict[str, SourceFile] = {}
    for path in paths:
        if path == "-":
            raise RevisionError("standard input has no revisions; name the file")
        repository = _repository(path)
        commit = _commit(repository, revision)
        for entry in _entries(repository, commit, revision, path):
            key = f"{repository.top}\0{entry.path}"
            if key not in files:
                files[key] = _blob(repository, revision, entry, len(files))
    return list(files.values())


def history(paths: Sequence[str]) -> list[Revision]:
    """Return the commits up to HEAD that changed one of the paths, the oldest first.

    At most the newest 5,000. A path is followed by its name: a file that was renamed begins
    with the commit that gave it the name, so give the older name too.

    Raises:
        RevisionError: there is no git, no repository or no commit, or a path lies outside.
    """
    if not paths:
        return []
    repository = _repository(paths[0])
    commit = _commit(repository, "HEAD")
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


def _repository(path: str) -> _Repository:
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
        raise RevisionError(f"{visible(folder)} is in no git work tree")
    return _Repository(folder, os.path.realpath(top))


def _no_repository(folder: str, words: str) -> str:
    if "not a git repository" in words:
        return f"{visible(folder)} is in no git repository, so it has no revisions"
    if "dubious ownership" in words:
        return (
            f"git does not trust {visible(folder)}, which belongs to another user; allow it with "
            "git config --global --add safe.directory PATH"
        )
    return f"git refuses {visible(folder)}: {words}"


def _commit(repository: _Repository, revision: str) -> str:
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
        raise RevisionError(f"'{visible(revision, 80)}' is no single commit")
    return answer[-1]


def _unknown(repository: _Repository, revision: str) -> str:
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
    return f"git knows no revision '{visible(revision, 80)}'{hint}"


def _entries(repository: _Repository, commit: str, revision: str, path: str) -> list[_Entry]:
    """Return the files of a commit that a path names.

    Raises:
        RevisionError: there are none.
    """
    tried = dict.fromkeys((repository.inside(path), _from_top(path)))
    for inside in tried:
        if inside is None:
            continue
        listed = _listing(repository, commit, inside)
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


def _is_below(entry: _Entry, inside: str) -> bool:
    rest = entry.path.removeprefix(f"{inside}/") if inside else entry.path
    return entry.mode != "160000" and is_design_name(rest)


def _repeats(repository: _Repository, entry: _Entry, entries: list[_Entry]) -> bool:
    """Return whether the entry is a link to another one of the same directory."""
    if entry.mode != "120000" or entry.size > 4096:
        return False
    target = os.fsdecode(ask(("cat-file", "blob", entry.sha), repository.top))
    full = os.path.normpath(PurePath(PurePath(entry.path).parent, target))
    return any(full == other.path and other.mode.startswith("100") for other in entries)


def _listing(repository: _Repository, commit: str, inside: str) -> list[_Entry]:
    command = ["ls-tree", "-r", "-l", "-z", "--full-tree", commit]
    if inside not in ("", "."):
        command += ["--", inside]
    try:
        answer = ask(command, repository.top)
    except GitError as error:
        raise RevisionError(f"git cannot list {visible(commit)}: {error.words}") from error
    entries = []
    for record in answer.split(b"\0"):
        facts, _, name = record.partition(b"\t")
        if name:
            mode, _, sha, size = facts.decode("ascii").split()
            entries.append(_Entry(mode, sha, int(size) if size.isdigit() else 0, os.fsdecode(name)))
    return entries


def _neighbour(repository: _Repository, commit: str, path: str) -> str:
    name = PurePath(path).name
    names = {PurePath(entry.path).name for entry in _listing(repository, commit, "")}
    return did_you_mean(name, sorted(names))


def _blob(repository: _Repository, revision: str, entry: _Entry, number: int) -> SourceFile:
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
