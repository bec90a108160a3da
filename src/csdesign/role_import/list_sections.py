"""What a list is where the heading above it does not say: by its points, and by their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.role_import.blocks import Item
from csdesign.role_import.cues import names_a_figure, read_cues
from csdesign.role_import.headings import denies
from csdesign.role_import.naming import names_a_role
from csdesign.role_import.parts import CORE
from csdesign.role_import.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.role_import.headings import Section
    from csdesign.role_import.parts import Part

__all__ = ["is_peer", "list_reads_as", "read_lists"]

_FEWEST_POINTS: Final = 2
"""Points of a list from which it decides the section of an unclear heading."""
_MOST: Final = 0.6
"""Share of a list that has to read as duties, or as requirements, for its heading to be such."""
_LEADS_ON: Final = re.compile(r"\s(?:with|to|for|on|in|of|after|at|by|from)\W*$", re.IGNORECASE)
"""The end of a heading that goes on in its list: "Helps with"."""


def read_lists(parts: Sequence[Part], language: str) -> None:
    """Classify a section by its list where the heading above it is unclear.

    A heading that could be a role's title stays one: it names a role, nothing stands above it, or
    headings next to it have sections of their own.
    """
    subject = Subject((), language)
    with_sections = {id(part.parent.parent) for part in parts if part.is_core and part.parent}
    for part in parts:
        items = [block.content.text for block in part.blocks if isinstance(block, Item)]
        if is_peer(part) and len(items) >= _FEWEST_POINTS:
            found = list_reads_as(items, subject)
            if found not in {None, part.section}:
                part.section, part.own, part.is_inferred = found, True, True
        is_open = part.section is None or (part.section == "context" and not part.own)
        if not is_open or part.heading is None or names_a_role(part.title):
            continue
        if items and _LEADS_ON.search(part.title) and read_cues(part.title, subject).duty:
            part.section, part.own = "duties", True  # "Helps with", and what the role helps with
            continue
        if (
            len(items) < _FEWEST_POINTS
            or not _has_title_above(part, parts)
            or id(part.parent) in with_sections
        ):
            continue
        if denies(part.title):
            part.section, part.own = "boundaries", True
            continue
        found = list_reads_as(items, subject) or _by_order(part, items, parts, subject)
        is_second = _follows_duties(part, parts) and _asks(items, subject)
        if is_second and (found == "duties" or (found is None and not _does(items, subject))):
            found = "requirements"  # a second list that asks for something is what they bring
        if found is not None:
            part.section, part.own, part.is_inferred = found, True, True


def is_peer(part: Part) -> bool:
    """Tell a heading that has its section only from one of the same looks above it.

    Text without mark-up has no levels: what looks like a subheading may be the next section.
    """
    above = part.parent.heading if part.parent is not None else None
    if part.own or part.heading is None or above is None or part.section not in CORE:
        return False
    return (
        not part.heading.sure
        and not above.sure
        and _looks(part.heading.content.text) == _looks(above.content.text) != (False, False)
    )


def _looks(text: str) -> tuple[bool, bool]:
    """Return the looks of a heading: whether it is in capitals and ends with a colon."""
    return text.isupper(), text.endswith(":")


def _follows_duties(part: Part, parts: Sequence[Part]) -> bool:
    return any(
        other.section == "duties" and other.parent is part.parent for other in parts[: part.order]
    )


def _asks(items: Sequence[str], subject: Subject) -> bool:
    return any(read_cues(text, subject).requirement for text in items)


def _by_order(
    part: Part, items: Sequence[str], parts: Sequence[Part], subject: Subject
) -> Section | None:
    """Return what the list should be in the order of a posting: duties, then what they ask for."""
    beside = [other for other in parts if other.parent is part.parent and other is not part]
    told = {other.section for other in beside}
    before = {other.section for other in beside if other.order < part.order}
    cues = [read_cues(text, subject) for text in items]
    if any(cue.aside or cue.never or cue.measure for cue in cues):
        return None
    asks = sum(cue.requirement or cue.requirement_hint for cue in cues)
    does = sum(cue.duty for cue in cues)
    if not told & {"duties", "mixed"} and told & {"requirements", "boundaries"} and not asks:
        return "duties"
    if does and not asks and "duties" in before and "requirements" not in before:
        return "duties"
    if "duties" in before and "requirements" not in told and not does and asks:
        return "requirements"
    return None


def _does(items: Sequence[str], subject: Subject) -> bool:
    return any(read_cues(text, subject).duty for text in items)


def list_reads_as(items: Sequence[str], subject: Subject) -> Section | None:
    """Return the kind of most points of a list by their words: duties, requirements, measures."""
    cues = [read_cues(text, subject) for text in items]
    duties = sum(cue.duty and not cue.requirement for cue in cues)
    needs = sum(cue.requirement or (cue.requirement_hint and not cue.duty) for cue in cues)
    measures = sum(
        cue.measure or (not cue.duty and not cue.requirement and names_a_figure(text))
        for cue, text in zip(cues, items, strict=True)
    )
    if measures >= _MOST * len(items):
        return "measures"
    if duties >= _MOST * len(items) and duties > needs:
        return "duties"
    return "requirements" if needs >= _MOST * len(items) else None


def _has_title_above(part: Part, parts: Sequence[Part]) -> bool:
    """Tell whether some heading above a part, or before it, is a title already."""
    if part.parent is not None and part.parent.heading is not None:
        return True
    return any(
        other.heading is not None and other.section is None and names_a_role(other.title)
        for other in parts[: part.order]
    )
