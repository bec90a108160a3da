"""Columns of a role list: an alias table, and the mapping that a person gives."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

__all__ = ["FIELDS", "Columns", "aliases", "find_columns", "head_words", "refuse_second_head"]

FIELDS: Final = (
    "id",
    "title",
    "text",
    "responsibilities",
    "requirements",
    "measures",
    "manager",
    "department",
)
"""The fields of a role list, in the order of the alias table."""

_TITLE: Final = re.compile(
    r"\b(?:job|position|business|role) ?title\b|\b(?:intitulé|libellé)\b.*\b(?:poste|emploi)\b"
    r"|\bposte\b|\bfonction\b|(?:stellen|berufs|positions)bezeichnung|\bstelle\b|\bfunktion\b|\bдолжност"
    r"|\bemploi\b|\bmétier\b|\brolle\b|\brôle\b|\bruolo\b|\bmansione\b|\bbefattning\b|\bpuesto\b|\bcargo\b|\bfunção\b|\bfunctie|\bstanowisko\b"
)
"""Pattern of a head of titles that is not among the known heads."""
_SEPARATORS: Final = re.compile(r"[\s_\-]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """The positions of the fields that a file has."""

    positions: Mapping[str, int]
    heads: tuple[str, ...]

    def cell(self, row: Sequence[str], field: str) -> str:
        """Return a field of a row, stripped; empty if the file or the row does not have it."""
        position = self.positions.get(field)
        return row[position].strip() if position is not None and position < len(row) else ""

    @property
    def mapping(self) -> str:
        """Return the mapping in words, such as `title = 'Job Title'`."""
        pairs = (f"{f} = '{visible(self.heads[p], 60)}'" for f, p in self.positions.items())
        return ", ".join(pairs)


def head_words(head: str) -> str:
    """Return a column's head in lower case, separators as single spaces."""
    return _SEPARATORS.sub(" ", head.strip().casefold().replace("ё", "е").replace("’", "'")).strip()


@cache
def aliases() -> Mapping[str, tuple[str, ...]]:
    """Return the known heads of each field, the likeliest first."""
    text = files("csdesign.role_import").joinpath("data/columns.toml").read_text(encoding="utf-8")
    return {field: tuple(heads) for field, heads in tomllib.loads(text).items()}


def find_columns(heads: Sequence[str], given: Mapping[str, str], shown: str) -> Columns:
    """Return the column of each field: as given, else by the alias table.

    Raises:
        UsageError: the mapping names an unknown field or column, or no column has the titles.
    """
    words = [head_words(head) for head in heads]
    positions: dict[str, int] = {}
    for field, head in given.items():
        if field not in FIELDS:
            raise UsageError(
                f"--map {visible(field)}: no such field{did_you_mean(field, FIELDS)} "
                f"(there are {listed(FIELDS, 'and')})"
            )
        positions[field] = _given_position(words, head, field, heads, shown)
    for field in FIELDS:
        if field in positions:
            continue
        taken = set(positions.values())
        found = (words.index(a) for a in aliases()[field] if a in words)
        position = next((p for p in found if p not in taken), None)
        if position is not None:
            positions[field] = position
    if "title" not in positions:
        place = next((n for n, head in enumerate(words) if _TITLE.search(head)), None)
        if place is not None and place not in positions.values():
            positions["title"] = place
    if "title" not in positions:
        raise UsageError(
            f"{shown}: no column of titles among {_quoted(heads)}; name it with "
            '--map title="COLUMN HEADER"'
        )
    ordered: dict[str, int] = {field: positions[field] for field in FIELDS if field in positions}
    return Columns(ordered, tuple(heads))


def refuse_second_head(cells: Sequence[str], known: Container[str], line: int, shown: str) -> None:
    """Refuse a row that is the head of another table below the first.

    Raises:
        UsageError: all its cells are heads that such lists have, at least two.
    """
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) > 1 and all(head_words(cell) in known for cell in filled):
        raise UsageError(
            f"{shown}:{line}: a second header ({_quoted(filled, 4)}) stands below the first table; "
            "put each table into a file of its own"
        )


def _given_position(
    words: Sequence[str], head: str, field: str, heads: Sequence[str], shown: str
) -> int:
    wanted = head_words(head)
    if wanted not in words:
        raise UsageError(
            f"--map {field}={visible(head)}: {shown} has no such column{did_you_mean(head, heads)} "
            f"(it has {_quoted(heads)})"
        )
    return words.index(wanted)


def _quoted(heads: Sequence[str], most: int = 12) -> str:
    shown = [f"'{visible(head, 40)}'" for head in heads[:most]]
    more = len(heads) - most
    return listed([*shown, f"{more} more"] if more > 0 else shown, "and")
