"""Reads documents and role lists from files into roles: the entry of the package."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from csdesign.errors import UnreadableError, UsageError
from csdesign.files.encodings import detect_encoding
from csdesign.files.reading import read_input, reason_of
from csdesign.files.there import is_dir
from csdesign.role_import.blocks import Document, Table
from csdesign.role_import.furniture import (
    furniture_note,
    without_furniture,
    without_furniture_lines,
)
from csdesign.role_import.imported import (
    ImportedRole,
    ImportedRoles,
    ImportOptions,
    Note,
    Statement,
    Suggestion,
)
from csdesign.role_import.leftovers import (
    Leftover,
    bare_lines,
    leftovers,
    unread_note,
    with_leftovers,
)
from csdesign.role_import.matrix import is_legend, read_matrix
from csdesign.role_import.naming import (
    names_a_role,
    slug,
    title_from_file,
    unique_slug,
)
from csdesign.role_import.outline import plan_roles
from csdesign.role_import.sheets import read_sheet
from csdesign.role_import.sorting import sort_role
from csdesign.role_import.tables import without_tables
from csdesign.role_import.title_candidates import (
    Evidence,
    candidates,
    take_better_title,
    title_doubt,
)
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from csdesign.role_import.blocks import Beside, Block
    from csdesign.role_import.imported import Cell, Format, Proposal, StaffRow, Unit
    from csdesign.role_import.parts import RolePlan
    from csdesign.role_import.title_candidates import Candidate

__all__ = ["is_document_name", "read_documents"]

_LIMIT: Final = 4 * 1024 * 1024
"""Largest text document (bytes): some 600,000 words, far beyond any job description."""
_DOCX_LIMIT: Final = 64 * 1024 * 1024
"""Largest Word document (bytes): pictures take room, but only its text is unpacked."""
_SUFFIXES: Final[dict[str, Format]] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".xlsx": "xlsx",
}
_MOST_SUGGESTIONS: Final = 3
_SURE: Final = 0.60
"""Certainty from which a code is proposed alone."""
_LONGEST_TITLE: Final = 300


def read_documents(
    paths: Iterable[str | PurePath], *, options: ImportOptions | None = None
) -> ImportedRoles:
    """Return the roles of all documents, in the order given, and notes on how they were read.

    A directory means its documents, by name; `-` reads standard input as Markdown unless
    `options.format` says otherwise. Ids are unique over the whole import.

    Raises:
        UnreadableError: a path cannot be opened, is of no known format, or is damaged.
        UsageError: the column mapping does not fit a role list.
    """
    chosen = options or ImportOptions()
    if chosen.columns and chosen.format not in {None, "csv", "xlsx"}:
        raise UsageError(f"--map names columns of a list; {chosen.format} has none")
    roles: list[ImportedRole] = []
    notes: list[Note] = []
    staff: list[StaffRow] = []
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for path in _expanded(paths):
        found, told, posts = _read_one(path, chosen)
        notes += told
        staff += posts
        keys: dict[str, str] = {}
        for role in found:
            plain = slug(role.id or role.title)
            key = unique_slug(plain, taken, counts.get(plain, 2))
            counts[plain] = counts.get(plain, 1) + 1
            taken.add(key)
            keys.setdefault(role.title, key)
            roles.append(replace(role, id=key))
        for number in range(len(roles) - len(found), len(roles)):
            roles[number] = replace(roles[number], extends=keys.get(roles[number].extends, ""))
        if not found:
            notes.append(Note(path, "no role was found in it"))
    return ImportedRoles(roles, notes, staff)


def is_document_name(name: str) -> bool:
    """Return whether a file of a folder is a document to import."""
    return PurePath(name).suffix.casefold() in _SUFFIXES


def _expanded(paths: Iterable[str | PurePath]) -> Iterator[str]:
    for given in paths:
        path = Path(given)
        if str(given) == "-" or not is_dir(path):
            yield str(given)
            continue
        try:
            inside = sorted(p for p in path.iterdir() if is_document_name(p.name))
        except OSError as error:
            raise UnreadableError(
                f"cannot read {visible(str(given))}: {reason_of(error)}"
            ) from error
        if not inside:
            raise UnreadableError(
                f"cannot import {visible(str(given))}: no {listed(sorted(_SUFFIXES))} file in it"
            )
        yield from map(str, inside)


def _format_of(path: str, options: ImportOptions) -> Format:
    if options.format is not None:
        return options.format
    if path == "-":
        return "markdown"
    suffix = PurePath(path).suffix.casefold()
    found = _SUFFIXES.get(suffix)
    if found is None:
        hint = {
            ".doc": "; save it as .docx",
            ".rtf": "; save it as .docx",
            ".odt": "; save it as .docx",
            ".pdf": "; copy its text into a .txt file",
            ".xls": "; save the sheet as CSV",
        }.get(suffix, f"; a document ends in {listed(sorted(_SUFFIXES))}")
        raise UnreadableError(f"cannot import {visible(path)}: unknown kind of file{hint}")
    return found


def _read_one(
    path: str, options: ImportOptions
) -> tuple[Sequence[ImportedRole], list[Note], list[StaffRow]]:
    kind = _format_of(path, options)
    if kind in {"csv", "xlsx"}:
        roles, notes, staff = read_sheet(path, kind, options)
        return [_suggested(role, options) for role in roles], notes, staff
    data = read_input(path, _DOCX_LIMIT if kind == "docx" else _LIMIT)
    notes = []
    unit: Unit = "line"
    around: list[tuple[int, str]] = []
    lines: Iterable[tuple[int, str]] = ()
    if kind == "docx":
        from csdesign.role_import.readers.docx import read_docx

        unit = "paragraph"
        document = read_docx(data, path)
    else:
        text, note = _decoded(data, path)
        if note:
            notes.append(Note(path, note))
        if kind in {"text", "markdown"}:
            text, around = without_furniture_lines(text)
            lines = bare_lines(text, is_marked_up=kind == "markdown")
        document = _reader(kind)(text)
    blocks, others = without_furniture(document.blocks)
    around += others
    around += [(each.line, each.text) for each in document.beside if not each.name]
    if around:
        notes.append(Note(path, furniture_note(around, unit)))
    matrices, rest, frames = _matrices(blocks, path, unit, notes)
    texts = [b for b in rest if isinstance(b, Table) or not is_legend(b.content.text)]
    stem = title_from_file(PurePath(path).stem if path != "-" else "")
    roles = list(_roles(texts if matrices else rest, document.beside, path, stem, unit, notes))
    if matrices:  # a title above a matrix is the matrix's
        roles = [role for role in roles if role.responsibilities or role.requirements]
    roles = [*matrices, *roles]
    unread = leftovers([*frames, *rest], lines, roles)
    unread += [Leftover(words, line, "page") for line, words in around if names_a_role(words)]
    if roles:
        roles = with_leftovers(roles, unread)
    elif unread:
        notes.append(Note(path, unread_note(unread, unit)))
    return [_suggested(role, options) for role in roles], notes, []


def _matrices(
    blocks: Sequence[Block], path: str, unit: Unit, notes: list[Note]
) -> tuple[list[ImportedRole], list[Block], list[Table]]:
    """Return the roles of responsibility matrices, the blocks that are none, and their labels.

    The labels are the heads of their columns and of their rows.
    """
    roles: list[ImportedRole] = []
    rest: list[Block] = []
    labels: list[Table] = []
    for block in blocks:
        found = None
        if isinstance(block, Table):
            found = read_matrix([[_cell(cell) for cell in row] for row in block.rows], path, unit)
        if found is None or not isinstance(block, Table):
            rest.append(block)
        else:
            roles += found[0]
            notes += found[1]
            labels.append(Table((block.rows[0][1:], *(row[:1] for row in block.rows[1:]))))
    return roles, rest, labels


def _cell(cell: tuple[Block, ...]) -> Cell:
    contents = [block.content for block in cell if not isinstance(block, Table)]
    return " ".join(content.text for content in contents), contents[0].line if contents else 0


def _decoded(data: bytes, path: str) -> tuple[str, str]:
    shown = visible(path)
    encoding = detect_encoding([data], shown)
    try:
        text = data.decode(encoding.codec)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"cannot read {shown}: damaged {encoding.codec} text; save it as UTF-8"
        ) from error
    return re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", text), encoding.note


def _reader(kind: Format) -> Callable[[str], Document]:
    match kind:
        case "html":
            from csdesign.role_import.readers.html import read_page

            return read_page
        case "text":
            from csdesign.role_import.readers.plain import read_plain

            return lambda text: Document(list(read_plain(text)), [])
        case _:
            from csdesign.role_import.readers.markdown import read_markdown

            return lambda text: Document(list(read_markdown(text)), [])


def _roles(
    blocks: Sequence[Block],
    beside: Sequence[Beside],
    path: str,
    file_title: str,
    unit: Unit,
    notes: list[Note],
) -> Iterator[ImportedRole]:
    plans = plan_roles(list(without_tables(blocks)), file_title)
    titles = candidates(blocks, beside, is_sure=all(plan.is_sure for plan in plans))
    if len(plans) == 1:
        take_better_title(plans[0], titles)
    for number, plan in enumerate(plans):
        found = sort_role(plan)
        told = any(found.statements[place] for place in ("duties", "requirements", "measures"))
        if not told and not names_a_role(plan.title):
            continue  # a page about something else, such as a folder's README
        after = plans[number + 1].line if number + 1 < len(plans) else None
        doubt = title_doubt(plan, titles if len(plans) == 1 else _within(titles, plan, after), unit)
        if doubt:
            shown = visible(plan.title, 80)
            notes.append(Note(path, f"the title {shown!r} is uncertain; {doubt}", plan.line))
        checks = [*plan.checks, *([doubt] if doubt else [])]
        if not found.statements["duties"]:
            checks.append("no duties were found")
        yield ImportedRole(
            id="",
            title=plan.title[:_LONGEST_TITLE],
            written=plan.written[:_LONGEST_TITLE],
            source=path,
            line=plan.line,
            unit=unit,
            purpose=found.purpose,
            responsibilities=tuple(found.statements["duties"]),
            requirements=tuple(found.statements["requirements"]),
            measures=tuple(found.statements["measures"]),
            boundaries=tuple(found.statements["boundaries"]),
            rights=tuple(found.statements["rights"]),
            unplaced=tuple(found.statements["unplaced"]),
            left_out=tuple(found.left_out),
            manager=found.manager,
            extends=plan.extends,
            checks=tuple(checks),
        )


def _within(titles: Iterable[Candidate], plan: RolePlan, after: int | None) -> list[Candidate]:
    """Return the candidates on the lines of one of several roles, where its title is in doubt."""
    if plan.is_sure:
        return []
    return [
        each
        for each in titles
        if not each.place
        and each.evidence < Evidence.MENTION
        and plan.line <= each.line
        and (after is None or each.line < after)
    ]


def _suggested(role: ImportedRole, options: ImportOptions) -> ImportedRole:
    """Return the role with the codes that the caller's functions propose."""
    duties, measures = role.responsibilities, role.measures
    if options.suggest is not None:
        duties = _with_codes(duties, options.suggest)
    if options.suggest_measure is not None:
        measures = _with_codes(measures, options.suggest_measure)
    # Who somebody reports to is a job where it is a title; a name stays in the source.
    is_known = options.names or names_a_role(role.manager)
    manager = role.manager if is_known else ""
    return replace(role, responsibilities=duties, measures=measures, manager=manager)


def _worth_saying(proposals: Sequence[Proposal]) -> Sequence[Proposal]:
    """Return the first proposals; an unsure one is not proposed alone."""
    first = proposals[:_MOST_SUGGESTIONS]
    if len(first) == 1 and first[0].score < _SURE:
        return ()
    return first


def _with_codes(
    statements: Sequence[Statement], suggest: Callable[[str], Sequence[Proposal]]
) -> tuple[Statement, ...]:
    return tuple(
        replace(
            statement,
            suggestions=tuple(
                Suggestion(proposal.code, proposal.score)
                for proposal in _worth_saying(suggest(statement.text))
            ),
        )
        for statement in statements
    )
