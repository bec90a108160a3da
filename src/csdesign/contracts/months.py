"""The months of a plan in its JSON contract; undefined is null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.contracts.shapes import (
    COUNT,
    FLAG,
    NUMBER,
    TEXT,
    Schema,
    list_of,
    map_of,
    object_of,
    or_null,
)

if TYPE_CHECKING:
    from datetime import date

    from csdesign.escaping.json_text import JsonObject
    from csdesign.planning.months.results import (
        MonthPlan,
        RoleMonth,
        RoleMonths,
        SegmentMonths,
        Vacancy,
    )

__all__ = ["MONTHS", "months_document"]


def months_document(months: MonthPlan | None) -> JsonObject | None:
    """Return the plan by month as plain values; None where there is none."""
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
        "money_bridge": None if months.money is None else months.money._asdict(),
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


def _segment(segment: SegmentMonths, names: list[str]) -> JsonObject:
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


def _role(role: RoleMonths, names: list[str]) -> JsonObject:
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


def _month(name: str, month: RoleMonth) -> JsonObject:
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


def _vacancy(vacancy: Vacancy) -> JsonObject:
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


_MONTH: Final[Schema] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}
_DAY: Final[Schema] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_BOUND: Final[Schema] = {"enum": ["work", "roster", "cap", "book"]}

MONTHS: Final[Schema] = object_of(
    start=_MONTH,
    count=COUNT,
    calendar=or_null(TEXT),
    as_of=or_null(_DAY),
    first_start=or_null(_DAY),
    counted=FLAG,
    undated=COUNT,
    segments=list_of(
        object_of(
            id=TEXT,
            months=list_of(
                object_of(
                    month=_MONTH,
                    opening=NUMBER,
                    new=NUMBER,
                    due=NUMBER,
                    lost=NUMBER,
                    moved_in=NUMBER,
                    moved_out=NUMBER,
                    closing=NUMBER,
                    served=NUMBER,
                )
            ),
            milestones=list_of(
                object_of(id=TEXT, months=list_of(object_of(month=_MONTH, due=NUMBER)))
            ),
        )
    ),
    roles=map_of(
        object_of(
            title=TEXT,
            months=list_of(
                object_of(
                    month=_MONTH,
                    hours=NUMBER,
                    full_time_hours=NUMBER,
                    required_fte=NUMBER,
                    bound=_BOUND,
                    heads=COUNT,
                    rostered=NUMBER,
                    posts=or_null(NUMBER),
                    available_fte=or_null(NUMBER),
                    gap_fte=or_null(NUMBER),
                    backlog_hours=or_null(NUMBER),
                    delay_months=or_null(NUMBER),
                    short=FLAG,
                    cost=or_null(NUMBER),
                    available_with_hires_fte=or_null(NUMBER),
                    backlog_with_hires_hours=or_null(NUMBER),
                    delay_with_hires_months=or_null(NUMBER),
                    short_with_hires=FLAG,
                    cost_with_hires=or_null(NUMBER),
                )
            ),
            max_delay_months=NUMBER,
            first_short=or_null(_MONTH),
            still_short=list_of(_MONTH),
            surplus=COUNT,
            slip_months=or_null(NUMBER),
            vacancies=list_of(
                object_of(
                    start=_DAY,
                    open_by=_DAY,
                    late=FLAG,
                    held=FLAG,
                    ideal_start=_DAY,
                    reason=object_of(cause=TEXT, subject=or_null(TEXT), people=NUMBER),
                    needed_until=or_null(_DAY),
                )
            ),
        )
    ),
    totals=list_of(
        object_of(
            month=_MONTH,
            hours=NUMBER,
            required_fte=NUMBER,
            available_fte=or_null(NUMBER),
            heads=COUNT,
            posts=or_null(NUMBER),
            cost=or_null(NUMBER),
            cost_with_hires=or_null(NUMBER),
        )
    ),
    bridge=object_of(
        months=COUNT,
        yearly_hours=NUMBER,
        customers=map_of(NUMBER),
        onboarding_hours=NUMBER,
        renewals_hours=NUMBER,
        months_hours=NUMBER,
    ),
    money_bridge=or_null(
        object_of(
            months=COUNT,
            year=NUMBER,
            surplus=NUMBER,
            vacant=NUMBER,
            hires=NUMBER,
            total=NUMBER,
        )
    ),
    quarters=list_of(
        object_of(
            label=TEXT,
            first=_MONTH,
            months=COUNT,
            cost=or_null(NUMBER),
            cost_with_hires=or_null(NUMBER),
            budget=or_null(NUMBER),
        )
    ),
    budget=or_null(NUMBER),
    beyond_hours=NUMBER,
    carried_in_hours=NUMBER,
)
