"""Texts that are opened, typed in, saved and closed: each judges its design again."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from csdesign.server.positions import Codec, path_of
from csdesign.server.shelf import Shelf

if TYPE_CHECKING:
    from csdesign.server.client import DesignServer

__all__ = ["add"]

_WATCHED: Final = types.Registration(
    id="files",
    method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
    register_options=types.DidChangeWatchedFilesRegistrationOptions(
        [types.FileSystemWatcher("**/*.{yaml,yml,toml,json}")]
    ),
)
"""Files that change outside the editor: parts of a design, settings, baselines."""


def add(server: DesignServer) -> None:
    """Let a server follow the texts of its client."""

    @server.feature(types.INITIALIZED)
    async def _initialized(_: types.InitializedParams) -> None:
        root = server.workspace.root_path
        server.shelf = Shelf(root, server.buffers)
        server.codec = Codec(str(getattr(server.workspace.position_encoding, "value", "utf-16")))
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace is not None else None
        if watching is not None and watching.dynamic_registration:
            await server.client_register_capability_async(types.RegistrationParams([_WATCHED]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def _opened(params: types.DidOpenTextDocumentParams) -> None:
        server.keep(params.text_document.uri)
        server.shelf.forget_files()
        _changed(server, params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def _typed(params: types.DidChangeTextDocumentParams) -> None:
        _changed(server, params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def _saved(params: types.DidSaveTextDocumentParams) -> None:
        server.shelf.forget_files()
        _changed(server, params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _closed(params: types.DidCloseTextDocumentParams) -> None:
        server.shelf.forget_files()
        _changed(server, params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _watched(params: types.DidChangeWatchedFilesParams) -> None:
        server.shelf.forget_files()
        for change in params.changes:
            _changed(server, change.uri)


def _changed(server: DesignServer, uri: str) -> None:
    path = path_of(uri)
    if path is None:
        return
    if PurePath(path).suffix in {".toml", ".json"}:  # settings or a baseline
        server.shelf.forget_files()
        paths = list(server.buffers())
    else:
        paths = [path, *server.shelf.sharing(path)]
    for each in paths:
        server.judge_soon(each)
