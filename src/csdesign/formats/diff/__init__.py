"""The difference of two designs, written for people and programs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from csdesign.diffing.changes import DesignDiff

__all__ = ["FORMATS", "write"]

FORMATS: Final = {
    "table": "csdesign.formats.diff.terminal",
    "json": "csdesign.contracts.diff",
    "markdown": "csdesign.formats.diff.markdown",
}
"""Each format's module; `table` is the default."""


def write(name: str, diff: DesignDiff, *, version: str, width: int = 80) -> str:
    """Return the difference as text.

    Raises:
        UsageError: no format has that name.
    """
    module = FORMATS.get(name)
    if module is None:
        raise UsageError(
            f"there is no format '{visible(name, 80)}'{did_you_mean(name, FORMATS)}; "
            f"use {listed(FORMATS)}"
        )
    text: str = import_module(module).write(diff, version=version, width=width)
    return text
