"""Reasons not to go on.

A problem inside a design is a `Finding` and is returned; what stops a command is one of these,
raised from its cause and caught once, in `cli`:

    CsdesignError            the text says what happened and what would be right; exit code 2
    ├── UnreadableError      a file, stream or folder that cannot be opened or is not regular
    ├── DesignError          a design that does not load where the command needs one
    ├── UsageError           an option or argument that means nothing here
    ├── SettingsError        a settings file that is wrong
    ├── OutputError          a result that cannot be written
    ├── RevisionError        git, or a revision it does not know
    └── MissingExtraError    an optional package that is not installed
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.finding import Finding

__all__ = [
    "CsdesignError",
    "DesignError",
    "MissingExtraError",
    "OutputError",
    "RevisionError",
    "SettingsError",
    "UnreadableError",
    "UsageError",
]


_TOLD: Final = 10
"""Findings that the text of an error has."""


class CsdesignError(Exception):
    """A command cannot do what was asked; the message is for its user."""


class UnreadableError(CsdesignError):
    """A path cannot be opened, or is not a regular file."""


class DesignError(CsdesignError):
    """A design does not load; `findings` says where and why, and the text has the first ten."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message, tuple(findings))
        self.findings: tuple[Finding, ...] = tuple(findings)

    def __str__(self) -> str:
        lines = [str(self.args[0]), *(f"  {_said(each)}" for each in self.findings[:_TOLD])]
        more = len(self.findings) - _TOLD
        return "\n".join([*lines, *([f"  and {more} more"] if more > 0 else [])])


def _said(finding: Finding) -> str:
    span = finding.span
    where = f"{visible(span.path)}:{span.line}:{span.column}: " if span is not None else ""
    return f"{where}{finding.severity}: {visible(finding.message, 500)} [{finding.code}]"


class UsageError(CsdesignError):
    """An option or argument is malformed or names nothing."""


class SettingsError(CsdesignError):
    """A settings file has an unknown key, an unknown rule or a wrong value."""


class OutputError(CsdesignError):
    """A result cannot be written where it was asked for."""


class RevisionError(CsdesignError):
    """Git is missing, or does not know the revision or the path in it."""


class MissingExtraError(CsdesignError, ImportError):
    """A package that comes with an extra is needed; the message has the exact install line."""
