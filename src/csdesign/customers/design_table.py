"""The customer table of a design: where it is, and how the design says it is read."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from csdesign.errors import UsageError
from csdesign.files.there import exists
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.accounts.measure.options import MeasureOptions, Rates, RollUp, TableReading
    from csdesign.files.writing import Output
    from csdesign.finding import YamlPath
    from csdesign.model.accounts import AccountTable, TableSource
    from csdesign.model.design import Design

__all__ = ["day_of", "declared_source", "measure_options"]


def day_of(stated: date | str | None, design: Design) -> date:
    """Return the day to measure at: the stated one, the design's `as_of`, or today (UTC).

    In a design, the day of its account table comes before that of its horizon.

    Raises:
        UsageError: it is not a date written as year-month-day.
    """
    document = design.document
    horizon = None if document.horizon is None else document.horizon.as_of
    given = next(
        (day for day in (stated, document.accounts.as_of, horizon) if day is not None), None
    )
    if given is None:
        return datetime.now(tz=UTC).date()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError(
            f"{visible(given, 40)} is not a date; give year-month-day, such as 2026-11-30"
        ) from None


def measure_options(
    design: Design,
    *,
    as_of: date | str | None = None,
    reading: TableReading | None = None,
    before: object | None = None,
    sample: int = 5,
    rejects: Output | None = None,
    is_own: bool = True,
    drift: bool = True,
    history: str | None = None,
) -> MeasureOptions:
    """Return the options for reading a table: those of the design, where no others are given.

    Args:
        design: Its `accounts` says how the table is read, and how rows make customers.
        as_of: The day to measure at.
        reading: How the table is read; what is given goes before what the design says.
        before: An earlier table, in place of the design's own.
        sample: Most account ids kept as examples.
        rejects: What gets the list of rejected rows.
        is_own: Whether the table is the design's own, whose sheet, table, header row and encoding
            it names.
        drift: Whether the design's own earlier tables are compared.
        history: A folder of earlier tables, in place of the design's own.

    Raises:
        UsageError: the day is none, or the design's earlier table cannot be found.
    """
    from csdesign.accounts.measure.options import MeasureOptions, TableReading

    written = design.document.accounts
    stated = _reading(written)
    read = (reading or TableReading()).or_else(stated if is_own else stated.elsewhere())
    before_reading: TableReading | None = None
    if drift and before is None and written.before is not None and written.before.path is not None:
        before = _source_in_design(design, written.before.path, ("accounts", "before"))
        before_reading = _reading(written.before)
    if drift and history is None and written.history is not None:
        history = _source_in_design(design, written.history, ("accounts",), "history")
    return MeasureOptions(
        as_of=day_of(as_of, design),
        history=() if history is None else _snapshots(history),
        settle=int(written.settle) if drift else 1,  # it acts in the history alone
        **read.values(),
        roll_up=_roll_up(written),
        rates=_rates(design),
        max_rejected=float(written.max_rejected),
        before=before,
        before_reading=before_reading,
        sample=sample,
        rejects=rejects,
    )


def _snapshots(folder: str) -> tuple[tuple[date, str], ...]:
    from csdesign.accounts.measure.history import snapshots_in

    return snapshots_in(folder)


def _reading(source: TableSource) -> TableReading:
    """Return how a design says that a table is read."""
    from csdesign.accounts.measure.options import TableReading

    formats = dict(source.formats)
    return TableReading(
        columns=source.columns,
        number_format=formats.pop("numbers", None),
        date_format=formats.pop("dates", None),
        formats=formats,
        table=source.table,
        sheet=source.sheet,
        header_row=None if source.header_row is None else int(source.header_row),
        encoding=source.encoding,
    )


def _roll_up(written: AccountTable) -> RollUp:
    from csdesign.accounts.measure.options import RollUp

    return RollUp(
        per=written.per,
        sum=written.sum,
        min=written.min,
        max=written.max,
        where=written.where,
        place=("accounts",),
    )


def _rates(design: Design) -> Rates:
    from csdesign.accounts.measure.options import Rates

    written, company = design.document.accounts.currency, design.document.company.currency
    if written.base is not None and company is not None and written.base != company:
        raise UsageError(
            f"accounts.currency.base is {visible(written.base, 12)}, but company.currency is "
            f"{visible(company, 12)}: the plan needs one currency; make them equal"
        )
    rates = {name: Decimal(str(float(rate))) for name, rate in written.rates.items()}
    return Rates(written.base or company, rates, written.as_of)


def declared_source(design: Design) -> str | None:
    """Return the design's own account table: a path, or the URL that a variable holds.

    Raises:
        UsageError: it is outside the repository, or the variable is not set.
    """
    path = design.document.accounts.path
    return None if path is None else _source_in_design(design, path, ("accounts",))


def _source_in_design(design: Design, written: str, place: YamlPath, key: str = "path") -> str:
    """Return the source behind a path or `env:NAME` of a design; a path is relative to the design.

    Raises:
        UsageError: it is outside the repository, or the variable is not set.
    """
    name = ".".join(str(part) for part in (*place, key))
    if written.startswith("env:"):
        variable = written.removeprefix("env:")
        value = os.environ.get(variable)
        if not value:
            raise UsageError(
                f"{name}: the variable {visible(variable, 60)} is not set; set it to the table, or "
                "give --no-accounts for the declared numbers"
            )
        return value
    span = design.locate((*place, key), False) if design.locate is not None else None
    folder = _folder_of(span.path) if span is not None else Path()
    found = (folder / written).resolve()
    root = _repository(folder.resolve())
    if not found.is_relative_to(root):
        raise UsageError(
            f"{name}: {visible(written, 80)} is outside {visible(str(root), 120)}; a design names "
            "tables of its own repository, or a variable: env:NAME"
        )
    return str(folder / written)


def _folder_of(file: str) -> Path:
    """Return the folder of a design file; for one of a revision, that of the working tree today."""
    from csdesign.source.git.repository import repository_of
    from csdesign.source.git.revision import split_revision

    split = None if exists(Path(file)) else split_revision(file)
    if split is None:
        return Path(file).parent
    folder = Path(split[1]).parent
    return folder if exists(folder) else Path(repository_of(split[1]).top, folder)


def _repository(folder: Path) -> Path:
    """Return the root of the repository that holds a folder, or the folder where there is none."""
    for parent in (folder, *folder.parents):
        if exists(parent / ".git"):
            return parent
    return folder
