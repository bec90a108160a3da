"""The same rules over the same accounts give one answer on every engine and in plain Python."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings

from csdesign.accounts.measure import MeasureOptions, SegmentRule, measure

from .reference import answer_of, plain
from .trees import AS_OF, COLUMNS, NAMES, as_rows, awkward_rows, rule_sets

if TYPE_CHECKING:
    from pathlib import Path

    from .servers import Postgres

ROWS = awkward_rows()
OPTIONS = MeasureOptions(as_of=AS_OF, borders=False, sample=0)
_SLOW = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)


@pytest.fixture(scope="session")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("accounts") / "accounts.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE accounts ({COLUMNS})")
        marks = ", ".join("?" * len(NAMES))
        values = [[row[name] for name in NAMES] for row in ROWS]
        connection.executemany(f"INSERT INTO accounts VALUES ({marks})", values)
        connection.execute(f"COPY accounts TO '{path}' (FORMAT parquet)")
    return path


@pytest.fixture(scope="session")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("accounts") / "accounts.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, NAMES)
        writer.writeheader()
        writer.writerows(ROWS)
    return path


@pytest.fixture(scope="session")
def postgres_url(postgres: Postgres) -> str:
    values = [[row[name] for name in NAMES] for row in ROWS]
    postgres.create("awkward", COLUMNS, values)
    return postgres.url("awkward")


def assert_agrees(rules: list[SegmentRule], source: object) -> None:
    assert answer_of(measure(rules, source, OPTIONS)) == plain(rules, as_rows(ROWS), AS_OF)


@given(rules=rule_sets())
@settings(max_examples=25, deadline=None, suppress_health_check=_SLOW)
def test_parquet_agrees_with_plain_python(rules: list[SegmentRule], parquet: Path) -> None:
    assert_agrees(rules, parquet)


@given(rules=rule_sets())
@settings(max_examples=15, deadline=None, suppress_health_check=_SLOW)
def test_text_agrees_with_plain_python(rules: list[SegmentRule], text: Path) -> None:
    """Cells read from text mean what typed cells mean."""
    assert_agrees(rules, text)


@given(rules=rule_sets())
@settings(max_examples=25, deadline=None, suppress_health_check=_SLOW)
def test_postgresql_agrees_with_plain_python(rules: list[SegmentRule], postgres_url: str) -> None:
    assert_agrees(rules, postgres_url)


@pytest.mark.filterwarnings("ignore:.*:ResourceWarning")  # py4j leaves its sockets to the exit
@pytest.mark.usefixtures("spark")
@given(rules=rule_sets())
@settings(max_examples=3, deadline=None, suppress_health_check=_SLOW)
def test_spark_agrees_with_plain_python(rules: list[SegmentRule], parquet: Path) -> None:
    assert_agrees(rules, f"spark:local[2]?path={parquet}")
