"""Draws and futures of small designs: every input, every figure.

`figures.txt` holds the designs. Draws are the same on every machine. `--update-golden` rewrites
the figures; read the difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from csdesign.planning.futures import draws
from csdesign.planning.futures.planner import futures_of
from csdesign.planning.months import with_months
from csdesign.planning.months.horizon import horizon_of
from csdesign.planning.planner import make_plan
from designs import design_of
from tabled import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csdesign.planning.results.uncertainty import Futures
    from tabled import Case

TABLE = Table(Path(__file__).parent / "figures.txt")
DRAWS = 100


def figures(numbers: Iterable[float | None]) -> str:
    """Return numbers with five digits."""
    return " ".join("-" if number is None else f"{number:.5g}" for number in numbers)


def of_futures(found: Futures) -> Iterator[str]:
    """Yield the inputs that are drawn and every figure of the futures."""
    for item in found.inputs:
        place = "/".join(str(key) for key in item.place or ())
        yield (
            f"=> {item.path} [{item.words}] {item.kind} {item.basis} "
            f"{figures((item.low, item.value, item.high))} {item.unit} "
            f"{'ranged ' if item.ranged else ''}@{place}"
        )
    for role, own in found.by_role.items():
        yield (
            f"=> {role}: work {figures(own.fte)}, people {figures(own.people[:3])}, "
            f"enough {figures([own.enough])}, choice {own.choice}"
        )
    yield f"=> all: work {figures(found.fte)}, people {figures(found.people)}"
    yield (
        f"=> enough {figures([found.enough])} of {found.enough_draws}, choice {found.choice}, "
        f"people of {found.people_draws}, together {found.together:.4f}, unit {found.unit!r}"
    )
    if found.cost is not None:
        yield f"=> cost {figures(found.cost)}"
    if found.one_more is not None:
        yield f"=> one more {found.one_more.role} {found.one_more.enough:.4f}"
    yield from (f"=> level of {change.segment} {change.share:.4f}" for change in found.levels)
    worth = {one.input.path: one.worth for one in found.information}
    for driver in found.drivers:
        path = driver.input.path
        yield f"=> driver {path} {driver.share:.4f} worth {worth.get(path, 0.0):.5g}"
    if found.months is not None:
        rows = {**found.months.by_role, "all": found.months.totals}
        for name, months in rows.items():
            for month in months:
                required = figures(month.required)
                yield f"=> {month.month} {name}: {required}, enough {figures([month.enough])}"
        yield (
            f"=> enough every month {figures([found.months.enough_every_month])} "
            f"of {found.months.draws}"
        )


def said(case: Case) -> list[str]:
    """Return the futures of a design as text."""
    design = design_of(case.text)
    plan = with_months(make_plan(design), horizon_of(design))
    return list(of_futures(futures_of(plan, draws=DRAWS)))


@pytest.mark.parametrize("case", TABLE.cases(), ids=lambda case: case.title[3:30])
def test_futures_that_are_drawn_in_blocks_are_those_of_one_block(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every figure, also of the last block, which is shorter."""
    whole = said(case)
    monkeypatch.setattr(draws, "BLOCK", 40)

    assert said(case) == whole


def test_futures_say_what_is_written_under_each_design() -> None:
    """Ranges as stated or by their basis, and people, money and drivers from the draws."""
    assert TABLE.differences(said) == ""
