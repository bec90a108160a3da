"""HTML to blocks, by lxml (libxml2): linear on broken markup, no requests, places in lines.

The standard library's parser was tried first: it is quadratic on unclosed comments and raises
AssertionError on `<![` (Python 3.11.7).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.role_import.blocks import Beside, Document, Heading, Item, Paragraph, Table, placed
from csdesign.role_import.headings import classify_heading, normalised
from csdesign.role_import.naming import names_a_role
from csdesign.role_import.readers.looks import bullet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.role_import.blocks import Block, PlacedText

__all__ = ["read_html", "read_page"]

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_UNSEEN: Final = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "nav",
        "footer",
        "select",
        "button",
        "iframe",
        "object",
        "canvas",
        "math",
        "textarea",
        "head",
        "title",
    }
)
_BLOCKS: Final = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "aside",
        "address",
        "blockquote",
        "pre",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "ul",
        "ol",
        "menu",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "hr",
        "body",
        "html",
        "details",
        "summary",
        "thead",
        "tbody",
        "caption",
        *_HEADINGS,
    }
)
_CHIPS: Final = frozenset({"a", "span", "label", "time"})
"""Elements in a line that look like pieces of their own next to each other: links, marks."""
_NOTICE: Final = re.compile(
    r"(?:cookie|consent|gdpr|onetrust|breadcrumb|navbar|navigation|[\w-]*-navi?$)", re.IGNORECASE
)
"""Names of elements that ask for leave to store something, or lead through the site."""
_SHARED: Final = frozenset({"og:title", "twitter:title", "title"})
"""Names of the title that a page has where it is shared."""
_NO_TEXT: Final = frozenset(
    {"script", "style", "svg", "object", "canvas", "math", "iframe", "title"}
)
"""Elements whose content nobody reads as words of the page."""
_LISTS: Final = frozenset({"ul", "ol", "menu"})
_VOID: Final = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    }
)
_BOLD: Final = frozenset({"b", "strong", "u"})
_PSEUDO_LEVEL: Final = 7


def read_html(text: str, *, first_line: int = 1) -> Iterator[Block]:
    """Yield the blocks of an HTML text, as `read_page` finds them."""
    yield from read_page(text, first_line=first_line).blocks


def read_page(text: str, *, first_line: int = 1) -> Document:
    """Return the blocks of an HTML text and the words outside it, places in its lines.

    Scripts, styles, navigation, footers, notices on cookies and elements marked `hidden` are not
    text. A job posting for search engines (schema.org JobPosting) gives the title if no heading
    does, and the text of a page that has none of its own. The page's `<title>` is used only where
    no heading of the first level is and the first heading that does not announce a section has
    other words: portals add their own to the title.
    """
    reader = _read(text, first_line)
    if reader is None:
        return Document([], [])  # nothing in it, or nothing but what is unseen
    return Document(list(_with_title(reader)), _beside(reader))


def _beside(reader: _Reader) -> list[Beside]:
    """Return titles that no text of the page shows, and the words of its menus and buttons."""
    named = [
        ("the page's title", reader.page_title),
        ("its title for sharing", reader.shared_title),
    ]
    found = [
        Beside(content.text, content.line, name)
        for name, parts in named
        if (content := placed(parts)) is not None
    ]
    for line, title, _ in _postings(reader.data_blocks):
        content = placed([(line, title)])
        if content is not None:
            found.append(Beside(content.text, line, "linked data"))
    unseen = (placed(parts) for parts in reader.unseen_texts)
    return found + [Beside(each.text, each.line) for each in unseen if each is not None]


def _with_title(reader: _Reader) -> Iterator[Block]:
    blocks = reader.blocks
    posting = _posting(reader.data_blocks)
    title = placed([posting[:2]]) if posting is not None else None
    if posting is not None and not any(isinstance(block, Item) for block in blocks):
        told = _read(posting[2], posting[0])
        blocks = [*blocks, *(told.blocks if told is not None else ())]
    if title is not None:
        if not _is_among(title.text, blocks):
            yield Heading(title, 1)
    else:
        content = placed(reader.page_title)
        if content is not None and not _has_title(blocks, content.text):
            yield Heading(_of_the_page(content, placed(reader.shared_title)), 1, sure=False)
        elif content is not None:
            blocks = _lifted(blocks, content.text)
    yield from blocks


def _read(text: str, first_line: int) -> _Reader | None:
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if root is None:
        return None
    reader = _Reader(first_line)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            attributes = {str(name): str(value) for name, value in element.attrib.items()}
            reader.start(str(element.tag), attributes, element.sourceline or 1)
            reader.data(element.text or "")
        else:
            reader.end(str(element.tag))
            reader.data(element.tail or "")
    reader.end_block()
    return reader


def _posting(scripts: Sequence[tuple[int, str]]) -> tuple[int, str, str] | None:
    """Return the page's only job posting; None if it has none or many."""
    found = _postings(scripts)
    return found[0] if len(found) == 1 else None


def _postings(scripts: Sequence[tuple[int, str]]) -> list[tuple[int, str, str]]:
    """Return (line, title, HTML) of each job posting in linked data."""
    found: list[tuple[int, str, str]] = []
    for line, text in scripts:
        try:
            values = [json.loads(text)]
        except (ValueError, RecursionError):
            continue
        while values:
            value = values.pop()
            if isinstance(value, list):
                values += value
            elif isinstance(value, dict):
                values += [value["@graph"]] if "@graph" in value else []
                kind, title, words = (value.get(key) for key in ("@type", "title", "description"))
                is_one = "JobPosting" in (kind if isinstance(kind, list) else [kind])
                if is_one and isinstance(title, str) and title.strip():
                    found.append((line, title, words if isinstance(words, str) else ""))
    return found


def _is_among(title: str, blocks: Sequence[Block]) -> bool:
    """Return whether a heading has the words of a title."""
    words = set(normalised(title).split())
    return any(
        words <= set(normalised(block.content.text).split())
        for block in blocks
        if isinstance(block, Heading)
    )


def _of_the_page(content: PlacedText, shared: PlacedText | None) -> PlacedText:
    """Return the page's title, or the one it has for sharing if that alone names a role."""
    is_better = shared is not None and names_a_role(shared.text) and not names_a_role(content.text)
    return shared if shared is not None and is_better else content


def _lifted(blocks: Sequence[Block], page_title: str) -> list[Block]:
    """Return blocks with the heading that the page is called after on the first level.

    The name of the company may be above it, itself on the first level.
    """
    told = f" {normalised(page_title)} "
    named = [
        block
        for block in blocks
        if isinstance(block, Heading)
        and block.level > 1
        and names_a_role(block.content.text)
        and f" {normalised(block.content.text)} " in told
    ]
    first = next((block for block in blocks if isinstance(block, Heading)), None)
    if not named or first is None or names_a_role(first.content.text):
        return list(blocks)
    return [Heading(b.content, 1) if b is named[0] else b for b in blocks]


def _has_title(blocks: Sequence[Block], page_title: str) -> bool:
    """Tell whether a heading is of the first level, or the first names what the page's title names.

    It does with half of its words; headings of sections do not count.
    """
    headings = [b for b in blocks if isinstance(b, Heading) and b.level < _PSEUDO_LEVEL]
    if any(heading.level == 1 for heading in headings):
        return True
    told = (normalised(each.content.text).split() for each in headings if not _is_section(each))
    words = next(told, [])
    known = set(normalised(page_title).split())
    return 2 * sum(word in known for word in words) >= len(words) > 1


def _is_section(heading: Heading) -> bool:
    return classify_heading(heading.content.text) is not None


@dataclass(frozen=True, slots=True)
class _Part:
    line: int
    text: str
    """A line feed alone is a `<br>`."""
    bold: bool


class _Reader:
    """Collects blocks from the elements of a page in document order."""

    def __init__(self, first_line: int) -> None:
        self.blocks: list[Block] = []
        self.page_title: list[tuple[int, str]] = []
        self.shared_title: list[tuple[int, str]] = []
        self.data_blocks: list[tuple[int, str]] = []
        """Scripts of linked data (JSON-LD), with their lines."""
        self._is_data = False
        self._offset = first_line - 1
        self._line_read = 1
        self._parts: list[_Part] = []
        self._bold = 0
        self.unseen_texts: list[list[tuple[int, str]]] = []
        """The texts of elements that are not of the page's text, as menus."""
        self._unseen: list[str] = []
        self._silent = ""
        """The open element whose content nobody reads, inside an unseen one or itself one."""
        self._in_title = False
        self._lists = 0
        self._in_item = False
        self._heading = 0
        self._rows: list[list[list[Block]]] | None = None
        self._after_chip = False

    def start(self, tag: str, attributes: Mapping[str, str], line: int) -> None:
        """Open an element; `line` is where its tag ends."""
        self._line_read = max(self._line_read, line)
        self._in_title = tag == "title"
        self._is_data = tag == "script" and "ld+json" in attributes.get("type", "")
        if tag == "meta" and _SHARED & {attributes.get("property"), attributes.get("name")}:
            self.shared_title = [(self._line(), attributes.get("content", ""))]
        if self._unseen:
            # Only the same element nests: everything else inside is unseen with it.
            if tag == self._unseen[0]:
                self._unseen.append(tag)
            if tag in _NO_TEXT:
                self._silent = self._silent or tag
            elif tag in _BLOCKS or tag in _CHIPS or tag == "option":
                self.unseen_texts.append([])
            return
        if tag not in _VOID and (
            tag in _UNSEEN or "hidden" in attributes or _is_notice(tag, attributes)
        ):
            self.end_block()
            self._unseen.append(tag)
            self._silent = tag if tag in _NO_TEXT else ""
            self.unseen_texts.append([])
        elif tag == "br":
            self._parts.append(_Part(self._line(), "\n", bold=False))
        elif tag in _BOLD:
            self._bold += 1
        elif tag in _BLOCKS:
            self.end_block()
            self._open(tag)
        elif tag in _CHIPS and self._after_chip and self._parts:
            self._parts.append(_Part(self._line(), " ", bold=self._bold > 0))
        self._after_chip = False

    def end(self, tag: str) -> None:
        """Close an element."""
        self._in_title = False
        if self._unseen:
            self._silent = "" if tag == self._silent else self._silent
            if tag == self._unseen[-1]:
                self._unseen.pop()
            elif tag in _BLOCKS:
                self.unseen_texts.append([])
        elif tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag in _BLOCKS:
            self.end_block()
            self._close(tag)
        self._after_chip = tag in _CHIPS

    def data(self, data: str) -> None:
        """Take text."""
        if not data:
            return
        self._after_chip = False
        line = self._line()
        if self._is_data:
            self.data_blocks.append((line, data))
            self._is_data = False
        self._line_read += data.count("\n")
        if self._in_title:
            self.page_title.append((line, data))
        if self._unseen:
            if not self._silent and data.strip():
                self.unseen_texts[-1].append((line, data))
            return
        for number, part in enumerate(data.split("\n")):
            text = part if number == 0 else " " + part
            self._parts.append(_Part(line + number, text, bold=self._bold > 0))

    def _line(self) -> int:
        return self._offset + self._line_read

    def _open(self, tag: str) -> None:
        if tag in _LISTS:
            self._lists += 1
        elif tag in {"li", "dd"}:
            self._in_item = True
        elif tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag == "table" and self._rows is None:
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in {"td", "th"} and self._rows:
            self._rows[-1].append([])

    def _close(self, tag: str) -> None:
        if tag in _LISTS:
            self._lists = max(0, self._lists - 1)
            self._in_item = self._lists > 0
        elif tag in {"li", "dd"}:
            self._in_item = False
        elif tag in _HEADINGS:
            self._heading = 0
        elif tag == "table" and self._rows is not None:
            rows, self._rows = self._rows, None
            self.blocks.append(Table(tuple(tuple(tuple(c) for c in row) for row in rows if row)))

    def end_block(self) -> None:
        """Make a block of the text since the last one."""
        parts, self._parts = self._parts, []
        for piece in _lines_of(parts):
            block = self._block(piece)
            if block is not None:
                self._target().append(block)

    def _target(self) -> list[Block]:
        return self._rows[-1][-1] if self._rows and self._rows[-1] else self.blocks

    def _block(self, parts: Sequence[_Part]) -> Block | None:
        content = placed(_joined(parts))
        if content is None:
            return None
        if self._heading:
            return Heading(content, self._heading)
        if self._in_item:
            return Item(content, max(0, self._lists - 1))
        bold = all(part.bold for part in parts if part.text.strip())
        if bold and not content.text.endswith((".", ";", ",")):
            return Heading(content, _PSEUDO_LEVEL, sure=False)
        point = bullet(content.text)
        if point is not None:
            marked = placed([(content.line, point[1])])
            return Item(marked) if marked is not None else None
        return Paragraph(content)


def _is_notice(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell an element about cookies, or a menu; a whole page may bear such a name too."""
    return tag not in {"html", "body", "main"} and any(
        _NOTICE.match(name) for key in ("id", "class") for name in attributes.get(key, "").split()
    )


def _lines_of(parts: Sequence[_Part]) -> list[list[_Part]]:
    """Split parts at `<br>`."""
    pieces: list[list[_Part]] = [[]]
    for part in parts:
        if part.text == "\n":
            pieces.append([])
        else:
            pieces[-1].append(part)
    return pieces


def _joined(parts: Sequence[_Part]) -> list[tuple[int, str]]:
    """Join the parts of one source line without spaces, since inline tags are not spaces."""
    joined: list[tuple[int, list[str]]] = []
    for part in parts:
        if joined and joined[-1][0] == part.line:
            joined[-1][1].append(part.text)
        else:
            joined.append((part.line, [part.text]))
    return [(line, "".join(texts)) for line, texts in joined]
