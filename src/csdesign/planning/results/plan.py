"""The plan as a whole: its segments, its figures, and what they depend on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.escaping.notebook import notebook_table
from csdesign.extras import needs_extra
from csdesign.planning.results.people import (
    Cells,
    Cost,
    FteRange,
    Headcount,
    Leavers,
    Overlap,
    PersonLoad,
    Pool,
    RoleTotal,
    Staffing,
    Wave,
    Workload,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from csdesign.accounts.measure.results import Measured
    from csdesign.finding import Finding, YamlPath
    from csdesign.model.design import Design, Segment
    from csdesign.planning.results.by_month import MonthPlan
    from csdesign.planning.results.decisions import (
        ArchetypeResult,
        Contacts,
        Coverage,
        MilestoneMode,
        OwnershipCell,
    )
    from csdesign.planning.results.money import Money
    from csdesign.planning.results.uncertainty import Futures

__all__ = ["COLUMNS", "Assumption", "Plan", "ScenarioRow", "SegmentPlan", "Sensitivity", "rows"]

Cell = str | float | bool | None

COLUMNS: Final = (
    "segment",
    "name",
    "accounts",
    "new_accounts",
    "level",
    "assignment",
    "practitioner",
    "practitioner_role",
    "human_share",
    "score",
    "decided_by",
    "borderline",
    "archetype",
    "archetype_rule",
    "hours",
    "fte",
    "fte_low",
    "fte_high",
    "book",
    "heads",
    "cost",
    "cost_of_arr",
)
"""The columns of a plan as a table: one row for each segment."""


class SegmentPlan(NamedTuple):
    """The part of the plan for one segment."""

    segment: Segment
    coverage: Coverage
    practitioner: str | None
    practitioner_role: str | None
    milestones: tuple[MilestoneMode, ...]
    archetype: ArchetypeResult
    workload: Workload
    staffing: tuple[Staffing, ...]
    fte: FteRange | None
    book: int | None
    heads: int | None
    pool: Pool | None
    contacts: Contacts | None
    cost: Cost | None
    wave: Wave | None
    cells: Cells | None
    programme_owner: str | None
    """The role that runs the automated part; None if nobody does."""
    changes_hands: tuple[tuple[str, str, str], ...]
    """(motion, owner today, owner in the plan) where they differ."""

    @property
    def id(self) -> str:
        """Return the segment's id."""
        return self.segment.id


class Sensitivity(NamedTuple):
    """Total full-time work at either end of the range of one input."""

    input: str
    value: float
    unit: str
    basis: str
    low: float
    high: float
    fte_low: float
    fte_high: float
    path: YamlPath | None


class Assumption(NamedTuple):
    """A number that the plan uses and that nobody has measured."""

    name: str
    value: float
    unit: str
    basis: str
    used_by: tuple[str, ...]
    path: YamlPath | None


class ScenarioRow(NamedTuple):
    """A scenario next to the design itself, whose `id` is None."""

    id: str | None
    name: str
    plan: Plan
    kept: float | None
    """Share of today's promised time that customers keep (0..1)."""
    levels: Mapping[str, str | None]
    """The coverage level of each segment."""
    findings_added: tuple[Finding, ...] = ()
    findings_fixed: tuple[Finding, ...] = ()


@dataclass(frozen=True, repr=False)
class Plan:
    """Who should cover which customers, with what kind of person, and how many."""

    design: Design
    segments: tuple[SegmentPlan, ...]
    ownership: tuple[OwnershipCell, ...]
    roles: tuple[RoleTotal, ...]
    assumptions: tuple[Assumption, ...]
    sensitivity: tuple[Sensitivity, ...]
    measured_share: float | None
    assumed_share: float | None
    not_counted: tuple[str, ...]
    open_points: tuple[str, ...]
    csm_types: tuple[tuple[str, str], ...]
    headcount: Headcount
    money: Money
    managers: int
    people: tuple[PersonLoad, ...]
    overlaps: tuple[Overlap, ...]
    leavers: Leavers | None
    findings: tuple[Finding, ...] = ()
    measured: Measured | None = None
    """The measured account table; None if customers are declared, not counted."""
    months: MonthPlan | None = None
    """The plan by month; None unless months were asked for."""
    futures: Futures | None = None
    """The results of draws of the inputs; None unless draws were asked for."""
    scenario: str | None = None
    """The scenario that is planned; None for the design itself."""
    scenarios: tuple[ScenarioRow, ...] | None = None
    """The design and scenarios side by side; None unless several were asked for."""
    selected: bool = False
    """Whether only some segments are shown, with their share of the people of the whole plan."""

    def __repr__(self) -> str:
        return f"<Plan of {len(self.segments)} segments: {self.heads} people, {self.hours:.0f} h>"

    @cached_property
    def segment_by_id(self) -> Mapping[str, SegmentPlan]:
        """Return the segments' plans by id."""
        return {segment.id: segment for segment in self.segments}

    @cached_property
    def staffing_by_role(self) -> Mapping[str, tuple[Staffing, ...]]:
        """Return each role's rows over all segments."""
        found: dict[str, list[Staffing]] = {}
        for plan in self.segments:
            for row in plan.staffing:
                found.setdefault(row.role, []).append(row)
        return {role: tuple(rows) for role, rows in found.items()}

    @cached_property
    def people_by_role(self) -> Mapping[str, tuple[PersonLoad, ...]]:
        """Return the loads of the people who hold each role."""
        found: dict[str, list[PersonLoad]] = {}
        for person in self.people:
            for role in person.roles:
                found.setdefault(role, []).append(person)
        return {role: tuple(people) for role, people in found.items()}

    @cached_property
    def role_by_id(self) -> Mapping[str, RoleTotal]:
        """Return the totals by role."""
        return {role.role: role for role in self.roles}

    @property
    def hours(self) -> float:
        """Return the promised hours a year of all segments whose accounts are known."""
        return math.fsum(role.hours for role in self.roles)

    @property
    def fte(self) -> FteRange:
        """Return the full-time work of all roles."""
        return FteRange(
            math.fsum(role.fte.plan for role in self.roles),
            math.fsum(role.fte.low for role in self.roles),
            math.fsum(role.fte.high for role in self.roles),
        )

    @property
    def heads(self) -> int:
        """Return the people needed."""
        return self.headcount.need

    @property
    def have(self) -> int | None:
        """Return the people in post for the roles with work; None without positions."""
        return self.headcount.have

    @property
    def cost(self) -> float | None:
        """Return the yearly cost of the plan; None if a role with work has no cost."""
        return self.money.plan

    @property
    def arr(self) -> float | None:
        """Return the revenue of all segments; None if one does not state it."""
        parts = [
            plan.segment.accounts * plan.segment.arr_per_account
            for plan in self.segments
            if plan.segment.accounts is not None and plan.segment.arr_per_account is not None
        ]
        return math.fsum(parts) if parts and len(parts) == len(self.segments) else None

    def _repr_html_(self) -> str:
        rows = (
            (s.id, s.coverage.level, f"{s.fte.plan:.2f}" if s.fte else None, s.heads)
            for s in self.segments
        )
        columns = ("segment", "coverage", "full-time", "people")
        return notebook_table(repr(self)[1:-1], columns, rows, len(self.segments))

    @needs_extra
    def to_frame(self) -> pd.DataFrame:
        """Return one row per segment; hours a year, shares 0 to 1, undefined is missing."""
        import pandas as pd

        return pd.DataFrame(rows(self), columns=list(COLUMNS))


def rows(plan: Plan) -> list[tuple[Cell, ...]]:
    """Return the cells of each segment in the order of `COLUMNS`."""
    return [_row(segment) for segment in plan.segments]


def _row(plan: SegmentPlan) -> tuple[Cell, ...]:
    coverage, archetype, fte, cost = plan.coverage, plan.archetype, plan.fte, plan.cost
    return (
        plan.id,
        plan.segment.name,
        plan.segment.accounts,
        plan.segment.new_accounts,
        coverage.level,
        coverage.assignment,
        plan.practitioner,
        plan.practitioner_role,
        coverage.human_share,
        coverage.score,
        coverage.decided_by,
        coverage.borderline,
        archetype.archetype,
        archetype.rule,
        plan.workload.hours,
        fte.plan if fte else None,
        fte.low if fte else None,
        fte.high if fte else None,
        plan.book,
        plan.heads,
        cost.total if cost else None,
        cost.of_arr if cost else None,
    )
