"""Markdown (CommonMark with tables) to blocks, by markdown-it-py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.role_import.blocks import Heading, Item, Paragraph, Table, placed
from csdesign.role_import.headings import classify_heading
from csdesign.role_import.readers.looks import pipe_cells, with_pictures_read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from csdesign.role_import.blocks import Block

__all__ = ["read_markdown"]

_TEMPLATE: Final = re.compile(r"^\s*(?:<%.*%>|\{%.*%\}|\{\{.*\}\}|:::.*|import .* from .*;?)\s*$")
_FRONT_TITLE: Final = re.compile(r"""^(?:title|name|job_title|role)\s*:\s*["']?(.+?)["']?\s*$""")
_POINT: Final = re.compile(r"^(\s{0,12})[•·▪●◦‣➤►▶✓✔✅→–—]\s+(?=\S)")
"""A point of a list as people write it: Markdown itself knows only `-`, `*` and `+`."""
_BREAK: Final = re.compile(r"^<br\s*/?>$", re.IGNORECASE)
_PSEUDO_LEVEL: Final = 7
"""Level of a heading that is only bold: below every real one."""


def read_markdown(text: str) -> Iterator[Block]:
    """Yield the blocks of a Markdown text, places in its lines.

    Emphasis, link targets, images and HTML tags are dropped; front matter gives a title only.
    """
    from markdown_it import MarkdownIt

    lines = text.split("\n")
    title = _take_front_matter(lines)
    if title is not None:
        content = placed([title])
        if content is not None:
            yield Heading(content, 1)
    kept = ["" if _TEMPLATE.match(line) else _POINT.sub(r"\1- ", line) for line in lines]
    kept = with_pictures_read(kept, "-", "**")
    tokens = MarkdownIt("commonmark").enable("table").parse("\n".join(kept))
    yield from _blocks(tokens)


def _take_front_matter(lines: list[str]) -> tuple[int, str] | None:
    """Blank out YAML front matter in place and return its title with its line."""
    if not lines or lines[0].rstrip() != "---":
        return None
    end = next((n for n, line in enumerate(lines[1:200], 1) if line.rstrip() in {"---", "..."}), 0)
    title: tuple[int, str] | None = None
    for number in range(end + 1 if end else 0):
        match = _FRONT_TITLE.match(lines[number])
        if match is not None and title is None:
            title = (number + 1, match[1])
        lines[number] = ""
    return title


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    depth = 0
    level = 0
    table: list[list[tuple[Block, ...]]] | None = None
    for token in tokens:
        kind = token.type
        if kind in {"bullet_list_open", "ordered_list_open"}:
            depth += 1
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            depth -= 1
        elif kind == "heading_open":
            level = int(token.tag[1])
        elif kind == "heading_close":
            level = 0
        elif kind == "table_open":
            table = []
        elif kind == "tr_open" and table is not None:
            table.append([])
        elif kind == "table_close" and table is not None:
            yield Table(tuple(tuple(row) for row in table))
            table = None
        elif kind == "inline" and table is not None:
            table[-1].append(tuple(_text_blocks(token, 0, 0)))
        elif kind == "inline":
            yield from _text_blocks(token, level, depth)
        elif kind in {"html_block", "code_block", "fence"}:
            yield from _raw_block(token)


def _raw_block(token: Token) -> Iterator[Block]:
    if token.type == "html_block":
        from csdesign.role_import.readers.html import read_html

        yield from read_html(token.content, first_line=(token.map or [0])[0] + 1)
        return
    # An indented "code block" in a job description is a list that was indented by hand.
    from csdesign.role_import.readers.plain import read_plain

    first = (token.map or [0])[0] + (2 if token.type == "fence" else 1)
    yield from read_plain(token.content, first_line=first, titled=False)


def _text_blocks(token: Token, level: int, depth: int) -> Iterator[Block]:
    first = (token.map or [0])[0] + 1
    parts = list(_parts(token, first))
    content = placed(parts)
    if content is None:
        return
    if level:
        yield Heading(content, level)
    elif _all_bold(token) and not content.text.endswith((".", ";", ",")):
        if depth:
            yield Item(content, depth - 1)
        else:
            yield Heading(content, _PSEUDO_LEVEL, sure=False)
    elif depth:
        yield Item(content, depth - 1)
    else:
        run_in = _run_in(token)
        heading = placed([(first, run_in)]) if run_in else None
        if heading is not None:
            yield Heading(heading, _PSEUDO_LEVEL, sure=False)
            parts = [(first, parts[0][1].removeprefix(run_in)), *parts[1:]]
        yield from _paragraph(parts)


def _run_in(token: Token) -> str:
    """Return the strong words before a paragraph that announce a section: "**About you.** ..."."""
    children = token.children or ()
    kinds = [child.type for child in children[:4]]
    starts = [at for at, kind in enumerate(kinds) if kind == "strong_open"]
    if not starts or kinds[starts[0] + 1 :][:2] != ["text", "strong_close"]:
        return ""
    if any(child.content for child in children[: starts[0]]):
        return ""
    text: str = children[starts[0] + 1].content
    return text if text.endswith(".") and classify_heading(text) is not None else ""


def _paragraph(parts: Sequence[tuple[int, str]]) -> Iterator[Block]:
    """Yield a paragraph, or the table that lines with ` | ` make without Markdown's own rule."""
    rows = [(line, pipe_cells(part)) for line, part in _joined(parts)]
    if len(rows) > 1 and all(cells is not None for _, cells in rows):
        yield Table(
            tuple(
                tuple(
                    (Paragraph(content),) if (content := placed([(line, cell)])) else ()
                    for cell in cells or ()
                )
                for line, cells in rows
            )
        )
        return
    content = placed(parts)
    if content is not None:
        yield Paragraph(content)


def _joined(parts: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    joined: list[tuple[int, str]] = []
    for line, part in parts:
        if joined and joined[-1][0] == line:
            joined[-1] = (line, joined[-1][1] + part)
        else:
            joined.append((line, part))
    return joined


def _parts(token: Token, first: int) -> Iterator[tuple[int, str]]:
    """Yield the visible text of an inline token, one part per source line."""
    line = first
    buffer: list[str] = []
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            yield line, "".join(buffer)
            buffer.clear()
            line += 1
        elif child.type in {"text", "code_inline"}:
            buffer.append(child.content)
        elif child.type == "html_inline" and _BREAK.match(child.content):
            buffer.append(" ")
    yield line, "".join(buffer)


def _all_bold(token: Token) -> bool:
    """Return whether everything in a paragraph is strong: a heading to its reader."""
    depth = 0
    seen = False
    for child in token.children or ():
        if child.type == "strong_open":
            depth += 1
            seen = True
        elif child.type == "strong_close":
            depth -= 1
        elif child.type in {"softbreak", "hardbreak"} or (
            child.type == "text" and child.content.strip(" :*") and not depth
        ):
            return False
    return seen
