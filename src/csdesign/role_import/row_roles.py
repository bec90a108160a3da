"""Roles from the rows of a role list: people with one job share one role."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from csdesign.role_import.blocks import Heading, placed
from csdesign.role_import.gender import shared_titles
from csdesign.role_import.imported import ImportedRole, Note
from csdesign.role_import.naming import as_written, clean_title
from csdesign.role_import.outline import plan_roles
from csdesign.role_import.readers.plain import read_plain
from csdesign.role_import.sorting import sort_role
from csdesign.role_import.staff import bare_title, is_total
from csdesign.role_import.table_file import TableFile
from csdesign.role_import.tables import without_tables
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.role_import.blocks import Block
    from csdesign.role_import.table_file import RoleRow

__all__ = ["read_role_list"]

_INLINE_MARK: Final = re.compile(r"\s*[•●▪◦‣]\s*|(?<=[;.])\s+[-–*]\s+(?=\S)")
_LISTED: Final = re.compile(r";\s*(?=\S)")
_SECTIONS: Final = {
    "responsibilities": "Responsibilities",
    "requirements": "Requirements",
    "measures": "Measures",
}
"""Fields that are sections of their own, with a heading as `classify_heading` reads it."""
_BODY: Final = ("text", *_SECTIONS)
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")
_LONGEST_TITLE: Final = 300


@dataclass
class _Group:
    """Rows that describe one role in the same words."""

    first: RoleRow
    count: int = 0
    managers: set[str] = field(default_factory=set)
    departments: set[str] = field(default_factory=set)
    forms: dict[str, int] = field(default_factory=dict)
    """The other form of the title, feminine or masculine, and the first row that has it."""


def read_role_list(
    path: str,
    mapping: Mapping[str, str],
    source: str = "",
    *,
    names: Mapping[int, tuple[str, ...]] | None = None,
    with_managers: bool = False,
    above: int = 0,
) -> tuple[list[ImportedRole], list[Note]]:
    """Return the roles of a CSV file and notes on how it was read.

    Rows with the same id, title and text are one role, however many people hold it; a title with
    different texts is as many roles. `source` is what the file is called, where not by its path;
    `above` counts the rows above its head. In a list of people `names` gives who is in each row, by
    line: no title keeps them. A manager is kept only where it is a title, or `with_managers`. An id
    that is not the same for all rows of a title is a person's or a post's there, not the role's.

    Raises:
        UnreadableError: as `TableFile.rows`.
        UsageError: as `TableFile.rows`.
    """
    name = source or path
    of_people = names is not None
    table = TableFile(name, mapping, path, above=above)
    rows: list[RoleRow] = []
    ids: dict[str, set[str]] = {}
    for found in table.rows():
        held = (names or {}).get(found.line, ())
        title = placed([(found.line, bare_title(found.cells["title"], held))])
        if title is None or (of_people and is_total(title.text)):
            continue
        cells = {**found.cells, "title": clean_title(title.text), "written": title.text}
        rows.append(replace(found, cells=cells))
    shared = shared_titles(row.cells["title"] for row in rows) if of_people else {}
    rows = [_titled(row, shared.get(row.cells["title"], "")) for row in rows]
    for row in rows:
        ids.setdefault(row.cells["title"], set()).add(row.cells.get("id", ""))
    if of_people and "id" not in mapping and any(len(own) > 1 for own in ids.values()):
        rows = [replace(row, cells={**row.cells, "id": ""}) for row in rows]
    if of_people and not with_managers:
        rows = _without_people(rows)
    groups: dict[tuple[str, ...], _Group] = {}
    for row in rows:
        key = tuple(row.cells.get(name, "") for name in ("id", "title", *_BODY))
        group = groups.setdefault(key, _Group(row))
        group.count += 1
        group.managers.add(row.cells.get("manager", ""))
        group.departments.add(row.cells.get("department", ""))
        group.forms.setdefault(row.cells.get("form", ""), row.line)
    return [_role(group, name) for group in groups.values()], table.notes


def _without_people(rows: Sequence[RoleRow]) -> list[RoleRow]:
    """Return rows with managers that are titles, and teams without the name in brackets."""
    titles = {row.cells["title"] for row in rows}
    kept = []
    for row in rows:
        manager = clean_title(row.cells.get("manager", "") or "-")
        team = _IN_BRACKETS.sub("", row.cells.get("department", "")).strip()
        cells = {"manager": manager if manager in titles else "", "department": team}
        kept.append(replace(row, cells={**row.cells, **cells}))
    return kept


def _titled(row: RoleRow, title: str) -> RoleRow:
    """Return a row under the form of its title that the list has most."""
    own = row.cells["title"]
    if not title or title == own:
        return row
    return replace(row, cells={**row.cells, "title": title, "form": own, "written": title})


def _role(group: _Group, path: str) -> ImportedRole:
    row = group.first
    plans = plan_roles(list(without_tables(list(_blocks(row)))), row.cells["title"])
    found = sort_role(plans[0])
    for plan in plans[1:]:
        more = sort_role(plan)
        for place, statements in more.statements.items():
            found.statements[place].extend(statements)
    checks = []
    if group.count > 1:
        checks.append(f"is in {group.count} rows")
    checks += [
        f"{visible(form, 80)!r} (line {line}) is taken for the same job"
        for form, line in group.forms.items()
        if form
    ]
    if not any(row.cells.get(name) for name in _BODY):
        checks.append("the list has no description of it")
    elif not found.statements["duties"]:
        checks.append("no duties were found")
    return ImportedRole(
        id=row.cells.get("id", ""),
        title=row.cells["title"][:_LONGEST_TITLE],
        written=as_written(row.cells["written"], row.cells["title"])[:_LONGEST_TITLE],
        source=path,
        line=row.line,
        purpose=found.purpose,
        responsibilities=tuple(found.statements["duties"]),
        requirements=tuple(found.statements["requirements"]),
        measures=tuple(found.statements["measures"]),
        unplaced=tuple(found.statements["unplaced"]),
        left_out=tuple(found.left_out),
        manager=_only(group.managers, found.manager),
        department=_only(group.departments, ""),
        checks=tuple(checks),
    )


def _only(values: set[str], otherwise: str) -> str:
    named = sorted(values - {""})
    if not named:
        return otherwise
    return named[0] if len(named) == 1 else ""


def _blocks(row: RoleRow) -> Iterator[Block]:
    title = placed([(row.line, row.cells["title"])])
    if title is not None:
        yield Heading(title, 1)
    text = row.cells.get("text", "")
    if text:
        yield from read_plain(_on_lines(text), first_line=row.line, titled=False)
    for name, heading in _SECTIONS.items():
        cell = row.cells.get(name, "")
        label = placed([(row.line, heading)])
        if cell and label is not None:
            yield Heading(label, 2)
            yield from read_plain(_as_list(cell), first_line=row.line, titled=False)


def _on_lines(cell: str) -> str:
    """Put points that follow each other in a cell on lines of their own."""
    plain = cell.replace("\r\n", "\n").replace("\r", "\n")
    return _INLINE_MARK.sub("\n• ", plain) if "\n" not in plain else plain


def _as_list(cell: str) -> str:
    plain = _on_lines(cell)
    if "\n" in plain:
        return plain
    return "\n".join(f"• {part}" for part in _LISTED.split(plain) if part.strip(" ;"))
