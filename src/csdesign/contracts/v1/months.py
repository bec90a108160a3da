"""The months of a plan in its JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from csdesign.contracts.v1.parts import Count, one_of

__all__ = [
    "Bridge",
    "DueMonth",
    "MilestoneMonths",
    "MoneyBridge",
    "MonthTotal",
    "Months",
    "Quarter",
    "RoleMonth",
    "RoleMonths",
    "SegmentMonth",
    "SegmentMonths",
    "Vacancy",
    "VacancyReason",
]


class SegmentMonth(TypedDict):
    """The customers of one month."""

    month: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]
    opening: float
    new: float
    due: float
    lost: float
    moved_in: float
    moved_out: float
    closing: float
    served: float


class DueMonth(TypedDict):
    """How often a milestone is due in one month."""

    month: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]
    due: float


class MilestoneMonths(TypedDict):
    """When a milestone is due."""

    id: str
    months: list[DueMonth]


class SegmentMonths(TypedDict):
    """The customers of a segment by month."""

    id: str
    months: list[SegmentMonth]
    milestones: list[MilestoneMonths]


class RoleMonth(TypedDict):
    """The work and the people of one month."""

    month: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]
    hours: float
    full_time_hours: float
    required_fte: float
    bound: Annotated[str, one_of("work", "roster", "cap", "book")]
    heads: Count
    rostered: float
    posts: float | None
    available_fte: float | None
    gap_fte: float | None
    backlog_hours: float | None
    delay_months: float | None
    short: bool
    cost: float | None
    available_with_hires_fte: float | None
    backlog_with_hires_hours: float | None
    delay_with_hires_months: float | None
    short_with_hires: bool
    cost_with_hires: float | None


class VacancyReason(TypedDict):
    """Why the post is needed."""

    cause: str
    subject: str | None
    people: float


class Vacancy(TypedDict):
    """A post to fill, and by when."""

    start: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    open_by: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    late: bool
    held: bool
    ideal_start: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    reason: VacancyReason
    needed_until: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] | None


class RoleMonths(TypedDict):
    """A role by month."""

    title: str
    months: list[RoleMonth]
    max_delay_months: float
    first_short: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")] | None
    still_short: list[Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]]
    surplus: float
    slip_months: float | None
    vacancies: list[Vacancy]


class MonthTotal(TypedDict):
    """All roles in one month."""

    month: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]
    hours: float
    required_fte: float
    available_fte: float | None
    heads: Count
    posts: float | None
    cost: float | None
    cost_with_hires: float | None


class Bridge(TypedDict):
    """From the hours of the year to those of the months."""

    months: Count
    yearly_hours: float
    customers: dict[str, float]
    onboarding_hours: float
    renewals_hours: float
    months_hours: float


class MoneyBridge(TypedDict):
    """From the cost of the year to that of the months."""

    months: Count
    year: float
    surplus: float
    vacant: float
    hires: float
    total: float


class Quarter(TypedDict):
    """The cost of a fiscal quarter."""

    label: str
    first: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]
    months: Count
    cost: float | None
    cost_with_hires: float | None
    budget: float | None


class Months(TypedDict):
    """The plan by month."""

    start: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]
    count: Count
    calendar: str | None
    as_of: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] | None
    first_start: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] | None
    counted: bool
    undated: Count
    segments: list[SegmentMonths]
    roles: dict[str, RoleMonths]
    totals: list[MonthTotal]
    bridge: Bridge
    money_bridge: MoneyBridge | None
    quarters: list[Quarter]
    budget: float | None
    beyond_hours: float
    carried_in_hours: float
