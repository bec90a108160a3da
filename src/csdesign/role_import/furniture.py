"""Lines of a page around a text: links, buttons, dates of publication, heads of an e-mail."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from csdesign.role_import.blocks import Heading, Item, Paragraph, placed
from csdesign.role_import.headings import classify_heading
from csdesign.role_import.parts import CORE
from csdesign.role_import.subject import folded
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.role_import.blocks import Block

__all__ = ["furniture_note", "without_furniture", "without_furniture_lines"]

_MARKS: Final = re.compile(r"^[\s>*_•·▪–—→›»|-]+|[\s*_.!→›»|]+$")
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_PIECES: Final = re.compile(r"\s*[|·•]\s*|\s{2,}")
_PATH: Final = re.compile(
    r"[^.:>›»]{2,40}(?:\s[>›»]\s[^.:>›»]{2,60}){2,6}"
    r"|(?:home|jobs|careers|accueil|startseite|karriere|главная|карьера|вакансии)"
    r"(?: / [^./:]{2,40}){1,5}"
)
"""The position of a page in its site: "Home > Jobs > Support"."""
_LONGEST: Final = 300
"""Characters of a line that may be furniture."""
_LETTER_HEAD: Final = 10
"""Lines that hold the head of an e-mail."""
_MOST_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class _Words:
    buttons: re.Pattern[str]
    lines: re.Pattern[str]
    mail: re.Pattern[str]
    subject: re.Pattern[str]


@cache
def _words() -> _Words:
    raw = tomllib.loads(
        files("csdesign.role_import").joinpath("data/furniture.toml").read_text(encoding="utf-8")
    )
    return _Words(
        buttons=re.compile("|".join(raw["buttons"])),
        lines=re.compile("|".join(raw["lines"])),
        mail=re.compile(raw["mail"]),
        subject=re.compile(raw["subject"]),
    )


def _is_furniture(text: str, *, is_below: bool) -> bool:
    """Return whether a line is of the page; a button `is_below` the first section is a heading."""
    if len(text) > _LONGEST:
        return False
    plain = _MARKS.sub("", folded(_LINK.sub(r"\1", text)))
    if "____" in text or _PATH.fullmatch(plain) is not None:
        return True
    # A row of links: "Сохранить | Печать", "Помощь Поиск Войти".
    pieces = [piece for piece in _PIECES.split(plain) if piece]
    words = plain.split()
    return any(
        bool(each) and all(_is_one(piece, is_below=is_below) for piece in each)
        for each in ([plain], pieces, words if len(words) > 1 else [])
    )


def _is_one(plain: str, *, is_below: bool) -> bool:
    words = _words()
    return words.lines.fullmatch(plain) is not None or (
        not is_below and words.buttons.fullmatch(plain) is not None
    )


def without_furniture_lines(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return a text with the lines of its page left blank, and these (line, words)."""
    lines = text.split("\n")
    left: list[tuple[int, str]] = []
    mail = _mail_heads(lines)
    is_below = False
    for number, line in enumerate(lines):
        plain = line.strip()
        if not plain or plain.startswith(("#", "|")):
            is_below = is_below or classify_heading(plain.strip("# ")) in CORE
            continue
        if number in mail or _is_furniture(plain, is_below=is_below):
            left.append((number + 1, plain))
            lines[number] = ""
        is_below = is_below or classify_heading(plain.strip("*_ ")) in CORE
    return "\n".join(lines), left


def _mail_heads(lines: Sequence[str]) -> set[int]:
    """Return the lines of an e-mail's head but its subject; none where there is no subject."""
    heads = [(n, folded(line)) for n, line in enumerate(lines) if line.strip()][:_LETTER_HEAD]
    found = {n for n, line in heads if _words().mail.fullmatch(line)}
    has_subject = any(_words().subject.fullmatch(line) for _, line in heads)
    return found if has_subject and len(found) > 1 else set()


def without_furniture(blocks: Sequence[Block]) -> tuple[list[Block], list[tuple[int, str]]]:
    """Return the blocks that are not lines of the page, and these (line, words).

    A heading of the page stays if a section comes before it: it ends that section.
    """
    kept: list[Block] = []
    left: list[tuple[int, str]] = []
    is_below = False
    for block in blocks:
        if not isinstance(block, Heading | Item | Paragraph):
            kept.append(block)
            continue
        is_below = is_below or classify_heading(block.content.text) in CORE
        if isinstance(block, Heading) and is_below:
            kept.append(block)
            continue
        lines = list(_lines_of(block))
        is_point = is_below and isinstance(block, Item)  # "Datenschutz" may be somebody's task
        own = [
            (n, text)
            for n, text in lines
            if (is_point and " " not in text) or not _is_furniture(text, is_below=False)
        ]
        if len(own) == len(lines):
            kept.append(block)
            continue
        left += [line for line in lines if line not in own]
        content = placed(own)
        if content is None:
            continue
        match block:
            case Heading():
                kept.append(Heading(content, block.level, sure=block.sure))
            case Item():
                kept.append(Item(content, block.depth))
            case Paragraph():
                kept.append(Paragraph(content))
    return kept, left


def _lines_of(block: Heading | Item | Paragraph) -> Iterator[tuple[int, str]]:
    content = block.content
    ends = [*content.offsets[1:], len(content.text)]
    for line, start, end in zip(content.lines, content.offsets, ends, strict=True):
        yield line, content.text[start:end].strip()


def furniture_note(left: Sequence[tuple[int, str]], unit: str) -> str:
    """Return words on what was left out as not of the text."""
    shown = ", ".join(f"{visible(text, 40)!r} ({unit} {line})" for line, text in left[:_MOST_SHOWN])
    more = f" and {len(left) - _MOST_SHOWN} more" if len(left) > _MOST_SHOWN else ""
    return f"left out as parts of the page, not of the text: {shown}{more}"
