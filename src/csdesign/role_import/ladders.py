"""Levels of one job: roles that add to another role of the same document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.role_import.headings import normalised
from csdesign.role_import.subject import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.role_import.parts import RolePlan

__all__ = ["find_ladders"]

_MORE: Final = re.compile(
    r"\b(?:everything|all (?:of |the |duties |responsibilities |expectations )|in addition to"
    r"|on top of|builds? (?:up)?on|adds? to|beyond (?:the|those|that|everything)|same as"
    r"|as (?:for |in )?(?:the )?(?:level|grade|previous)|includes (?:all|everything)"
    r"|alles|alle aufgaben|zusätzlich zu|aufbauend auf|über die aufgaben"
    r"|en plus|outre|tout ce|toutes les (?:missions|responsabilités)"
    r"|все(?: то)?,? что|все из|все обязанности|в дополнение к|помимо|дополнительно к|сверх)"
)
_BEFORE: Final = re.compile(
    r"\b(?:above|previous|preceding|level below|lower level"
    r"|obigen?|vorherige[nr]?|vorige[nr]?|darunter|ci-dessus|précédent\w*|niveau inférieur"
    r"|предыдущ\w*|выше)\b"
)
_LABEL: Final = re.compile(
    r"\b(?:level|lvl|grade|tier|step|stufe|niveau|échelon|уров[а-я]*|грейд[а-я]*|l|p|ic)"
    r"[ .#-]?(\d+|[ivx]+)\b"
)
_LONGEST: Final = 200
"""Characters of a sentence that only says what a level adds to."""


def find_ladders(plans: Sequence[RolePlan]) -> None:
    """Record in each plan the role it adds to, and the lines that say so."""
    for number, plan in enumerate(plans):
        for text, line in _texts(plan):
            plain = folded(text)
            if len(plain) > _LONGEST or not _MORE.search(plain):
                continue
            other = _named(plain, plans, number)
            if other is not None:
                plan.extends = other.title
                plan.extended_in = frozenset({line})
                break


def _texts(plan: RolePlan) -> Iterator[tuple[str, int]]:
    for part in plan.parts:
        for block in part.blocks:
            yield block.content.text, block.content.line


def _named(text: str, plans: Sequence[RolePlan], number: int) -> RolePlan | None:
    """Return the plan that a sentence names: by title, by level, or as the one before."""
    others = [plan for place, plan in enumerate(plans) if place != number]
    titled = [plan for plan in others if (title := _bare(plan.title)) and title in text]
    if titled:
        return max(titled, key=lambda plan: len(plan.title))
    for label in _LABEL.finditer(text):
        for plan in others:
            if any(found[1] == label[1] for found in _LABEL.finditer(folded(plan.title))):
                return plan
    if number and _BEFORE.search(text):
        return plans[number - 1]
    return None


def _bare(title: str) -> str:
    """Return a title as sentences name it: without its level before a colon or a dash."""
    before, colon, after = folded(title).partition(":")
    return normalised(after if colon and _LABEL.search(before) else folded(title))
