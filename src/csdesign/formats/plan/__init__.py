"""A plan written for people and programs: one module per format, `FORMATS` names them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from csdesign.planning.results import Plan

__all__ = ["FORMATS", "write"]

FORMATS: Final = {
    "table": "csdesign.formats.plan.terminal",
    "json": "csdesign.contracts.plan",
    "yaml": "csdesign.formats.plan.yaml_text",
    "csv": "csdesign.formats.plan.csv_text",
    "markdown": "csdesign.formats.plan.markdown",
}
"""Each format's module; `table` is the default."""


def write(name: str, plan: Plan, *, version: str, source: str = "", width: int = 80) -> str:
    """Return the plan as text; `source` is the design as the user named it.

    Raises:
        UsageError: no format has that name.
    """
    module = FORMATS.get(name)
    if module is None:
        raise UsageError(
            f"there is no format '{visible(name, 80)}'{did_you_mean(name, FORMATS)}; "
            f"use {listed(FORMATS)}"
        )
    writer = import_module(module)
    text: str = writer.write(plan, version=version, source=source, width=width)
    return text
