"""Findings written in every format that people, editors and CI services read.

A format is a module with `write(report) -> str`; `FORMATS` names them all. Writers are pure: the
same report gives the same text, which ends with a line feed. A module is imported when its format
is asked for, so `check` imports only one of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from csdesign.formats import known

if TYPE_CHECKING:
    from csdesign.views.findings.report import FindingsReport

__all__ = ["FORMATS", "Writer", "write", "writer"]

FORMATS: Final = {
    "full": "csdesign.formats.findings.full",
    "table": "csdesign.formats.findings.full",
    "concise": "csdesign.formats.findings.concise",
    "json": "csdesign.contracts.findings",
    "jsonl": "csdesign.formats.findings.json_lines",
    "sarif": "csdesign.formats.findings.sarif",
    "github": "csdesign.formats.findings.github",
    "gitlab": "csdesign.formats.findings.gitlab",
    "junit": "csdesign.formats.findings.junit",
    "rdjson": "csdesign.formats.findings.rdjson",
    "markdown": "csdesign.formats.findings.markdown",
}
"""Each format's module; `table`, the default of every command, is `full`."""


class Writer(Protocol):
    """The interface of every format."""

    def __call__(self, report: FindingsReport) -> str:
        """Return the report as text."""


def writer(name: str) -> Writer:
    """Return the writer of a format.

    Raises:
        UsageError: no format has that name.
    """
    found: Writer = import_module(FORMATS[known(name, FORMATS)]).write
    return found


def write(name: str, report: FindingsReport) -> str:
    """Return the report in the named format.

    Raises:
        UsageError: no format has that name.
    """
    return writer(name)(report)
