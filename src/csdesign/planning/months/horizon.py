"""The months to plan: the first one, their number, their calendar, and the current day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.model.horizon import Horizon as WrittenHorizon
from csdesign.planning.results.horizon import Horizon, month_of, month_text
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.model.design import Design

__all__ = ["as_of_day", "dated", "horizon_of", "planned_day"]

_YEAR: Final = 12
_MOST: Final = 60


def as_of_day(design: Design) -> date | None:
    """Return the current day: the horizon's, the account table's, else None."""
    written = design.document.horizon
    if written is not None and written.as_of is not None:
        return written.as_of
    given = design.document.accounts.as_of
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


def planned_day(design: Design) -> date | None:
    """Return the day on which the people of the yearly plan are counted; None counts all.

    That is the current day, else the first day of the horizon.
    """
    written = design.document.horizon
    return as_of_day(design) or (None if written is None else written.start)


def dated(
    design: Design,
    *,
    months: int | None = None,
    start: date | None = None,
    as_of: date | None = None,
) -> Design:
    """Return a design with the given months in place of its `horizon`.

    Args:
        design: The design.
        months: How many; 0 for none.
        start: The first month.
        as_of: The current day.

    Raises:
        UsageError: the months are not 0 to 60.
    """
    if months is not None and not 0 <= months <= _MOST:
        raise UsageError(f"--months {months}: give 1 to {_MOST} months, or 0 for the year alone")
    document = design.document
    changed = {"months": months, "start": start, "as_of": as_of}
    changed = {key: value for key, value in changed.items() if value is not None}
    if not changed:
        return design
    update: dict[str, object] = {}
    if as_of is not None:
        update["accounts"] = document.accounts.model_copy(update={"as_of": as_of.isoformat()})
    if months == 0:
        update["horizon"] = None
    elif document.horizon is not None or months is not None or start is not None:
        update["horizon"] = (document.horizon or WrittenHorizon()).model_copy(update=changed)
    return replace(design, document=document.model_copy(update=update))


def horizon_of(design: Design, *, counted: date | None = None) -> Horizon | None:
    """Return the months to plan; None if the design asks for none.

    Args:
        design: Its `horizon` says which.
        counted: The day on which customers were counted, or None.

    Raises:
        UsageError: no first month is stated, it is not the month in which customers were counted,
            or a list of new customers ends before them.
    """
    written = design.document.horizon
    if written is None:
        return None
    day = as_of_day(design) or counted
    first = written.start
    if first is None:
        if day is None:
            raise UsageError(
                "the first month is not given: give --from 2027-01, "
                "or horizon: {start: 2027-01} in the design"
            )
        first = month_of(day, 1)
    count = int(written.months)
    if counted is not None:
        _check_counted(first, counted)
    _check_lists(design, count)
    return Horizon(
        start=first,
        length=count,
        calendar=written.calendar,
        leave_season=written.leave_season,
        as_of=day,
        first_start=written.first_start,
        fiscal_start=None if written.fiscal_start is None else int(written.fiscal_start),
        budget=written.budget,
    )


def _check_counted(first: date, counted: date) -> None:
    here = month_of(counted, 0)
    if first not in {here, month_of(here, 1)}:
        raise UsageError(
            f"customers were counted as of {counted.isoformat()}, so the months must start in "
            f"{month_text(here)} or {month_text(month_of(here, 1))}, not in {month_text(first)}"
        )


def _check_lists(design: Design, count: int) -> None:
    """Refuse a list of new customers that is shorter than the months asked for."""
    for segment in design.segments:
        new = segment.written.new_accounts
        numbers = None if new is None else new.by_month
        if numbers is not None and len(numbers) < count:
            place = (*segment.path, "new_accounts")
            span = design.locate(place, True) if design.locate is not None else None
            where = "" if span is None else f"{visible(span.path)}:{span.line}:{span.column}: "
            raise UsageError(
                f"{where}segment '{segment.id}': new_accounts has {len(numbers)} numbers for "
                f"{count} months; give {count}, or {{per_year, season}}"
            )
