"""The uncertain inputs of a plan, each with its range, and the work that hangs on them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.model.numbers import Stated, basis_of
from csdesign.planning.deliverers import programme_owner, shares
from csdesign.planning.staffing import hours_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, Interaction, Segment
    from csdesign.planning.results import Plan

__all__ = ["DEMAND", "Inputs", "Term", "Uncertain", "inputs_of"]

EFFORT: Final = "effort"
DEMAND: Final = "demand"
CUSTOMERS: Final = "customers"
OTHER: Final = "other"
_UNMEASURED: Final = 0.5
_MEASURED: Final = 0.1
_MOST_SHARE: Final = 0.95


class Uncertain(NamedTuple):
    """An input that is drawn: a triangle on [low, high] with its peak at value.

    `path` names it by ids; `words` for people; `kind` says with which others it is wrong together:
    effort, demand, customers, or other for none. `ranged` says whether its author gave an end.
    """

    path: str
    words: str
    kind: str
    low: float
    value: float
    high: float
    basis: str
    unit: str
    ranged: bool
    place: YamlPath | None

    @property
    def certain(self) -> bool:
        """Return whether every draw is the value."""
        return self.high <= self.low


class Term(NamedTuple):
    """Hours a year that are proportional to inputs: the places of those in the list."""

    role: str
    segment: str
    hours: float
    inputs: tuple[int, ...]
    recurring: bool
    arrivals: float
    """Arrivals at a queue a year; 0 where it is not one."""


class Inputs(NamedTuple):
    """Everything that is drawn, and the work that hangs on it."""

    uncertain: tuple[Uncertain, ...]
    terms: tuple[Term, ...]
    accounts: Mapping[str, int]
    """Place of each segment's number of customers."""
    new_accounts: Mapping[str, int]
    internal: Mapping[str, int]
    """Place of the share of time that no customer gets, by role."""
    costs: Mapping[str, int]
    """Place of the yearly cost of a person, by role."""


class _Register:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.design = plan.design
        self.found: dict[str, int] = {}
        self.uncertain: list[Uncertain] = []

    def add(
        self,
        path: str,
        words: str,
        kind: str,
        value: float,
        *,
        assumed: bool,
        unit: str,
        place: YamlPath | None,
        most: float = math.inf,
    ) -> int | None:
        """Return the place of an input; None where it is 0, which every draw is then."""
        if value <= 0:
            return None
        known = self.found.get(path)
        if known is not None:
            return known
        low = value.low if isinstance(value, Stated) else None
        high = value.high if isinstance(value, Stated) else None
        ranged = low is not None or high is not None
        plain = float(value)
        if ranged:
            ends = (plain if low is None else float(low), plain if high is None else float(high))
        else:
            width = _UNMEASURED if assumed else _MEASURED
            ends = (plain * (1 - width), plain * (1 + width))
        basis = "assumed" if assumed else basis_of(value)
        self.found[path] = len(self.uncertain)
        self.uncertain.append(
            Uncertain(
                path,
                words,
                kind,
                min(ends[0], most),
                plain,
                max(plain, min(ends[1], most)),
                basis,
                unit,
                ranged,
                place,
            )
        )
        return self.found[path]


def inputs_of(plan: Plan) -> Inputs:
    """Return what is drawn of a plan: numbers that somebody guessed or measured, not decisions.

    Promises and company rules stay as they are. Customers that a table counted are certain.
    """
    register = _Register(plan)
    design = plan.design
    terms: list[Term] = []
    accounts: dict[str, int] = {}
    news: dict[str, int] = {}
    for segment_plan in plan.segments:
        segment = segment_plan.segment
        if segment.accounts is None:
            continue
        level = segment_plan.coverage.level
        for once, known in ((False, accounts), (True, news)):
            place = _customers(register, segment, once=once)
            if place is not None:
                known[segment.id] = place
        for interaction in segment.interactions:
            parts = list(shares(design, segment, interaction, level))
            number = float((segment.new_accounts if interaction.once else segment.accounts) or 0)
            count = interaction.occurrences * interaction.share
            if number * count <= 0 or sum(hours for _, hours in parts) <= 0:
                continue
            customers = (news if interaction.once else accounts).get(segment.id)
            demand = _demand(register, segment, interaction)
            for role, hours in parts:
                if hours <= 0:
                    continue
                effort = _effort(register, segment, interaction, role)
                places = tuple(p for p in (customers, demand, effort) if p is not None)
                queued = interaction.channel == "human-pooled" and not interaction.planned
                arriving = count / (len(interaction.roles) if interaction.any_of else 1)
                terms.append(
                    Term(
                        role,
                        segment.id,
                        number * count * hours,
                        places,
                        not interaction.once,
                        number * arriving if queued else 0.0,
                    )
                )
        programme = segment.written.programme_hours
        if programme:
            place = register.add(
                f"segments[{segment.id}].programme_hours",
                f"{segment.name}: programme hours",
                OTHER,
                programme,
                assumed=basis_of(programme) == "assumed",
                unit="h",
                place=(*segment.path, "programme_hours"),
            )
            owner = programme_owner(design, segment, segment_plan.practitioner_role)
            own = () if place is None else (place,)
            terms.append(Term(owner, segment.id, float(programme), own, False, 0.0))
    roles = dict.fromkeys(term.role for term in terms)
    internal = {role: place for role in roles if (place := _internal(register, role)) is not None}
    costs = {role: place for role in roles if (place := _cost(register, role)) is not None}
    _months(register)
    return Inputs(tuple(register.uncertain), tuple(terms), accounts, news, internal, costs)


def _customers(register: _Register, segment: Segment, *, once: bool) -> int | None:
    measured = register.plan.measured
    counted = None if measured is None else measured.segment(segment.id)
    if counted is not None and (not once or counted.new_accounts is not None):
        return None
    key = "new_accounts" if once else "accounts"
    value = segment.new_accounts if once else segment.accounts
    path = f"segments[{segment.id}].{key}"
    new = segment.written.new_accounts
    if once and new is not None:
        if new.by_month is not None:  # entries of a list are not drawn
            return None
        if {"growth", "season"} & new.model_fields_set:
            path += ".per_year"
    return register.add(
        path,
        f"{segment.name}: {'new customers' if once else 'customers'}",
        CUSTOMERS,
        value or 0.0,
        assumed=basis_of(value or 0.0) == "assumed",
        unit="",
        place=(*segment.path, key),
    )


def _object(register: _Register, segment: Segment, interaction: Interaction) -> str:
    """Return an interaction by ids: that of an experience is one input for all its segments."""
    if interaction.path[0] == "experiences":
        number = interaction.path[1]
        owner = register.design.document.experiences[int(number)].id
        return f"experiences[{owner}].interactions[{interaction.id}]"
    return f"segments[{segment.id}].interactions[{interaction.id}]"


def _demand(register: _Register, segment: Segment, interaction: Interaction) -> int | None:
    if interaction.planned:
        return None
    key = "times" if interaction.once else "per_year"
    return register.add(
        f"{_object(register, segment, interaction)}.{key}",
        f"{interaction.name}: times a year",
        DEMAND,
        interaction.occurrences,
        assumed=basis_of(interaction.occurrences) == "assumed",
        unit="a year",
        place=interaction.count_path,
    )


def _effort(
    register: _Register, segment: Segment, interaction: Interaction, role: str
) -> int | None:
    path = f"{_object(register, segment, interaction)}.effort_hours"
    place = (*interaction.path, "effort_hours")
    written = _written_split(register, interaction)
    if written is None:
        return register.add(
            path,
            f"{interaction.name}: hours for one time",
            EFFORT,
            interaction.effort_each,
            assumed=interaction.effort_basis == "assumed"
            or "effort_hours" in interaction.defaulted,
            unit="h",
            place=place,
        )
    hours = written[role]
    return register.add(
        f"{path}.{role}",
        f"{interaction.name}: hours of {role} for one time",
        EFFORT,
        hours,
        assumed=basis_of(hours) == "assumed",
        unit="h",
        place=(*place, role),
    )


def _written_split(register: _Register, interaction: Interaction) -> Mapping[str, float] | None:
    """Return hours by role where they differ; they are inputs of their own."""
    document = register.design.document
    owner = (
        document.experiences[int(interaction.path[1])]
        if interaction.path[0] == "experiences"
        else document.segments[int(interaction.path[1])]
    )
    effort = owner.interactions[int(interaction.path[3])].effort_hours
    return None if effort is None else effort.by_role


def _internal(register: _Register, role_id: str) -> int | None:
    design = register.design
    role = design.role_by_id.get(role_id)
    own = getattr(role.written, "params", None) if role is not None else None
    stated = getattr(own, "internal_share", None)
    if stated is not None and role is not None:
        return register.add(
            f"roles[{role_id}].params.internal_share",
            f"{role.title}: time that no customer gets",
            OTHER,
            stated,
            assumed=basis_of(stated) == "assumed",
            unit="",
            place=(*role.path, "params", "internal_share"),
            most=_MOST_SHARE,
        )
    is_stated = "internal_share" in design.params.model_fields_set
    value = design.params.internal_share
    return register.add(
        "params.internal_share",
        "time that no customer gets",
        OTHER,
        value,
        assumed=not is_stated or basis_of(value) == "assumed",
        unit="",
        place=("params", "internal_share") if is_stated else None,
        most=_MOST_SHARE,
    )


def _cost(register: _Register, role_id: str) -> int | None:
    design = register.design
    role = design.role_by_id.get(role_id)
    own = getattr(role.written, "loaded_cost", None) if role is not None else None
    if own is not None and role is not None:
        return register.add(
            f"roles[{role_id}].loaded_cost",
            f"{role.title}: cost of a person",
            OTHER,
            own,
            assumed=basis_of(own) == "assumed",
            unit="",
            place=(*role.path, "loaded_cost"),
        )
    company = design.params.loaded_cost
    if company is None:
        return None
    return register.add(
        "params.loaded_cost",
        "cost of a person",
        OTHER,
        company,
        assumed=basis_of(company) == "assumed",
        unit="",
        place=("params", "loaded_cost"),
    )


def _months(register: _Register) -> None:
    """Add what moves the months alone: churn, attrition, the time to fill a vacancy."""
    params = register.design.params
    for segment in register.design.segments:
        churn = segment.written.churn
        if churn:
            register.add(
                f"segments[{segment.id}].churn",
                f"{segment.name}: churn",
                OTHER,
                churn,
                assumed=basis_of(churn) == "assumed",
                unit="",
                place=(*segment.path, "churn"),
                most=_MOST_SHARE,
            )
    if register.plan.months is None and not params.annual_attrition:
        return  # nothing of the year hangs on them
    for name, words in (
        ("annual_attrition", "people who leave in a year"),
        ("months_to_fill", "months to fill a vacancy"),
    ):
        stated = name in params.model_fields_set
        value = getattr(params, name)
        register.add(
            f"params.{name}",
            words,
            OTHER,
            value,
            assumed=not stated or basis_of(value) == "assumed",
            unit="months" if name == "months_to_fill" else "",
            place=("params", name) if stated else None,
            most=_MOST_SHARE if name == "annual_attrition" else math.inf,
        )


def planned_hours(design: Design, role: str) -> float:
    """Return the planned hours of a role's full-time person (h a year)."""
    return hours_of(design, role).planned_hours
