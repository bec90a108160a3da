"""The plan of a document: the headings that are roles, and the sections under the others."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from csdesign.role_import.blocks import Heading, Item, Paragraph, Table, placed
from csdesign.role_import.cues import read_cues
from csdesign.role_import.headings import classify_heading, is_bare_heading, normalised
from csdesign.role_import.labels import names_the_title, without_labels, without_title_label
from csdesign.role_import.ladders import find_ladders
from csdesign.role_import.language import language_of
from csdesign.role_import.list_sections import is_peer, read_lists
from csdesign.role_import.naming import as_written, clean_title, names_a_role, nominative
from csdesign.role_import.parts import CORE, Part, RolePlan
from csdesign.role_import.prose_title import title_in
from csdesign.role_import.sentences import split_sentences
from csdesign.role_import.subject import Subject, folded
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csdesign.role_import.blocks import Block

__all__ = ["plan_roles"]

_LETTERHEAD: Final = 12
"""Blocks of a document that may hold the name of the form."""
_FORM: Final = re.compile(
    r"должностная инструкция|описание должности|(?:job|position|role) description"
    r"|stellenbeschreibung|stellenprofil|fiche de poste|profil de poste|description de poste"
    r"|(?:job|role|position|post) profile|профиль должности"
)
"""The name of a form; its number or day may follow."""
_FORM_NUMBER: Final = re.compile(r"\s*(?:№|n°|nr\.?|no\.?|от|vom|du)\s.{1,30}$", re.IGNORECASE)
_MOST_LINES: Final = 3
_FIRST_PARTS: Final = 4
"""Parts in which a sentence may give the title that no heading gives."""
_CLAUSE: Final = re.compile(r"(?:(?<=\s)|^)\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=[^\W\d_])")
"""The number of a clause, as regulations and job instructions have it."""
_CAPITALS: Final = re.compile(
    r"[A-ZА-ЯÄÖÜÉ][\w'’-]+(?: (?:[A-ZА-ЯÄÖÜÉ][\w'’-]+|of|and|&|de|und|für|for))*"
)
"""A line in which each word of weight has a capital."""
_FEW: Final = 6
"""Words of such a line."""
_GOES_ON: Final = re.compile(
    r"(?:[,&/–—-]|\b(?:of|for|and|the|to|der|die|das|des|für|und|im|in|de|du|la|les|et|pour|по|и|с|отдела"
    r"|группы|службы))$",
    re.IGNORECASE,
)
"""The end of a title that goes on in the next line."""
_BARE_LEVEL: Final = 7
"""Level of a line that is a heading by its words alone: below every real one."""
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)$")
_HANDED_DOWN: Final = (CORE - {"rights"}) | {"other", "context"}
"""Sections that an unclassified heading takes from the one above it."""


def plan_roles(blocks: Sequence[Block], file_title: str) -> list[RolePlan]:
    """Return the roles of a document, in its order; at least one where it has any text.

    Several headings are several roles when each has duties or requirements of its own below it.
    """
    language = language_of(b.content.text for b in blocks if not isinstance(b, Table))
    joined = _with_title_below(_with_whole_titles(blocks))
    lines = _with_bare_headings([line for block in joined for line in without_labels(block)])
    parts = _parts(_with_role_levels(_clauses(lines)))
    if not any(part.blocks or part.heading for part in parts):
        return []
    read_lists(parts, language)
    heads = _role_heads(parts)
    plans = [_single(parts, heads, file_title)] if len(heads) < 2 else _several(parts, heads)
    for plan in plans:
        plan.language = language
        plan.checks += [
            f"the heading {visible(part.title, 80)!r} (line {part.heading.content.line}) is not "
            f"recognised; the text below it is read as {part.section}, like the text above it"
            for part in plan.parts
            if part.heading is not None and not part.own and part.blocks and is_peer(part)
        ]
        plan.checks += [
            f"the list under {visible(part.title, 80)!r} (line {part.heading.content.line}) reads "
            f"as {part.section}; its heading does not say so"
            for part in plan.parts
            if part.is_inferred and part.heading is not None
        ]
    find_ladders(plans)
    return plans


def _with_whole_titles(blocks: Sequence[Block]) -> list[Block]:
    """Join headings that a line's end broke: "Head of" and "Customer Operations"."""
    whole: list[Block] = []
    for block in blocks:
        above = whole[-1] if whole else None
        if (
            isinstance(above, Heading)
            and isinstance(block, Heading | Paragraph)
            and _GOES_ON.search(above.content.text) is not None
            and len(block.content.text.split()) <= _FEW
            and classify_heading(block.content.text) is None
            and names_a_role(f"{above.content.text} {block.content.text}")
        ):
            lines = [(each.line, each.text) for each in (above.content, block.content)]
            content = placed(lines)
            whole[-1] = Heading(content, above.level, sure=above.sure) if content else above
        else:
            whole.append(block)
    return whole


def _with_bare_headings(blocks: Sequence[Block]) -> list[Block]:
    """Make headings of lines that say nothing but the name of a section, above text or a list."""
    read = list(blocks)
    for number, (line, after) in enumerate(pairwise(blocks)):
        if (
            isinstance(line, Paragraph)
            and isinstance(after, Paragraph | Item)
            and is_bare_heading(line.content.text)
        ):
            read[number] = Heading(line.content, _BARE_LEVEL, sure=False)
    return read


def _with_title_below(blocks: Sequence[Block]) -> list[Block]:
    """Make a title of a line below the first heading: the name of a form, then that of the job."""
    read = [each for block in blocks[:_LETTERHEAD] for each in _form_and_rest(block)]
    read += blocks[_LETTERHEAD:]
    for number, (form, title) in enumerate(pairwise(read[:_LETTERHEAD])):
        if isinstance(form, Table | Item) or isinstance(title, Table | Item):
            continue
        is_form = _is_form(form.content.text)
        text = title.content.text
        if number and is_form and _is_title_line(text[:1].upper() + text[1:]):
            # The person who approves the form is named above it, also with a title.
            return [*read[:number], Heading(title.content, 1), *read[number + 2 :]]
    if len(read) > 1 and isinstance(read[0], Paragraph) and _is_title_line(read[0].content.text):
        read[0] = Heading(read[0].content, 1)
    if len(read) < 3 or not isinstance(read[0], Heading) or isinstance(read[1], Item | Table):
        return read
    above, below = read[0].content.text, read[1]
    is_plain = isinstance(below, Paragraph) or not below.sure
    text = below.content.text
    text = text[:1].upper() + text[1:]  # "ДОЛЖНОСТНОЙ РЕГЛАМЕНТ / главного специалиста"
    if is_plain and not names_a_role(above) and _is_title_line(text):
        read[1] = Heading(below.content, 1)
    return read


def _is_form(text: str) -> bool:
    return _FORM.fullmatch(normalised(_FORM_NUMBER.sub("", text))) is not None


def _form_and_rest(block: Block) -> Iterator[Block]:
    """Yield a paragraph's first line apart where it is the name of a form."""
    if isinstance(block, Paragraph) and len(block.content.lines) > 1:
        content = block.content
        start = content.offsets[1]
        if _is_form(content.text[:start].strip()):
            form = placed([(content.line, content.text[:start])])
            rest = placed([(content.lines[1], content.text[start:])])
            yield from (Paragraph(each) for each in (form, rest) if each is not None)
            return
    yield block


def _is_title_line(text: str) -> bool:
    return (
        ":" not in text
        and text[0].isupper()
        and names_the_title("role", _IN_BRACKETS.sub("", text))
    )


def _clauses(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks with "3.1. Does this. 3.2. Does that." as points of a list, without numbers.

    Points behind a clause that ends with a colon are parts of it.
    """
    read: list[Block] = []
    lead: int | None = None
    for block in blocks:
        points = [*_clauses_in(block)] if isinstance(block, Paragraph | Item) else []
        for point in points:
            lead = (
                point.depth
                if point.content.text.endswith(":")
                else (lead if lead is not None and point.depth > lead else None)
            )
        read += points
        if points:
            continue
        if isinstance(block, Item) and lead is not None:
            read.append(Item(block.content, block.depth + lead + 1))
            continue
        lead = None
        read.append(block)
    return read


def _clauses_in(block: Paragraph | Item) -> Iterator[Item]:
    content = block.content
    marks = [
        match
        for match in _CLAUSE.finditer(content.text)
        if not match.start() or match.start() in content.offsets
    ]
    if not marks or marks[0].start():
        return
    ends = [*(match.start() for match in marks[1:]), len(content.text)]
    for match, end in zip(marks, ends, strict=True):
        own = placed([(content.line_at(match.end()), content.text[match.end() : end])])
        if own is not None:
            yield Item(own, match.group().strip().rstrip(".").count(".") - 1)


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
                and classify_heading(after.content.text) in CORE | {"context"}
            ):
                lifted.append(Heading(block.content, level, sure=False))
                continue
        lifted.append(block)
    return lifted


def _is_titled_like(heading: Heading, first: Heading) -> bool:
    """Return whether a heading names a role in capitals, as the first one of the document does."""
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

    A deeper one gives way to the heading above it at that level; a bare heading next to
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
        is_open = above.section in {None, "other"} or names_a_role(above.title)
        if above.heading is not None and is_open:
            above.section = None  # it has sections of its own, whatever is above it
            return above
        above = above.parent
    return None


def _bare_roles(parts: Sequence[Part]) -> list[Part]:
    """Return headings that name roles and have text under them, where no section is announced."""
    open_parts = [part for part in parts if part.heading and part.section is None]
    named = [part for part in open_parts if names_a_role(part.title)]
    levels = {part.level for part in named or open_parts}
    named += [
        part
        for part in open_parts
        if part not in named and part.level in levels and _is_spoken_of(part)
    ]
    named.sort(key=lambda part: part.order)
    lowest = max((part.level for part in named), default=0)
    with_text = {id(above) for part in parts if part.blocks for above in (part, part.parent)}
    return [part for part in named if part.level == lowest and id(part) in with_text]


def _is_spoken_of(part: Part) -> bool:
    """Return whether the text says what its heading does: "The shepherd reads each release"."""
    subject = Subject.named(part.title)
    told = [
        sentence
        for block in part.blocks
        for sentence, _ in split_sentences(block.content, subject)
        if subject.end_in(folded(sentence)) is not None
    ]
    return len(told) > 1 and any(read_cues(text, subject).duty for text in told)


def _single(parts: list[Part], heads: list[Part], file_title: str) -> RolePlan:
    head = _title_part(parts, heads)
    if head is None or head.heading is None or not names_a_role(head.title):
        first = [block for part in parts[:_FIRST_PARTS] for block in part.blocks]
        told = (
            _line_of_title([block for block in first if isinstance(block, Paragraph)])
            or _line_of_title(_first_points(parts))
            or title_in(block.content for block in first)
            or (_line_in_capitals(parts, head) if head is not None else None)
        )
        if told is not None:
            text = nominative(clean_title(told[0]))
            check = f"the title comes from the text (line {told[1]}); no heading gives one"
            written = as_written(told[0], text)
            return RolePlan(text, told[1], parts, [check], is_sure=False, written=written)
    if head is None or head.heading is None:
        line = next((b.content.line for p in parts for b in p.blocks), 1)
        check = "the title is the file's name; the text has none"
        return RolePlan(file_title, line, parts, [check], is_sure=False)
    text = nominative(clean_title(without_title_label(head.title)))
    checks = [*_doubts(text), *_not_taken(parts, [head]), *_above(parts, head)]
    line = head.heading.content.line
    is_sure = names_a_role(text)
    written = as_written(head.title, text)
    return RolePlan(text, line, parts, checks, is_sure=is_sure, written=written)


def _first_points(parts: Sequence[Part]) -> list[Item | Paragraph]:
    """Return the points above all sections: the lines of a head that look like a list."""
    core = next((n for n, part in enumerate(parts) if part.is_core), len(parts))
    return [block for part in parts[:core] for block in part.blocks if isinstance(block, Item)]


def _line_of_title(blocks: Sequence[Item | Paragraph]) -> tuple[str, int] | None:
    lines = (block.content for block in blocks)
    return next(((line.text, line.line) for line in lines if _is_title_line(line.text)), None)


def _line_in_capitals(parts: Sequence[Part], head: Part) -> tuple[str, int] | None:
    """Return a line of a few words with capitals below a heading that names no role."""
    alone = [part for part in parts[head.order :] if part.blocks][:1]
    for block in (alone[0].blocks if alone and alone[0].section is None else [])[:1]:
        text = block.content.text
        words = text.split()
        if isinstance(block, Paragraph) and _CAPITALS.fullmatch(text) and 1 < len(words) <= _FEW:
            return text, block.content.line
    return None


def _doubts(title: str) -> list[str]:
    return [] if names_a_role(title) else ["the title has no word that is usual in job titles"]


def _not_taken(parts: Sequence[Part], heads: Sequence[Part]) -> list[str]:
    """Return notes on headings at the level of a role's title that were not taken for one."""
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
        and all(normalised(part.title) != normalised(head.title) for head in heads)
    ]


def _above(parts: Sequence[Part], head: Part) -> list[str]:
    """Return notes on headings above the title that are not about the role."""
    return [
        f"the heading {visible(part.title, 80)!r} (line {part.heading.content.line}) is above the "
        f"title and was {'not read as the title' if part.blocks else 'left out'}"
        for part in parts[: head.order]
        if part.heading is not None and part.section is None
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
    below = next((p for p in parts[:_FIRST_PARTS] if _is_title_below(p)), None)
    if below is not None:
        below.section = None
        return below
    core = next((n for n, part in enumerate(parts) if part.is_core), len(parts))
    return next((part for part in untold if part.order < core), None)


def _is_title_below(part: Part) -> bool:
    """Tell a title below a heading that seems to announce a section: "Profil de poste"."""
    return part.heading is not None and not part.own and names_a_role(part.title)


def _several(parts: list[Part], heads: list[Part]) -> list[RolePlan]:
    starts = [head.order for head in heads]
    plans: list[RolePlan] = []
    for head, start, end in zip(heads, starts, [*starts, len(parts)][1:], strict=True):
        own = parts[start:end]
        line = head.heading.content.line if head.heading else 1
        title = clean_title(without_title_label(head.title))
        checks = [*_doubts(title), *_not_taken(own, [head])]
        is_sure, written = names_a_role(title), as_written(head.title, title)
        plans.append(RolePlan(title, line, own, checks, is_sure=is_sure, written=written))
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
        if merged and merged[-1].title.casefold() == plan.title.casefold():
            merged[-1].parts.extend(plan.parts)
            merged[-1].checks.extend(
                check for check in plan.checks if check not in merged[-1].checks
            )
        else:
            merged.append(plan)
    return merged
