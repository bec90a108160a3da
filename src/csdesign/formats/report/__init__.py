"""A report in every file that people forward: one module per format, `FORMATS` names them.

A format is a module with `write(content) -> tuple[ReportFile, ...]`. Writers are pure: the same
content gives the same bytes.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from csdesign.formats.report.report_file import ReportFile
    from csdesign.views.content import ReportContent

__all__ = ["FORMATS", "format_of", "is_folder", "write"]

FORMATS: Final = {
    "html": "web_page",
    "md": "markdown",
    "xlsx": "xlsx",
    "csv": "csv_folder",
    "json": "plan_json",
    "svg": "svg",
    "mmd": "mermaid",
    "dot": "graphviz",
    "pptx": "pptx",
}
"""Each format by the suffix of its files, and its module in this package; `csv` is a folder."""
_OTHER_NAMES: Final = {
    "htm": "html",
    "markdown": "md",
    "mermaid": "mmd",
    "gv": "dot",
    "graphviz": "dot",
    "excel": "xlsx",
    "powerpoint": "pptx",
}


def format_of(path: str, name: str | None = None) -> str:
    """Return the format that was named, else the one of the path's suffix.

    Raises:
        UsageError: there is no such format, or the path has no suffix to tell.
    """
    suffix = PurePath(path).suffix
    wanted = (name or suffix.removeprefix(".")).lower()
    if not wanted:
        raise UsageError(
            f"{visible(path)} does not say what to write; end it in "
            f"{listed(f'.{suffix}' for suffix in FORMATS)}, or give --format"
        )
    found = _OTHER_NAMES.get(wanted, wanted)
    if found not in FORMATS:
        raise UsageError(
            f"there is no report format '{visible(wanted, 40)}'{did_you_mean(wanted, FORMATS)}; "
            f"use {listed(FORMATS)}"
        )
    return found


def is_folder(name: str) -> bool:
    """Return whether a format is a folder of files."""
    return name == "csv"


def write(name: str, content: ReportContent) -> tuple[ReportFile, ...]:
    """Return the files of a report; a single one has no name of its own.

    Raises:
        MissingExtraError: the format needs a package that is not installed.
    """
    module = import_module(f"csdesign.formats.report.{FORMATS[name]}")
    files: tuple[ReportFile, ...] = module.write(content)
    return files
