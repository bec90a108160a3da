"""The uncertain inputs of a plan, each with its range, and the work that depends on them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.model.numbers import Stated, basis_of
from csdesign.planning.months.work import window_of
from csdesign.planning.results.uncertainty import Uncertain
from csdesign.planning.serving.deliverers import programme_owner, shares

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csdesign.finding import YamlPath
    from csdesign.model.design import Interaction, Segment
    from csdesign.planning.results import Plan

__all__ = ["DEMAND", "EFFORT", "Inputs", "Term", "Timing", "inputs_of"]

EFFORT: Final = "effort"
DEMAND: Final = "demand"
CUSTOMERS: Final = "customers"
OTHER: Final = "other"
_UNMEASURED: Final = 0.5
_MEASURED: Final = 0.1
_MOST_SHARE: Final = 0.95


class Term(NamedTuple):
    """Work of one role that is proportional to customers and to inputs."""

    role: str
    segment: str
    timing: Timing
    each: float
    """Hours for one customer, a year or once; of a programme those of the year (h)."""
    number: float
    """Customers of the yearly plan with this work; 1 for a programme."""
    inputs: tuple[int, ...]
    """Indexes of the inputs, other than customers, that the hours are proportional to."""
    arriving: float
    """Arrivals at a queue per customer; 0 for work that does not arrive at a queue."""
    path: YamlPath
    """The path of its interaction; the segment of a programme."""


class Timing(NamedTuple):
    """When work falls due: every month, with renewals, in a window after the start, or evenly."""

    kind: str
    """One of the kinds of the months: recurring, renewals, onboarding, programme."""
    window: tuple[float, float] | None = None
    """First and last day after the start on which it is done."""

    @property
    def recurring(self) -> bool:
        """Return whether every customer takes it every year."""
        return self.kind in {"recurring", "renewals"}


class Inputs(NamedTuple):
    """The inputs that are drawn, and the work that depends on them."""

    uncertain: tuple[Uncertain, ...]
    terms: tuple[Term, ...]
    accounts: Mapping[str, int]
    """Index of each segment's number of customers."""
    new_accounts: Mapping[str, int]
    churn: Mapping[str, int]
    """Index of each segment's churn."""
    internal: Mapping[str, int]
    """Index of the share of time not spent on customers, by role."""
    costs: Mapping[str, int]
    """Index of the yearly cost of a person, by role."""
    attrition: Mapping[str, int]
    """Index of the share of people who leave in a year, by role."""
    filling: Mapping[str, int]
    """Index of the months that a vacancy takes, by role."""


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
        place: YamlPath | None,
        assumed: bool | None = None,
        unit: str = "",
        most: float = math.inf,
    ) -> int | None:
        """Add an input and return its index; None if it is 0, since every draw of it is then 0.

        Without `assumed`, the basis of the number decides whether it is assumed.
        """
        if value <= 0:
            return None
        if assumed is None:
            assumed = basis_of(value) == "assumed"
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
    """Return the inputs of a plan to draw: guessed or measured numbers, but not decisions.

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
        for once, known in ((False, accounts), (True, news)):
            place = _customers(register, segment, once=once)
            if place is not None:
                known[segment.id] = place
        for interaction in segment.interactions:
            terms += _terms(register, segment, interaction, segment_plan.coverage.level)
        programme = segment.written.programme_hours
        if programme:
            place = register.add(
                f"segments[{segment.id}].programme_hours",
                f"{segment.name}: programme hours",
                OTHER,
                programme,
                unit="h",
                place=(*segment.path, "programme_hours"),
            )
            owner = programme_owner(design, segment, segment_plan.practitioner_role)
            own = () if place is None else (place,)
            hours = float(programme)
            terms.append(
                Term(owner, segment.id, Timing("programme"), hours, 1.0, own, 0.0, segment.path)
            )
    roles = dict.fromkeys(term.role for term in terms)
    internal = {role: place for role in roles if (place := _internal(register, role)) is not None}
    costs = {role: place for role in roles if (place := _cost(register, role)) is not None}
    churn = _churn(register)
    attrition: dict[str, int] = {}
    filling: dict[str, int] = {}
    # The time to fill a vacancy does not matter for the year where nobody leaves.
    if plan.months is not None or design.params.annual_attrition:
        attrition = _coming_and_going(
            register, roles, "annual_attrition", "people who leave in a year"
        )
        filling = _coming_and_going(register, roles, "months_to_fill", "months to fill a vacancy")
    return Inputs(
        uncertain=tuple(register.uncertain),
        terms=tuple(terms),
        accounts=accounts,
        new_accounts=news,
        churn=churn,
        internal=internal,
        costs=costs,
        attrition=attrition,
        filling=filling,
    )


def _terms(
    register: _Register, segment: Segment, interaction: Interaction, level: str | None
) -> Iterator[Term]:
    """Yield the work of an interaction, role by role."""
    design = register.design
    parts = list(shares(design, segment, interaction, level))
    number = float((segment.new_accounts if interaction.once else segment.accounts) or 0)
    count = interaction.per_customer
    months = register.plan.months is not None  # segments without new customers may get some
    if count <= 0 or (number <= 0 and not months) or math.fsum(hours for _, hours in parts) <= 0:
        return
    demand = _demand(register, segment, interaction)
    if interaction.once:
        timing = Timing("onboarding", window_of(design, segment, interaction))
    else:
        timing = Timing("renewals" if interaction.purpose == "renewal" else "recurring")
    queued = interaction.channel == "human-pooled" and not interaction.planned
    arriving = count / (len(interaction.roles) if interaction.any_of else 1) if queued else 0.0
    for role, hours in parts:
        if hours <= 0:
            continue
        effort = _effort(register, segment, interaction, role)
        places = tuple(place for place in (demand, effort) if place is not None)
        yield Term(
            role, segment.id, timing, count * hours, number, places, arriving, interaction.path
        )


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
        f"{interaction.name}: times {'for a new customer' if interaction.once else 'a year'}",
        DEMAND,
        interaction.occurrences,
        unit="" if interaction.once else "a year",
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
            f"{interaction.name}: hours each time",
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
        f"{interaction.name}: hours of {role} each time",
        EFFORT,
        hours,
        unit="h",
        place=(*place, role),
    )


def _written_split(register: _Register, interaction: Interaction) -> Mapping[str, float] | None:
    """Return hours by role where they differ; each is an input of its own."""
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
    role, own = design.role_by_id.get(role_id), design.own_params.get(role_id)
    stated = None if own is None else own.internal_share
    if stated is not None and role is not None:
        return register.add(
            f"roles[{role_id}].params.internal_share",
            f"{role.title}: share of time not spent on customers",
            OTHER,
            stated,
            place=(*role.path, "params", "internal_share"),
            most=_MOST_SHARE,
        )
    is_stated = "internal_share" in design.params.model_fields_set
    value = design.params.internal_share
    return register.add(
        "params.internal_share",
        "share of time not spent on customers",
        OTHER,
        value,
        assumed=not is_stated or basis_of(value) == "assumed",
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
        place=("params", "loaded_cost"),
    )


def _churn(register: _Register) -> dict[str, int]:
    found = {}
    for segment in register.design.segments:
        churn = segment.written.churn
        if not churn:
            continue
        place = register.add(
            f"segments[{segment.id}].churn",
            f"{segment.name}: churn",
            OTHER,
            churn,
            place=(*segment.path, "churn"),
            most=_MOST_SHARE,
        )
        if place is not None:
            found[segment.id] = place
    return found


def _coming_and_going(
    register: _Register, roles: Iterable[str], name: str, words: str
) -> dict[str, int]:
    """Add a number by which people leave or come, the role's own first; return it by role."""
    design, found = register.design, {}
    for role_id in roles:
        role, own = design.role_by_id.get(role_id), design.own_params.get(role_id)
        stated = getattr(own, name, None)
        if stated is not None and role is not None:
            path, place = f"roles[{role_id}].params.{name}", (*role.path, "params", name)
            value, said, is_stated = stated, f"{role.title}: {words}", True
        else:
            path, place = f"params.{name}", ("params", name)
            value, said = getattr(design.params, name), words
            is_stated = name in design.params.model_fields_set
        at = register.add(
            path,
            said,
            OTHER,
            value,
            assumed=not is_stated or basis_of(value) == "assumed",
            unit="months" if name == "months_to_fill" else "",
            place=place if is_stated else None,
            most=_MOST_SHARE if name == "annual_attrition" else math.inf,
        )
        if at is not None:
            found[role_id] = at
    return found
