"""Formats of results: `FORMATS` gives each one's module and the input that the module needs.

A writer is `write(needed, layout)`; it returns a text, or the files of a folder. It is pure, does
not depend on any command, and is imported when its format is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from csdesign.escaping.json_text import Values
    from csdesign.formats.files import ReportFile
    from csdesign.views.content import ReportContent
    from csdesign.views.section import Document, Table

__all__ = [
    "FORMATS",
    "CommandResult",
    "Format",
    "Layout",
    "Need",
    "known",
    "printed",
    "write_files",
    "write_text",
]

Need: TypeAlias = Literal["document", "rows", "values", "report"]
"""The input of a format: sections to read, one table of rows, the JSON contract, or a plan with all
its drawings."""


class Format(NamedTuple):
    """A format: its module, the inputs that it accepts (the first available is used), its suffix.

    `printed` formats are texts that can go to standard output.
    """

    module: str
    needs: tuple[Need, ...]
    suffix: str
    printed: bool = True


FORMATS: Final = {
    "table": Format("terminal", ("document",), "txt"),
    "markdown": Format("markdown", ("document",), "md"),
    "json": Format("json_document", ("values",), "json"),
    "yaml": Format("yaml_document", ("values",), "yaml"),
    "csv": Format("csv_text", ("rows",), "csv"),
    "csv-folder": Format("csv_folder", ("document",), "csv", printed=False),
    "html": Format("html", ("report", "document"), "html"),
    "xlsx": Format("xlsx", ("report", "document"), "xlsx", printed=False),
    "docx": Format("docx", ("document",), "docx", printed=False),
    "pptx": Format("pptx", ("report",), "pptx", printed=False),
    "svg": Format("svg", ("report",), "svg"),
    "mermaid": Format("mermaid", ("report",), "mmd"),
    "graphviz": Format("graphviz", ("report",), "dot"),
}


class Layout(NamedTuple):
    """The width of the output (cells), and whether it may use the styles of a terminal."""

    width: int = 80
    colour: bool = False


class CommandResult(NamedTuple):
    """The result of a command in every form it offers; each is built when a format needs it."""

    document: Callable[[], Document] | None = None
    rows: Callable[[], Table] | None = None
    values: Callable[[], Values] | None = None
    report: ReportContent | None = None

    def part(self, need: Need) -> Any:
        """Return the input of a format; None if the command does not have it."""
        found = getattr(self, need)
        return found() if callable(found) else found


def printed(*offers: Need) -> tuple[str, ...]:
    """Return the names of the texts that can be written from what a command offers."""
    return tuple(
        name for name, form in FORMATS.items() if form.printed and set(form.needs) & set(offers)
    )


def known(name: str, names: Collection[str], option: str = "") -> str:
    """Return the name of a format if it is one of `names`; `option` is the option that gave it.

    Raises:
        UsageError: the name is not one of them.
    """
    if name not in names:
        hint = did_you_mean(name, names) or f"; use {listed(names)}"
        where = f"{option}: " if option else ""
        raise UsageError(f"{where}there is no format '{visible(name, 40)}'{hint}")
    return name


def write_text(name: str, result: CommandResult, layout: Layout) -> str:
    """Return the result of a command as one text.

    Raises:
        UsageError: no text of that name can be written from it.
    """
    needs: tuple[Need, ...] = ("document", "rows", "values", "report")
    names = printed(*(need for need in needs if _has(result, need)))
    text: str = _write(known(name, names), result, layout)
    return text


def write_files(name: str, result: CommandResult) -> tuple[ReportFile, ...]:
    """Return the result of a command as files; a single one has no name of its own.

    Raises:
        MissingExtraError: the format needs a package that is not installed.
    """
    from csdesign.formats.files import text_file

    written = _write(name, result, Layout())
    return (text_file(written),) if isinstance(written, str) else written


def _write(name: str, result: CommandResult, layout: Layout) -> Any:
    form = FORMATS[name]
    need = next(need for need in form.needs if _has(result, need))
    writer = import_module(f"csdesign.formats.{form.module}")
    return writer.write(result.part(need), layout)


def _has(result: CommandResult, need: str) -> bool:
    return getattr(result, need) is not None
