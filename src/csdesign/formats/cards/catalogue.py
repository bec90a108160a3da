"""The reference catalogue for people and programs, and a reference role as YAML to paste."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from csdesign import reference
from csdesign.escaping.json_text import dump
from csdesign.escaping.yaml import dump_yaml
from csdesign.views.cards.headings import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.escaping.json_text import Json, JsonObject
    from csdesign.reference import Language, ReferenceRole

__all__ = ["SCHEMA_VERSION", "json_text", "role_text", "table_text", "yaml_text"]

SCHEMA_VERSION = 1


def table_text(roles: Sequence[ReferenceRole], language: Language, width: int) -> str:
    """Return one line per role: kind, titles in both languages, what it owns."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    words = words_of(language)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in ("Kind", "English", "Русский", words.owns):
        table.add_column(heading, overflow="fold")
    for role in roles:
        owned = ", ".join(words.motions[m] for m in role.motions if role.owns(m))
        cells = (role.id, role.title_en, role.title_ru, owned or "-")
        table.add_row(*(Text(cell) for cell in cells))
    buffer = io.StringIO()
    console = Console(
        file=buffer, width=max(40, width), color_system=None, highlight=False, emoji=False
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def role_text(role: ReferenceRole, language: Language) -> str:
    """Return everything the catalogue says of one role, for people."""
    return "\n".join(_lines(role, language)) + "\n"


def _lines(role: ReferenceRole, language: Language) -> Iterator[str]:
    words = words_of(language)
    yield f"{role.title(language)} ({role.id})"
    others = [title for title in role.titles if title != role.title(language)]
    yield f"{words.also_called}: {', '.join(others)}"
    yield ""
    purpose = role.purpose_ru if language == "ru" else role.purpose_en
    yield f"{words.purpose}: {purpose}."
    owned = [words.motions[m] for m in role.motions if role.owns(m)]
    helped = [words.motions[m] for m, level in role.motions.items() if level == "support"]
    yield f"{words.owns}: {', '.join(owned) or words.none}"
    yield f"{words.supports}: {', '.join(helped) or words.none}"
    vocabulary, kpis, rights = reference.vocabulary(), reference.kpis(), reference.rights()
    yield from ("", f"{words.responsibilities}:")
    yield from (f"  {vocabulary[code].text(language)} [{code}]" for code in role.responsibilities)
    russian = language == "ru"
    yield from ("", f"{words.measures}:")
    for id_ in role.kpis:
        yield f"  {kpis[id_].title_ru if russian else kpis[id_].title_en} [{id_}]"
    yield from ("", f"{words.rights}:")
    for id_ in role.decision_rights:
        yield f"  {rights[id_].text_ru if russian else rights[id_].text_en} [{id_}]"
    yield from ("", f"{words.passes_on}:")
    roles = reference.roles()
    for hand in role.hands_off:
        to = " / ".join(roles[id_].title(language) if id_ in roles else id_ for id_ in hand.to)
        yield f"  {to}: {hand.what}"
    yield from ("", f"{words.talent}: {', '.join(words.skills[skill] for skill in role.skills)}")


def json_text(roles: Sequence[ReferenceRole], version: str) -> str:
    """Return the roles as one JSON document."""
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "csdesign", "version": version},
            "roles": [_document(role) for role in roles],
        }
    )


def _document(role: ReferenceRole) -> JsonObject:
    return {
        "id": role.id,
        "family": role.family,
        "title": {"en": role.title_en, "ru": role.title_ru},
        "aliases": {"en": list(role.aliases_en), "ru": list(role.aliases_ru)},
        "purpose": {"en": role.purpose_en, "ru": role.purpose_ru},
        "coverage": role.coverage,
        "motions": {motion: level for motion, level in role.motions.items()},  # noqa: C416 -- widens the types
        "responsibilities": list(role.responsibilities),
        "kpis": list(role.kpis),
        "decision_rights": list(role.decision_rights),
        "stages": list(role.stages),
        "hands_off": [
            {"to": list(hand.to), "what": hand.what, "kind": hand.kind} for hand in role.hands_off
        ],
        "skills": list(role.skills),
    }


def yaml_text(roles: Sequence[ReferenceRole], language: Language) -> str:
    """Return roles to paste into a design: whole in themselves, they extend nothing.

    Hand-offs name roles that a design may not have, so they follow as comments.
    """
    text = dump_yaml({"roles": [_written(role, language) for role in roles]})
    notes = [
        f"# {role.id} hands on to {' or '.join(hand.to)}: {hand.what} ({hand.kind})"
        for role in roles
        for hand in role.hands_off
    ]
    return text + "".join(f"{note}\n" for note in notes)


def _written(role: ReferenceRole, language: Language) -> dict[str, Json]:
    russian = language == "ru"
    vocabulary = reference.vocabulary()
    written: dict[str, Json] = {
        "id": role.id,
        "title": role.title(language),
        "kind": role.id,
        "purpose": role.purpose_ru if russian else role.purpose_en,
        "coverage": role.coverage,
        "stages": list(role.stages),
        "owns": [motion for motion in role.motions if role.owns(motion)],
        "supports": [motion for motion, level in role.motions.items() if level == "support"],
        "responsibilities": [
            {"does": vocabulary[code].text(language), "code": code}
            for code in role.responsibilities
        ],
        "kpis": list(role.kpis),
        "decision_rights": list(role.decision_rights),
        "talent": {"skills": list(role.skills)},
    }
    aliases = role.aliases_ru if russian else role.aliases_en
    if aliases:
        written["aliases"] = list(aliases)
    return written
