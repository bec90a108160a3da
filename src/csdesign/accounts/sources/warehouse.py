"""Tables behind a DB-API driver: PostgreSQL and the warehouses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlglot import exp

from csdesign.accounts.sources.drivers import connect
from csdesign.accounts.table import RawColumn, Table
from csdesign.accounts.where.tree import Kind
from csdesign.errors import CsdesignError, UnreadableError, UsageError
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.accounts.sources.address import Address

__all__ = ["WarehouseTable", "columns_query", "kind_of_type"]

_BATCH: Final = 10_000
_KINDS: Final = (
    (("double", "float", "real"), Kind.NUMBER, True, False),
    (
        ("int", "numeric", "decimal", "number", "bignumeric", "bigint", "smallint"),
        Kind.NUMBER,
        False,
        False,
    ),
    (("tinyint", "byteint", "long"), Kind.NUMBER, False, False),
    (("bool",), Kind.BOOLEAN, False, False),
    (("timestamp", "datetime"), Kind.DATE, False, True),
    (("date",), Kind.DATE, False, False),
    (("text", "char", "varchar", "string", "nvarchar", "bpchar"), Kind.TEXT, False, False),
)
_AS_TEXT: Final = ("uuid", "user-defined")
"""Types that cannot be compared with text; PostgreSQL calls an enumeration user-defined."""


def kind_of_type(name: str, header: str) -> RawColumn | None:
    """Return the column that a data type of an engine makes, or None for arrays and the like."""
    lowered = name.lower()
    if lowered.startswith("interval"):
        return None
    if lowered.startswith(_AS_TEXT):
        return RawColumn(header, Kind.TEXT, as_text=True)
    for prefixes, kind, floating, timestamp in _KINDS:
        if lowered.startswith(prefixes):
            return RawColumn(header, kind, floating, timestamp)
    return None


def columns_query(table: str) -> exp.Select:
    """Return the query for schema, table, column and type of a table's columns.

    `table` is a name or schema.name; case does not matter, because engines fold it differently.
    """
    schema, _, name = table.rpartition(".")
    conditions: list[exp.Expr] = [_same("table_name", name)]
    if schema:
        conditions.append(_same("table_schema", schema.rpartition(".")[2]))
    wanted = ("table_schema", "table_name", "column_name", "data_type")
    return (
        exp.select(*(exp.column(column) for column in wanted))
        .from_(exp.table_("columns", db="information_schema"))
        .where(exp.and_(*conditions))
        .order_by("table_schema", "ordinal_position")
    )


class WarehouseTable(Table):
    """A table that a driver queries; only aggregates and asked-for rows come back."""

    def __init__(self, address: Address) -> None:
        if not address.table:
            raise UsageError(f"{address.shown}: name the table with ?table=schema.accounts")
        self._address = address
        self.name = address.shown
        self.dialect = address.dialect
        try:
            self._connection: Any = connect(address)
        except CsdesignError:
            raise
        except Exception as error:  # noqa: BLE001 -- every driver has exceptions of its own
            raise self._failure("cannot connect to", error) from None
        try:
            self._relation, self.columns = self._find(address.table)
        except BaseException:
            self.close()
            raise

    def relation(self) -> exp.Expr:
        """Return the view or table to write after FROM."""
        return self._relation.copy()

    def rows(self, query: exp.Expr) -> Iterator[tuple[object, ...]]:
        """Run a query and yield its rows."""
        cursor = self._connection.cursor()
        try:
            cursor.execute(query.sql(dialect=self.dialect))
            while batch := cursor.fetchmany(_BATCH):
                yield from (tuple(row) for row in batch)
        except KeyboardInterrupt:
            if hasattr(self._connection, "cancel"):  # the query is also cancelled on the server
                self._connection.cancel()
            raise
        except Exception as error:  # noqa: BLE001 -- every driver has exceptions of its own
            raise self._failure("", error) from None
        finally:
            cursor.close()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _find(self, table: str) -> tuple[exp.Table, tuple[RawColumn, ...]]:
        found = list(self.rows(columns_query(table)))
        schemas = sorted({str(row[0]) for row in found})
        if not found:
            raise UsageError(f"{self.name}: there is no table {visible(table)!r} to read")
        if len(schemas) > 1:
            raise UsageError(
                f"{self.name}: {visible(table)} is in {listed(schemas, 'and')}; name it with its "
                "schema"
            )
        relation = exp.table_(str(found[0][1]), db=schemas[0], quoted=True)
        raw = (kind_of_type(str(kind), str(header)) for _, _, header, kind in found)
        return relation, tuple(column for column in raw if column is not None)

    def _failure(self, doing: str, error: Exception) -> UnreadableError:
        """Return an error with the driver's words; its own traceback may show the password."""
        words = self._address.without_secrets(str(error)) or type(error).__name__
        return UnreadableError(f"{doing} {self.name}: {words}".strip())


def _same(column: str, value: str) -> exp.EQ:
    return exp.EQ(
        this=exp.Lower(this=exp.column(column)), expression=exp.Literal.string(value.lower())
    )
