"""The section of a list below an unclear heading: by its points, and by their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.role_import.blocks import Item
from csdesign.role_import.cues import names_a_figure, read_cues
from csdesign.role_import.headings import denies, normalised
from csdesign.role_import.naming import names_a_role
from csdesign.role_import.parts import CORE
from csdesign.role_import.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from csdesign.role_import.cues import Cues
    from csdesign.role_import.headings import Section
    from csdesign.role_import.parts import Part

__all__ = ["is_peer", "list_reads_as", "read_lists"]

_FEWEST_POINTS: Final = 2
"""Points of a list from which it decides the section of an unclear heading."""
_MOST: Final = 0.6
"""Share of a list that has to read as duties, or as requirements, for its heading to be such."""
_TAG_WORDS: Final = 5
_TAGS: Final = re.compile(
    r"(?:key )?skills|tags|schlagwörter|schlüsselkompetenzen|compétences clés"
    r"|ключевые навыки|навыки"
)
"""Headings of the words by which a portal finds a posting."""
_GIVEN: Final = re.compile(
    r"\burlaub\w*|\bgehalt\w*|\bvergütung\w*|[\d.]+ (?:euro|eur|€)|[€$£]\s?\d|arbeitszeitkonto"
    r"|gleitzeit|flexible arbeitszeit|ticket\b|\b(?:job|dienst)r[aä]d\w*|altersvorsorge|obstkorb"
    r"|\brabatt|\bkantine|\bhealth (?:cover|care|insurance)"
    r"|\b(?:paid )?(?:holiday|vacation|time off|pto|pension|401|bonus|salary|insurance|equity"
    r"|stock options|parental leave|gym|days off|annual leave)\b"
    r"|\bcongés?\b|\brtt\b|\bmutuelle\b|titres?-restaurant|\bsalaire\b|\bprime\b|intéressement"
    r"|\breer\b|\bassurances? collectives?\b"
    r"|\bдмс\b|\bотпуск\w*|\bоклад\w*|\bзарплат\w*|\bпреми[яию]\b|оформление по тк"
    r"|скидк\w*|спортзал|официальное (?:трудоустройство|оформление)|компенсаци\w*|график \d"
)
"""Words of what an employer gives."""
_LEADS_ON: Final = re.compile(r"\s(?:with|to|for|on|in|of|after|at|by|from)\W*$", re.IGNORECASE)
"""The end of a heading that goes on in its list: "Helps with"."""


def read_lists(parts: Sequence[Part], language: str) -> None:
    """Classify a section by its list where the heading above it is unclear.

    A heading that could be a role's title stays one: it names a role, nothing is above it, or
    headings next to it have sections of their own.
    """
    subject = Subject((), language)
    with_sections = {id(part.parent.parent) for part in parts if part.is_core and part.parent}
    told: dict[int, set[Section | None]] = {}
    for part in parts:
        told.setdefault(id(part.parent), set()).add(part.section)
    before: dict[int, set[Section | None]] = {}
    is_titled = False
    told_so_far: set[Section | None] = set()
    for part in parts:
        above = before.setdefault(id(part.parent), set())
        if _is_of_the_post(part, told_so_far):
            part.section, part.own = "other", True
        told_so_far.add(part.section)
        if _may_be_told(part, is_titled=is_titled, is_free=id(part.parent) not in with_sections):
            found = _section_of(part, subject, above, told[id(part.parent)])
            if found is not None:
                is_said = found == "boundaries" or _leads_on(part, subject)
                part.section, part.own, part.is_inferred = found, True, not is_said
        above.add(part.section)
        told[id(part.parent)].add(part.section)
        is_titled = is_titled or (
            part.heading is not None and part.section is None and names_a_role(part.title)
        )


def _is_of_the_post(part: Part, before: AbstractSet[Section | None]) -> bool:
    """Return whether a list is what an employer gives, or tags of a search, not of the role.

    "Das erwartet dich": leave, pay and bicycles; "Ключевые навыки" behind the requirements: words
    that repeat them.
    """
    if part.heading is None or not part.blocks or "requirements" not in before:
        return False
    texts = [block.content.text for block in part.blocks]
    if part.section == "requirements":
        return _TAGS.fullmatch(normalised(part.title)) is not None and all(
            len(text.split()) <= _TAG_WORDS for text in texts
        )
    if (part.own and part.section not in {"duties", "context"}) or "duties" not in before:
        return False
    items = _items(part)
    given = sum(_GIVEN.search(text.casefold()) is not None for text in items)
    return given > 1 and 2 * given >= len(items)


def _items(part: Part) -> list[str]:
    return [block.content.text for block in part.blocks if isinstance(block, Item)]


def _denied(part: Part) -> bool:
    """Return whether a heading that says nothing else says that its list is not so."""
    return not part.own and denies(part.title) and not names_a_role(part.title)


def _leads_on(part: Part, subject: Subject) -> bool:
    """Return whether a heading goes on in its points: "Helps with"."""
    return _LEADS_ON.search(part.title) is not None and read_cues(part.title, subject).duty


def _may_be_told(part: Part, *, is_titled: bool, is_free: bool) -> bool:
    """Return whether the list below a heading may say what the heading does not."""
    if part.heading is None or not any(isinstance(block, Item) for block in part.blocks):
        return False
    if is_peer(part) or (_denied(part) and part.section in {None, "context", "duties"}):
        return True
    is_open = part.section is None or (part.section == "context" and not part.own)
    if not is_open or names_a_role(part.title):
        return False
    has_title = is_titled or (part.parent is not None and part.parent.heading is not None)
    return has_title and (is_free or _LEADS_ON.search(part.title) is not None)


def _section_of(
    part: Part,
    subject: Subject,
    before: AbstractSet[Section | None],
    told: AbstractSet[Section | None],
) -> Section | None:
    items = _items(part)
    if _denied(part):
        return "boundaries"
    if is_peer(part):
        if len(items) < _FEWEST_POINTS:
            return None
        cues = [read_cues(text, subject) for text in items]
        found = list_reads_as(items, subject)
        if found is None and not any(cue.duty for cue in cues) and any(map(_asks, cues)):
            found = "requirements"
        return found if found != part.section else None
    if _leads_on(part, subject):
        return "duties"
    if len(items) < _FEWEST_POINTS:
        return None
    cues = [read_cues(text, subject) for text in items]
    found = list_reads_as(items, subject) or _by_order(cues, before, told)
    asks, does = any(cue.requirement for cue in cues), any(cue.duty for cue in cues)
    if "duties" in before and asks and (found == "duties" or (found is None and not does)):
        return "requirements"  # a second list that asks for something is what they bring
    return found


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
        and _looks(part.heading.content.text) == _looks(above.content.text)
    )


def _looks(text: str) -> tuple[bool, str]:
    """Return the looks of a heading: whether it is in capitals, and the mark it ends with."""
    return text.isupper(), text[-1] if text[-1] in ":?" else ""


def _asks(cues: Cues) -> bool:
    return cues.requirement or cues.requirement_hint


def _by_order(
    cues: Sequence[Cues], before: AbstractSet[Section | None], told: AbstractSet[Section | None]
) -> Section | None:
    """Return the section of a list by the order of a posting: duties, then requirements.

    `before` are the sections of headings next to its own that come first, `told` those of all.
    """
    if any(cue.aside or cue.never or cue.measure for cue in cues):
        return None
    asks = any(map(_asks, cues))
    does = any(cue.duty for cue in cues)
    if not told & {"duties", "mixed"} and told & {"requirements", "boundaries"} and not asks:
        return "duties"
    if does and not asks and "duties" in before and "requirements" not in before:
        return "duties"
    if "duties" in before and "requirements" not in told and not does and asks:
        return "requirements"
    return None


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
