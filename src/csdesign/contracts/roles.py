"""The JSON contract of the reference roles (`schema_version` 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.contracts.v1 import roles as v1
    from csdesign.reference import ReferenceRole

__all__ = ["roles_values"]


def roles_values(roles: Sequence[ReferenceRole], version: str) -> v1.RolesDocument:
    """Return the whole contract as plain values."""
    return {
        "schema_version": 1,
        "tool": {"name": "csdesign", "version": version},
        "roles": [_role(role) for role in roles],
    }


def _role(role: ReferenceRole) -> v1.ReferenceRole:
    return {
        "id": role.id,
        "family": role.family,
        "title": {"en": role.title_en, "ru": role.title_ru},
        "aliases": {"en": list(role.aliases_en), "ru": list(role.aliases_ru)},
        "purpose": {"en": role.purpose_en, "ru": role.purpose_ru},
        "coverage": role.coverage,
        "motions": {str(motion): str(level) for motion, level in role.motions.items()},
        "responsibilities": list(role.responsibilities),
        "kpis": list(role.kpis),
        "decision_rights": list(role.decision_rights),
        "stages": list(role.stages),
        "hands_off": [
            {"to": list(hand.to), "what": hand.what, "kind": hand.kind} for hand in role.hands_off
        ],
        "skills": list(role.skills),
    }
