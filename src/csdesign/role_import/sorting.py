"""Sort the sentences of a role into duties, requirements and measures, in source order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.role_import.blocks import Item, Paragraph, PlacedText
from csdesign.role_import.cues import read_cues
from csdesign.role_import.headings import classify_heading, denies, normalised
from csdesign.role_import.imported import LeftOut, Statement
from csdesign.role_import.labels import labelled
from csdesign.role_import.list_sections import list_reads_as
from csdesign.role_import.placement import Context, Place, place_of
from csdesign.role_import.sentences import points_to_role, split_sentences
from csdesign.role_import.subject import Subject, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.role_import.headings import Section
    from csdesign.role_import.parts import Part, RolePlan

__all__ = ["SortedRole", "sort_role"]

_LEADS: Final[tuple[tuple[Section, re.Pattern[str]], ...]] = (
    (
        "requirements",
        re.compile(
            r"\byou(?:'ll| will)? (?:should |must |may |might )?(?:already |also |ideally )?"
            r"(?:have|need|bring|possess)\b"
            r"|\b(?:looking for|ideal candidate|candidates?|experience|skills|requirements)\b"
            r"|\b(?:qualifications|competenc(?:y|ies)|behaviou?rs|good fit|great fit|apply if)\b"
            r"|\b(?:someone who|must have|you are|you're)\b"
            r"|\b(?:conditional|depends?|contingent) (?:up)?on\b|\bsubject to\b"
            r"|(?:these|following) conditions\b|\bsous réserve\b|\bпри условии\b"
            r"|\b(?:folgende|diese) (?:voraussetzungen|bedingungen)\b"
            r"|опыт|навык|требовани|жд[её]м|ищем|плюсом|качества"
            r"|долж\w+ (?:также )?(?:знать|уметь|иметь|владеть)"
            r"|\b(?:вы|ты) (?:имеете|умеете|знаете)"
        ),
    ),
    (
        "measures",
        re.compile(r"\b(?:measured|kpis?|metrics|success (?:is|looks))\b|показател|метрик|оценива"),
    ),
    (
        "duties",
        re.compile(
            r"\b(?:you(?:'ll| will)|will be|responsib\w+|duties|tasks|outcomes|expected to)\b"
            r"|\brole (?:is to|will|involves|includes)\b"
            r"|\b(?:accountable|in this role|day[- ]to[- ]day|what you do)\b"
            r"|обязанност|задач|предстоит|будете|отвечает за|отвечать за|включает"
        ),
    ),
)
"""Sections announced by a line that leads into a list; the one nearest its end wins."""

_REPORTS: Final = re.compile(
    r"\b[Rr]eport(?:s|ing)? (?:directly )?(?:in)?to:? (?:the |our |an? )?"
    r"([A-Z][\w&,/. ()-]{2,80}?)"
    r"(?=[.;:]?\s*$|\.\s|, you\b|, the\b| and (?=[a-z])| with )"
)
_MANAGER: Final = re.compile(
    r"^(?:line manager|manager|rattachement(?: hiérarchique)?|responsable hiérarchique"
    r"|rattachée? à|berichtet an|berichtslinie|vorgesetzte[rn]?|подчинение|подчиняется"
    r"|(?:непосредственный )?руководитель)\s?:\s+([^.:]{2,80})$",
    re.IGNORECASE,
)
"""The line of a form that says to whom the role reports."""
_PURPOSE: Final = re.compile(
    r"\b(?:purpose|mission|summary|objective|why (?:this|the) (?:role|job|position|post)|ziel"
    r"|auftrag|\w*zweck|finalité|objet|raison d'être|цель|миссия|назначение|зачем)\b"
)
_OF_THE_ROLE: Final = re.compile(
    r"\b(?:you|your|role|position|job|post|responsib\w+|purpose|du|dich|dein\w*|sie|ihre?|rolle|stelle"
    r"|position|vous|votre|vos|poste|mission|вы|вам|ваш\w*|роль|должност\w*|задач\w*)\b",
    re.IGNORECASE,
)
"""Words of a sentence that describes the role and not the company."""
_FOLLOWING: Final = re.compile(r"\b(?:following|folgende[nrms]?|suivante?s?|следующ\w+)\b")
_SENTENCE_END: Final = re.compile(r"[.!?]\s+(?=[A-ZÄÖÜÀÉÈА-ЯЁ])")
_TOLD: Final = frozenset({"duties", "requirements", "measures", "boundaries", "rights"})
_FEWEST: Final = 5
"""Words of a purpose."""
_LONGEST: Final = 10_000
"""Characters of a text in the design language."""


@dataclass
class SortedRole:
    """The statements of one role, in the order of its source."""

    purpose: Statement | None = None
    manager: str = ""
    left_out: list[LeftOut] = field(default_factory=list)
    statements: dict[Place, list[Statement]] = field(
        default_factory=lambda: {
            "duties": [],
            "requirements": [],
            "measures": [],
            "boundaries": [],
            "rights": [],
            "unplaced": [],
        }
    )


def sort_role(plan: RolePlan) -> SortedRole:
    """Return the statements of a role, each in one place."""
    own = (plan.written or plan.title, plan.line)
    sorter = _Sorter(Subject.named(plan.title, plan.language), plan.extended_in, own)
    for part in plan.parts:
        sorter.part(part)
    sorter.result.purpose = _purpose(plan.parts, sorter)
    return sorter.result


class _Sorter:
    def __init__(
        self, subject: Subject, extended_in: frozenset[int], title: tuple[str, int]
    ) -> None:
        self.subject = subject
        self.title = title
        self.extended_in = extended_in
        self.result = SortedRole()

    def part(self, part: Part) -> None:
        """Sort everything under one heading."""
        is_other = part.section == "other"
        if is_other and part.own and part.heading is not None:
            texts = tuple(Statement(b.content.text, b.content.line) for b in part.blocks)
            self.result.left_out.append(LeftOut(part.title, part.heading.content.line, texts))
        self._heading_as_duty(part)
        items = [block.content.text for block in part.blocks if isinstance(block, Item)]
        is_duties = len(items) > 1 and list_reads_as(items, self.subject) == "duties"
        for block, context in _in_context(part, self.subject):
            content = block.content
            if (content.text, content.line) == self.title:
                continue  # the line that gives the title is nothing else
            if content.line in self.extended_in or (is_other and context.section not in _TOLD):
                continue
            is_told = context.section in _TOLD if isinstance(block, Paragraph) else None
            sentences = list(split_sentences(content, self.subject, is_told=is_told))
            placed = replace(context, alone=len(sentences) == 1, reads_as_duties=is_duties)
            is_role = False
            for text, line in sentences:
                read = f"the role{text[2:]}" if is_role and points_to_role(text) else text
                is_role = is_role or self.subject.end_in(folded(text)) is not None
                self._sentence(text, line, placed, content.hidden, read)

    def _heading_as_duty(self, part: Part) -> None:
        """Take "Keep roadmaps up to date", a heading below the duties, as one of them."""
        if part.own or part.section != "duties" or part.heading is None:
            return
        content = part.heading.content
        cues = read_cues(content.text, self.subject)
        names_one = cues.duty or content.text.startswith("To ")
        if len(content.text.split()) >= 4 and names_one and part.blocks:
            self._add("duties", content.text, content.line, "a subheading of the duties")

    def _sentence(self, text: str, line: int, context: Context, hidden: int, read: str) -> None:
        """Place a sentence by what it is `read` as: with the role for "it"."""
        cues = read_cues(read, self.subject)
        self._manager(text)
        place, check = place_of(text, cues, context)
        if hidden:
            check = f"{hidden} invisible characters were left out" + (f"; {check}" if check else "")
        self._add(place, text, line, check)

    def _manager(self, text: str) -> None:
        found = _REPORTS.search(text[:400]) or _MANAGER.match(text[:400])
        if found is not None and not self.result.manager:
            self.result.manager = found[1].strip()

    def _add(self, place: Place, text: str, line: int, check: str) -> None:
        if len(text) > _LONGEST:
            place, check = "unplaced", f"longer than {_LONGEST} characters"
        self.result.statements[place].append(Statement(text, line, check=check))


class _Lead(NamedTuple):
    """A point of a list that says what its parts are."""

    depth: int
    section: Section | None
    words: str


def _in_context(part: Part, subject: Subject) -> Iterator[tuple[Item | Paragraph, Context]]:
    """Yield the blocks of a part with their contexts, without lines that lead into a list."""
    has_list = any(isinstance(block, Item) for block in part.blocks)
    section, heading = part.section, part.title
    parents: list[int] = []
    leads: list[_Lead] = []
    for number, block in enumerate(part.blocks):
        following = part.blocks[number + 1] if number + 1 < len(part.blocks) else None
        if isinstance(block, Paragraph):
            section, heading = part.section, part.title
            if isinstance(following, Item) and _leads(block.content.text):
                announced = _announced(block.content.text, part.section)
                before = _before_lead(block.content)
                if before is not None:
                    yield (
                        Paragraph(before),
                        Context(section, heading, listed=False, has_list=True),
                    )
                if announced is not None:
                    section, heading = announced, block.content.text
                continue
            label, content = labelled(block.content)
            if label:
                own = classify_heading(label)
                if own == "boundaries":
                    content = block.content  # the label is what denies: "You won't sell: ..."
                yield Paragraph(content), Context(own, label, listed=True, has_list=has_list)
                continue
            yield block, Context(section, heading, listed=False, has_list=has_list)
        else:
            del parents[block.depth :]
            leads = [lead for lead in leads if lead.depth < block.depth]
            nested = parents[-1] if parents else 0
            parents.append(block.content.line)
            has_parts = isinstance(following, Item) and following.depth > block.depth
            text = block.content.text
            leads_on = has_parts and text.endswith(":")
            own = _announced(text, section) if leads_on else None
            does = leads_on and read_cues(text, subject).duty  # "Piloter les KPI :" is a duty
            if leads_on and _FOLLOWING.search(text.casefold()) is not None:
                continue  # "3.1. The manager has the following functions:"
            if own is not None and own != section and not does:
                # "1.2. The specialist must know:" leads into its parts and says nothing itself.
                leads.append(_Lead(block.depth, own, text))
                continue
            told = leads[-1] if leads else _Lead(0, section, heading)
            is_part = bool(leads) and leads[-1].depth == block.depth - 1
            yield (
                block,
                Context(
                    told.section,
                    told.words,
                    listed=True,
                    has_list=has_list,
                    nested_in=0 if is_part else nested,
                    has_parts=has_parts,
                ),
            )


def _leads(text: str) -> bool:
    return text.endswith((":", "...", "…")) or (len(text) < 60 and text[-1] not in ".!?;")


def _before_lead(content: PlacedText) -> PlacedText | None:
    """Return the sentences before the one that leads into a list, None if it is the only one."""
    cuts = [match.end() for match in _SENTENCE_END.finditer(content.text)]
    before = content.text[: cuts[-1]].strip() if cuts else ""
    if len(before.split()) < _FEWEST:
        return None
    offsets = tuple(offset for offset in content.offsets if offset < len(before))
    return PlacedText(before, offsets, content.lines[: len(offsets)], content.hidden)


def _announced(text: str, section: Section | None) -> Section | None:
    """Return the section that a lead-in announces, by its heading words or by its last words.

    A section that is known already gives way only to the very last words before the colon.
    """
    whole = classify_heading(text)
    if whole is not None:
        return whole
    if denies(text):
        return "boundaries"  # what a role does not do is never taken for what it does
    last = re.split(r"[.!?]\s+", text)[-1].casefold().replace("’", "'").rstrip(" :.…")
    best: tuple[int, Section] | None = None
    for announced, pattern in _LEADS:
        for match in pattern.finditer(last):
            if best is None or match.end() > best[0]:
                best = (match.end(), announced)
    if best is None or (section in _TOLD and best[0] < len(last)):
        return None
    return best[1]


def _purpose(parts: Sequence[Part], sorter: _Sorter) -> Statement | None:
    """Return the first sentence about the purpose of the role, before any list of duties.

    Under a heading that says so it is the purpose alone, where the duties have their own; else it
    stays among the duties if it is one. It is taken from the unplaced if it was.
    """
    first_core = next((part.order for part in parts if part.is_core), None)
    candidates = [part for part in parts if part.section in {None, "context"}]
    candidates.sort(
        key=lambda part: (not _PURPOSE.search(normalised(part.title)), part.section != "context")
    )
    for part in candidates:
        if part.section is None and first_core is not None and part.order > first_core:
            continue
        for block in part.blocks:
            if isinstance(block, Item):
                break
            if labelled(block.content)[0]:
                continue
            for text, line in split_sentences(block.content, sorter.subject):
                cues = read_cues(text, sorter.subject)
                if (
                    len(text.split()) < _FEWEST
                    or len(text) > _LONGEST
                    or cues.never
                    or cues.requirement
                    or text.endswith("?")
                ):
                    continue
                if cues.aside and (part.section is None or not cues.duty):
                    continue
                if part.section is None and not (
                    (cues.duty and cues.addressed) or _OF_THE_ROLE.search(text)
                ):
                    continue  # a sentence about the company
                if line in sorter.extended_in:
                    continue
                explicit = _PURPOSE.search(normalised(part.title)) is not None
                told = explicit and any(other.section == "duties" for other in parts)
                places: tuple[Place, ...] = ("unplaced", "duties") if told else ("unplaced",)
                for place in places:
                    held = sorter.result.statements[place]
                    held[:] = [s for s in held if (s.text, s.line) != (text, line)]
                check = "" if explicit else "the first sentence about the role"
                return Statement(text, line, check=check)
    return None
