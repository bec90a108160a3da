"""The day at which a table is measured: the one stated, the design's, or today."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from csdesign.customers import day_of
from designs import design_of


@pytest.mark.parametrize(
    ("stated", "written", "day"),
    [
        ("2026-01-02", "accounts: {as_of: 2026-03-01}\n", date(2026, 1, 2)),
        (None, "accounts: {as_of: 2026-03-01}\n", date(2026, 3, 1)),
        (None, "horizon: {as_of: 2026-05-31, months: 6}\n", date(2026, 5, 31)),
        (
            None,
            "accounts: {as_of: 2026-03-01}\nhorizon: {as_of: 2026-05-31, months: 6}\n",
            date(2026, 3, 1),
        ),
    ],
)
def test_what_is_stated_comes_first_then_the_table_then_the_horizon(
    stated: str | None, written: str, day: date
) -> None:
    design = design_of(f"segments: [{{id: a, accounts: 1}}]\n{written}")

    assert day_of(stated, design) == day


def test_without_a_day_it_is_today() -> None:
    before = datetime.now(tz=UTC).date()
    day = day_of(None, design_of("segments: [{id: a, accounts: 1}]\n"))

    assert before <= day <= datetime.now(tz=UTC).date()
