"""`csdesign server`: the language server for editors, over standard input and output."""

from __future__ import annotations

import gc

from csdesign.cli.outcome import Outcome
from csdesign.extras import needs_extra

__all__ = ["HELP", "command"]

HELP = """Serve an editor: findings while you type, definitions, renames, completion, figures.

It speaks the Language Server Protocol over standard input and output; an editor starts it.
How to set up VS Code, Neovim and Helix: `csdesign help editors`.
"""


@needs_extra
def command() -> Outcome:
    """Serve one editor until it leaves."""
    from csdesign.server.app import serve

    gc.enable()  # unlike other commands, this one keeps running

    serve()
    return Outcome("")
