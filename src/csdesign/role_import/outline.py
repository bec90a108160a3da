"""The plan of a document: which headings are roles, and what stands under the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.role_import.blocks import Heading, Item, Paragraph, Table, placed
from csdesign.role_import.cues import names_a_figure, read_cues
from csdesign.role_import.headings import classify_heading, denies, normalised
from csdesign.role_import.labels import without_labels
from csdesign.role_import.ladders import find_ladders
from csdesign.role_import.language import language_of
from csdesign.role_import.naming import as_written, clean_title, names_a_role
from csdesign.role_import.parts import CORE, Part, RolePlan
from csdesign.role_import.subject import Subject
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.role_import.blocks import Block
    from csdesign.role_import.headings import Section

__all__ = ["list_reads_as", "plan_roles"]

_FEWEST_POINTS: Final = 2
"""Points of a list from which it says what its heading does not."""
_MOST: Final = 0.6
"""Share of a list that has to read as duties, or as requirements, for its heading to be such."""
_CLAUSE: Final = re.compile(r"(?:(?<=\s)|^)\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=[^\W\d_])")
"""The number of a clause, as regulations and job instructions have it."""
_HANDED_DOWN: Final = (CORE - {"rights"}) | {"other", "context"}
"""What an unclassified heading takes from the one above it."""


def plan_roles(blocks: Sequence[Block], file_title: str) -> list[RolePlan]:
    """Return the roles of a document, in its order; at least one where it has any text.

    Several headings are several roles when each has duties or requirements of its own below it.
    """
    language = language_of(b.content.text for b in blocks if not isinstance(b, Table))
    lines = [line for block in blocks for line in without_labels(block)]
    parts = _parts(_with_role_levels([each for line in lines for each in _clauses(line)]))
    if not any(part.blocks or part.heading for part in parts):
        return []
    _read_lists(parts, language)
    heads = _role_heads(parts)
    plans = [_single(parts, heads, file_title)] if len(heads) < 2 else _several(parts, heads)
    for plan in plans:
        plan.language = language
        plan.checks += [
            f"the heading {visible(part.title, 80)!r} (line {part.heading.content.line}) is not "
            f"understood; what stands under it is read as {part.section}, as above it"
            for part in plan.parts
            if part.heading is not None and not part.own and part.blocks and _is_peer(part)
        ]
        plan.checks += [
            f"the list under {visible(part.title, 80)!r} (line {part.heading.content.line}) reads "
            f"as {part.section}; its heading does not say so"
            for part in plan.parts
            if part.is_inferred and part.heading is not None
        ]
    find_ladders(plans)
    return plans


def _clauses(block: Block) -> Iterator[Block]:
    """Yield "3.1. Does this. 3.2. Does that." as the points of a list, without their numbers."""
    if not isinstance(block, Paragraph | Item):
        yield block
        return
    content = block.content
    marks = [
        match
        for match in _CLAUSE.finditer(content.text)
        if not match.start() or match.start() in content.offsets
    ]
    if not marks or marks[0].start():
        yield block
        return
    ends = [*(match.start() for match in marks[1:]), len(content.text)]
    for match, end in zip(marks, ends, strict=True):
        own = placed([(content.line_at(match.end()), content.text[match.end() : end])])
        if own is not None:
            yield Item(own)


def _read_lists(parts: Sequence[Part], language: str) -> None:
    """Let a list say what its section is where the heading above it does not.

    A heading that could be a role's title stays one: it names a role, nothing stands above it, or
    headings next to it have sections of their own.
    """
    subject = Subject((), language)
    with_sections = {id(part.parent.parent) for part in parts if part.is_core and part.parent}
    for part in parts:
        items = [block.content.text for block in part.blocks if isinstance(block, Item)]
        if _is_peer(part) and len(items) >= _FEWEST_POINTS:
            found = list_reads_as(items, subject)
            if found not in {None, part.section}:
                part.section, part.own, part.is_inferred = found, True, True
        if (
            part.section is not None
            or part.heading is None
            or len(items) < _FEWEST_POINTS
            or names_a_role(part.title)
            or not _has_title_above(part, parts)
            or id(part.parent) in with_sections
        ):
            continue
        if denies(part.title):
            part.section, part.own = "boundaries", True
            continue
        found = list_reads_as(items, subject)
        if found == "duties" and _follows_duties(part, parts) and _asks(items, subject):
            found = "requirements"  # a second list that asks for something is what they bring
        if found is not None:
            part.section, part.own, part.is_inferred = found, True, True


def _is_peer(part: Part) -> bool:
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
    """Return what makes a line a heading: whether it is in capitals and ends with a colon."""
    return text.isupper(), text.endswith(":")


def _follows_duties(part: Part, parts: Sequence[Part]) -> bool:
    return any(
        other.section == "duties" and other.parent is part.parent for other in parts[: part.order]
    )


def _asks(items: Sequence[str], subject: Subject) -> bool:
    return any(read_cues(text, subject).requirement for text in items)


def list_reads_as(items: Sequence[str], subject: Subject) -> Section | None:
    """Return what most points of a list are by their own words: duties, requirements, measures."""
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


def _with_role_levels(blocks: Sequence[Block]) -> list[Block]:
    """Lift headings that only look so, name a role and are followed by a section's heading.

    Plain text and bold lines have no levels: a role's title there looks like any subheading.
    """
    headings = [b for b in blocks if isinstance(b, Heading)]
    level = 1 if sum(h.sure for h in headings) <= 1 else 2
    following = dict(zip((id(h) for h in headings), headings[1:], strict=False))
    lifted: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and not block.sure:
            text = block.content.text
            after = following.get(id(block))
            if _is_titled_like(block, headings[0]):
                lifted.append(Heading(block.content, headings[0].level, sure=True))
                continue
            if (
                after is not None
                and classify_heading(text) is None
                and names_a_role(text)
                and classify_heading(after.content.text) in CORE
            ):
                lifted.append(Heading(block.content, level, sure=False))
                continue
        lifted.append(block)
    return lifted


def _is_titled_like(heading: Heading, first: Heading) -> bool:
    """Tell whether a heading names a role in capitals, as the first one of the document does."""
    text, title = heading.content.text, first.content.text
    return (
        text.isupper()
        and title.isupper()
        and names_a_role(text)
        and names_a_role(title)
        and classify_heading(text) is None
    )


def _parts(blocks: Sequence[Block]) -> list[Part]:
    parts = [Part(None, None, own=False, level=0, parent=None)]
    stack = [parts[0]]
    for block in blocks:
        if isinstance(block, Heading):
            while len(stack) > 1 and stack[-1].level >= block.level:
                stack.pop()
            part = _part(block, stack[-1], len(parts))
            parts.append(part)
            stack.append(part)
        elif isinstance(block, Item | Paragraph):
            parts[-1].blocks.append(block)
    return parts


def _part(heading: Heading, parent: Part, order: int) -> Part:
    own = classify_heading(heading.content.text)
    handed = parent.section if parent.section in _HANDED_DOWN else None
    return Part(own or handed, heading, own is not None, heading.level, parent, order)


def _role_heads(parts: Sequence[Part]) -> list[Part]:
    """Return the headings that have sections of their own and can be titles."""
    found: dict[Part, None] = {}
    for part in parts:
        if not part.is_core:
            continue
        head = _nearest_title(part)
        if head is not None:
            found[head] = None
    heads = list(found)
    if not heads and not any(part.is_core for part in parts):
        heads = _bare_roles(parts)
    named = [head for head in heads if names_a_role(head.title)]
    if named:
        heads = _beside(heads, {head.level for head in named}, parts)
    heads.sort(key=lambda head: head.order)
    return heads


def _beside(heads: Sequence[Part], levels: set[int], parts: Sequence[Part]) -> list[Part]:
    """Return heads at the level of those that name a role, whatever they are called.

    One that stands deeper gives way to the heading above it at that level; a bare heading next to
    them that has a list of its own is a role as well.
    """
    found: dict[Part, None] = {}
    for head in heads:
        at: Part | None = head
        while at is not None and at.level not in levels:
            at = at.parent
        if at is not None and at.heading is not None and not at.own:
            at.section = None
            found[at] = None
    parents = {id(head.parent) for head in found}
    for part in parts:
        if (
            part.section is None
            and part.heading is not None
            and part.heading.sure
            and part.level in levels
            and id(part.parent) in parents
            and any(isinstance(block, Item) for block in part.blocks)
        ):
            found[part] = None
    return list(found)


def _nearest_title(part: Part) -> Part | None:
    above = part.parent
    while above is not None:
        if above.is_core or (above.section == "other" and above.own):
            return None
        if above.heading is not None and above.section in {None, "other"}:
            above.section = None  # it has sections of its own, whatever stands above it
            return above
        above = above.parent
    return None


def _bare_roles(parts: Sequence[Part]) -> list[Part]:
    """Return headings that name roles and have text under them, where no section is announced."""
    named = [
        part for part in parts if part.heading and part.section is None and names_a_role(part.title)
    ]
    lowest = max((part.level for part in named), default=0)
    return [part for part in named if part.level == lowest and part.blocks]


def _single(parts: list[Part], heads: list[Part], file_title: str) -> RolePlan:
    head = _title_part(parts, heads)
    if head is None or head.heading is None:
        line = next((b.content.line for p in parts for b in p.blocks), 1)
        return RolePlan(
            file_title, line, parts, ["the title is the file's name; the text has none"]
        )
    text = clean_title(head.title)
    checks = [*_doubts(text), *_not_taken(parts, [head]), *_above(parts, head)]
    line = head.heading.content.line
    return RolePlan(text, line, parts, checks, written=as_written(head.title, text))


def _doubts(title: str) -> list[str]:
    return [] if names_a_role(title) else ["the title has no word that job titles have"]


def _not_taken(parts: Sequence[Part], heads: Sequence[Part]) -> list[str]:
    """Return words on headings at the level of a role's title that were not taken for one."""
    levels = {head.level for head in heads}
    return [
        f"the heading {visible(part.title, 80)!r} (line {part.heading.content.line}) is next to "
        "titles but was not read as a title"
        for part in parts
        if part.heading is not None
        and part.heading.sure
        and part.section is None
        and part.level in levels
        and part not in heads
    ]


def _above(parts: Sequence[Part], head: Part) -> list[str]:
    """Return words on headings above the title that say nothing of the role and hold no text."""
    return [
        f"the heading {visible(part.title, 80)!r} (line {part.heading.content.line}) stands above "
        "the title and was left out"
        for part in parts[: head.order]
        if part.heading is not None and part.section is None and not part.blocks
    ]


def _title_part(parts: Sequence[Part], heads: Sequence[Part]) -> Part | None:
    """Return the first heading above all sections; a later one only where that names no role."""
    untold = [part for part in parts if part.heading is not None and part.section is None]
    if untold and names_a_role(untold[0].title):
        return untold[0]
    named = [
        *(h for h in heads if names_a_role(h.title)),
        *(u for u in untold if names_a_role(u.title)),
    ]
    if named:
        return named[0]
    core = next((n for n, part in enumerate(parts) if part.is_core), len(parts))
    return next((part for part in untold if part.order < core), None)


def _several(parts: list[Part], heads: list[Part]) -> list[RolePlan]:
    starts = [head.order for head in heads]
    plans: list[RolePlan] = []
    for head, start, end in zip(heads, starts, [*starts[1:], len(parts)], strict=True):
        own = parts[start:end]
        line = head.heading.content.line if head.heading else 1
        title = clean_title(head.title)
        checks = [*_doubts(title), *_not_taken(own, [head])]
        plans.append(RolePlan(title, line, own, checks, written=as_written(head.title, title)))
    before = [p for p in parts[: starts[0]] if p.blocks]
    if before:
        plans[0].checks.append(
            f"text before line {plans[0].line} is not about a single role and was left out"
        )
    return _merged_twins(plans)


def _merged_twins(plans: list[RolePlan]) -> list[RolePlan]:
    """Join neighbours with one title: a page's title and the same words on its first section."""
    merged: list[RolePlan] = []
    for plan in plans:
        if merged and normalised(merged[-1].title) == normalised(plan.title):
            merged[-1].parts.extend(plan.parts)
            merged[-1].checks.extend(
                check for check in plan.checks if check not in merged[-1].checks
            )
        else:
            merged.append(plan)
    return merged
