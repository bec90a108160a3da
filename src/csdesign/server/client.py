"""One client of the server: its open texts, its diagnostics, and places as it counts them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from csdesign._version import VERSION
from csdesign.finding import Severity, Span
from csdesign.server.buffers import Buffer
from csdesign.server.positions import Codec, path_of
from csdesign.server.shelf import Shelf, moved_line
from csdesign.source.yaml.sourcefile import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cattrs import Converter

    from csdesign.editing.edits import Edit
    from csdesign.editing.index import Occurrence
    from csdesign.finding import Finding
    from csdesign.server.analysis import Analysis

__all__ = ["DesignServer", "Ready"]

_QUIET: Final = 0.15
"""Rest in typing after which a design is checked again (s)."""
_SEVERITIES: Final = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}


class Ready(list[dict[str, Any]]):
    """An answer that is plain data already: it is sent as it is, again and again."""


def _converter() -> Converter:
    """Return the protocol's own converter, without conversions of plain data."""
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
                found[place].append(self.diagnostic(finding, analysis))
        self._publish(files, found, analysis.by_path)

    def _publish(
        self,
        files: tuple[str, ...],
        found: Mapping[str, list[types.Diagnostic]],
        known: Mapping[str, SourceFile],
    ) -> None:
        """Send the findings, and empty lists for files that had findings before."""
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

    def diagnostic(self, finding: Finding, analysis: Analysis) -> types.Diagnostic:
        """Return a finding as the client shows it, with the places it names."""
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

        A large design may have been analysed before the last words were typed: the content of lines
        changed since is not known yet.
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
