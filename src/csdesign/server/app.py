"""The server itself: what a client asks, answered by one module for each kind of question."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from csdesign._version import VERSION
from csdesign.editing.renaming import rename
from csdesign.errors import UsageError
from csdesign.finding import Severity, Span
from csdesign.server.actions import actions
from csdesign.server.buffers import Buffer
from csdesign.server.completion import proposals
from csdesign.server.cursor import cursor_at
from csdesign.server.figures import role_words, segment_line
from csdesign.server.hovering import hover_text
from csdesign.server.memory import give_back_large
from csdesign.server.positions import Codec, Lines, path_of
from csdesign.server.shelf import Shelf, moved_line
from csdesign.server.symbols import outline, symbols
from csdesign.source.yaml.sourcefile import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cattrs import Converter

    from csdesign.editing.edits import Edit
    from csdesign.editing.index import Occurrence
    from csdesign.finding import Finding
    from csdesign.planning.results import Plan
    from csdesign.server.analysis import Analysis

__all__ = ["make_server", "serve"]

_QUIET: Final = 0.15
"""How long typing must rest before a design is judged again (seconds)."""
_SEVERITIES: Final = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_KINDS: Final = {
    "key": types.CompletionItemKind.Property,
    "word": types.CompletionItemKind.EnumMember,
    "duty": types.CompletionItemKind.Constant,
    "measure": types.CompletionItemKind.Constant,
    "decision right": types.CompletionItemKind.Constant,
}
_WATCHED: Final = types.Registration(
    id="files",
    method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
    register_options=types.DidChangeWatchedFilesRegistrationOptions(
        [types.FileSystemWatcher("**/*.{yaml,yml,toml,json}")]
    ),
)
"""Files that change outside the editor: parts of a design, settings, baselines."""
_OUTLINE: Final = {
    "segment": types.SymbolKind.Class,
    "role": types.SymbolKind.Interface,
    "position": types.SymbolKind.Object,
    "milestone": types.SymbolKind.Event,
    "interaction": types.SymbolKind.Method,
}


class Ready(list[dict[str, Any]]):
    """An answer that is plain data already: it is sent as it is, again and again."""


def _converter() -> Converter:
    """Return the protocol's own converter, which leaves alone what needs no conversion."""
    converter: Converter = default_converter()  # type: ignore[no-untyped-call] # as pygls has it
    converter.register_unstructure_hook(Ready, list)
    return converter


class DesignServer(LanguageServer):
    """A language server with the designs of one client."""

    def __init__(self) -> None:
        """Start without a workspace; the client names it."""
        super().__init__("csdesign", f"v{VERSION}", converter_factory=_converter)
        self.shelf = Shelf(None, self.buffers)
        self.codec = Codec()
        self.told: dict[tuple[str, ...], set[str]] = {}
        self.waiting: dict[tuple[str, ...], asyncio.TimerHandle] = {}
        self.judging = asyncio.Lock()
        self.said = ""

    def buffers(self) -> Mapping[str, str]:
        """Return the texts that are open, by path."""
        try:
            documents = dict(self.workspace.text_documents)
        except RuntimeError:
            return {}
        open_ = ((path_of(uri), document.source) for uri, document in documents.items())
        return {path: text for path, text in open_ if path is not None}

    def keep(self, uri: str) -> None:
        """Keep a text that was opened in a buffer of our own."""
        documents = self.workspace.text_documents
        for name, document in documents.items():
            if document.uri == uri:
                documents[name] = Buffer(document, self.codec)

    def judge_soon(self, path: str) -> None:
        """Judge a design once typing rests."""
        scope = self.shelf.scope(path)
        files = scope.files
        if scope.problem and scope.problem != self.said:
            words = f"csdesign: {scope.problem}; until that is fixed, no settings are read"
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, words))
        self.said = scope.problem
        if files in self.waiting:
            self.waiting.pop(files).cancel()
        loop = asyncio.get_running_loop()
        self.waiting[files] = loop.call_later(
            _QUIET, lambda: asyncio.ensure_future(self.judge(path))
        )

    async def judge(self, path: str) -> None:
        """Say what is wrong with the design of a file, in each of its files."""
        files = self.shelf.files(path)
        self.waiting.pop(files, None)
        async with self.judging:  # one after the other: an older answer never comes last
            analysis = await asyncio.to_thread(self.shelf.judged, path)
        if analysis is None:
            self._publish(files, {}, {})
            return
        found: dict[str, list[types.Diagnostic]] = {name: [] for name in analysis.by_path}
        for finding in analysis.findings:
            place = finding.span.path if finding.span else next(iter(found))
            if finding.suppressed is None and place in found:
                found[place].append(self._diagnostic(finding, analysis))
        self._publish(files, found, analysis.by_path)

    def _publish(
        self,
        files: tuple[str, ...],
        found: Mapping[str, list[types.Diagnostic]],
        known: Mapping[str, SourceFile],
    ) -> None:
        """Send what is wrong, and empty lists for the files that had something before."""
        before = self.told.get(files, set())
        now = {path for path, items in found.items() if items}
        open_ = set(self.buffers())
        for path in sorted(now | before | (open_ & set(known))):
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(
                    uri=Path(path).as_uri(), diagnostics=list(found.get(path, ()))
                )
            )
        self.told[files] = now

    def _diagnostic(self, finding: Finding, analysis: Analysis) -> types.Diagnostic:
        file = analysis.by_path[finding.span.path] if finding.span else analysis.files[0]
        start = types.Position(line=0, character=0)
        place = (
            self.codec.range(file, finding.span)
            if finding.span
            else types.Range(start=start, end=start)
        )
        related = [
            types.DiagnosticRelatedInformation(
                location=self.location(analysis, each.span), message=each.message
            )
            for each in finding.related
            if each.span is not None and each.span.path in analysis.by_path
        ]
        words = f"{finding.message}\n{finding.fix}" if finding.fix else finding.message
        return types.Diagnostic(
            range=place,
            message=words,
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            source="csdesign",
            related_information=related,
        )

    def location(self, analysis: Analysis, span: Span) -> types.Location:
        """Return a place of a design as the client's location."""
        file = analysis.by_path[span.path]
        return types.Location(uri=Path(span.path).as_uri(), range=self.codec.range(file, span))

    def occurrence(
        self, uri: str, position: types.Position, *, fresh: bool = False
    ) -> tuple[Analysis, Occurrence] | None:
        """Return the id at a position with the analysis that knows it."""
        placed = self.placed(uri, position, fresh=fresh)
        if placed is None:
            return None
        analysis, path, line, column = placed
        found = analysis.index.at(path, line, column)
        return None if found is None else (analysis, found)

    def placed(
        self, uri: str, position: types.Position, *, fresh: bool = False
    ) -> tuple[Analysis, str, int, int] | None:
        """Return a client's position as a place of the analysed text.

        A large design may have been analysed before the last words were typed: what stands in
        lines that changed since is not known yet.
        """
        path = path_of(uri)
        if path is None:
            return None
        analysis = self.shelf.fresh(path) if fresh else self.shelf.quick(path)
        if analysis is None:
            return None
        file = analysis.by_path[path]
        now = self.as_open(file)
        place = self.codec.place(now, position)
        if now is file:
            return analysis, path, *place
        line = moved_line(place[0], now, file)
        return None if line is None else (analysis, path, line, place[1])

    def as_open(self, file: SourceFile) -> SourceFile:
        """Return a file with the text that is open now, itself where nothing changed."""
        text = self.buffers().get(file.path, file.text)
        return file if text == file.text else SourceFile(file.path, b"", decoded=text)

    def workspace_edit(self, analysis: Analysis, edits: Iterable[Edit]) -> types.WorkspaceEdit:
        """Return edits as the client applies them, by file."""
        changes: dict[str, list[types.TextEdit]] = {}
        for edit in edits:
            file = analysis.by_path[edit.span.path]
            changes.setdefault(Path(edit.span.path).as_uri(), []).append(
                types.TextEdit(range=self.codec.range(file, edit.span), new_text=edit.text)
            )
        return types.WorkspaceEdit(changes=changes)


def make_server() -> DesignServer:
    """Return a server that answers every question it says it answers."""
    server = DesignServer()
    _documents(server)
    _navigation(server)
    _words(server)
    _figures(server)
    return server


def serve() -> None:
    """Serve one client over standard input and output until it leaves."""
    give_back_large()
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    # The server closes what it speaks through; the process keeps its own streams to end with.
    with os.fdopen(os.dup(0), "rb") as asked, os.fdopen(os.dup(1), "wb") as answered:
        make_server().start_io(asked, answered)


def _documents(server: DesignServer) -> None:
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


def _navigation(server: DesignServer) -> None:
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
    """Yield what a client calls a DocumentSymbol."""
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


def _words(server: DesignServer) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=[":", " ", "[", "{", "-"]),
    )
    def _completion(params: types.CompletionParams) -> types.CompletionList:
        path = path_of(params.text_document.uri)
        analysis = server.shelf.quick(path) if path else None
        if path is None or analysis is None:
            return types.CompletionList(is_incomplete=False, items=[])
        file = server.as_open(analysis.by_path[path])
        line, column = server.codec.place(file, params.position)
        cursor = cursor_at(Lines(file), line, column)
        place = server.codec.range(file, Span(path, line, cursor.start, line, column))
        return types.CompletionList(
            is_incomplete=False,
            items=[
                types.CompletionItem(
                    label=each.text,
                    kind=_KINDS.get(each.kind, types.CompletionItemKind.Reference),
                    detail=each.kind,
                    documentation=each.meaning or None,
                    sort_text=f"{order:05d}",
                    text_edit=types.TextEdit(
                        range=place, new_text=f"{each.text}: " if each.kind == "key" else each.text
                    ),
                )
                for order, each in enumerate(proposals(cursor, analysis.names))
            ],
        )

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def _hover(params: types.HoverParams) -> types.Hover | None:
        placed = server.placed(params.text_document.uri, params.position)
        if placed is None:
            return None
        analysis, path, line, column = placed
        cursor = cursor_at(Lines(analysis.by_path[path]), line, column)
        text = hover_text(analysis, path, line, column, cursor)
        if text is None:
            return None
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text))

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    def _actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        path = path_of(params.text_document.uri)
        analysis = server.shelf.fresh(path) if path else None
        if path is None or analysis is None:
            return []
        first, last = params.range.start.line + 1, params.range.end.line + 1
        return [
            types.CodeAction(
                title=each.title,
                kind=types.CodeActionKind.QuickFix,
                is_preferred=each.preferred,
                diagnostics=[server._diagnostic(each.finding, analysis)]  # noqa: SLF001 -- of the server of this module
                if each.finding is not None
                else None,
                edit=server.workspace_edit(analysis, each.edits),
            )
            for each in actions(analysis, path, first, last)
        ]


def _figures(server: DesignServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def _lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        path = path_of(params.text_document.uri)
        analysis = server.shelf.quick(path) if path else None
        if path is None or analysis is None or analysis.plan is None:
            return []
        if path not in analysis.lenses:
            analysis.lenses[path] = list(_lens_lines(server, analysis, analysis.plan, path))
        lenses: list[types.CodeLens] = analysis.lenses[path]
        return lenses


def _lens_lines(
    server: DesignServer, analysis: Analysis, plan: Plan, path: str
) -> Iterator[types.CodeLens]:
    file = analysis.by_path[path]
    roles = {role.role: role for role in plan.roles}
    for each in symbols(analysis, path):
        words = ""
        if each.named.kind == "segment":
            words = segment_line(plan, each.named.name)
        elif each.named.kind == "role" and each.named.name in roles:
            words = role_words(roles[each.named.name])
        if words:
            command: Any = types.Command(title=words, command="")
            yield types.CodeLens(range=server.codec.range(file, each.span), command=command)
