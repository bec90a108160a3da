"""Small designs with every figure of their months; the arithmetic stands in their comments.

`figures.txt` holds them. `--update-golden` rewrites the figures; read the difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from csdesign.planning.months import with_months
from csdesign.planning.months.horizon import horizon_of
from csdesign.planning.months.part import part_of_months
from csdesign.planning.planner import make_plan
from designs import design_of
from tabled import Table

from .designs import hours_by_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.planning.results.by_month import MonthPlan, RoleMonths
    from tabled import Case

TABLE = Table(Path(__file__).parent / "figures.txt")
LEFT_OUT = ("bound", "heads", "short", "short_with_hires", "id", "months", "horizon", "role")


def figures(numbers: Sequence[float | None]) -> str:
    """Return numbers with six digits, equal ones at the end once."""
    told = ["-" if number is None else f"{number + 0.0:.6g}" for number in numbers]
    while len(told) > 1 and told[-1] == told[-2]:
        told.pop()
    return " ".join(told) + (" ..." if len(told) < len(numbers) else "")


def columns(rows: Sequence[object]) -> Iterator[str]:
    """Yield each figure of the months in a line; none that is 0 throughout or unknown."""
    for name in rows[0]._fields:  # type: ignore[attr-defined]  # rows are named tuples
        numbers = [getattr(row, name) for row in rows]
        if name not in LEFT_OUT and any(numbers):
            yield f"=>   {name} {figures(numbers)}"


def of_role(role: RoleMonths) -> Iterator[str]:
    """Yield the figures of one role in the months."""
    short = [number for number, month in enumerate(role.months) if month.short]
    with_hires = [number for number, month in enumerate(role.months) if month.short_with_hires]
    yield (
        f"=> {role.role}: delay {role.max_delay:g}, first short {role.first_short}, short {short}, "
        f"with hires {with_hires}, still {list(role.still_short)}, surplus {role.surplus}, "
        f"slip {role.slip if role.slip is None else round(role.slip, 6)}"
    )
    yield from columns(role.months)
    yield f"=>   bound {' '.join(month.bound for month in role.months)}"
    yield f"=>   heads {' '.join(str(month.heads) for month in role.months)}"
    for vacancy in role.vacancies:
        flags = [name for name in ("late", "held") if getattr(vacancy, name)]
        reason = vacancy.reason
        place = "/".join(str(key) for key in reason.path or ())
        yield (
            f"=>   vacancy {vacancy.start} open {vacancy.open_by} ideal {vacancy.ideal_start} "
            f"{' '.join(flags)} until {vacancy.needed_until} "
            f"for {reason.cause} {reason.subject} {reason.people:.6g} @{place}"
        )


def of_months(plan: MonthPlan) -> Iterator[str]:
    """Yield every figure of a plan by month."""
    for segment in plan.segments:
        yield f"=> customers of {segment.id}"
        yield from columns(segment.months)
        for milestone in segment.milestones:
            yield f"=>   due {milestone.id} {figures(milestone.due)}"
    for role in plan.roles:
        yield from of_role(role)
    yield "=> total"
    yield from columns(plan.totals)
    yield f"=>   heads {' '.join(str(month.heads) for month in plan.totals)}"
    bridge = plan.bridge
    more = {name: round(hours, 4) for name, hours in bridge.customers.items()}
    numbers = (bridge.yearly_hours, bridge.onboarding, bridge.renewals, bridge.months_hours)
    yield f"=> bridge of {bridge.months}: {figures(numbers)} customers {more}"
    if plan.money is not None:
        yield f"=> money {figures(list(plan.money))}"
    for quarter in plan.quarters:
        money = figures((quarter.cost, quarter.cost_with_hires, quarter.budget))
        yield f"=> quarter {quarter.first}+{quarter.months} {quarter.label}: {money}"
    yield f"=> beyond {plan.beyond:.6g}, carried in {plan.carried_in:.6g}"


def said(case: Case) -> list[str]:
    """Return the figures of a design's months, and those of its first segment where it has more."""
    design = design_of(case.text)
    plan = with_months(make_plan(design), horizon_of(design))
    assert plan.months is not None
    lines = list(of_months(plan.months))
    for role, kinds in hours_by_kind(plan, plan.months.horizon).items():
        told = ", ".join(f"{kind} {hours:.6g}" for kind, hours in kinds.items() if hours)
        lines.append(f"=> kinds of {role}: {told}")
    if len(design.segments) > 1:
        name = design.segments[0].id
        part = part_of_months(plan, {name})
        assert part is not None
        lines += [f"=> {name} alone", *of_months(part)]
    return lines


def test_every_figure_of_the_months_is_as_worked_out() -> None:
    """Customers, work, people, hires with their reasons, money, and what adds up to what."""
    assert TABLE.differences(said) == ""
