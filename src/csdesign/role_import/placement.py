"""Places a sentence by its words and by its section.

The section decides where there is one; the sentence decides where there is none, and overrules the
section where it plainly reads as something else. A requirement among the duties is worse than a
duty that a person has to move by hand, so in doubt a sentence is not taken as a duty. Every doubt
is a reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from csdesign.role_import.naming import names_a_role
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.role_import.cues import Cues
    from csdesign.role_import.headings import Section

_LONG_WORD = 8
"""Letters of a point of one word that says something: "Kündigungsgespräche"."""
_FEWEST_WORDS = 4
"""Words from which running text under a heading of duties is one."""

_PEOPLE = re.compile(r"(?:(?:up to|about|circa|ca\.|env\.|около) )?\d+(?:[.,]\d+)?\s(?![(%])")
"""The beginning of words that count people: "9 FTE advisers"."""

_OFFERS = re.compile(
    r"(?:we offer|wir bieten|nous (?:vous )?(?:offrons|proposons)|мы предлагаем"
    r"|ofrecemos|oferecemos|wij bieden|oferujemy)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+-]@[\w-]+\.\w")
_ENTRY = re.compile(r"[^\W\d_][\w-]*(?: [\w-]+)?\s?:\s")
"""The beginning of an entry of a form: "Company: Adler Ltd"."""

__all__ = ["Context", "Place", "place_of"]

Place = Literal["duties", "requirements", "measures", "boundaries", "rights", "unplaced"]


@dataclass(frozen=True, slots=True)
class Context:
    """The context of a sentence."""

    section: Section | None
    heading: str
    """The words that say so: a heading, or a line that leads into a list."""
    listed: bool
    """Whether the sentence is a point of a list."""
    has_list: bool
    """Whether its section has a list at all: running text next to one introduces it."""
    alone: bool = False
    """Whether it is a paragraph of its own."""
    reads_as_duties: bool = False
    """Whether most points of its list read as duties."""
    has_parts: bool = False
    """Whether points of the list below it are its parts."""
    nested_in: int = 0
    """Line of the point of which this is a part, 0 for none."""


def place_of(text: str, cues: Cues, context: Context) -> tuple[Place, str]:
    """Return the place of a sentence, and the reason to check it (empty if certain)."""
    if (
        cues.boundary
        and not cues.requirement
        and context.section != "requirements"  # "you don't mind weekends" is what they bring
        and (context.listed or context.section != "other")
    ):
        return "boundaries", ""
    if text.endswith("?"):
        return "unplaced", "a question"
    is_offer = _OFFERS.match(text) is not None and context.section != "duties"
    if not cues.requirement and (is_offer or (not context.listed and _ADDRESS.search(text))):
        return "unplaced", "speaks of what is offered or of the application"
    match context.section:
        case "boundaries":
            return "boundaries", ""
        case "rights":
            return ("rights", "") if context.listed or context.alone else ("unplaced", "")
        case "duties":
            return _among_duties(text, cues, context)
        case "requirements":
            return _among_requirements(cues, context)
        case "measures":
            return _among_measures(cues, context)
        case "other":
            return "unplaced", f"under {visible(context.heading, 80)!r}"
        case "mixed":
            return _by_itself(
                cues, context, f"under {visible(context.heading, 80)!r}, which announces both"
            )
        case _:
            return _by_itself(cues, context, "no heading says what it is")


def _among_duties(text: str, cues: Cues, context: Context) -> tuple[Place, str]:
    if cues.never:
        return "unplaced", "speaks of pay, reporting lines or the application"
    if _PEOPLE.match(text) is not None and not cues.duty and names_a_role(text):
        return "unplaced", "names people, not a duty"
    if cues.requirement:
        return "requirements", "is among the duties but reads as a requirement"
    if cues.measure:
        return "measures", "is among the duties but reads as a measure"
    if len(text.split()) < 2:
        is_compound = context.listed and not context.has_parts and len(text) >= _LONG_WORD
        return ("duties" if is_compound else "unplaced"), "a single word"
    if not context.listed and not cues.duty and _ENTRY.match(text) is not None:
        return "unplaced", "is among the duties but names no duty"
    if context.listed:
        if cues.duty:
            return "duties", ""
        if context.nested_in:
            return "duties", f"a part of the point in line {context.nested_in}"
        return "duties", "may be a requirement" if cues.requirement_hint else ""
    if cues.duty and (cues.addressed or not cues.aside):
        return "duties", ""
    if cues.aside or context.has_list or len(text.split()) < _FEWEST_WORDS:
        return "unplaced", "is among the duties but names no duty"
    return "duties", "names no known action"


def _among_requirements(cues: Cues, context: Context) -> tuple[Place, str]:
    if not context.listed and (cues.aside or cues.never) and not cues.requirement:
        return "unplaced", "is among the requirements but names no requirement"
    if not context.listed and context.has_list and not (cues.requirement or cues.requirement_hint):
        return "unplaced", "is among the requirements but names no requirement"
    if cues.never and not (cues.requirement or cues.requirement_hint):
        return "unplaced", "speaks of pay, reporting lines or the application"
    doubtful = cues.duty and not cues.requirement_hint
    return "requirements", "reads as a duty" if doubtful else ""


def _among_measures(cues: Cues, context: Context) -> tuple[Place, str]:
    if not context.listed and context.has_list and not cues.measure:
        return "unplaced", "is among the measures but names no measure"
    return "measures", ""


def _by_itself(cues: Cues, context: Context, why: str) -> tuple[Place, str]:
    """Place a sentence by its own words alone; always with a `check`."""
    if cues.never:
        return "unplaced", why
    if cues.requirement:
        return "requirements", f"{why}; reads as a requirement"
    if cues.measure:
        return "measures", f"{why}; reads as a measure"
    if cues.duty and (context.listed or (cues.addressed and not cues.aside)):
        return "duties", f"{why}; reads as a duty"
    if context.listed and cues.requirement_hint:
        return "requirements", f"{why}; reads as a requirement"
    if context.listed and context.reads_as_duties and not cues.aside:
        return "duties", f"{why}; its list reads as duties"
    return "unplaced", why
