"""Ids of a design: where one is defined and used, its new name, the outline of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from csdesign.editing.renaming import rename
from csdesign.errors import UsageError
from csdesign.finding import Span
from csdesign.server.client import Ready
from csdesign.server.positions import path_of
from csdesign.server.symbols import outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.server.analysis import Analysis
    from csdesign.server.client import DesignServer

__all__ = ["add"]

_OUTLINE: Final = {
    "segment": types.SymbolKind.Class,
    "role": types.SymbolKind.Interface,
    "position": types.SymbolKind.Object,
    "milestone": types.SymbolKind.Event,
    "interaction": types.SymbolKind.Method,
}


def add(server: DesignServer) -> None:
    """Let a server answer where ids are defined and used."""

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def _definition(params: types.DefinitionParams) -> types.Location | None:
        found = server.occurrence(params.text_document.uri, params.position)
        if found is None:
            return None
        analysis, occurrence = found
        definition = analysis.index.definition(occurrence.named)
        if definition is None:
            return None
        return server.location(analysis, analysis.index.span(definition))

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def _references(params: types.ReferenceParams) -> list[types.Location]:
        found = server.occurrence(params.text_document.uri, params.position)
        if found is None:
            return []
        analysis, occurrence = found
        return [
            server.location(analysis, analysis.index.span(each))
            for each in analysis.index.occurrences(occurrence.named)
            if params.context.include_declaration or not each.defines
        ]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def _prepare(params: types.PrepareRenameParams) -> types.Range | None:
        found = server.occurrence(params.text_document.uri, params.position, fresh=True)
        if found is None:
            return None
        analysis, occurrence = found
        span = analysis.index.span(occurrence)
        return server.codec.range(analysis.by_path[span.path], span)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def _rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        found = server.occurrence(params.text_document.uri, params.position, fresh=True)
        if found is None:
            return None
        analysis, occurrence = found
        try:
            edits = rename(analysis.index, analysis.places, occurrence.named, params.new_name)
        except UsageError as error:
            raise JsonRpcException(str(error), types.ErrorCodes.InvalidParams) from error
        return server.workspace_edit(analysis, edits)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def _symbols(params: types.DocumentSymbolParams) -> Any:
        path = path_of(params.text_document.uri)
        analysis = server.shelf.quick(path) if path else None
        if path is None or analysis is None:
            return []
        if path not in analysis.outlines:
            made = Ready(_outline(server, analysis, path))
            if analysis.is_large:
                return made  # of a large file it takes more memory than time
            analysis.outlines[path] = made
        return analysis.outlines[path]


def _outline(server: DesignServer, analysis: Analysis, path: str) -> Iterator[dict[str, Any]]:
    """Yield symbols as the DocumentSymbol of a client."""
    file = analysis.by_path[path]
    shown, more = outline(analysis, path)
    for each in shown:
        kind = _OUTLINE.get(each.named.kind, types.SymbolKind.Key)
        detail = each.title or each.named.kind
        yield _entry(each.named.name, kind, detail, server.codec.range(file, each.span))
    if more:
        line = len(file.line_starts)
        words = f"{more:,} more ids: the file is too long to show them all"
        end = server.codec.range(file, Span(path, line, 1, line, 1))
        yield _entry(words, types.SymbolKind.Null, "", end)


def _entry(name: str, kind: types.SymbolKind, detail: str, place: types.Range) -> dict[str, Any]:
    start = {"line": place.start.line, "character": place.start.character}
    end = {"line": place.end.line, "character": place.end.character}
    plain = {"start": start, "end": end}
    entry = {"name": name, "kind": kind.value, "range": plain, "selectionRange": plain}
    return {**entry, "detail": detail} if detail else entry
