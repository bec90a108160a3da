"""Runs git alone: no hooks, no configured programs, no network, no waiting.

Only plumbing that reads objects is used, with the revision after `--end-of-options`: to
`git show` a revision such as `--output=x` is an option that writes a file.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from typing import TYPE_CHECKING, Final

from csdesign.errors import RevisionError
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["GitError", "ask", "check_revision"]

_SECONDS: Final = 15.0
_KILL: Final = getattr(signal, "SIGKILL", signal.SIGTERM)
_LIMIT: Final = 16 * 1024 * 1024
_SAFE: Final = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    "protocol.allow=never",
    "-c",
    "safe.bareRepository=explicit",
    "-c",
    f"core.hooksPath={os.devnull}",
)
_ENVIRONMENT: Final = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}


class GitError(Exception):
    """Git failed; `words` is its message (one line, safe to print)."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def check_revision(revision: str) -> None:
    """Refuse what cannot be a revision before git sees it.

    Raises:
        RevisionError: the revision is empty, begins with `-` or holds control characters.
    """
    if not revision.strip():
        raise RevisionError("the revision is empty (an unset variable?); give one, such as main")
    if revision.startswith("-") or visible(revision, 1000) != revision or len(revision) > 250:
        raise RevisionError(
            f"'{visible(revision, 60)}' is not a git revision; use a branch, tag or commit such "
            "as main"
        )


def ask(arguments: Sequence[str], folder: str, limit: int = _LIMIT) -> bytes:
    """Return the output of a git command that is run in a folder.

    Raises:
        GitError: git refused.
        RevisionError: git is not there, does not answer within 15 s, or prints over 16 MB.
    """
    environment = {key: text for key, text in os.environ.items() if not key.startswith("GIT_")}
    try:
        process = subprocess.Popen(
            # A reference below refs/replace would put another object in the place of a commit.
            ["git", "--no-replace-objects", *_SAFE, *arguments],
            cwd=folder,
            env=environment | _ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except FileNotFoundError as error:
        raise RevisionError(
            "git is not installed, or not on PATH; it is needed to read a revision"
        ) from error
    except (OSError, ValueError) as error:
        raise RevisionError(f"cannot run git: {visible(str(error), 200)}") from error
    return _answer(process, limit)


def _answer(process: subprocess.Popen[bytes], limit: int) -> bytes:
    assert process.stdout is not None  # noqa: S101 -- both are pipes, which mypy cannot know
    assert process.stderr is not None  # noqa: S101 -- the same
    late = threading.Event()

    def kill() -> None:
        late.set()
        _end(process)

    timer = threading.Timer(_SECONDS, kill)
    timer.daemon = True
    timer.start()
    try:
        # A git that writes more than a pipe holds to its stderr waits there until it is killed.
        output = process.stdout.read(limit + 1)
        too_much = len(output) > limit
        if too_much:
            _end(process)
        said = process.stderr.read(4096)
        code = process.wait()
    finally:
        timer.cancel()
        _end(process)
        process.wait()
        process.stdout.close()
        process.stderr.close()
    if late.is_set():
        raise RevisionError(f"git did not answer within {_SECONDS:.0f} s")
    if too_much:
        raise RevisionError("git printed more than 16 MB; the design is too large")
    if code != 0:
        lines = said.decode("utf-8", "replace").strip().splitlines()
        raise GitError(visible(lines[0] if lines else f"exit code {code}", 200))
    return output


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill git and its child processes."""
    if process.poll() is not None:
        return
    kill_group = getattr(os, "killpg", None)  # Windows has no groups of processes
    if kill_group is None:
        process.kill()
        return
    try:
        kill_group(process.pid, _KILL)
    except (ProcessLookupError, PermissionError):
        process.kill()
