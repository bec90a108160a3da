"""A table reads the file that is named, and nothing else of the machine."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import duckdb
import pytest

from csdesign.accounts.measure import MeasureOptions, SegmentRule, measure
from csdesign.accounts.sources import embedded, sqlite
from csdesign.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from csdesign.accounts.measure.results import Measured

RULES = (SegmentRule("large", "employees >= 300"), SegmentRule("rest", otherwise=True))


def measured(source: object, **options: object) -> Measured:
    return measure(RULES, source, MeasureOptions(as_of=date(2026, 11, 25), **options))  # type: ignore[arg-type]  # options of any field


def sizes(found: Measured) -> list[int]:
    return [segment.accounts for segment in found.segments]


ONE = "account_id,employees\nK1,700\n"
THREE = "account_id,employees\nX1,700\nX2,700\nX3,5\n"


@pytest.mark.parametrize(
    ("name", "other"),
    [("report[2].csv", "report2.csv"), ("a?.csv", "ab.csv"), ("all*.csv", "all-of-it.csv")],
)
def test_a_name_that_exists_is_that_file(tmp_path: Path, name: str, other: str) -> None:
    """Browsers write such names; the other file would match the pattern."""
    (tmp_path / name).write_text(ONE, encoding="utf-8")
    (tmp_path / other).write_text(THREE, encoding="utf-8")

    assert sizes(measured(tmp_path / name)) == [1, 0]


def test_a_folder_with_brackets_and_parquet_are_as_they_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "d[1]"
    folder.mkdir()
    (folder / "q[1].csv").write_text(ONE, encoding="utf-8")
    with duckdb.connect() as connection:
        for name, rows in (("p[1].parquet", 1), ("p1.parquet", 3)):
            connection.execute(
                f"COPY (SELECT i::text AS id, 700 AS employees FROM range({rows}) t(i)) "
                f"TO '{tmp_path / name}' (FORMAT parquet)"
            )

    assert sizes(measured(folder / "q[1].csv")) == [1, 0]
    assert sizes(measured(tmp_path / "p[1].parquet")) == [1, 0]
    matched = measured(str(tmp_path / "p*.parquet"))
    assert sizes(matched)[0] == 3  # the id 0 stands in both files and is one customer
    assert "2 files match" in matched.notes[0]


def test_a_folder_called_like_a_value_is_not_a_column_of_a_text(tmp_path: Path) -> None:
    folder = tmp_path / "employees=900"
    folder.mkdir()
    (folder / "t.csv").write_text("id,employees\n1,4\n2,800\n", encoding="utf-8")

    assert sizes(measured(folder / "t.csv")) == [1, 1]


@pytest.mark.parametrize(
    "body",
    [
        (
            "SELECT column0 AS id, 5 AS employees FROM read_csv('{secret}', auto_detect=false, "
            "delim='|', columns={{'column0': 'VARCHAR'}})"
        ),
        "SELECT file AS id, 5 AS employees FROM glob('{folder}/*')",
        "SELECT content AS id, 5 AS employees FROM read_text('{secret}')",
    ],
)
def test_a_view_of_a_database_reads_no_other_file(tmp_path: Path, body: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do-not-print\n", encoding="utf-8")
    path = tmp_path / "t.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE VIEW accounts AS " + body.format(secret=secret, folder=tmp_path))

    with pytest.raises(UnreadableError) as caught:
        measured(path)
    assert "do-not-print" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_view_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "MOST_SECONDS", 0.5)
    monkeypatch.setattr(sqlite, "MOST_SECONDS", 0.5)
    lake = tmp_path / "t.duckdb"
    with duckdb.connect(str(lake)) as connection:
        connection.execute(
            "CREATE VIEW accounts AS SELECT i::text || j::text AS id, (i % 7)::int AS employees "
            "FROM range(1000000) a(i), range(1000000) b(j)"
        )
    endless = tmp_path / "t.sqlite"
    database = sqlite3.connect(endless)
    database.execute(
        "CREATE VIEW accounts AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
        "SELECT 'K' || x AS account_id, 10 AS employees FROM c WHERE x < 0"
    )
    database.close()

    for path in (lake, endless):
        with pytest.raises(UnreadableError, match=r"stopped after 0\.5 s"):
            measured(path)


def test_a_sqlite_view_with_too_many_rows_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_MOST_ROWS", 1_000)
    path = tmp_path / "t.sqlite"
    database = sqlite3.connect(path)
    database.execute(
        "CREATE VIEW accounts AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
        "SELECT 'K' || x AS account_id, 10 AS employees FROM c"
    )
    database.close()

    with pytest.raises(UnreadableError, match="more than 1,000 rows"):
        measured(path)


_SIGNALLED = """
import os, runpy, sys, threading
from csdesign.accounts.sources import embedded

answer = embedded.interruptible

def signalled(*arguments):
    timer = threading.Timer(0.5, os.kill, (os.getpid(), NUMBER))
    timer.start()
    try:
        return answer(*arguments)
    finally:
        timer.cancel()

embedded.interruptible = signalled
runpy.run_module("csdesign", run_name="__main__")
"""
"""A command that gets a signal half a second after a query has begun, however long it took."""


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["ctrl-c", "term"]
)
def test_a_signal_ends_a_query_with_one_line_and_its_code(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    path = tmp_path / "slow.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "CREATE VIEW accounts AS SELECT i::text || j::text AS id, (sqrt(i * j) % 7)::int AS "
            "employees FROM range(1000000) a(i), range(1000000) b(j)"
        )
    (tmp_path / "d.yaml").write_text(
        "segments: [{id: a, where: employees >= 3}, {id: b, otherwise: true}]\n", encoding="utf-8"
    )
    done = subprocess.run(
        [
            *(sys.executable, "-c", _SIGNALLED.replace("NUMBER", str(int(number)))),
            *("plan", "d.yaml", "--accounts", "slow.duckdb"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == code, done.stderr
    assert done.stderr == "csdesign: stopped; a query over the account table was still running\n"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_while_a_table_comes_by_a_pipe_ends_in_one_line(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "csdesign", "accounts", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        # More than a pipe holds: once it is written, the command is reading.
        process.stdin.write(b"id,employees\n" + b"a,1\n" * 50_000)
        process.stdin.flush()
        process.send_signal(number)
        out, err = process.communicate(timeout=60)

    said = b"csdesign: stopped; standard input was still being read as a table\n"
    assert (process.returncode, out, err) == (code, b"", said)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"sheet": "Data"}, "has no sheets"),
        ({"table": "x"}, "is a single table"),
        ({"header_row": 9}, "has no header in row 9"),
    ],
)
def test_an_option_without_effect_for_a_file_is_refused(
    tmp_path: Path, options: dict[str, object], words: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(ONE, encoding="utf-8")

    with pytest.raises((UsageError, UnreadableError), match=words):
        measured(path, **options)
