"""Help at the cursor: completion, hover texts, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lsprotocol import types

from csdesign.finding import Span
from csdesign.server.actions import actions
from csdesign.server.completion import proposals
from csdesign.server.cursor import cursor_at
from csdesign.server.hovering import hover_text
from csdesign.server.positions import Lines, path_of

if TYPE_CHECKING:
    from csdesign.server.client import DesignServer

__all__ = ["add"]

_KINDS: Final = {
    "key": types.CompletionItemKind.Property,
    "word": types.CompletionItemKind.EnumMember,
    "duty": types.CompletionItemKind.Constant,
    "measure": types.CompletionItemKind.Constant,
    "decision right": types.CompletionItemKind.Constant,
}


def add(server: DesignServer) -> None:
    """Let a server help where somebody writes."""

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
                diagnostics=[server.diagnostic(each.finding, analysis)]
                if each.finding is not None
                else None,
                edit=server.workspace_edit(analysis, each.edits),
            )
            for each in actions(analysis, path, first, last)
        ]
