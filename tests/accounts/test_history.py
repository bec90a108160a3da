"""A folder of earlier tables: how segments grew, who moved, what one month above a line does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from csdesign.accounts.measure import MeasureOptions, SegmentRule
from csdesign.accounts.measure.history import find_history, snapshots_in
from csdesign.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

RULES = (SegmentRule("large", "employees >= 1000"), SegmentRule("rest", otherwise=True))
TABLES = {
    "2026-07-31.csv": {"A": 400, "B": 1400, "C": 9},
    "crm_20260831.csv": {"A": 1500, "B": 1400, "C": 9},
    "2026-09.csv": {"A": 400, "B": 700, "D": 9},
}
NOW = {"A": 2000, "B": 700, "D": 9}


def write(path: Path, sizes: dict[str, int]) -> None:
    rows = "".join(f"{name},{size}\n" for name, size in sizes.items())
    path.write_text(f"id,employees\n{rows}", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    history = tmp_path / "history"
    history.mkdir()
    for name, sizes in TABLES.items():
        write(history / name, sizes)
    (history / "notes.txt").write_text("no table", encoding="utf-8")
    write(tmp_path / "now.csv", NOW)
    return tmp_path


def counted(folder: Path, settle: int) -> list[tuple[int, int, int | None, int | None, int | None]]:
    options = MeasureOptions(
        as_of=date(2026, 10, 31), history=snapshots_in(str(folder / "history")), settle=settle
    )
    found = find_history(RULES, folder / "now.csv", options)
    return [(*dict(s.sizes).values(), s.moved, s.joined, s.left) for s in found]


def test_tables_are_put_in_order_by_the_day_in_their_names(folder: Path) -> None:
    days = [day for day, _ in snapshots_in(str(folder / "history"))]

    assert days == [date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 1)]


def test_sizes_and_movers_are_reported_snapshot_by_snapshot(folder: Path) -> None:
    assert counted(folder, 1) == [
        (1, 2, None, None, None),
        (2, 1, 1, 0, 0),
        (0, 3, 2, 1, 1),
        (1, 2, 1, 0, 0),
    ]


def test_one_snapshot_above_a_threshold_moves_nobody_where_two_are_asked_for(folder: Path) -> None:
    """A is above for one month and once more at the end; B falls and stays below."""
    assert counted(folder, 2) == [
        (1, 2, None, None, None),
        (1, 2, 0, 0, 0),
        (1, 2, 0, 1, 1),
        (0, 3, 1, 0, 0),
    ]


def test_a_folder_without_days_and_two_tables_of_one_day_are_refused(folder: Path) -> None:
    with pytest.raises(UnreadableError, match="no table with a day in its name"):
        snapshots_in(str(folder / "history" / ".."))
    write(folder / "history" / "again-2026-07-31.csv", NOW)
    with pytest.raises(UsageError, match="two tables of 2026-07-31"):
        snapshots_in(str(folder / "history"))
    with pytest.raises(UnreadableError, match="cannot list"):
        snapshots_in(str(folder / "none"))
