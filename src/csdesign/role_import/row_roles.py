"""Roles from the rows of a role list: people with one job share one role."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from csdesign.role_import.blocks import Heading, placed
from csdesign.role_import.imported import ImportedRole, Note
from csdesign.role_import.naming import as_written, clean_title
from csdesign.role_import.outline import plan_roles
from csdesign.role_import.readers.plain import read_plain
from csdesign.role_import.sorting import sort_role
from csdesign.role_import.staff import is_total
from csdesign.role_import.table_file import TableFile
from csdesign.role_import.tables import without_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
_LONGEST_TITLE: Final = 300


@dataclass
class _Group:
    """Rows that describe one role in the same words."""

    first: RoleRow
    count: int = 0
    managers: set[str] = field(default_factory=set)
    departments: set[str] = field(default_factory=set)


def read_role_list(
    path: str,
    mapping: Mapping[str, str],
    source: str = "",
    *,
    of_people: bool = False,
    above: int = 0,
) -> tuple[list[ImportedRole], list[Note]]:
    """Return the roles of a CSV file and notes on how it was read.

    Rows with the same id, title and text are one role, however many people hold it; a title with
    different texts is as many roles. `source` is what the file is called, where not by its path;
    `above` counts the rows above its head. In a list `of_people` an id that is not the same for all
    rows of a title is a person's or a post's and not the role's.

    Raises:
        UnreadableError: as `TableFile.rows`.
        UsageError: as `TableFile.rows`.
    """
    name = source or path
    table = TableFile(name, mapping, path, above=above)
    rows: list[RoleRow] = []
    ids: dict[str, set[str]] = {}
    for found in table.rows():
        title = placed([(found.line, found.cells["title"])])
        if title is None or (of_people and is_total(title.text)):
            continue
        cells = {**found.cells, "title": clean_title(title.text), "written": title.text}
        rows.append(replace(found, cells=cells))
        ids.setdefault(cells["title"], set()).add(cells.get("id", ""))
    if of_people and "id" not in mapping and any(len(own) > 1 for own in ids.values()):
        rows = [replace(row, cells={**row.cells, "id": ""}) for row in rows]
    groups: dict[tuple[str, ...], _Group] = {}
    for row in rows:
        key = tuple(row.cells.get(name, "") for name in ("id", "title", *_BODY))
        group = groups.setdefault(key, _Group(row))
        group.count += 1
        group.managers.add(row.cells.get("manager", ""))
        group.departments.add(row.cells.get("department", ""))
    return [_role(group, name) for group in groups.values()], table.notes


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
