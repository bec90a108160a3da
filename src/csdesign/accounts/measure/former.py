"""Rows marked as former or future customers by a column of the table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.sql import build
from csdesign.accounts.sql.written import TRUE
from csdesign.accounts.where.tree import Kind
from csdesign.wording import listed, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from csdesign.accounts.columns import MappedColumn
    from csdesign.accounts.table import RawColumn, Table

__all__ = ["Former", "former_customers"]

_STATE: Final = re.compile(
    r"(?:^|[\s_.-])(?:status|state|stage|phase|lifecycle|type|zustand|statut|étape|estado|etapa|статус|стадия|состояние)$|^lifecyclestage$"
)
_FLAG: Final = re.compile(
    r"^(?:is[\s_]?)?(?:deleted|churned|archived|inactive|cancell?ed|test|test[\s_]?account|demo)$"
)
_WORDS: Final = (
    *("churned", "churn", "cancelled", "canceled", "inactive", "terminated", "former", "deleted"),
    *("former customer", "ex-customer", "lost", "closed lost", "expired", "archived"),
    *("prospect", "lead", "trial", "trialing", "test", "demo", "incomplete_expired"),
    *("opportunity", "subscriber", "marketingqualifiedlead", "salesqualifiedlead"),
    *("marketing qualified lead", "sales qualified lead"),
    *("gekündigt", "inaktiv", "ehemalig", "ehemaliger kunde", "verloren", "interessent"),
    *("résilié", "inactif", "perdu", "essai", "cancelado", "inactivo", "perdido", "de baja"),
    *("отключен", "отключён", "неактивен", "неактивный", "ушел", "ушёл", "расторгнут", "потерян"),
)
"""Values of a status, in small letters, that a paying customer hardly has."""
_MOST_COLUMNS: Final = 4
_MOST_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Former:
    """A column that marks rows as hardly customers: its values, with the rows of each.

    `name` is what a `where` calls the column, None if its head cannot be written in one.
    """

    header: str
    name: str | None
    values: tuple[tuple[str, int], ...]
    is_flag: bool

    @property
    def condition(self) -> str:
        """Return the `where` of the rows that stay."""
        name = self.name or "status"
        if self.is_flag:
            return f"not {name}"
        words = [f"'{visible(value, 40)}'" for value, _ in self.values]
        return f"{name} != {words[0]}" if len(words) == 1 else f"{name} not in [{', '.join(words)}]"

    @property
    def words(self) -> str:
        """Return the finding in words."""
        found = listed(
            [f"{visible(value, 40)!r} in {number_of(rows, 'row')}" for value, rows in self.values],
            "and",
        )
        return f"column {visible(self.header, 40)!r} is {found}"


def former_customers(
    table: Table, mapping: Mapping[str, MappedColumn], decided: Collection[str] = ()
) -> Iterator[Former]:
    """Yield the columns that mark rows as hardly customers.

    Args:
        table: The table.
        mapping: Its columns by the names of a `where`.
        decided: Names that conditions already use.
    """
    names: dict[str, list[str]] = {}
    for name, column in mapping.items():
        names.setdefault(column.header, []).append(name)
    seen = 0
    for raw in table.columns:
        head = raw.header.strip().casefold()
        is_flag = _FLAG.search(head) is not None
        own = names.get(raw.header, [])
        if not (is_flag or _STATE.search(head)) or set(own) & set(decided):
            continue
        seen += 1
        if seen > _MOST_COLUMNS:
            return
        values = tuple(_values(table, raw, TRUE if is_flag else _WORDS))
        if values:
            yield Former(raw.header, own[0] if own else None, values, is_flag)


def _values(table: Table, raw: RawColumn, words: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Yield the values of a column that are among the words, with their rows."""
    if raw.kind not in (None, Kind.TEXT, Kind.BOOLEAN):
        return
    text = exp.Lower(this=exp.Trim(this=exp.cast(build.column(raw.header), exp.DType.VARCHAR)))
    cells = exp.select(build.named(text, "value")).from_(table.relation(), copy=False)
    query = (
        exp.select(build.column("value"), build.named(build.count_rows(), "n"))
        .from_(cells.subquery("cells", copy=False), copy=False)
        .where(
            exp.In(this=build.column("value"), expressions=[build.text(word) for word in words]),
            copy=False,
        )
        .group_by(build.column("value"), copy=False)
    )
    found = [(str(value), int(str(rows))) for value, rows in table.rows(query)]
    yield from sorted(found, key=lambda pair: (-pair[1], pair[0]))[:_MOST_WORDS]
