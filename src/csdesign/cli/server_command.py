"""`csdesign server`: the language server for editors, over standard input and output."""

from __future__ import annotations

from csdesign.cli.outcome import Outcome
from csdesign.errors import MissingExtraError

__all__ = ["HELP", "command"]

HELP = """Serve an editor: findings while you type, definitions, renames, completion, figures.

Speaks the Language Server Protocol over standard input and output; an editor starts it.
How to set up VS Code, Neovim and Helix: `csdesign help editors`.
"""


def command() -> Outcome:
    """Serve one editor until it leaves."""
    try:
        from csdesign.server.app import serve
    except ImportError as error:
        raise MissingExtraError(
            "the language server needs the extra [server]; run: pip install 'csdesign[server]'"
        ) from error
    serve()
    return Outcome("")
