"""Tables that Spark reads: a local session, a cluster, or Spark Connect."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from csdesign.accounts.sources.drivers import load_driver
from csdesign.accounts.sources.warehouse import kind_of_type
from csdesign.accounts.table import Table
from csdesign.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlglot import exp

    from csdesign.accounts.sources.address import Address

__all__ = ["SparkTable"]

_VIEW: Final = "csdesign_accounts"


class SparkTable(Table):
    """A Spark table or Parquet path as a view of a session.

    `spark:local[2]?path=accounts.parquet`, `spark://host:7077?table=db.accounts`,
    `sc://host:15002?table=db.accounts` (Spark Connect).
    """

    dialect = "spark"

    def __init__(self, address: Address) -> None:
        if not (address.table or address.path):
            raise UsageError(f"{address.shown}: name the table with ?table= or files with ?path=")
        self.name = address.shown
        self._address = address
        with _quiet():
            sql = load_driver("pyspark.sql", "spark")
            self._owned = sql.SparkSession.getActiveSession() is None
            try:
                self._session: Any = _session(sql, address)
            except Exception as error:  # noqa: BLE001 -- Py4J, gRPC, or no Java at all
                raise self._failure(error) from None
        try:
            frame = (
                self._session.read.parquet(address.path)
                if address.path
                else self._session.table(address.table)
            )
            frame.createOrReplaceTempView(_VIEW)
        except Exception as error:  # noqa: BLE001 -- Spark raises Py4J, gRPC and its own errors
            raise self._failure(error) from None
        raw = (kind_of_type(kind, header) for header, kind in frame.dtypes)
        self.columns = tuple(column for column in raw if column is not None)

    def relation(self) -> exp.Expr:
        """Return the view or table to write after FROM."""
        from sqlglot import exp

        return exp.table_(_VIEW, quoted=True)

    def rows(self, query: exp.Expr) -> Iterator[tuple[object, ...]]:
        """Run a query and yield its rows."""
        try:
            yield from (
                tuple(row) for row in self._session.sql(query.sql(dialect="spark")).collect()
            )
        except Exception as error:  # noqa: BLE001 -- Spark raises Py4J, gRPC and its own errors
            raise self._failure(error) from None

    def close(self) -> None:
        """Close the connection."""
        self._session.catalog.dropTempView(_VIEW)
        if self._owned:
            self._session.stop()

    def _failure(self, error: Exception) -> UnreadableError:
        words = self._address.without_secrets(str(error))
        if "JAVA_GATEWAY_EXITED" in words:
            words = "Spark did not start; it needs Java 17 or newer, found by JAVA_HOME or PATH"
        return UnreadableError(f"{self.name}: {words}")


@contextmanager
def _quiet() -> Iterator[None]:
    """Discard the log of Spark's own process, which keeps the standard error it starts with.

    Failures come back as exceptions. CSDESIGN_DEBUG=1 keeps the log.
    """
    try:
        kept = os.dup(2) if os.environ.get("CSDESIGN_DEBUG") != "1" else None
    except OSError:  # standard error is closed already
        kept = None
    if kept is None:
        yield
        return
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(null)


def _session(sql: Any, address: Address) -> Any:
    """Return a session: ANSI casts, so that nothing becomes NULL unseen, and no web page."""
    builder = sql.SparkSession.builder.appName("csdesign")
    url = address.driver_url().partition("?")[0]
    if address.parts.scheme == "sc":
        builder = builder.remote(url)
    else:
        master = url if address.parts.netloc else address.parts.path
        builder = builder.master(master).config("spark.ui.enabled", "false")
    for key, value in (
        ("spark.sql.ansi.enabled", "true"),
        ("spark.sql.session.timeZone", "UTC"),
        *address.options,
    ):
        builder = builder.config(key, value)
    return builder.getOrCreate()
