"""Customers that belong together: every account with the topmost parent above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlglot import exp

from csdesign.accounts.sql import build
from csdesign.errors import UsageError
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.accounts.sql.cells import TypedColumn
    from csdesign.accounts.table import Table

__all__ = ["family_of"]

_MOST: Final = 2_000
"""The most parents with parents of their own that are followed."""


def family_of(table: Table, identity: TypedColumn, parent: TypedColumn) -> exp.Expr:
    """Return the id at the top of an account's family: its own where it has no parent.

    Raises:
        UsageError: parents form a loop, or thousands of them have parents themselves.
    """
    own, above = _filled(identity), _filled(parent)
    roots = _roots(table, own, above)
    top = exp.Coalesce(this=above, expressions=[own.copy()])
    if not roots:
        return top
    ifs = [
        exp.If(
            this=exp.EQ(this=exp.paren(top.copy()), expression=build.text(between)),
            true=build.text(root),
        )
        for between, root in roots.items()
    ]
    return exp.Case(ifs=ifs, default=top)


def _filled(column: TypedColumn) -> exp.Expr:
    cell = exp.Trim(this=exp.cast(exp.paren(column.cell.expression.copy()), exp.DType.VARCHAR))
    return exp.func("NULLIF", cell, build.text(""))


def _roots(table: Table, own: exp.Expr, above: exp.Expr) -> Mapping[str, str]:
    """Return the topmost parent of every parent that has one itself.

    Only such parents are read, which most tables have few of.
    """
    pairs = exp.select(build.named(own.copy(), "own"), build.named(above.copy(), "above")).from_(
        table.relation(), copy=False
    )
    parents = exp.select(build.named(above.copy(), "above")).from_(table.relation(), copy=False)
    own_name, above_name = build.column("own"), build.column("above")
    query = (
        exp.select(own_name, above_name)
        .from_(pairs.subquery("pairs", copy=False), copy=False)
        .where(
            build.all_of(
                [
                    build.present(own_name.copy()),
                    build.present(above_name.copy()),
                    exp.NEQ(this=own_name.copy(), expression=above_name.copy()),
                    exp.In(this=own_name.copy(), query=exp.Subquery(this=parents)),
                ]
            ),
            copy=False,
        )
        .limit(_MOST + 1, copy=False)
    )
    links = {str(child): str(parent) for child, parent in table.rows(query)}
    if len(links) > _MOST:
        raise UsageError(
            f"{table.name}: more than {_MOST:,} parents have parents of their own; roll up in the "
            "source, or by another column"
        )
    return {child: _top(table, child, links) for child in sorted(links)}


def _top(table: Table, start: str, links: Mapping[str, str]) -> str:
    seen = [start]
    while (parent := links.get(seen[-1])) is not None:
        if parent in seen:
            circle = [visible(name, 40) for name in seen[seen.index(parent) :]]
            through = f" through {circle[1]!r}" if len(circle) > 1 else ""
            raise UsageError(
                f"{table.name}: {circle[0]!r} is its own parent{through}; correct the parents, or "
                "roll up by another column"
            )
        seen.append(parent)
    return seen[-1]
