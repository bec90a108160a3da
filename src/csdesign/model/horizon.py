"""The months of a design: the horizon, dates and months as written, and weights of the months."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from csdesign.model.base import AlsoWritten, DesignModel, Shorthand
from csdesign.model.calendars import closest_code, code_of, is_known
from csdesign.model.choices import Text
from csdesign.model.numbers import (
    Count,
    Growth,
    HorizonMonths,
    Money,
    MonthNumber,
    MonthWeight,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "NEW_ACCOUNTS_FORMS",
    "FirstDay",
    "Horizon",
    "LastDay",
    "NewAccounts",
    "TwelveWeights",
]

_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_AMOUNT: Final = re.compile(r"(\d+(?:\.\d+)?)([kKM])")
_THOUSANDS: Final = {"k": 1e3, "K": 1e3, "M": 1e6}
_YEAR: Final = 12


def _first_of(month: str) -> date | None:
    found = _MONTH.fullmatch(month)
    if found is None or not 1 <= int(found[2]) <= _YEAR or int(found[1]) < 1:
        return None
    return date(int(found[1]), int(found[2]), 1)


def _month(written: Any) -> Any:
    if isinstance(written, date):
        return written
    month = _first_of(written) if isinstance(written, str) else None
    if month is None:
        raise PydanticCustomError(
            "month_format", "give a month as year-month, such as 2027-01", {"found": written}
        )
    return month


def _day(written: Any) -> date | None:
    if isinstance(written, date):
        return written
    if isinstance(written, str) and _DAY.fullmatch(written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            return None
    return None


def _stated_day(written: Any) -> Any:
    day = _day(written)
    if day is None:
        raise PydanticCustomError(
            "date_format",
            "give a date as year-month-day, such as 2026-11-30",
            {"found": written},
        )
    return day


def _end(*, last: bool) -> Callable[[Any], Any]:
    """Return a function that reads a day, or a month as its first or last day."""

    def read(written: Any) -> Any:
        day = _day(written)
        if day is not None:
            return day
        month = _first_of(written) if isinstance(written, str) else None
        if month is None:
            raise PydanticCustomError(
                "date_format",
                "give a date such as 2027-04-01, or a month such as 2027-04",
                {"found": written},
            )
        return month.replace(day=monthrange(month.year, month.month)[1]) if last else month

    return read


def _text(description: str, pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "description": description})


_MONTH_TEXT: Final = _text("A month, such as 2027-01.", r"^\d{4}-\d{2}$")
_DAY_TEXT: Final = _text("A day, such as 2026-11-30.", r"^\d{4}-\d{2}-\d{2}$")
_EITHER_TEXT: Final = _text("A day or a month.", r"^\d{4}-\d{2}(-\d{2})?$")

Month = Annotated[date, BeforeValidator(_month), _MONTH_TEXT]
StatedDay = Annotated[date, BeforeValidator(_stated_day), _DAY_TEXT]
FirstDay = Annotated[date, BeforeValidator(_end(last=False)), _EITHER_TEXT]
"""A day; a bare month is its first day."""
LastDay = Annotated[date, BeforeValidator(_end(last=True)), _EITHER_TEXT]
"""A day; a bare month is its last day."""


def _twelve(weights: tuple[float, ...]) -> tuple[float, ...]:
    if len(weights) != _YEAR:
        raise PydanticCustomError(
            "weights_list",
            "there are {count} numbers; give twelve, from January to December",
            {"count": len(weights)},
        )
    if math.fsum(weights) <= 0:
        raise PydanticCustomError(
            "weights_zero", "all twelve numbers are 0; give one above 0 for each month that counts"
        )
    return weights


TwelveWeights = Annotated[tuple[MonthWeight, ...], AfterValidator(_twelve)]
"""Twelve weights, from January to December; only their proportions matter."""


def _calendar(code: str) -> str:
    if not is_known(code):
        named = code_of(code)
        if named is not None:
            raise PydanticCustomError(
                "calendar_choice", "give the code: {code}", {"found": code, "code": named}
            )
        near = closest_code(code)
        raise PydanticCustomError(
            "calendar_choice",
            "give a country such as DE, or a country and a part of it such as DE-BY",
            {"found": code, "options": [] if near is None else [near]},
        )
    return code


Calendar = Annotated[Text, AfterValidator(_calendar)]
"""Public holidays: ISO 3166-1, with a subdivision where needed."""


def _spelled_amount(written: Any) -> Any:
    """Return `1.2M` and `950k` as plain numbers."""
    found = _AMOUNT.fullmatch(written) if type(written) is str else None
    return written if found is None else float(found[1]) * _THOUSANDS[found[2]]


Amount = Annotated[
    Money, AlsoWritten(_spelled_amount, lambda _: {"type": "string", "pattern": _AMOUNT.pattern})
]


def _amounts(written: Any) -> Any:
    return written if isinstance(written, (list, tuple)) else [written]


class Horizon(Shorthand):
    """The months to plan; a bare month is its start."""

    bare: ClassVar[str] = "start"

    start: Month | None = None
    """The first month; the month after `as_of` where it is missing."""
    months: HorizonMonths = 12
    """How many months are planned (months)."""
    calendar: Calendar | None = None
    """Public holidays of a country or a part of it, such as DE or DE-BY."""
    leave_season: TwelveWeights | None = None
    """Twelve weights, from January to December, for when other absence is taken; if missing,
    absence is spread by working days."""
    as_of: StatedDay | None = None
    """The current date; a vacancy that should have been opened earlier is reported as late."""
    first_start: Month | None = None
    """The first month in which a new hire may start, such as the month after a hiring freeze."""
    fiscal_start: MonthNumber | None = None
    """The calendar month in which the fiscal year begins (1..12), for cost by fiscal quarter."""
    budget: (
        Annotated[
            tuple[Amount, ...],
            AlsoWritten(_amounts, lambda many: many.get("items", {})),
        ]
        | None
    ) = None
    """Money for people and tools over the horizon, or a list with one amount for each quarter."""


def _new_accounts(written: Any) -> Any:
    if isinstance(written, (list, tuple)):
        return {"by_month": written}
    if isinstance(written, dict) and "value" not in written:
        if "by_month" in written:
            raise PydanticCustomError(
                "new_accounts", "write the numbers of the months as a list, without by_month"
            )
        if "per_year" not in written and written.keys() <= {"growth", "season"}:
            raise PydanticCustomError(
                "new_accounts_missing", "growth and season need per_year; add it, such as 60"
            )
        return written
    return {"per_year": written}


class NewAccounts(DesignModel):
    """Customers that start: a number a year with growth and season, or one for each month."""

    per_year: Count | None = None
    """Customers that start in the first year (accounts a year)."""
    growth: Growth = 0
    """How much more start in each following year, such as 0.2."""
    season: TwelveWeights | None = None
    """Twelve weights, from January to December, for when they start; if missing, evenly."""
    by_month: tuple[MonthWeight, ...] | None = None
    """Customers that start in each month of the horizon."""

    @property
    def yearly(self) -> float | None:
        """Return the customers that start in a year: the first twelve months of a list."""
        if self.by_month is None:
            return self.per_year
        first = self.by_month[:_YEAR]
        return float(math.fsum(first) * _YEAR / len(first)) if first else 0.0


def _new_accounts_forms(_: dict[str, Any]) -> dict[str, Any]:
    return {
        "anyOf": [
            {"type": "number", "minimum": 0, "unit": "1/year"},
            {"type": "array", "items": {"type": "number", "minimum": 0}},
            {"type": "object", "stated": True},
        ]
    }


NEW_ACCOUNTS_FORMS: Final = AlsoWritten(_new_accounts, _new_accounts_forms)
