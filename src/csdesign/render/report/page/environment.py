"""The template engine, set up so that no text of a design can become markup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from csdesign.render.report.table import LONGEST, cell_text
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesign.render.report.redaction import Redaction

__all__ = ["environment"]

_TEMPLATES: Final = Path(__file__).with_name("templates")


def environment(redaction: Redaction) -> Environment:
    """Return an engine that escapes every value and clears it of control characters and names."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_cleaner(redaction),
    )
    made.filters["cell"] = cell_text
    made.filters["px"] = lambda value: f"{value:.5g}"
    return made


def _cleaner(redaction: Redaction) -> Callable[[object], object]:
    """Return what every printed value passes through; markup of our own is left alone."""

    def clean(value: object) -> object:
        if isinstance(value, Markup) or not isinstance(value, str):
            return value
        return redaction.text(visible(value, LONGEST))

    return clean
