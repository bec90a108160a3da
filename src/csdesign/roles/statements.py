"""Statements: the lines of a role, made ready for matching."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.roles.ownership import Hold, hold_of
from csdesign.roles.words import language_of, raw_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.finding import YamlPath
    from csdesign.reference import Language
    from csdesign.roles.text import Item
    from csdesign.roles.titles import Masks

__all__ = ["Statement", "read_statements"]

_MAX_WORDS: Final = 400
"""Words of one statement that are looked at: a longer line is an essay, not a duty."""

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

    A code without words is shown and matched by the vocabulary's own sentence.
    """
    found: dict[tuple[str | None, object], Statement] = {}
    for index, item in enumerate(items):
        statement = _read(index, item, masks)
        if statement:
            found.setdefault((statement.code, statement.stems or statement.text), statement)
    return tuple(found.values())


def _read(index: int, item: Item, masks: Masks) -> Statement | None:
    text = (item.text or "").strip()
    if not text and item.code:
        duty = reference.vocabulary().get(item.code)
        text = duty.text_en if duty else item.code
    if not text:
        return None
    body = _HEADS.sub("", text.replace("’", "'"), count=1) or text
    raw = raw_words(body[: _MAX_WORDS * 40])[:_MAX_WORDS]
    return Statement(
        index=index,
        text=text,
        code=item.code,
        place=item.place,
        stems=tuple(sorted(set(masks.cut(raw)))),
        language=language_of(body),
        hold=hold_of([word.lower() for word in raw]),
    )
