"""`csdesign mcp`: tools for assistants, over designs in one folder."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Annotated

import typer

from csdesign.cli.outcome import Outcome
from csdesign.extras import needs_extra

if TYPE_CHECKING:
    from csdesign.mcp.folder import Folder

__all__ = ["HELP", "command"]

HELP = """Serve an assistant: plan, months, what-if, fit, explain, check, audit and diff as tools.

It speaks the Model Context Protocol over standard input and output; an assistant starts it.
It reads designs in the given folder, writes nothing, and refuses paths outside that folder.
How to set it up: `csdesign help assistants`.

  csdesign mcp org/
"""


def command(
    folder: Annotated[
        str, typer.Argument(metavar="[FOLDER]", help="Folder that holds designs.")
    ] = ".",
) -> Outcome:
    """Serve one assistant until it leaves."""
    from csdesign.mcp.folder import Folder

    _serve(Folder(folder))
    return Outcome("")


@needs_extra
def _serve(folder: Folder) -> None:
    from csdesign.mcp.app import serve

    gc.enable()  # unlike other commands, this one keeps running

    serve(folder)
