"""Lines of a form: "Job title: Support Lead", "Purpose: ...", one fact a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.role_import.blocks import Heading, Item, Paragraph, PlacedText, placed
from csdesign.role_import.headings import classify_heading
from csdesign.role_import.naming import names_a_role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.role_import.blocks import Block

__all__ = [
    "FACT",
    "is_title_label",
    "labelled",
    "names_the_title",
    "without_labels",
    "without_title_label",
]

FACT: Final = re.compile(r"^([^\W\d_][^:.;!?]{1,48}?)\s?:\s+(?=\S)")
"""A line of a form: a label of a few words, a colon, what it says."""
_TITLE: Final = re.compile(
    r"(?:job|position|role|post) title|title of (?:the )?(?:job|position|role|post)"
    r"|stellenbezeichnung|stellentitel|funktionsbezeichnung|positionsbezeichnung"
    r"|(?:advertised|working|official|job|role) (?:name|title)"
    r"|name of (?:the )?(?:role|post|position)"
    r"|jobtitel|berufsbezeichnung|bezeichnung der (?:stelle|position)"
    r"|(?:titre|libell[eé]|nom|d[eé]nomination) d(?:u|e la) (?:poste|fonction)"
    r"|t[ií]tulo del (?:puesto|cargo)|nome do cargo|nazwa stanowiska"
    r"|intitul[eé](?: d[ue] (?:poste|la fonction))?"
    r"|(?:наименование|название) (?:должности|вакансии|позиции|роли)",
    re.IGNORECASE,
)
_MAY_TITLE: Final = re.compile(
    r"title|position|role|post|job|subject|opening|vacancy|job description|job profile"
    r"|(?:we are|we're|now) (?:hiring|recruiting)|stelle|stellenbeschreibung|stellenanzeige"
    r"|fiche de poste|offre(?: d'emploi)?|rolle|funktion|betreff|poste|fonction|objet|тема"
    r"|puesto|cargo|vaga|functie|functieprofiel|vacature|stanowisko"
    r"|должность|вакансия|позиция|роль|ищем|требуется|gesucht|wir suchen|wanted"
    r"|(?:on|nous) recrut(?:e|ons)|(?:nous )?recherch(?:e|ons)",
    re.IGNORECASE,
)
"""Labels of a title only where what follows names a role: "Position: full-time"."""
_NUMBER: Final = re.compile(r"\s+(?:(?:no|nr)\.? ?|n° ?|№ ?|#)?(?:\d{1,2}|[A-D])$", re.IGNORECASE)
"""The number of one of several jobs behind its label."""
_PURPOSE: Final = re.compile(
    r"(?:(?:job|role|position) )?(?:purpose|objective|mission)"
    r"|(?:your|our|main) (?:purpose|mission)|purpose of (?:the )?(?:job|role|position)"
    r"|auftrag|(?:deine|ihre) mission|(?:ta|votre) mission|миссия"
    r"|ziel(?:setzung)? der (?:stelle|position|rolle)|finalit[eé](?: du poste)?"
    r"|(?:objetivo|misión) del puesto|(?:objetivo|missão) do cargo|doel van de functie"
    r"|cel stanowiska|(?:цель|назначение) (?:должности|роли|позиции)",
    re.IGNORECASE,
)
_TOLD: Final = frozenset({"duties", "requirements", "measures", "boundaries", "rights"})
"""Sections that a label before a colon announces for its own line."""
_TITLE_WORDS: Final = 12
_TITLE_LEVEL: Final = 1
_PURPOSE_LEVEL: Final = 12
"""Below every heading, so that none ends with it."""


def names_the_title(label: str, value: str) -> bool:
    """Return whether a label and the text after it give a role's title: "Position 2: ..."."""
    label = _NUMBER.sub("", label.strip(" :*"))
    if not 0 < len(value.split()) <= _TITLE_WORDS or value[-1] in ".;!?":
        return False
    return _TITLE.fullmatch(label) is not None or (
        _MAY_TITLE.fullmatch(label) is not None and names_a_role(value)
    )


def is_title_label(text: str) -> bool:
    """Return whether a line is nothing but a label of the title that stands after it."""
    label = text.strip(" :*")
    return _TITLE.fullmatch(label) is not None or _MAY_TITLE.fullmatch(label) is not None


def without_labels(block: Block) -> Iterator[Block]:
    """Yield a block with each line of a form on its own: its title and purpose as headings."""
    if not isinstance(block, Paragraph | Item):
        yield block
        return
    lines = _lines(block.content)
    facts = [FACT.match(text) for _, text in lines]
    if (
        isinstance(block, Paragraph)
        and len(lines) > 2
        and all(facts[1:])
        and _is_title(lines[0][1])
    ):
        title = placed(lines[:1])
        if title is not None:
            yield Heading(title, _TITLE_LEVEL)
        lines, facts = lines[1:], facts[1:]
    if isinstance(block, Paragraph) and len(lines) > 1 and all(facts):
        pieces = [content for each in lines if (content := placed([each])) is not None]
    else:
        pieces = [block.content]
    for piece in pieces:
        fact = FACT.match(piece.text)
        value = placed([(piece.line, piece.text[fact.end() :])]) if fact else None
        if fact is not None and value is not None and names_the_title(fact[1], value.text):
            yield Heading(value, _TITLE_LEVEL)
        elif fact is not None and _PURPOSE.fullmatch(fact[1]) and len(piece.lines) == 1:
            label = placed([(piece.line, fact[1])])
            if label is not None and value is not None:
                yield Heading(label, _PURPOSE_LEVEL, sure=False)
                yield Paragraph(value)
        elif len(pieces) > 1:
            yield Paragraph(piece)
        else:
            yield block


def without_title_label(text: str) -> str:
    """Return a heading without its label: "Stellenbezeichnung: Kundenberater"; else as it is."""
    fact = FACT.match(text)
    is_title = fact is not None and names_the_title(fact[1], text[fact.end() :])
    return text[fact.end() :] if fact is not None and is_title else text


def labelled(content: PlacedText) -> tuple[str, PlacedText]:
    """Return the label of a line such as "Must have: a calm voice", and the text after it.

    The label is empty if the words before the colon announce no section.
    """
    fact = FACT.match(content.text)
    if fact is None or classify_heading(fact[1]) not in _TOLD:
        return "", content
    start = fact.end()
    offsets = (0, *(offset - start for offset in content.offsets if offset > start))
    lines = content.lines[len(content.lines) - len(offsets) :]
    return fact[1], PlacedText(content.text[start:], offsets, lines, content.hidden)


def _is_title(line: str) -> bool:
    """Return whether the line above a form is a role's title."""
    return ":" not in line and line[-1] not in ".;!?" and names_the_title("role", line)


def _lines(content: PlacedText) -> list[tuple[int, str]]:
    ends = [*content.offsets[1:], len(content.text)]
    return [
        (line, content.text[start:end].strip())
        for line, start, end in zip(content.lines, content.offsets, ends, strict=True)
    ]
