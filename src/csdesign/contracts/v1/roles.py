"""What `csdesign roles --format json` writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from csdesign.contracts.v1.parts import Tool, one_of

__all__ = ["BothLanguages", "HandsOff", "ListsOfBoth", "ReferenceRole", "RolesDocument"]


class BothLanguages(TypedDict):
    """A text in English and Russian."""

    en: str
    ru: str


class ListsOfBoth(TypedDict):
    """Texts in English and Russian."""

    en: list[str]
    ru: list[str]


class HandsOff(TypedDict):
    """What a role passes on."""

    to: Annotated[
        list[str], Field(description="Reference roles, one of which receives the hand-off.")
    ]
    what: str
    kind: str


class ReferenceRole(TypedDict):
    """A role of the catalogue."""

    id: str
    family: str
    title: BothLanguages
    aliases: ListsOfBoth
    purpose: BothLanguages
    coverage: str
    motions: Annotated[
        Mapping[str, Annotated[str, one_of("own", "co-own", "support", "none")]],
        Field(description="The level at which the role has each motion."),
    ]
    responsibilities: Annotated[list[str], Field(description="Codes of the vocabulary.")]
    kpis: list[str]
    decision_rights: list[str]
    stages: list[str]
    hands_off: list[HandsOff]
    skills: list[str]


class RolesDocument(TypedDict):
    """Reference roles, in the order of the catalogue."""

    schema_version: Literal[1]
    tool: Tool
    roles: list[ReferenceRole]
