"""The text of a file that is open in an editor, changed as the client types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.workspace import TextDocument

from csdesign.source.yaml.sourcefile import SourceFile

if TYPE_CHECKING:
    from csdesign.server.positions import Codec

__all__ = ["Buffer"]


class Buffer(TextDocument):
    """An open text.

    The library's own splits the text into lines for each edit, at breaks that no client counts as
    such (U+2028, form feed), so that what was typed below one would land in another line; and the
    lines of a large text take several times its memory.
    """

    def __init__(self, document: TextDocument, codec: Codec) -> None:
        """Take the text of a document that was opened; `codec` counts as its client does."""
        super().__init__(document.uri, document.source, document.version, document.language_id)
        self._codec = codec

    def apply_change(self, change: types.TextDocumentContentChangeEvent) -> None:
        """Replace the whole text, or the part between two places."""
        if isinstance(change, types.TextDocumentContentChangePartial):
            text = self.source
            file = SourceFile(self.path, b"", decoded=text)
            start, end = (
                self._codec.offset(file, place) for place in (change.range.start, change.range.end)
            )
            start, end = min(start, end), max(start, end)
            made = text[:start]
            made += change.text  # in place: a large text is not copied more often than it must be
            made += text[end:]
            change = types.TextDocumentContentChangeWholeDocument(made)
        super().apply_change(change)
