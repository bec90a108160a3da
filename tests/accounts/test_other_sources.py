"""Parquet, databases, frames and URLs; and what goes wrong with each."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import pytest

from csdesign.accounts.measure import MeasureOptions, SegmentRule, measure
from csdesign.accounts.sources.address import read_address
from csdesign.errors import MissingExtraError, UnreadableError, UsageError
from tools import program

from .servers import Postgres, library

if TYPE_CHECKING:
    from pathlib import Path

    from csdesign.accounts.measure.results import Measured


AS_OF = date(2026, 11, 25)
RULES = [SegmentRule("big", "employees >= 100"), SegmentRule("rest", otherwise=True)]
TABLE = "SELECT * FROM (VALUES ('1', 200, 10.5), ('2', 5, 1.25)) t(id, employees, arr)"


def measured(source: object, **options: object) -> Measured:
    return measure(RULES, source, MeasureOptions(as_of=AS_OF, **options))  # type: ignore[arg-type]  # options of any field


def sizes(found: Measured) -> list[tuple[int, Decimal | None]]:
    return [(segment.accounts, segment.arr) for segment in found.segments]


ONE_EACH = [(1, Decimal("10.50")), (1, Decimal("1.25"))]


def write_parquet(path: Path, query: str = TABLE) -> Path:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def test_a_directory_and_a_glob_of_parquet_are_one_table(tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet")
    write_parquet(tmp_path / "b.parquet")
    (tmp_path / "_SUCCESS").touch()
    assert measured(tmp_path).rows == 4
    assert measured(str(tmp_path / "*.parquet")).rows == 4
    assert measured(str(tmp_path / "a*.parquet")).rows == 2


def test_parquet_is_known_by_its_content(tmp_path: Path) -> None:
    assert sizes(measured(write_parquet(tmp_path / "export.csv"))) == ONE_EACH


def test_a_truncated_parquet_file_is_reported(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet")
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UnreadableError, match="cut short"):
        measured(path)


@pytest.mark.parametrize(
    ("ids", "repeat"),
    [
        ("i::VARCHAR", False),  # 0, 1, 10: in no order of texts
        ("printf('%09d', i)", False),
        ("CASE WHEN i = 29999 THEN '000000004' ELSE printf('%09d', i) END", True),
        ("CASE WHEN i = 4 THEN '000000003' ELSE printf('%09d', i) END", True),
        ("CASE WHEN i IN (7, 29998) THEN NULL ELSE printf('%09d', i) END", False),
        ("CASE WHEN i > 29000 THEN '000000004' ELSE printf('%09d', i) END", True),
    ],
)
def test_a_repeated_id_is_found_in_any_order(tmp_path: Path, ids: str, repeat: bool) -> None:
    """The proof by order is one for tables in order alone; every other one is counted."""
    path = tmp_path / "a.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT {ids} AS id, 5 AS employees FROM range(30000) t(i)) TO '{path}'"
        )
    found = measure(RULES, path, MeasureOptions(as_of=AS_OF))

    assert found.duplicates is not None
    assert bool(found.duplicates.ids) is repeat


def test_a_directory_without_parquet_is_reported(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"has no \*\.parquet"):
        measured(tmp_path)
    with pytest.raises(UnreadableError, match="no file matches"):
        measured(str(tmp_path / "*.parquet"))


def test_rejected_rows_of_parquet_have_their_number(tmp_path: Path) -> None:
    values = "('1', 1, 1.0::double), ('2', 1, -1), ('3', 1, 'nan')"
    query = f"SELECT * FROM (VALUES {values}) t(id, employees, arr)"
    found = measured(write_parquet(tmp_path / "a.parquet", query))
    assert [(r.row, r.reason) for r in found.rejected.first] == [
        (2, "arr is '-1.0', below zero"),
        (3, "arr is 'nan', not a finite number"),
    ]


def test_a_duckdb_file_is_read_and_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "crm.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE TABLE customers AS {TABLE}")
    before = path.read_bytes()
    assert sizes(measured(path)) == ONE_EACH
    assert path.read_bytes() == before


def test_a_database_of_several_tables_asks_which(tmp_path: Path) -> None:
    path = tmp_path / "crm.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE TABLE customers AS {TABLE}; CREATE TABLE leads AS {TABLE}")
    with pytest.raises(UsageError, match=r"several tables .customers and leads.; name one"):
        measured(path)
    assert sizes(measured(f"{path}?table=customers")) == ONE_EACH
    assert sizes(measured(path, table="leads")) == ONE_EACH
    with pytest.raises(UsageError, match="did you mean 'customers'"):
        measured(path, table="custmers")


def test_sqlite_cells_of_mixed_types_are_checked_like_text(tmp_path: Path) -> None:
    path = tmp_path / "crm.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute('CREATE TABLE "account list" (id, employees, arr, "na""me")')
        rows = [("1", 200, 10.5, "x"), ("2", "5", "1.25", None), ("3", "many", 1, "y")]
        connection.executemany('INSERT INTO "account list" VALUES (?, ?, ?, ?)', rows)
        connection.commit()
    found = measured(path)
    assert sizes(found) == ONE_EACH
    assert (found.rejected.rows, found.source) == (1, str(path))


@pytest.mark.parametrize("name", ["pandas", "polars", "pyarrow"])
def test_frames_are_tables(name: str) -> None:
    module = library(name)
    data = {"id": ["1", "2"], "employees": [200, 5], "arr": [10.5, 1.25]}
    frame = module.table(data) if name == "pyarrow" else module.DataFrame(data)
    library("pyarrow")  # DuckDB reads polars frames through it
    found = measured(frame)
    assert sizes(found) == ONE_EACH
    assert found.source == f"the {name} frame"


def test_a_hole_in_a_pandas_frame_is_missing() -> None:
    pandas = library("pandas")
    frame = pandas.DataFrame({"id": ["1", None], "employees": [200.0, float("nan")]})
    found = measured(frame)
    assert (found.rejected.rows, [s.accounts for s in found.segments]) == (0, [1, 0])
    assert found.passed_over == (("without any value (row 2)", 1),)


def test_a_relation_is_a_table_and_a_connection_is_not() -> None:
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t AS {TABLE}")
        assert sizes(measured(connection.table("t"))) == ONE_EACH
        assert sizes(measured(connection.sql("SELECT * FROM t WHERE id = '1'"))) == [
            (1, Decimal("10.50")), (0, Decimal(0)),
        ]  # fmt: skip
        with pytest.raises(UsageError, match="a DuckDB relation"):
            measured(connection)
        broken = connection.sql("SELECT error('no such day') AS id, 5 AS employees FROM t")
        with pytest.raises(UnreadableError, match="cannot read the DuckDB relation"):
            measured(broken)


def test_what_is_not_a_table_at_all_is_refused() -> None:
    with pytest.raises(UsageError, match="int is not an account table"):
        measured(42)


def test_postgresql_answers_the_same_and_stays_unchanged(postgres: Postgres) -> None:
    postgres.create(
        "accounts", "id text, employees int, arr numeric", [("1", 200, 10.5), ("2", 5, 1.25)]
    )
    found = measured(postgres.url("public.accounts"))
    assert (sizes(found), found.engine) == (ONE_EACH, "postgres")
    assert postgres.password not in found.source


def test_text_where_numbers_should_be_is_refused_in_a_warehouse(postgres: Postgres) -> None:
    postgres.create("texts", "id text, employees int, arr text", [("1", 200, "10.5")])
    with pytest.raises(UsageError, match="'arr' holds text, but arr must be numbers"):
        measured(postgres.url("texts"))


def test_a_refused_password_is_not_printed(postgres: Postgres) -> None:
    with pytest.raises(UnreadableError, match="cannot connect to") as caught:
        measured(postgres.url("accounts", password="s3cr%2Ft-word"))
    words = f"{caught.value} {caught.value.__cause__}"
    assert "authentication failed" in words
    assert "s3cr" not in words
    assert "t-word" not in words


def test_a_server_that_is_down_is_reported() -> None:
    library("psycopg")
    url = "postgresql://owner:hidden-word@127.0.0.1:1/postgres?table=accounts"
    with pytest.raises(UnreadableError, match="cannot connect to postgresql") as caught:
        measured(url)
    assert "hidden-word" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_table_that_is_not_there_is_reported(postgres: Postgres) -> None:
    with pytest.raises(UsageError, match="no table 'nowhere'"):
        measured(postgres.url("nowhere"))
    with pytest.raises(UsageError, match="name the table"):
        measured(postgres.url("x").partition("?")[0])


@pytest.mark.parametrize("scheme", ["snowflake", "bigquery", "redshift", "trino", "databricks"])
def test_a_missing_driver_names_the_line_that_installs_it(scheme: str) -> None:
    url = f"{scheme}://user:word@host/a/b?table=accounts"
    with pytest.raises(MissingExtraError, match=rf"pip install 'csdesign\[{scheme}\]'"):
        measured(url)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgrsql://h/d?table=t", "did you mean 'postgresql'"),
        ("mysql://example.com/a", "not a kind of account table"),
        ("postgresql://u:p@h:port/d?table=t", "malformed"),
        ("postgresql://u:p@[h/d?table=t", "malformed"),
    ],
)
def test_a_url_that_means_nothing_is_refused_without_repeating_it(url: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        measured(url)
    assert "u:p" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_an_address_never_shows_its_password() -> None:
    address = read_address("postgresql://ann:p%40ss@h/d?table=t&sslpassword=other", None)
    shown = f"{address!r} {address.shown}"
    assert "ann" not in shown
    assert "p%40ss" not in shown
    assert address.without_secrets("bad p@ss or p%40ss\nor other") == "bad *** or *** or ***"


_INTERRUPTED = """
import sys, threading, os, signal, time
from datetime import date
from csdesign.accounts.measure import MeasureOptions, SegmentRule
from csdesign.accounts.measure import measure
threading.Timer(1.5, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    rules = [SegmentRule("s", "employees >= 1")]
    measure(rules, sys.argv[1], MeasureOptions(as_of=date(2026, 1, 1)))
except KeyboardInterrupt:
    print("interrupted")
"""


def interrupted(source: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _INTERRUPTED, source],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_ctrl_c_ends_a_query(tmp_path: Path) -> None:
    """A view that would take minutes ends with the interrupt, not with the query."""
    path = tmp_path / "slow.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "CREATE VIEW accounts AS SELECT i::text AS id, (sqrt(i * j) % 7)::int AS employees "
            "FROM range(1000000) a(i), range(1000000) b(j)"
        )
    done = interrupted(str(path))
    assert (done.stdout, done.returncode) == ("interrupted\n", 0), done.stderr


def test_ctrl_c_ends_a_query_on_a_server(postgres: Postgres) -> None:
    """The server stops too: nothing of ours is left running there."""
    with postgres.connect() as connection:
        connection.execute(
            "CREATE OR REPLACE VIEW slow AS "
            "SELECT '1'::text AS id, 5 AS employees FROM pg_sleep(300)"
        )
    done = interrupted(postgres.url("slow"))
    assert (done.stdout, done.returncode) == ("interrupted\n", 0), done.stderr
    with postgres.connect() as connection:
        running = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%slow%' AND state = 'active' "
            "AND pid <> pg_backend_pid()"
        ).fetchone()
    assert running == (0,)


@pytest.mark.parametrize("url", ["s3://bucket/a.parquet", "https://example.com/a.csv"])
def test_nothing_is_fetched_from_the_network(url: str) -> None:
    with pytest.raises(UsageError, match="nothing is fetched from the network"):
        measured(url)


def test_an_empty_name_is_not_a_folder() -> None:
    with pytest.raises(UsageError, match="has an empty name"):
        measured("")


def on_spark(tmp_path: Path, table: str, **env: str) -> tuple[int, list[str]]:
    """Return the exit code and the lines of standard error of a plan, Spark in its own process."""
    (tmp_path / "design.yaml").write_text(
        "segments:\n- {id: big, where: employees >= 100}\n- {id: rest, otherwise: true}\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "csdesign", "plan", "design.yaml", "--accounts", table, "-f", "csv"],
        cwd=tmp_path, env={**os.environ, **env}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr.splitlines()


def test_spark_says_one_line_and_no_log(tmp_path: Path) -> None:
    """Its process writes a Java stack to standard error; the message alone reaches the user."""
    library("pyspark")
    program("java", "Java is not installed: apt-get install default-jre-headless")

    quick = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # which Java, too, tells on standard error
    code, lines = on_spark(tmp_path, "spark:local[1]?path=nope.parquet", JAVA_TOOL_OPTIONS=quick)

    assert code == 2
    assert len(lines) == 1
    assert lines[0].startswith("csdesign: spark:local[1]: [PATH_NOT_FOUND]")


def test_spark_without_java_says_what_it_needs(tmp_path: Path) -> None:
    library("pyspark")

    code, lines = on_spark(tmp_path, "spark:local[1]?path=x", JAVA_HOME="/nope", PATH="/nope")

    assert code == 2
    assert len(lines) == 1
    assert "Spark did not start; it needs Java 17 or newer" in lines[0]


UUIDS = [f"00000000-0000-0000-0000-00000000000{n}" for n in range(4)]
TEXT_RULES = [
    SegmentRule("one", f"id in ['{UUIDS[0]}', 'none of them']"),
    SegmentRule("apac", "region = 'apac' or region is missing"),
    SegmentRule("emea", "region != 'latam'"),
]


def typed_texts(source: object) -> list[int]:
    """Return how many accounts of a table of uuids and enumerations each rule takes."""
    found = measure(TEXT_RULES, source, MeasureOptions(as_of=AS_OF))
    assert {cell.groups["region"] for cell in found.cells} == {"emea", None}
    return [segment.accounts for segment in found.segments]


def test_identifiers_and_enumerations_read_as_text(tmp_path: Path) -> None:
    """A rule may name a word outside the enumeration, and a text that is not an identifier."""
    path = tmp_path / "a.parquet"
    values = f"('{UUIDS[0]}', 'emea'), ('{UUIDS[1]}', NULL), ('{UUIDS[2]}', 'emea')"
    duckdb.sql(
        "COPY (SELECT u::UUID AS id, r::ENUM('emea', 'latam') AS region, NULL AS language "
        f"FROM (VALUES {values}) t(u, r)) TO '{path}' (FORMAT parquet)"
    )

    assert typed_texts(path) == [1, 1, 1]


def test_categories_of_a_frame_read_as_text() -> None:
    import pandas as pd

    frame = pd.DataFrame(
        {
            "id": UUIDS[:3],
            "region": pd.Categorical(["emea", None, "emea"], categories=["emea", "latam"]),
            "language": [None, None, None],
        }
    )

    assert typed_texts(frame) == [1, 1, 1]


def test_identifiers_and_enumerations_of_a_server_read_as_text(postgres: Postgres) -> None:
    with postgres.connect() as connection, connection.cursor() as cursor:
        cursor.execute("DROP TYPE IF EXISTS area CASCADE")
        cursor.execute("CREATE TYPE area AS ENUM ('emea', 'latam')")
    rows = [(UUIDS[0], "emea"), (UUIDS[1], None), (UUIDS[2], "emea")]
    postgres.create("areas", "id uuid, region area", rows)

    assert typed_texts(postgres.url("areas")) == [1, 1, 1]
