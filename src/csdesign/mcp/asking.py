"""One question to the command line, so that an assistant gets the text that a person would read."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any, Final

from csdesign.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["answer", "answer_text"]

_LONGEST: Final = 300.0
"""Time limit of one question (s)."""
_FINDINGS: Final = 1
"""The exit code of a command that found something: an answer like any other."""


async def answer(folder: Path, arguments: Sequence[str]) -> dict[str, Any]:
    """Return the JSON that a command prints.

    Raises:
        UsageError: the command could not do what was asked; the text is what it said.
    """
    document: dict[str, Any] = json.loads(await answer_text(folder, [*arguments, "--format=json"]))
    return document


async def answer_text(folder: Path, arguments: Sequence[str]) -> str:
    """Return what a command prints for people.

    It runs in a process of its own, in the folder, without standard input: a question that takes
    too long, or too much memory, ends there and not here.

    Raises:
        UsageError: the command could not do what was asked; the text is what it said.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "csdesign",
            *arguments,
            cwd=folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    except ValueError:  # no command line can hold a NUL or half a character
        raise UsageError("the question holds a character that is not text; leave it out") from None
    except OSError as error:
        reason = (error.strerror or "unknown").lower()
        raise UsageError(f"the question cannot be put ({reason}); ask for less at once") from None
    try:
        printed, said = await asyncio.wait_for(process.communicate(), _LONGEST)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise UsageError(f"no answer within {_LONGEST:g} s; ask for a smaller design") from None
    except asyncio.CancelledError:
        process.kill()
        raise
    if process.returncode not in (0, _FINDINGS):
        words = said.decode("utf-8", "replace").strip()
        raise UsageError(words or f"csdesign ended with exit code {process.returncode}")
    return printed.decode("utf-8", "replace")
