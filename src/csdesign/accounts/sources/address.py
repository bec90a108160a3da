"""URLs of account tables: scheme, engine, table; and messages without the password in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, visible

__all__ = ["ENGINES", "Address", "read_address"]

ENGINES: Final = {
    "postgresql": "postgres",
    "postgres": "postgres",
    "spark": "spark",
    "sc": "spark",
    "databricks": "databricks",
    "snowflake": "snowflake",
    "bigquery": "bigquery",
    "redshift": "redshift",
    "trino": "trino",
}
"""URL scheme to sqlglot dialect."""

_ELSEWHERE: Final = frozenset(
    ("http", "https", "ftp", "s3", "s3a", "gs", "gcs", "az", "abfs", "abfss")
)
_HIDDEN: Final = "***"


@dataclass(frozen=True, slots=True)
class Address:
    """A parsed URL. `table` and `path` come from its query; the other parameters stay in `options`.

    The representation leaves the password out, because addresses end up in logs.
    """

    dialect: str
    parts: SplitResult
    table: str | None
    path: str | None
    options: tuple[tuple[str, str], ...]

    @property
    def user(self) -> str:
        """Return the user name, or an empty text."""
        return unquote(self.parts.username or "")

    @property
    def password(self) -> str:
        """Return the password, or an empty text."""
        return unquote(self.parts.password or "")

    @property
    def shown(self) -> str:
        """Return the URL as messages name it: without user, password and parameters."""
        host = self.parts.hostname or ""
        port = f":{self.parts.port}" if self.parts.port else ""
        address = f"{self.parts.scheme}:{'//' if host else ''}{host}{port}{self.parts.path}"
        return visible(f"{address} ({self.table})" if self.table else address)

    def __repr__(self) -> str:
        return f"Address({self.shown!r})"

    def without_secrets(self, message: str) -> str:
        """Return a driver's message on one line, with passwords and tokens masked."""
        secrets = [self.password, self.parts.password or "", *self._secret_options()]
        for secret in sorted(filter(None, secrets), key=len, reverse=True):
            message = message.replace(secret, _HIDDEN)
        lines = [line.strip() for line in message.strip().splitlines() if line.strip()]
        return visible(" ".join(lines[:3]), 300)

    def driver_url(self) -> str:
        """Return the URL for the driver, without the parameters of this tool."""
        return urlunsplit(self.parts._replace(query=urlencode(self.options), fragment=""))

    def _secret_options(self) -> list[str]:
        names = ("password", "token", "secret", "key")
        values = [v for k, v in self.options if any(name in k.lower() for name in names)]
        return [form for value in values for form in (value, quote(value, safe=""))]


def read_address(url: str, table: str | None) -> Address:
    """Return the parsed URL; `table` replaces its `?table=`.

    Raises:
        UsageError: the scheme is unknown, or the URL is malformed.
    """
    scheme = url.partition(":")[0].lower()
    if scheme in _ELSEWHERE:
        raise UsageError(
            f"{visible(scheme)}: nothing is fetched from the network; save the table as a file "
            "first"
        )
    if scheme not in ENGINES:
        raise UsageError(
            f"{visible(scheme)} is not a kind of account table{did_you_mean(scheme, ENGINES)}; "
            f"give a file, or a URL that starts with {listed(sorted(ENGINES))}"
        )
    try:
        parts = urlsplit(url)
        _ = parts.port  # read here, because reading it raises an error if the port is not a number
        options = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError:
        # the URL itself stays out of the message and the chain: it may hold a password
        raise UsageError(
            f"the {scheme} URL is malformed; percent-encode special characters"
        ) from None
    ours = {key: value for key, value in options if key in ("table", "path")}
    rest = tuple((key, value) for key, value in options if key not in ("table", "path"))
    address = Address(ENGINES[scheme], parts, ours.get("table"), ours.get("path"), rest)
    return replace(address, table=table) if table else address
