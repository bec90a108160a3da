"""Word documents to blocks, by the standard library: a ZIP archive with XML parts.

python-docx would do, but requires lxml for only three kinds of element; here every part is read
as a stream of events within fixed limits, and a document type declaration is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from csdesign.errors import UnreadableError
from csdesign.role_import.blocks import Beside, Document, Heading, Item, Paragraph, Table, placed
from csdesign.role_import.readers.docx_styles import WORD, Style, StyleSheet, flag
from csdesign.role_import.readers.looks import bullet
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from csdesign.role_import.blocks import Block, PlacedText

__all__ = ["read_docx"]

_MOST_BYTES: Final = 64 * 1024 * 1024
"""Unpacked size of one part beyond which an archive is taken for a bomb (bytes)."""
_MOST_DEPTH: Final = 200
_MOST_PARAGRAPHS: Final = 100_000
"""Some thousand pages: more is not a list of roles, and would take minutes."""
_CHUNK: Final = 1 << 16
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_PSEUDO_LEVEL: Final = 11
"""Level of a heading that is only bold: below Word's title and its nine outline levels."""
_BODY_TEXT: Final = 9
"""The outline level that Word writes for running text."""
_PROPERTIES: Final = "docProps/core.xml"
_FRAME: Final = re.compile(r"word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml")
_CLAUSE: Final = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=[^\W\d_])")
"""The number of a clause."""
_SKIPPED: Final = frozenset(
    {
        f"{WORD} moveFrom",
        f"{WORD} del",
        f"{WORD} instrText",
        "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback",
    }
)


def read_docx(data: bytes, name: str) -> Document:
    """Return the blocks of a Word document and the words outside it, by paragraphs from 1.

    The latter are the title and the subject of its properties, the heads and feet of its pages,
    and its notes.

    Raises:
        UnreadableError: it is not a Word document, or is damaged, protected or larger than the
        limits.
    """
    shown = visible(name)
    if data.startswith(_OLE):
        raise UnreadableError(
            f"cannot read {shown}: an old .doc or a protected file; "
            "save it as .docx without a password"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                raise UnreadableError(
                    f"cannot read {shown}: an archive without word/document.xml, so it is not a "
                    "Word document; save it as .docx"
                )
            styles = StyleSheet()
            if "word/styles.xml" in names:
                _feed(archive, "word/styles.xml", shown, styles.start, styles.end)
            body = _Body(styles, shown)
            _feed(archive, "word/document.xml", shown, body.start, body.end, body.text)
            beside = [*_properties(archive, shown), *_frames(archive, shown)]
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
    ) as error:
        raise UnreadableError(
            f"cannot read {shown}: not a Word document, or a damaged one; save it as .docx again"
        ) from error
    return Document(list(body.read()), beside)


def _properties(archive: zipfile.ZipFile, shown: str) -> Iterator[Beside]:
    """Yield the title and the subject that the document's properties have."""
    if _PROPERTIES not in archive.namelist():
        return
    values: dict[str, list[str]] = {}
    inside: list[str] = []

    def opened(tag: str, _: Mapping[str, str]) -> None:
        inside.append(tag.rpartition(" ")[2])

    def closed(_: str) -> None:
        inside.pop()

    def told(text: str) -> None:
        values.setdefault(inside[-1], []).append(text)

    _feed(archive, _PROPERTIES, shown, opened, closed, told)
    for key in ("title", "subject"):
        content = placed([(1, "".join(values.get(key, ())))])
        if content is not None:
            yield Beside(content.text, 1, f"the {key} in its properties")


def _frames(archive: zipfile.ZipFile, shown: str) -> Iterator[Beside]:
    """Yield the paragraphs of heads and feet of pages, and of notes."""
    for part in sorted(filter(_FRAME.fullmatch, archive.namelist())):
        frame = _Body(StyleSheet(), shown)
        _feed(archive, part, shown, frame.start, frame.end, frame.text)
        for content in _contents(frame.blocks):
            is_head = "header" in part
            yield Beside(content.text, 1, "the head of its pages" if is_head else "")


def _contents(blocks: Iterable[Block]) -> Iterator[PlacedText]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (each for row in block.rows for cell in row for each in _contents(cell))
        else:
            yield block.content


def _feed(
    archive: zipfile.ZipFile,
    part: str,
    shown: str,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None] | None = None,
) -> None:
    """Push one part of the archive through the handlers, within the limits."""
    depth = 0

    def opened(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MOST_DEPTH:
            raise UnreadableError(
                f"cannot read {shown}: elements nested deeper than {_MOST_DEPTH} in {part}"
            )
        start(_transitional(tag), {_transitional(k): v for k, v in attributes.items()})

    def closed(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(_transitional(tag))

    def refused(*_: object) -> None:
        raise UnreadableError(
            f"cannot read {shown}: {part} has a document type declaration, which Word never writes"
        )

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = refused
    if text is not None:
        parser.CharacterDataHandler = text
    read = 0
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                read += len(chunk)
                if read > _MOST_BYTES:
                    raise UnreadableError(
                        f"cannot read {shown}: {part} unpacks to more than "
                        f"{_MOST_BYTES // (1024 * 1024)} MB"
                    )
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # an encoding that XML has not
        raise UnreadableError(
            f"cannot read {shown}: {part} is not well-formed XML; save it as .docx again"
        ) from error


def _transitional(name: str) -> str:
    """Return an element's name as the transitional variant of the format has it."""
    return name.replace(_STRICT, WORD, 1) if name.startswith(_STRICT) else name


@dataclass
class _Open:
    """A paragraph that is being read."""

    number: int
    parts: list[str] = field(default_factory=list)
    style: str = ""
    outline: int | None = None
    listed: int | None = None
    bold_letters: int = 0
    plain_letters: int = 0


class _Body:
    """Collects the blocks of word/document.xml from its events."""

    def __init__(self, styles: StyleSheet, shown: str) -> None:
        self.blocks: list[Block] = []
        self._shown = shown
        self._styles = styles
        self._number = 0
        self._paragraph: _Open | None = None
        self._around: list[_Open | None] = []
        """The paragraphs around the text box that is read."""
        self._skip: list[str] = []
        self._in_text = False
        self._bold: bool | None = None
        self._unseen = False
        self._in_run = False
        self._tables = 0
        self._rows: list[list[list[Block]]] = []
        self._numbered_bold: dict[int, Heading] = {}

    def read(self) -> Iterator[Block]:
        """Yield the blocks; "**2. Duties**" is a heading, unless the next point looks like it."""
        for block, after in zip(self.blocks, [*self.blocks, None][1:], strict=True):
            heading = self._numbered_bold.get(id(block))
            is_last = after is None or id(after) in self._numbered_bold
            yield block if heading is None or is_last else heading

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        if self._skip or tag in _SKIPPED:
            self._skip.append(tag)
            return
        space, _, local = tag.partition(" ")
        if space != WORD:
            return
        value = attributes.get(f"{WORD} val", "")
        paragraph = self._paragraph
        if local == "txbxContent":
            self._around.append(self._paragraph)
            self._paragraph = None
        elif local == "p":
            self._number += 1
            if self._number > _MOST_PARAGRAPHS:
                raise UnreadableError(
                    f"cannot read {self._shown}: it has more than {_MOST_PARAGRAPHS:,} paragraphs; "
                    "give the part with the roles"
                )
            self._paragraph = _Open(self._number)
        elif local == "tbl":
            self._tables += 1
            if self._tables == 1:
                self._rows = []
        elif local == "tr" and self._tables == 1:
            self._rows.append([])
        elif local == "tc" and self._tables == 1 and self._rows:
            self._rows[-1].append([])
        elif local == "r":
            self._in_run, self._bold, self._unseen = True, None, False
        elif paragraph is not None:
            self._inside(paragraph, local, value)

    def _inside(self, paragraph: _Open, local: str, value: str) -> None:
        if local == "pStyle":
            paragraph.style = value
        elif local == "outlineLvl" and value.isdigit():
            paragraph.outline = int(value)
        elif local == "numId" and not self._in_run:
            paragraph.listed = -1 if value == "0" else max(paragraph.listed or 0, 0)
        elif local == "ilvl" and value.isdigit() and paragraph.listed != -1:
            paragraph.listed = min(int(value), 8)
        elif local == "b" and self._in_run:
            self._bold = flag(value)
        elif local == "vanish" and self._in_run:
            self._unseen = flag(value)
        elif local == "t":
            self._in_text = not self._unseen
        elif local in {"tab", "br", "cr"} and self._in_run:
            paragraph.parts.append("\t" if local == "tab" else "\n")
        elif local == "noBreakHyphen":
            paragraph.parts.append("-")

    def end(self, tag: str) -> None:
        """Close an element."""
        if self._skip:
            self._skip.pop()
            return
        if tag == f"{WORD} t":
            self._in_text = False
        elif tag == f"{WORD} txbxContent":
            self._paragraph = self._around.pop()
        elif tag == f"{WORD} r":
            self._in_run = False
        elif tag == f"{WORD} p" and self._paragraph is not None:
            self._finish(self._paragraph)
            self._paragraph = None
        elif tag == f"{WORD} tbl":
            self._tables -= 1
            if self._tables == 0:
                rows = tuple(tuple(tuple(cell) for cell in row) for row in self._rows if row)
                self.blocks.append(Table(rows))
                self._rows = []

    def text(self, text: str) -> None:
        """Take text."""
        if not self._in_text or self._skip or self._paragraph is None:
            return
        self._paragraph.parts.append(text)
        letters = sum(character.isalnum() for character in text)
        bold = self._bold if self._bold is not None else self._style(self._paragraph).bold
        if bold:
            self._paragraph.bold_letters += letters
        else:
            self._paragraph.plain_letters += letters

    def _style(self, paragraph: _Open) -> Style:
        return self._styles.resolved(paragraph.style)

    def _finish(self, paragraph: _Open) -> None:
        target = self._rows[-1][-1] if self._rows and self._rows[-1] else self.blocks
        for piece in "".join(paragraph.parts).split("\n"):
            block = self._block(paragraph, piece)
            if block is not None:
                target.append(block)

    def _block(self, paragraph: _Open, piece: str) -> Block | None:
        content = placed([(paragraph.number, piece)])
        if content is None:
            return None
        style = self._style(paragraph)
        outline = paragraph.outline if paragraph.outline is not None else style.outline
        if outline is not None and outline < _BODY_TEXT:
            return Heading(content, outline + 2)
        point = bullet(content.text)
        listed = paragraph.listed if paragraph.listed is not None else style.listed
        bold = paragraph.bold_letters > 0 and paragraph.plain_letters == 0
        is_heading = bold and not content.text.endswith((".", ";", ","))
        if point is not None and not is_heading and _CLAUSE.match(content.text) is not None:
            return Paragraph(content)  # its number says how deep it stands
        if point is not None:
            marked = placed([(paragraph.number, point[1])])
            if marked is None:
                return None
            item = Item(marked)
            if is_heading and content.text[0].isdigit():
                self._numbered_bold[id(item)] = Heading(content, _PSEUDO_LEVEL, sure=False)
            return item
        if is_heading:
            return Heading(content, _PSEUDO_LEVEL, sure=False)
        if listed is not None and listed >= 0:
            return Item(content, listed)
        return Paragraph(content)
