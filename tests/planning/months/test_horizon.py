"""The months that are planned: the first, their number, and what contradicts them."""

from __future__ import annotations

from datetime import date

import pytest

from csdesign.errors import UsageError
from csdesign.planning.months.horizon import dated, horizon_of, planned_day
from csdesign.planning.results.horizon import Horizon, month_of
from designs import design_of

SEGMENT = "segments: [{id: a, accounts: 1}]\n"
STATED = "horizon: {start: 2027-01, months: 12}\n" + SEGMENT


@pytest.mark.parametrize(("months", "length"), [(0, None), (1, 1), (60, 60)])
def test_there_are_at_most_sixty_months_and_none_for_0(months: int, length: int | None) -> None:
    """Other months than the design's; 0 plans the year alone."""
    horizon = horizon_of(dated(design_of(STATED), months=months))

    assert (None if horizon is None else horizon.length) == length


@pytest.mark.parametrize("months", [-1, 61])
def test_other_numbers_of_months_are_refused(months: int) -> None:
    """As an option of the command."""
    with pytest.raises(UsageError, match=f"--months {months}: give 1 to 60 months"):
        dated(design_of(STATED), months=months)


def test_months_begin_where_stated_else_after_the_current_day() -> None:
    """The option first, then the design, then the first of the next month."""
    asked = dated(design_of(STATED), start=date(2028, 3, 1))
    today = dated(design_of("horizon: {months: 3}\n" + SEGMENT, "horizon.as_of=2027-12-05"))
    alone = dated(design_of(SEGMENT), months=6, as_of=date(2026, 11, 30))

    assert [horizon_of(one).start for one in (asked, today, alone)] == [
        date(2028, 3, 1),
        date(2028, 1, 1),
        date(2026, 12, 1),
    ]
    assert horizon_of(design_of(SEGMENT)) is None
    assert horizon_of(dated(design_of(SEGMENT), as_of=date(2026, 11, 30))) is None


def test_the_day_on_which_people_are_counted_is_today_else_the_first_one() -> None:
    """None counts all."""
    assert planned_day(design_of(SEGMENT)) is None
    assert planned_day(design_of(STATED)) == date(2027, 1, 1)
    assert planned_day(design_of(STATED, "horizon.as_of=2026-12-05")) == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("counted", "fits"),
    [
        (date(2026, 11, 30), False),
        (date(2026, 12, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 31), True),
        (date(2027, 2, 1), False),
    ],
)
def test_months_start_where_customers_were_counted(counted: date, fits: bool) -> None:
    """In the month of the count or the next."""
    if fits:
        assert horizon_of(design_of(STATED), counted=counted) is not None
    else:
        with pytest.raises(UsageError, match=f"counted as of {counted.isoformat()}"):
            horizon_of(design_of(STATED), counted=counted)


def test_a_day_has_its_place_in_the_months() -> None:
    """28 days in February: the 15th begins after half of it; its last day ends with it."""
    horizon = Horizon(date(2027, 1, 1), 12)

    assert horizon.place(date(2027, 2, 15)) == 1.5
    assert horizon.place(date(2027, 2, 28), end=True) == 2
    assert horizon.place(date(2027, 2, 1)) == 1
    assert horizon.place(date(2026, 12, 1)) == -1
    assert (horizon.number(date(2028, 3, 9)), horizon.calendar_month(14)) == (14, 2)
    assert (horizon.text(-1), horizon.text(12)) == ("2026-12", "2028-01")


def test_no_month_lies_outside_the_calendar() -> None:
    """Years 1 to 9999."""
    assert month_of(date(9999, 1, 1), 11) == date(9999, 12, 1)
    assert month_of(date(1, 12, 1), -11) == date(1, 1, 1)
    for start, later in ((date(9999, 1, 1), 12), (date(1, 1, 1), -1)):
        with pytest.raises(UsageError, match="a horizon cannot reach the year"):
            month_of(start, later)
