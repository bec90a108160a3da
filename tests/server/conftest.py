"""A client that speaks to a real server process."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator  # noqa: TC003 -- pytest-lsp reads these at run time
from pathlib import Path  # noqa: TC003 -- the same

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[sys.executable, "-m", "csdesign", "server"])
)
async def client(lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    """Return a client in a workspace of its own."""
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=types.ClientCapabilities(),
            root_uri=tmp_path.as_uri(),
            workspace_folders=[types.WorkspaceFolder(uri=tmp_path.as_uri(), name="design")],
        )
    )
    yield
    await lsp_client.shutdown_session()
