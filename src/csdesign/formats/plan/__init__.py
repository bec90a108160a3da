"""A plan written for people and programs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from csdesign.planning.results import Plan

__all__ = ["FORMATS", "write"]

FORMATS: Final = {
    "table": "csdesign.formats.terminal",
    "json": "csdesign.contracts.plan",
    "yaml": "csdesign.formats.plan.yaml_text",
    "csv": "csdesign.formats.plan.csv_text",
    "markdown": "csdesign.formats.markdown",
}
"""Each format's module; `table` is the default."""


def write(
    name: str,
    plan: Plan,
    *,
    version: str,
    source: str = "",
    width: int = 80,
    colour: bool = False,
) -> str:
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
    if name in {"table", "markdown"}:
        from csdesign.views.content import ReportContent
        from csdesign.views.plan import plan_document

        document = plan_document(ReportContent(plan, version, source))
        if name == "table":
            from csdesign.formats.terminal import write as write_table

            return write_table(document, width=width, colour=colour)
        from csdesign.formats.markdown import write as write_markdown

        return write_markdown(document)
    writer = import_module(module)
    text: str = writer.write(plan, version=version, source=source, width=width)
    return text
