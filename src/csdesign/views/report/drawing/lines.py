"""People by month as lines: needed, at work, and at work with hires; vacancies as marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.views.months import day_words, short_month
from csdesign.views.report.drawing.lettering import fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.planning.months.results import MonthPlan, RoleMonths
    from csdesign.planning.results import Plan

__all__ = ["Chart", "charts"]

_WIDTH: Final = 640.0
_HEIGHT: Final = 150.0
_LEFT: Final = 34.0
_RIGHT: Final = 16.0
_TOP: Final = 12.0
_BOTTOM: Final = 22.0
_MOST: Final = 12
_MOST_LABELS: Final = 13


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is, and its points in the picture (px)."""

    name: str
    words: str
    points: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A label at a place (px)."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One role: its lines, the scale beside them, months below them, first days of hires."""

    key: str
    title: str
    words: str
    """What the picture shows, for those who do not see it."""
    width: float
    height: float
    lines: tuple[Line, ...]
    scale: tuple[Mark, ...]
    months: tuple[Mark, ...]
    starts: tuple[Mark, ...]
    base: float


def charts(plan: Plan) -> tuple[Chart, ...]:
    """Return a chart for each role, those whose work waits first; none without months."""
    found = plan.months
    if found is None:
        return ()
    roles = sorted(found.roles, key=lambda role: not role.waits)[:_MOST]
    return tuple(_chart(found, role) for role in roles if any(m.required for m in role.months))


def _chart(found: MonthPlan, role: RoleMonths) -> Chart:
    needed = [month.required for month in role.months]
    lines: list[tuple[str, str, Sequence[float | None]]] = [("needed", "needed", needed)]
    if role.months[0].available is not None:
        lines.append(("there", "at work", [month.available for month in role.months]))
    if role.vacancies:
        with_hires = [month.available_with_hires for month in role.months]
        lines.append(("hired", "at work with hires", with_hires))
    top = max([*needed, *(value or 0.0 for _, _, line in lines for value in line), 1e-9]) * 1.1
    step = (_WIDTH - _LEFT - _RIGHT) / max(1, found.length - 1)
    base = _HEIGHT - _BOTTOM

    def x(month: float) -> float:
        return _LEFT + step * month

    def y(value: float) -> float:
        return base - (base - _TOP) * value / top

    drawn = tuple(
        Line(
            name,
            words,
            " ".join(
                f"{x(month):.1f},{y(value):.1f}"
                for month, value in enumerate(line)
                if value is not None
            ),
        )
        for name, words, line in lines
    )
    every = -(-found.length // _MOST_LABELS)
    waits = [month.delay or 0.0 for month in role.months]
    worst = max(range(found.length), key=waits.__getitem__)
    told = (
        f"; {waits[worst]:.1f} months wait in {found.horizon.text(worst)}" if waits[worst] else ""
    )
    return Chart(
        key=role.role,
        title=fitted(role.title, 60),
        words=f"{role.title}: {min(needed):.1f} to {max(needed):.1f} full-time people needed{told}",
        width=_WIDTH,
        height=_HEIGHT,
        lines=drawn,
        scale=tuple(Mark(_LEFT - 4, y(value), f"{value:.1f}") for value in (0.0, top / 2, top)),
        months=tuple(
            Mark(x(month), _HEIGHT - 6, short_month(found.horizon, month))
            for month in range(0, found.length, every)
        ),
        starts=tuple(
            Mark(x(max(0, number)), base, f"first day {day_words(vacancy.start)}")
            for vacancy in role.vacancies
            if (number := found.horizon.number(vacancy.start)) < found.length
        ),
        base=base,
    )
