"""The months of a plan in its JSON contract; undefined is null."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from csdesign.contracts.v1 import months as v1
    from csdesign.planning.results.by_month import (
        MoneyBridge,
        MonthPlan,
        RoleMonth,
        RoleMonths,
        SegmentMonths,
        Vacancy,
    )

__all__ = ["months_document"]


def months_document(months: MonthPlan | None) -> v1.Months | None:
    """Return the plan by month as plain values; None if there is none."""
    if months is None:
        return None
    horizon = months.horizon
    names = [horizon.text(month) for month in range(months.length)]
    bridge = months.bridge
    return {
        "start": names[0],
        "count": months.length,
        "calendar": horizon.calendar,
        "as_of": _day(horizon.as_of),
        "first_start": _day(horizon.first_start),
        "counted": months.counted,
        "undated": months.undated,
        "segments": [_segment(segment, names) for segment in months.segments],
        "roles": {role.role: _role(role, names) for role in months.roles},
        "totals": [
            {
                "month": name,
                "hours": total.hours,
                "required_fte": total.required,
                "available_fte": total.available,
                "heads": total.heads,
                "posts": total.posts,
                "cost": total.cost,
                "cost_with_hires": total.cost_with_hires,
            }
            for name, total in zip(names, months.totals, strict=True)
        ],
        "bridge": {
            "months": bridge.months,
            "yearly_hours": bridge.yearly_hours,
            "customers": dict(bridge.customers),
            "onboarding_hours": bridge.onboarding,
            "renewals_hours": bridge.renewals,
            "months_hours": bridge.months_hours,
        },
        "money_bridge": None if months.money is None else _money(months.money),
        "quarters": [
            {
                "label": quarter.label,
                "first": names[quarter.first],
                "months": quarter.months,
                "cost": quarter.cost,
                "cost_with_hires": quarter.cost_with_hires,
                "budget": quarter.budget,
            }
            for quarter in months.quarters
        ],
        "budget": months.budget,
        "beyond_hours": months.beyond,
        "carried_in_hours": months.carried_in,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _segment(segment: SegmentMonths, names: list[str]) -> v1.SegmentMonths:
    return {
        "id": segment.id,
        "months": [
            {
                "month": name,
                "opening": month.opening,
                "new": month.new,
                "due": month.due,
                "lost": month.lost,
                "moved_in": month.moved_in,
                "moved_out": month.moved_out,
                "closing": month.closing,
                "served": month.served,
            }
            for name, month in zip(names, segment.months, strict=True)
        ],
        "milestones": [
            {
                "id": milestone.id,
                "months": [
                    {"month": name, "due": due}
                    for name, due in zip(names, milestone.due, strict=True)
                ],
            }
            for milestone in segment.milestones
        ],
    }


def _role(role: RoleMonths, names: list[str]) -> v1.RoleMonths:
    return {
        "title": role.title,
        "months": [_month(name, month) for name, month in zip(names, role.months, strict=True)],
        "max_delay_months": role.max_delay,
        "first_short": None if role.first_short is None else names[role.first_short],
        "still_short": [names[month] for month in role.still_short],
        "surplus": role.surplus,
        "slip_months": role.slip,
        "vacancies": [_vacancy(vacancy) for vacancy in role.vacancies],
    }


def _month(name: str, month: RoleMonth) -> v1.RoleMonth:
    return {
        "month": name,
        "hours": month.hours,
        "full_time_hours": month.full_time_hours,
        "required_fte": month.required,
        "bound": month.bound,
        "heads": month.heads,
        "rostered": month.roster,
        "posts": month.posts,
        "available_fte": month.available,
        "gap_fte": month.gap,
        "backlog_hours": month.backlog,
        "delay_months": month.delay,
        "short": month.short,
        "cost": month.cost,
        "available_with_hires_fte": month.available_with_hires,
        "backlog_with_hires_hours": month.backlog_with_hires,
        "delay_with_hires_months": month.delay_with_hires,
        "short_with_hires": month.short_with_hires,
        "cost_with_hires": month.cost_with_hires,
    }


def _money(money: MoneyBridge) -> v1.MoneyBridge:
    return {
        "months": money.months,
        "year": money.year,
        "surplus": money.surplus,
        "vacant": money.vacant,
        "hires": money.hires,
        "total": money.total,
    }


def _vacancy(vacancy: Vacancy) -> v1.Vacancy:
    reason = vacancy.reason
    return {
        "start": vacancy.start.isoformat(),
        "open_by": vacancy.open_by.isoformat(),
        "late": vacancy.late,
        "held": vacancy.held,
        "ideal_start": vacancy.ideal_start.isoformat(),
        "reason": {"cause": reason.cause, "subject": reason.subject, "people": reason.people},
        "needed_until": _day(vacancy.needed_until),
    }
