"""Statements: the lines of a role, made ready for matching."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.roles.text.ownership import Hold, hold_of
from csdesign.roles.text.words import language_of, raw_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csdesign.finding import YamlPath
    from csdesign.reference import Language
    from csdesign.roles.text.role import Item
    from csdesign.roles.text.titles import Masks

__all__ = ["Statement", "main_language", "read_statements", "read_stems"]

_MAX_WORDS: Final = 400
"""Words of one statement that are looked at: a longer line is an essay, not a duty."""

_MAX_CHARACTERS: Final = 20_000

_HEADS: Final = re.compile(
    r"^\W*(?:(?:you(?:'ll| will| are)|we expect you to|the (?:\w+ ){1,2}(?:will|is|must|should)"
    r"|this (?:role|person|position)(?: will| is)?|in this role,?|(?:will )?(?:be |is |are )?"
    r"(?:responsible|accountable|in charge|tasked|charged|expected)(?: for| to| with| of)?"
    r"|responsibilities include|duties include|will|must|to|also"
    r"|вы будете|сотрудник(?: будет| должен)?|роль предполагает|в этой роли|обязанности включают"
    r"|(?:несет ответственность|отвечает|ответственен|ответственна|ответственный) за|должен|должна"
    r")\b[\s:,]*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of a role with what matching needs.

    `stems` are its distinct word stems, sorted, without titles and opening phrases; `hold` says
    whether the line does its work, or only supports, watches, recommends or escalates it.
    """

    index: int
    text: str
    code: str | None
    place: YamlPath | None
    stems: tuple[str, ...]
    language: Language
    hold: Hold

    @property
    def known_code(self) -> bool:
        """Return whether the code is one of the vocabulary."""
        return self.code is not None and self.code in reference.vocabulary()


def read_statements(items: Iterable[Item], masks: Masks) -> tuple[Statement, ...]:
    """Return the statements of `items`; what says nothing, or says it again, is left out.

    A code without words is shown by the vocabulary's own sentence and matched by the code.
    """
    found: dict[tuple[str | None, object], Statement] = {}
    for index, item in enumerate(items):
        statement = _read(index, item, masks)
        if statement:
            found.setdefault((statement.code, statement.stems or statement.text), statement)
    return tuple(found.values())


def main_language(lines: Sequence[Statement]) -> Language | None:
    """Return the language of most free sentences; None where there are none."""
    free = [line.language for line in lines if not line.code]
    if not free:
        return None
    return "ru" if 2 * free.count("ru") > len(free) else "en"


def _read(index: int, item: Item, masks: Masks) -> Statement | None:
    text = (item.text or "").strip()
    if not text:
        return _read_code(index, item) if item.code else None
    raw = _words(text)
    return Statement(
        index=index,
        text=text,
        code=item.code,
        place=item.place,
        stems=tuple(sorted(set(masks.cut(raw)))),
        language=language_of(text),
        hold=hold_of([word.lower() for word in raw]),
    )


def read_stems(text: str, masks: Masks) -> tuple[str, ...]:
    """Return the distinct stems of one line, sorted, as a `Statement` has them."""
    return tuple(sorted(set(masks.cut(_words(text)))))


def _words(text: str) -> list[str]:
    """Return the words of a line without its opening phrase."""
    body = text[:_MAX_CHARACTERS].replace("’", "'")
    return raw_words(_HEADS.sub("", body, count=1) or body)[:_MAX_WORDS]


def _read_code(index: int, item: Item) -> Statement:
    """Return the statement of a bare code: its words are ours, so none of them is evidence."""
    duty = reference.vocabulary().get(item.code or "")
    text = duty.text_en if duty else item.code or ""
    return Statement(index, text, item.code, item.place, (), "en", Hold.DOES)
