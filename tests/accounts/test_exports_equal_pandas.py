"""Exports as eleven systems write them give what pandas computes apart, to the cent."""

from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pytest
import xlsxwriter

import csdesign
from csdesign.accounts.measure import MeasureOptions, SegmentRule, measure
from csdesign.accounts.measure.options import Rates, RollUp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from csdesign.accounts.measure.results import Measured

    from .servers import Postgres

AS_OF = date(2026, 11, 25)
CENT = Decimal("0.01")
DESIGN = """\
company: {currency: USD}
segments:
  - id: ent
    where: employees >= 1000 and arr >= 20000
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, effort_hours: 2}
      - {id: go-live, stage: onboard, channel: human-1to1, times: 5, minutes: 90, effort_hours: 3}
  - id: mid
    where: employees >= 100
    interactions:
      - {id: qbr, stage: adopt, channel: human-1to1, every: quarter, minutes: 45, effort_hours: 1.5}
  - id: smb
    otherwise: true
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, per_year: 1, minutes: 20, effort_hours: 0.5}
roles: [{id: csm, title: Customer Success Manager, owns: [adopt]}]
"""
HOURS = {"ent": (24, 15), "mid": (6, 0), "smb": (Decimal("0.5"), 0)}


def customers() -> pd.DataFrame:
    """Return one row per customer: the truth that every export is written from."""
    chance = Random(14)
    rows = []
    for number in range(160):
        monthly = Decimal(chance.randint(100, 1_200_000)).scaleb(-2)
        rows.append(
            {
                "id": f"001{'aBcDeFgHiJ'[number % 10]}{number:011d}",
                "name": f"Gerät, {number}",
                "employees": int(3 * 10 ** (chance.random() * 3.4)),
                "mrr": monthly,
                "arr": monthly * 12,
                "start": AS_OF - timedelta(days=chance.randint(1, 1_500)),
                "renewal": AS_OF + timedelta(days=chance.randint(-20, 400)),
            }
        )
    return pd.DataFrame(rows)


TRUTH = customers()


def expected(frame: pd.DataFrame, *, new: bool = True) -> dict[str, tuple[Any, ...]]:
    """Return accounts, ARR, renewals and hours of each segment, by pandas alone."""
    large = (frame["employees"] >= 1000) & (frame["arr"] >= 20000)
    middle = ~large & (frame["employees"] >= 100)
    names = pd.Series("smb", index=frame.index).mask(middle, "mid").mask(large, "ent")
    soon = frame["renewal"].between(AS_OF, AS_OF + timedelta(days=90))
    young = frame["start"].between(AS_OF - timedelta(days=365), AS_OF) & new
    found = {}
    for name, (each, once) in HOURS.items():
        mine = names == name
        accounts = int(mine.sum())
        hours = accounts * each + int((mine & young).sum()) * once
        arr = sum(frame.loc[mine, "arr"], Decimal(0))
        found[name] = (accounts, arr, int((mine & soon).sum()), float(hours))
    return found


def counted(source: object, path: Path, **options: Any) -> dict[str, tuple[Any, ...]]:
    """Return the same from csdesign, its hours from the plan."""
    (path / "design.yaml").write_text(DESIGN, encoding="utf-8")
    design = csdesign.load(path / "design.yaml")
    measured = csdesign.measure(design, source, as_of=AS_OF, **options)
    assert measured.rejected.rows == 0, measured.rejected.first
    plan = csdesign.plan(design, measured=measured)
    hours = {
        segment.id: plan.segment_by_id[segment.id].workload.hours_of(
            segment.accounts, segment.new_accounts
        )
        for segment in measured.segments
    }
    return {
        segment.id: (segment.accounts, segment.arr, segment.renewing, hours[segment.id])
        for segment in measured.segments
    }


def written(
    path: Path, header: list[str], row: Callable[[Any], list[str]], *, below: str = "", **how: str
) -> Path:
    """Write the customers as CSV in some way."""
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if how.get("quoted") else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=how.get("delimiter", ","), quoting=quoting)
    writer.writerow(header)
    writer.writerows(row(each) for each in TRUTH.itertuples())
    path.write_bytes((out.getvalue() + below).encode(how.get("encoding", "utf-8")))
    return path


def american(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def german(amount: Decimal) -> str:
    return f"{amount:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")


def salesforce(path: Path) -> tuple[Path, dict[str, Any]]:
    footer = '"Report of accounts"\n"Copyright (c) 2000-2026 salesforce.com, inc."\n'
    header = ["Account ID", "Account Name", "Employees", "ARR Currency", "ARR",
              "Contract Start Date", "Contract End Date"]  # fmt: skip
    return written(
        path / "sf.csv", header,
        lambda c: [c.id, c.name, str(c.employees), "USD", str(c.arr), american(c.start),
                   american(c.renewal)],
        below=footer, quoted="yes", encoding="cp1252",
    ), {}  # fmt: skip


def hubspot(path: Path) -> tuple[Path, dict[str, Any]]:
    header = ["Record ID", "Company name", "Number of Employees", "Annual Recurring Revenue",
              "Customer Since", "Renewal Date"]  # fmt: skip
    return written(
        path / "hs.csv", header,
        lambda c: [c.id, c.name, str(c.employees), str(c.arr), str(c.start), str(c.renewal)],
    ), {}  # fmt: skip


def gainsight(path: Path) -> tuple[Path, dict[str, Any]]:
    header = ["Gsid", "Name", "Employees", "ARR", "Original Contract Date", "Renewal Date"]
    return written(
        path / "gs.csv", header,
        lambda c: [c.id, c.name, str(c.employees), str(c.arr), american(c.start),
                   american(c.renewal)],
        encoding="utf-8-sig",
    ), {}  # fmt: skip


def churnzero(path: Path) -> tuple[Path, dict[str, Any]]:
    header = ["accountExternalId", "Staff", "TotalContractAmount", "StartDate", "NextRenewalDate"]
    return written(
        path / "cz.csv", header,
        lambda c: [c.id, f"{c.employees:,}", f"${c.arr:,.2f}", american(c.start),
                   american(c.renewal)],
    ), {"columns": {"employees": "Staff"}}  # fmt: skip


def planhat(path: Path) -> tuple[Path, dict[str, Any]]:
    header = ["_id", "name", "employees", "arr", "customerFrom", "renewalDate"]
    return written(
        path / "ph.csv", header,
        lambda c: [c.id, c.name, str(c.employees), str(c.arr), f"{c.start}T00:00:00.000Z",
                   f"{c.renewal}T00:00:00.000Z"],
    ), {}  # fmt: skip


def totango(path: Path) -> tuple[Path, dict[str, Any]]:
    header = ["Account Id", "Headcount", "Contract Value", "Since", "Contract Renewal Date"]
    return written(
        path / "to.csv", header,
        lambda c: [c.id, str(c.employees), str(c.arr), american(c.start),
                   f"{american(c.renewal)} 4:12 AM"],
    ), {"columns": {"start_date": "Since"}}  # fmt: skip


def vitally(path: Path) -> tuple[Path, dict[str, Any]]:
    header = ["externalId", "employees", "MRR", "start_date", "renewal_date"]
    return written(
        path / "vi.csv", header,
        lambda c: [c.id, str(c.employees), str(c.mrr), str(c.start), str(c.renewal)],
    ), {}  # fmt: skip


def german_sheet(path: Path) -> tuple[Path, dict[str, Any]]:
    header = ["Kunde", "Mitarbeiter", "Jahresumsatz", "Kunde seit", "Verlängerung"]
    return written(
        path / "de.csv", header,
        lambda c: [c.id, f"{c.employees:,}".replace(",", "."), german(c.arr),
                   f"{c.start:%d.%m.%Y}", f"{c.renewal:%d.%m.%Y}"],
        below=";;;;\nSumme;9;9;;\n", delimiter=";", encoding="utf-8-sig",
    ), {
        "columns": {"id": "Kunde", "employees": "Mitarbeiter", "arr": "Jahresumsatz",
                    "start_date": "Kunde seit", "renewal_date": "Verlängerung"},
    }  # fmt: skip


def workbook(path: Path) -> tuple[Path, dict[str, Any]]:
    book = xlsxwriter.Workbook(path / "book.xlsx", {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Accounts")
    sheet.write(0, 0, "Customers of the year")
    sheet.write_row(2, 0, ["Account ID", "Employees", "ARR", "Start Date", "Renewal Date"])
    for row, each in enumerate(TRUTH.itertuples(), 3):
        sheet.write_row(row, 0, [each.id, each.employees, float(each.arr)])
        sheet.write_datetime(row, 3, pd.Timestamp(each.start).to_pydatetime())
        sheet.write_datetime(row, 4, pd.Timestamp(each.renewal).to_pydatetime())
    sheet.write(row + 2, 0, "Grand Total")
    sheet.write(row + 2, 2, 99.5)
    book.close()
    return path / "book.xlsx", {}


EXPORTS = (
    salesforce,
    hubspot,
    gainsight,
    churnzero,
    planhat,
    totango,
    vitally,
    german_sheet,
    workbook,
)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.__name__)
def test_an_export_gives_what_pandas_computes(
    export: Callable[[Path], tuple[Path, dict[str, Any]]], tmp_path: Path
) -> None:
    """Neither format nor footer is stated: the file itself is enough."""
    path, options = export(tmp_path)

    assert counted(path, tmp_path, **options) == expected(TRUTH)


# -- one row for each subscription, two currencies, some ended


RATE = Decimal("1.0837")
ROLL_UP = RollUp(
    per="customer",
    sum=("mrr",),
    min=("renewal_date",),
    max=("employees",),
    where="status = 'active'",
)
RATES = Rates("USD", {"EUR": RATE}, "2026-11-01")
COLUMNS = ("subscription", "customer", "mrr", "currency", "status", "renewal_date", "employees")
RULES = (
    SegmentRule("ent", "employees >= 1000 and arr >= 20000"),
    SegmentRule("mid", "employees >= 100"),
    SegmentRule("smb", otherwise=True),
)


def subscriptions() -> pd.DataFrame:
    chance = Random(15)
    rows: list[dict[str, object]] = []
    for each in TRUTH.itertuples():
        currency = chance.choice(("USD", "EUR"))
        rows += [
            {
                "subscription": f"sub_{each.Index}_{nth}",
                "customer": each.id,
                "mrr": Decimal(chance.randint(100, 400_000)).scaleb(-2),
                "currency": currency,
                "status": chance.choice(("active", "active", "canceled")),
                "renewal_date": each.renewal + timedelta(days=30 * nth),
                "employees": each.employees - nth,
            }
            for nth in range(chance.randint(1, 3))
        ]
    return pd.DataFrame(rows).sample(frac=1, random_state=3)


SUBSCRIPTIONS = subscriptions()


def of_subscriptions() -> dict[str, tuple[Any, ...]]:
    """Return the customers by pandas: money converted row by row, half cents up."""
    live = SUBSCRIPTIONS[SUBSCRIPTIONS["status"] == "active"].copy()
    worth = live["currency"].map({"USD": Decimal(1), "EUR": RATE})
    live["arr"] = [
        (12 * mrr * rate).quantize(CENT, ROUND_HALF_UP)
        for mrr, rate in zip(live["mrr"], worth, strict=True)
    ]
    grouped = live.groupby("customer").agg(
        arr=("arr", lambda amounts: sum(amounts, Decimal(0))),
        renewal=("renewal_date", "min"),
        employees=("employees", "max"),
    )
    grouped["start"] = date(1990, 1, 1)
    return {name: row[:3] for name, row in expected(grouped, new=False).items()}


def rolled_up(source: object) -> dict[str, tuple[Any, ...]]:
    options = MeasureOptions(as_of=AS_OF, roll_up=ROLL_UP, rates=RATES, borders=False, sample=0)
    found: Measured = measure(RULES, source, options)
    assert found.rejected.rows == 0
    return {s.id: (s.accounts, s.arr, s.renewing) for s in found.segments}


def as_text() -> str:
    return SUBSCRIPTIONS.to_csv(index=False)


def test_a_billing_export_rolls_up_to_what_pandas_computes(tmp_path: Path) -> None:
    path = tmp_path / "chargebee.csv.gz"
    path.write_bytes(gzip.compress(as_text().encode()))

    assert rolled_up(path) == of_subscriptions()


def test_json_lines_roll_up_to_what_pandas_computes(tmp_path: Path) -> None:
    path = tmp_path / "stripe.jsonl"
    rows = SUBSCRIPTIONS.astype(str).to_dict("records")
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    assert rolled_up(path) == of_subscriptions()


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("subscriptions")
    (folder / "s.csv").write_text(as_text(), encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT subscription, customer, mrr::DECIMAL(12, 2) AS mrr, currency, status, "
            f"renewal_date::DATE AS renewal_date, employees::INT AS employees FROM "
            f"read_csv('{folder}/s.csv', all_varchar = true)) TO '{folder}/s.parquet'"
        )
    return folder / "s.parquet"


def test_parquet_rolls_up_to_what_pandas_computes(parquet: Path) -> None:
    assert rolled_up(parquet) == of_subscriptions()


def test_postgresql_rolls_up_to_what_pandas_computes(postgres: Postgres) -> None:
    rows = [tuple(row) for row in SUBSCRIPTIONS[list(COLUMNS)].itertuples(index=False)]
    postgres.create(
        "subscriptions",
        "subscription text, customer text, mrr numeric(12, 2), currency text, status text, "
        "renewal_date date, employees int",
        rows,
    )

    assert rolled_up(postgres.url("subscriptions")) == of_subscriptions()


@pytest.mark.filterwarnings("ignore:.*:ResourceWarning")  # py4j leaves its sockets to the exit
@pytest.mark.usefixtures("spark")
def test_spark_rolls_up_to_what_pandas_computes(parquet: Path) -> None:
    assert rolled_up(f"spark:local[2]?path={parquet}") == of_subscriptions()
