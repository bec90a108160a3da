"""The server itself, over standard input and output."""

from __future__ import annotations

import logging
import os

from csdesign.server.client import DesignServer
from csdesign.server.features import documents, hints, lenses, navigation
from csdesign.server.memory import give_back_large

__all__ = ["make_server", "serve"]


def make_server() -> DesignServer:
    """Return a server with a handler for every capability that it announces."""
    server = DesignServer()
    for feature in (documents, navigation, hints, lenses):
        feature.add(server)
    return server


def serve() -> None:
    """Serve one client over standard input and output until it leaves."""
    give_back_large()
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    # The server closes its streams; the process keeps its own for its end.
    with os.fdopen(os.dup(0), "rb") as asked, os.fdopen(os.dup(1), "wb") as answered:
        make_server().start_io(asked, answered)
