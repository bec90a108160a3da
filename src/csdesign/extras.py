"""Packages that come with an extra: who needs a missing one is told the line that installs it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Final

from csdesign.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import ParamSpec, TypeVar

    P = ParamSpec("P")
    R = TypeVar("R")

__all__ = ["EXTRAS", "advice", "missing_extra", "needs_extra"]

EXTRAS: Final[Mapping[str, str]] = {
    "docx": "docx",
    "duckdb": "data",
    "highspy": "data",
    "holidays": "calendar",
    "lsprotocol": "server",
    "mcp": "mcp",
    "mcp_types": "mcp",
    "numpy": "data",
    "pandas": "data",
    "pptx": "pptx",
    "pygls": "server",
    "python_calamine": "data",
    "sqlglot": "data",
    "textual": "explore",
    "watchfiles": "watch",
    "xlsxwriter": "data",
}
"""The extra of `pip install csdesign` that installs each package; drivers name theirs."""

_USES: Final[Mapping[str, str]] = {
    "calendar": "a calendar of public holidays",
    "data": "an account table, books, a data frame or a workbook",
    "docx": "a Word document",
    "explore": "the screen to try numbers",
    "mcp": "serving an assistant",
    "pptx": "a presentation",
    "server": "the language server",
    "watch": "running again on every save",
}


def missing_extra(error: ImportError) -> MissingExtraError | None:
    """Return the advice for a module that an extra installs; None for any other."""
    if isinstance(error, MissingExtraError):
        return error
    package = (error.name or "").partition(".")[0]
    extra = EXTRAS.get(package)
    return None if extra is None else advice(extra, package)


def advice(extra: str, package: str) -> MissingExtraError:
    """Return the error that names an extra and the package of it that is missing."""
    use = _USES.get(extra, f"a table in {extra}")
    return MissingExtraError(
        f"{use} needs {package}, which is not installed: pip install 'csdesign[{extra}]'",
        name=package,
    )


def needs_extra(function: Callable[P, R]) -> Callable[P, R]:
    """Let a function that imports what an extra installs raise MissingExtraError without it."""

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except ModuleNotFoundError as error:
            missing = missing_extra(error)
            if missing is None:
                raise
            raise missing from error

    return checked
