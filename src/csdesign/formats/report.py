"""The formats of a report: chosen by the suffix of its file, or by name."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final, TypeVar

from csdesign.errors import UsageError
from csdesign.formats import FORMATS as ALL
from csdesign.formats import CommandResult, known, write_files
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from csdesign.escaping.json_text import Values
    from csdesign.formats.files import ReportFile
    from csdesign.views.content import ReportContent
    from csdesign.views.redaction import Redaction

__all__ = ["FORMATS", "OTHER_NAMES", "format_of", "is_folder", "write"]

Value = TypeVar("Value")

FORMATS: Final = {form.suffix: name for name, form in ALL.items() if set(form.needs) != {"rows"}}
"""Each suffix of a report's file and its format; `csv` is a folder."""
OTHER_NAMES: Final = {
    **{name: suffix for suffix, name in FORMATS.items()},
    "htm": "html",
    "yml": "yaml",
    "gv": "dot",
    "excel": "xlsx",
    "word": "docx",
    "powerpoint": "pptx",
}


def format_of(path: str, name: str | None = None) -> str:
    """Return the format (a suffix) that was named, else the one of the path.

    Raises:
        UsageError: there is no such format, or the path has no suffix that names one.
    """
    wanted = (name or PurePath(path).suffix.removeprefix(".")).lower()
    if not wanted:
        raise UsageError(
            f"{visible(path)} does not say what to write; end it in "
            f"{listed(f'.{suffix}' for suffix in FORMATS)}, or give --format"
        )
    return known(OTHER_NAMES.get(wanted, wanted), FORMATS)


def is_folder(name: str) -> bool:
    """Return whether a format is a folder of files."""
    return name == "csv"


def write(name: str, content: ReportContent) -> tuple[ReportFile, ...]:
    """Return the files of a report in a format named by its suffix.

    Raises:
        MissingExtraError: the format needs a package that is not installed.
    """
    from csdesign.views.report import report_document

    result = CommandResult(
        document=lambda: report_document(content),
        values=lambda: _values(content),
        report=content,
    )
    return write_files(FORMATS[name], result)


def _values(content: ReportContent) -> Values:
    """Return the contract of the plan without the names that the report leaves out."""
    from csdesign.contracts.plan import plan_document

    document = plan_document(content.plan, content.version)
    return _clean(document, content.redaction) if content.redaction.names else document


def _clean(value: Value, redaction: Redaction) -> Value:
    """Return the value with every text in it cleaned; keys are ids and stay."""
    cleaned: object = value
    if isinstance(value, str):
        cleaned = redaction.text(value)
    elif isinstance(value, dict):
        cleaned = {key: _clean(item, redaction) for key, item in value.items()}
    elif isinstance(value, list):
        cleaned = [_clean(item, redaction) for item in value]
    return cleaned  # type: ignore[return-value]  # each branch keeps the type it was given
