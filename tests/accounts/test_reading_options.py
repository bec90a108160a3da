"""The options for reading a table: one list, offered in every way in which a table is named."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from inspect import signature

import csdesign
from csdesign.accounts.measure.options import MeasureOptions, TableReading
from csdesign.cli.account_options import TableOptions
from csdesign.model.accounts import TableSource

OPTIONS = {each.name for each in fields(TableReading)}


def names(offered: object, standing_for: dict[str, set[str]]) -> set[str]:
    """Return the options that names of another surface stand for."""
    return {name for each in offered for name in standing_for.get(each, {each})}  # type: ignore[attr-defined]  # mappings and tuples


def test_every_option_is_offered_in_python_in_a_shell_and_in_a_design() -> None:
    shell = {"map_": {"columns"}, "number_format": {"number_format", "formats"}}
    forms = {"formats": {"formats", "number_format", "date_format"}, "path": set[str]()}

    assert set(signature(csdesign.measure).parameters) >= OPTIONS
    assert names(TableOptions._fields, shell) == OPTIONS
    assert names(TableSource.model_fields, forms) == OPTIONS


def test_what_is_given_goes_before_what_else_is_known() -> None:
    given = TableReading(columns={"arr": "Total"}, sheet="B", header_row=3)
    known = TableReading(columns={"arr": "ARR", "id": "No"}, sheet="A", encoding="cp1250")

    assert given.or_else(known) == TableReading(
        columns={"arr": "Total", "id": "No"}, sheet="B", header_row=3, encoding="cp1250"
    )


def test_an_earlier_table_is_another_file_with_the_same_columns_and_forms() -> None:
    day = date(2026, 11, 25)
    columns = {"arr": "Total"}
    options = MeasureOptions(
        as_of=day, columns=columns, sheet="B", table="t", header_row=3, encoding="cp1250",
        number_format="de",
    )  # fmt: skip

    assert options.of_before() == MeasureOptions(as_of=day, columns=columns, number_format="de")
