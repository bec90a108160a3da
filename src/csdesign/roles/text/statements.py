"""Statements: the lines of a role, made ready for matching."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.roles.text.languages import latin_language, script_of
from csdesign.roles.text.lexicon import function_words
from csdesign.roles.text.ownership import Hold, hold_of
from csdesign.roles.text.passing_lines import (
    is_about_employer,
    is_boilerplate,
    is_heading,
    is_offer,
    split_reference,
)
from csdesign.roles.text.words import raw_words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csdesign.finding import YamlPath
    from csdesign.roles.text.languages import TextLanguage
    from csdesign.roles.text.role import Item
    from csdesign.roles.text.titles import Masks

__all__ = ["Read", "Statement", "content_of", "main_languages", "read_statements"]

_MAX_WORDS: Final = 400
"""The most words of one statement that are read: a longer line is not a duty."""

_MAX_CHARACTERS: Final = 20_000

_HEADS: Final = re.compile(
    r"^\W*(?:(?:you(?:'ll| will| are)|we expect you to|the (?:\w+ ){1,2}(?:will|is|must|should)"
    r"|this (?:role|person|position)(?: will| is)?|in this role,?|(?:will )?(?:be |is |are )?"
    r"(?:responsible|accountable|in charge|tasked|charged|expected)(?: for| to| with| of)?"
    r"|responsibilities include|duties include|the following(?=\W*:)|will|must|to|also"
    r"|вы будете|сотрудник(?: будет| должен)?|роль предполагает|в этой роли|обязанности включают"
    r"|(?:несет ответственность|отвечает|ответственен|ответственна|ответственный) за|должен|должна"
    r"|(?:du|sie) (?:bist|sind) (?:verantwortlich|zuständig) für|verantwortlich für|zuständig für"
    r"|(?:vous|tu) (?:êtes|serez|es) (?:responsable|chargée?) d[eu']|(?:est |être )?chargée? d[eu']"
    r"|responsable d[eu'])"
    r"\b[\s:,]*)+",
    re.IGNORECASE,
)
_EMPTY_PHRASES: Final = re.compile(
    r"\b(?:as part of|in order to|as well as|in line with"
    r"|as (?:needed|required|necessary|appropriate)"
    r"|(?:where|when|if) (?:needed|required|necessary|appropriate)|based on|according to|such as"
    r"|including(?: but not limited to)?|a (?:wide )?(?:variety|range|number|set) of"
    r"|on (?:a|an) (?:daily|weekly|regular|ongoing|continuous) basis|at all times|set up"
    r"|take part in"
    r"|в рамках|на постоянной основе|при необходимости|в соответствии с|в том числе"
    r"|im rahmen|bei bedarf|auf basis|in bezug auf|dans le cadre d\w+|le cas échéant|au besoin)\b",
    re.IGNORECASE,
)
_SENTENCES: Final = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-zа-яё])|\s*;\s+")
_LEAST_SENTENCE: Final = 4
"""Words below which a piece of a line is not a sentence of its own."""
_NEGATION: Final = re.compile(
    r"\b(?:not(?! only| just| limited)|never|cannot|no longer|neither|\w+n't|не(?! только)|никогда"
    r"|нельзя|nicht(?! nur)|nie|niemals|keine?[nmrs]?|ne(?= \w+ (?:pas|plus|jamais|aucun\w*))"
    r"|n'\w+ pas|jamais|aucune?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of a role, or one sentence of a longer line, with what matching needs."""

    index: int
    """The place of its line in the role."""
    text: str
    code: str | None
    place: YamlPath | None
    words: tuple[tuple[str, str], ...]
    """Words and their stems in order, without titles and opening phrases."""
    stems: tuple[str, ...]
    """The distinct stems, sorted."""
    content: tuple[str, ...]
    """Those of them that carry a meaning of their own, sorted."""
    language: TextLanguage
    hold: Hold
    """Whether the line does its work, or only supports, watches, recommends or escalates it."""
    negated: bool = False
    common: bool = False
    """Whether it is what employers write into every role."""
    part: int = 0
    """The number of the sentence in its line."""

    @property
    def masked(self) -> str:
        """Return the words without titles and opening phrases, from which the meaning is taken."""
        return " ".join(word for word, _ in self.words) if self.words else self.text

    @property
    def known_code(self) -> bool:
        """Return whether the code is one of the vocabulary."""
        return self.code is not None and self.code in reference.vocabulary()


@dataclass(frozen=True, slots=True)
class Read:
    """The lines of one role."""

    statements: tuple[Statement, ...]
    bases: tuple[tuple[frozenset[str], str], ...] = ()
    """Roles that lines refer to, by their words, each with the line."""
    left_out: int = 0
    """Headings, offers of the employer, and lines that only repeat the title."""


def read_statements(items: Iterable[Item], masks: Masks, titles: Sequence[str] = ()) -> Read:
    """Return the statements of `items`, without empty and repeated ones.

    A code without words is shown by the vocabulary's own sentence and matched by the code. A line
    of several sentences is as many statements; one that refers to a base role ("Extends the CSM
    responsibilities") is none.
    """
    given = tuple(items)
    latin = latin_language(
        word for item in given if item.text for word in words_of(item.text[:_MAX_CHARACTERS])
    )
    asides = _about_employer(given)
    found: dict[tuple[str | None, object], Statement] = {}
    bases: list[tuple[frozenset[str], str]] = []
    left_out = 0
    for index, item in enumerate(given):
        text = (item.text or "").strip()
        if not text:
            if item.code:
                found.setdefault((item.code, ""), _read_code(index, item))
            continue
        if item.code is None:
            if is_heading(text) or is_offer(text):
                left_out += 1
                continue
            base, text = split_reference(text, titles)
            if base is not None:
                bases.append((base, (item.text or "").strip()))
                if not text:
                    continue
        for part, sentence in enumerate(_sentences(text) if item.code is None else [text]):
            aside = index in asides
            statement = _read(index, part, sentence, item, masks, latin, aside=aside)
            if statement.content or statement.code:
                found.setdefault((statement.code, _key(statement)), statement)
            else:
                left_out += 1
    return Read(tuple(found.values()), tuple(bases), left_out)


def _about_employer(items: Sequence[Item]) -> frozenset[int]:
    """Return the lines on the employer; none where most lines say what "we" do: they are duties."""
    found = [
        n for n, item in enumerate(items) if not item.code and is_about_employer(item.text or "")
    ]
    return frozenset(found if 2 * len(found) < len(items) else ())


def _key(statement: Statement) -> object:
    return (statement.stems, statement.negated, statement.hold) if statement.stems else ""


def main_languages(lines: Sequence[Statement]) -> frozenset[TextLanguage]:
    """Return the language of most free sentences; several where as many are in each of them."""
    free = Counter(line.language for line in lines if not line.code)
    most = max(free.values(), default=0)
    return frozenset(language for language, count in free.items() if count == most)


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a line; pieces of few words stay with their neighbour."""
    pieces = _SENTENCES.split(text) if len(text) <= _MAX_CHARACTERS else [text]
    whole = ""
    for piece in pieces:
        whole = f"{whole} {piece}".strip()
        if len(whole.split()) >= _LEAST_SENTENCE:
            yield whole
            whole = ""
    if whole:
        yield whole


def _read(
    index: int,
    part: int,
    text: str,
    item: Item,
    masks: Masks,
    latin: TextLanguage,
    *,
    aside: bool,
) -> Statement:
    body, raw, language = _cut(text, latin)
    words = masks.cut(raw, language)
    return Statement(
        index=index,
        text=text,
        code=item.code,
        place=item.place,
        words=tuple(words),
        stems=tuple(sorted({stem for _, stem in words})),
        content=_content(body, words, language),
        language=language,
        hold=hold_of([word.lower() for word in raw], language),
        negated=_NEGATION.search(body) is not None,
        common=aside or (item.code is None and is_boilerplate(body)),
        part=part,
    )


def _cut(text: str, latin: TextLanguage) -> tuple[str, list[str], TextLanguage]:
    """Return a line of bearable length, its words without the opening phrase, its language."""
    by_script: dict[str, TextLanguage] = {"cyrillic": "ru", "latin": latin, "other": "other"}
    language = by_script[script_of(text)]
    body = text[:_MAX_CHARACTERS].replace("’", "'")
    return body, raw_words(_HEADS.sub("", body, count=1) or body)[:_MAX_WORDS], language


def content_of(text: str, masks: Masks, latin: TextLanguage = "en") -> tuple[str, ...]:
    """Return the stems of one line that carry a meaning of their own, sorted."""
    body, raw, language = _cut(text, latin)
    return _content(body, masks.cut(raw, language), language)


def _content(
    body: str, words: Sequence[tuple[str, str]], language: TextLanguage
) -> tuple[str, ...]:
    """Return the stems of words that carry a meaning of their own."""
    little = function_words(language)
    hollow: list[str] = []
    for phrase in _EMPTY_PHRASES.findall(body):
        hollow += phrase.lower().split()
    kept = set()
    for word, stem in words:
        plain = word.lower()
        if plain in hollow:
            hollow.remove(plain)
        elif plain not in little:
            kept.add(stem)
    return tuple(sorted(kept))


def _read_code(index: int, item: Item) -> Statement:
    """Return the statement of a bare code: its words are ours, so none of them is evidence."""
    duty = reference.vocabulary().get(item.code or "")
    text = duty.text_en if duty else item.code or ""
    return Statement(index, text, item.code, item.place, (), (), (), "en", Hold.DOES)
