"""The reference roles: a list of them, or the full entries of some."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.views.cards.headings import words_of
from csdesign.views.section import Column, Document, Facts, Lines, Section, Table
from csdesign.wording import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.reference import Language, ReferenceRole
    from csdesign.views.cards.headings import Words
    from csdesign.views.section import Part

__all__ = ["catalogue_document", "catalogue_table", "reference_document"]

_TITLE: Final = {"en": "Reference roles", "ru": "Эталонные роли"}


def catalogue_table(roles: Sequence[ReferenceRole], language: Language) -> Table:
    """Return one row for each role: kind, titles in both languages, what it owns."""
    words = words_of(language)
    columns = (
        Column("kind", "Kind"),
        Column("title_en", "English"),
        Column("title_ru", "Русский"),
        Column("owns", words.owns),
    )
    rows = tuple(
        (
            role.id,
            role.title_en,
            role.title_ru,
            ", ".join(words.motions[m] for m in role.motions if role.owns(m)) or None,
        )
        for role in roles
    )
    return Table("roles", _TITLE[language], columns, rows)


def catalogue_document(roles: Sequence[ReferenceRole], language: Language) -> Document:
    """Return the list of the roles."""
    table = catalogue_table(roles, language)
    return Document(sections=(Section("roles", table.title, (table,)),), title="")


def reference_document(roles: Sequence[ReferenceRole], language: Language) -> Document:
    """Return the full entries of these roles."""
    words = words_of(language)
    return Document(
        title="",
        sections=tuple(
            Section(
                role.id, f"{role.title(language)} ({role.id})", tuple(_parts(role, words, language))
            )
            for role in roles
        ),
    )


def _parts(role: ReferenceRole, words: Words, language: Language) -> Iterator[Part]:
    russian = language == "ru"
    others = [title for title in role.titles if title != role.title(language)]
    purpose = role.purpose_ru if russian else role.purpose_en
    owned = [words.motions[m] for m in role.motions if role.owns(m)]
    helped = [words.motions[m] for m, level in role.motions.items() if level == "support"]
    yield Facts(
        (
            (words.also_called, ", ".join(others)),
            (words.purpose, f"{capitalised(purpose)}."),
            (words.owns, ", ".join(owned) or words.none),
            (words.supports, ", ".join(helped) or words.none),
            (words.talent, ", ".join(words.skills[skill] for skill in role.skills)),
        )
    )
    vocabulary, kpis, rights = reference.vocabulary(), reference.kpis(), reference.rights()
    duties = (f"{vocabulary[code].text(language)} [{code}]" for code in role.responsibilities)
    yield Lines(tuple(duties), heading=f"{words.responsibilities}:")
    measures = ((kpis[id_].title_ru if russian else kpis[id_].title_en, id_) for id_ in role.kpis)
    yield Lines(tuple(f"{text} [{id_}]" for text, id_ in measures), heading=f"{words.measures}:")
    decides = (
        (rights[id_].text_ru if russian else rights[id_].text_en, id_)
        for id_ in role.decision_rights
    )
    rights_ = tuple(f"{capitalised(text)} [{id_}]" for text, id_ in decides)
    yield Lines(rights_, heading=f"{words.rights}:")
    yield Lines(tuple(_passed_on(role, language)), heading=f"{words.passes_on}:")


def _passed_on(role: ReferenceRole, language: Language) -> Iterator[str]:
    roles = reference.roles()
    for hand in role.hands_off:
        to = " / ".join(roles[id_].title(language) if id_ in roles else id_ for id_ in hand.to)
        yield f"{to}: {hand.what}"
