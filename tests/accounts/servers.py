"""The PostgreSQL server that the session runs, as tests see it."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tools import require_tool

if TYPE_CHECKING:
    from collections.abc import Sequence


def library(name: str) -> Any:
    """Return an optional package, or skip the test (fail it where CI requires all)."""
    if importlib.util.find_spec(name) is None:
        require_tool(f"{name} is not installed: pip install {name}")
    return importlib.import_module(name)


@dataclass(frozen=True)
class Postgres:
    """A server on loopback."""

    port: int
    user: str
    password: str

    def url(self, table: str, password: str | None = None) -> str:
        """Return the URL of one of its tables, with this or another password."""
        secret = self.password if password is None else password
        return f"postgresql://{self.user}:{secret}@127.0.0.1:{self.port}/postgres?table={table}"

    def connect(self) -> Any:
        """Return an open connection."""
        import psycopg

        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user=self.user,
            password=self.password,
            dbname="postgres",
        )

    def create(self, table: str, columns: str, rows: Sequence[Sequence[object]]) -> None:
        """Make a table anew and fill it."""
        places = ", ".join(["%s"] * len(rows[0]))
        with self.connect() as connection, connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
            cursor.execute(f"CREATE TABLE {table} ({columns})")
            cursor.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
