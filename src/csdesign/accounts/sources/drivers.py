"""Drivers of remote engines, each imported only when its engine is asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

from csdesign.errors import UsageError
from csdesign.extras import advice

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesign.accounts.sources.address import Address

__all__ = ["connect", "load_driver"]

_CONNECT_SECONDS: Final = 15


def load_driver(module: str, extra: str) -> Any:
    """Return an optional module.

    Raises:
        MissingExtraError: it is not installed; the message has the line that installs it.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise advice(extra, module.partition(".")[0]) from error


def connect(address: Address) -> Any:
    """Return an open DB-API connection.

    Tests run against PostgreSQL; the others follow their drivers' documentation and were never run
    against a live service.
    """
    return _CONNECT[address.dialect](address)


def _postgres(address: Address) -> Any:
    psycopg = load_driver("psycopg", "postgres")
    connection = psycopg.connect(address.driver_url(), connect_timeout=_CONNECT_SECONDS)
    connection.read_only = True
    return connection


def _redshift(address: Address) -> Any:
    driver = load_driver("redshift_connector", "redshift")
    return driver.connect(
        host=address.parts.hostname,
        port=address.parts.port or 5439,
        database=address.parts.path.strip("/"),
        user=address.user,
        password=address.password,
        timeout=_CONNECT_SECONDS,
    )


def _snowflake(address: Address) -> Any:
    driver = load_driver("snowflake.connector", "snowflake")
    database, _, schema = address.parts.path.strip("/").partition("/")
    return driver.connect(
        account=address.parts.hostname,
        user=address.user,
        password=address.password,
        database=database,
        schema=schema or "PUBLIC",
        login_timeout=_CONNECT_SECONDS,
        **dict(address.options),
    )


def _bigquery(address: Address) -> Any:
    bigquery = load_driver("google.cloud.bigquery", "bigquery")
    dbapi = load_driver("google.cloud.bigquery.dbapi", "bigquery")
    dataset = address.parts.path.strip("/")
    project = address.parts.hostname
    config = bigquery.QueryJobConfig(default_dataset=f"{project}.{dataset}")
    client = bigquery.Client(project=project, default_query_job_config=config)
    return dbapi.connect(client)


def _trino(address: Address) -> Any:
    trino = load_driver("trino", "trino")
    catalog, _, schema = address.parts.path.strip("/").partition("/")
    secure = bool(address.password)
    return trino.dbapi.connect(
        host=address.parts.hostname,
        port=address.parts.port or (443 if secure else 8080),
        user=address.user,
        catalog=catalog,
        schema=schema or "default",
        http_scheme="https" if secure else "http",
        auth=trino.auth.BasicAuthentication(address.user, address.password) if secure else None,
    )


def _databricks(address: Address) -> Any:
    sql = load_driver("databricks.sql", "databricks")
    if not address.password:
        raise UsageError(
            "a databricks URL carries its token: databricks://token:TOKEN@host/http/path"
        )
    return sql.connect(
        server_hostname=address.parts.hostname,
        http_path=address.parts.path,
        access_token=address.password,
        **dict(address.options),
    )


_CONNECT: Final[dict[str, Callable[[Address], Any]]] = {
    "postgres": _postgres,
    "redshift": _redshift,
    "snowflake": _snowflake,
    "bigquery": _bigquery,
    "trino": _trino,
    "databricks": _databricks,
}
