"""Reference roles as YAML, ready to be pasted into a design."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign import reference
from csdesign.escaping.yaml import dump_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.escaping.json_text import Json
    from csdesign.reference import Language, ReferenceRole

__all__ = ["yaml_text"]


def yaml_text(roles: Sequence[ReferenceRole], language: Language) -> str:
    """Return roles to paste into a design: each is complete, without `extends`.

    Hand-offs name roles that the design may not have, so they are written as comments.
    """
    text = dump_yaml({"roles": [_written(role, language) for role in roles]})
    notes = [
        f"# {role.id} hands over to {' or '.join(hand.to)}: {hand.what} ({hand.kind})"
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
