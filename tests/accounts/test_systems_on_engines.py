"""Subscriptions as ten systems head them: one answer on every engine, and it is that of pandas.

Rows are rolled up to customers and amounts of two currencies brought to one; counts, sums to the
cent, renewals, new customers and hours are compared.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pytest

import csdesign
from csdesign.customers import measure_accounts, measure_options

if TYPE_CHECKING:
    from pathlib import Path

    from .servers import Postgres

AS_OF = date(2026, 11, 25)
RATE = Decimal("1.0837")
CENT = Decimal("0.01")
HOURS = {"ent": (24, 15), "mid": (6, 0), "smb": (Decimal("0.5"), 0)}
KEYS = ("id", "employees", "arr", "currency", "start_date", "renewal_date", "status")
SYSTEMS = {
    "salesforce": ("Account ID", "Employees", "ARR__c", "CurrencyIsoCode", "Contract Start Date",
                   "Contract End Date", "Status"),
    "hubspot": ("Record ID", "Number of Employees", "Annual Recurring Revenue", "Currency",
                "Customer Since", "Contract Renewal Date", "Deal status"),
    "gainsight": ("Gsid", "Employees", "ARR", "ARR Currency", "Original Contract Date",
                  "Renewal Date", "Status"),
    "churnzero": ("accountExternalId", "Employee Count", "TotalContractAmount", "Currency Code",
                  "StartDate", "NextRenewalDate", "State"),
    "planhat": ("_id", "employees", "arr", "currency", "customerFrom", "renewalDate", "status"),
    "totango": ("Account Id", "Headcount", "Contract Value", "Currency", "Customer Since",
                "Contract Renewal Date", "Status"),
    "pipedrive": ("Organization - ID", "Organization - Number of employees", "Organization - ARR",
                  "Organization - Currency of ARR", "Organization - Contract start",
                  "Organization - Renewal date", "Deal - Status"),
    "zendesk sell": ("organization_id", "custom_field:Employees", "custom_field:ARR",
                     "custom_field:Currency", "custom_field:Start Date",
                     "custom_field:Renewal Date", "status"),
    "chargebee": ("Customer Id", "Employees", "ARR", "Currency Code", "Started At",
                  "Current Term End", "Subscription Status"),
    "german": ("Kundennummer", "Mitarbeiterzahl", "Jahresvertragswert", "Währung",
               "Vertragsbeginn", "Vertragsende", "Status"),
}  # fmt: skip


def subscriptions() -> pd.DataFrame:
    """Return one to three rows for each of eighty customers, in no order."""
    chance = Random(41)
    rows = []
    for number in range(80):
        employees = int(3 * 10 ** (chance.random() * 3.4))
        for nth in range(chance.randint(1, 3)):
            rows += [
                (
                    f"C{number:05d}",
                    employees - nth,
                    Decimal(chance.randint(5_000, 6_000_000)).scaleb(-2),
                    chance.choice(("USD", "EUR")),
                    AS_OF - timedelta(days=chance.randint(1, 900)),
                    AS_OF + timedelta(days=chance.randint(-20, 400)),
                    chance.choice(("active", "active", "canceled")),
                )
            ]
    return pd.DataFrame(rows, columns=list(KEYS)).sample(frac=1, random_state=5)


ROWS = subscriptions()


def expected() -> dict[str, tuple[Any, ...]]:
    """Return customers, revenue, new ones, renewals and hours of each segment, by pandas alone."""
    live = ROWS[ROWS["status"] == "active"].copy()
    worth = live["currency"].map({"USD": Decimal(1), "EUR": RATE})
    live["arr"] = [
        (arr * rate).quantize(CENT, ROUND_HALF_UP)
        for arr, rate in zip(live["arr"], worth, strict=True)
    ]
    found = live.groupby("id").agg(
        arr=("arr", lambda amounts: sum(amounts, Decimal(0))),
        employees=("employees", "max"),
        start=("start_date", "min"),
        renewal=("renewal_date", "min"),
    )
    large = (found["employees"] >= 1000) & (found["arr"] >= 20000)
    middle = ~large & (found["employees"] >= 100)
    segment = pd.Series("smb", index=found.index).mask(middle, "mid").mask(large, "ent")
    young = found["start"].between(AS_OF - timedelta(days=365), AS_OF)
    soon = found["renewal"].between(AS_OF, AS_OF + timedelta(days=90))
    answer = {}
    for name, (each, once) in HOURS.items():
        mine = segment == name
        new = int((mine & young).sum())
        hours = float(int(mine.sum()) * each + new * once)
        arr = sum(found.loc[mine, "arr"], Decimal(0))
        answer[name] = (int(mine.sum()), arr, new, int((mine & soon).sum()), hours)
    return answer


EXPECTED = expected()


def design(system: str) -> csdesign.Design:
    """Return the design whose `accounts` rolls up the export of a system."""
    header = dict(zip(KEYS, SYSTEMS[system], strict=True))
    one = {"stage": "adopt", "channel": "human-1to1", "minutes": 20}
    start = {"stage": "onboard", "channel": "human-1to1", "minutes": 90}
    work = {
        "ent": [
            {"id": "call", **one, "every": "month", "effort_hours": 2},
            {"id": "go-live", **start, "times": 5, "effort_hours": 3},
        ],
        "mid": [{"id": "review", **one, "every": "quarter", "effort_hours": 1.5}],
        "smb": [{"id": "call", **one, "per_year": 1, "effort_hours": 0.5}],
    }
    rules: dict[str, dict[str, object]] = {
        "ent": {"where": "employees >= 1000 and arr >= 20000"},
        "mid": {"where": "employees >= 100"},
        "smb": {"otherwise": True},
    }
    return csdesign.load(
        {
            "accounts": {
                "columns": {"state_of_it": header["status"]},
                "per": header["id"],
                "sum": ["arr"],
                "min": ["renewal_date", "start_date"],
                "max": ["employees"],
                "where": "state_of_it = 'active'",
                "currency": {"base": "USD", "rates": {"EUR": float(RATE)}, "as_of": "2026-11-01"},
            },
            "segments": [{"id": name, **rules[name], "interactions": work[name]} for name in work],
        }
    )


def answered(system: str, source: object) -> dict[str, tuple[Any, ...]]:
    """Return the customers of a system's export by csdesign, hours from its plan."""
    written = design(system)
    options = measure_options(written, as_of=AS_OF, is_own=False, sample=0)
    found = measure_accounts(written, source, replace(options, borders=False))
    assert found.rejected.rows == 0, found.rejected.first
    plan = csdesign.plan(written, measured=found)
    return {
        each.id: (
            each.accounts,
            each.arr,
            each.new_accounts,
            each.renewing,
            plan.segment_by_id[each.id].workload.hours_of(each.accounts, each.new_accounts or 0),
        )
        for each in found.segments
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the export of each system as Parquet."""
    place = tmp_path_factory.mktemp("systems")
    ROWS.to_csv(place / "rows.csv", index=False)
    types = ("VARCHAR", "INT", "DECIMAL(14, 2)", "VARCHAR", "DATE", "DATE", "VARCHAR")
    with duckdb.connect() as connection:
        for number, headers in enumerate(SYSTEMS.values()):
            columns = ", ".join(
                f'{key}::{kind} AS "{header}"'
                for key, kind, header in zip(KEYS, types, headers, strict=True)
            )
            connection.execute(
                f"COPY (SELECT {columns} FROM read_csv('{place}/rows.csv', all_varchar = true)) "
                f"TO '{place}/{number}.parquet'"
            )
    return place


def parquet(folder: Path, system: str) -> Path:
    return folder / f"{list(SYSTEMS).index(system)}.parquet"


@pytest.mark.parametrize("system", SYSTEMS)
def test_duckdb_answers_as_pandas(system: str, folder: Path) -> None:
    assert answered(system, parquet(folder, system)) == EXPECTED


@pytest.mark.parametrize("system", SYSTEMS)
def test_text_answers_as_pandas(system: str, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    ROWS.rename(columns=dict(zip(KEYS, SYSTEMS[system], strict=True))).to_csv(path, index=False)

    assert answered(system, path) == EXPECTED


@pytest.mark.parametrize("system", SYSTEMS)
def test_postgresql_answers_as_pandas(system: str, postgres: Postgres) -> None:
    kinds = ("text", "int", "numeric(14, 2)", "text", "date", "date", "text")
    columns = ", ".join(
        f'"{header}" {kind}' for header, kind in zip(SYSTEMS[system], kinds, strict=True)
    )
    table = f"export_{list(SYSTEMS).index(system)}"
    postgres.create(table, columns, [tuple(row) for row in ROWS.itertuples(index=False)])

    assert answered(system, postgres.url(table)) == EXPECTED


@pytest.mark.filterwarnings("ignore:.*:ResourceWarning")  # py4j leaves its sockets to the exit
@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("system", SYSTEMS)
def test_spark_answers_as_pandas(system: str, folder: Path) -> None:
    source = f"spark:local[2]?path={parquet(folder, system)}"
    assert answered(system, source) == EXPECTED
