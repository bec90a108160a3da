"""The coverage decision: level and assignment from the promised work, never revenue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.planning.results import Gate, Near

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.model.design import Traits
    from csdesign.model.params import Params
    from csdesign.planning.results import Quantities

__all__ = [
    "LEVEL_ORDER",
    "PRACTITIONERS",
    "SLACK",
    "Decision",
    "ax_score",
    "coverage_score",
    "decide",
    "human_share",
    "near_gates",
    "need_score",
    "over",
    "under",
]

SLACK: Final = 1e-9
"""Tolerance of comparisons with a threshold, since 60.0 may be computed as 59.999999999999."""

LEVEL_ORDER: Final = {"tech-touch": 0, "pooled": 1, "high-touch": 2}
PRACTITIONERS: Final = {
    "high-touch": "consultant",
    "pooled": "analyst",
    "tech-touch": "programme-manager",
}
"""The kind of role that serves each level. Source: Murphy, "How to Define Roles in Customer Success
Management"."""


def over(value: float, limit: float) -> bool:
    """Return whether a value is above a limit by more than a rounding error."""
    return value > limit + SLACK


def under(value: float, limit: float) -> bool:
    """Return whether a value is below a limit by more than a rounding error."""
    return value < limit - SLACK


class Decision(NamedTuple):
    """Level and assignment, with the band and gates they come from; None if undefined."""

    score: float | None
    band: str | None
    gates: tuple[Gate, ...]
    level: str | None
    assignment: str | None
    decided_by: str | None


def human_share(q: Quantities) -> float | None:
    """Return H, people's share of customer time (0..1), or None without any minutes."""
    return (q.m1 + q.mp) / q.minutes if q.minutes > 0 else None


def ax_score(q: Quantities, params: Params) -> float | None:
    """Return X, the score of promised human experience (0..100), or None without minutes."""
    share = human_share(q)
    if share is None:
        return None
    effort = min(1.0, q.a1 / params.effort_reference_hours)
    return 100 * (
        params.human_weight * share
        + params.effort_weight * effort
        + params.expertise_weight * q.expertise / 2
    )


def need_score(traits: Traits, params: Params) -> float:
    """Return N, the score of human attention that the customer profile needs (0..100)."""
    return 100 * (
        params.complexity_weight * (traits.complexity - 1) / 4
        + params.specificity_weight * (traits.specificity - 1) / 4
        + params.desired_weight * (traits.desired - 1) / 4
        + params.readiness_weight * (5 - traits.readiness) / 4
    )


def coverage_score(q: Quantities, traits: Traits, params: Params) -> float | None:
    """Return C, the coverage score (0..100), or None without minutes."""
    x = ax_score(q, params)
    if x is None:
        return None
    weight = params.experience_weight
    return weight * x + (1 - weight) * need_score(traits, params)


def decide(q: Quantities, traits: Traits, params: Params) -> Decision:
    """Return the coverage decision; without any interaction the level is undefined."""
    score = coverage_score(q, traits, params)
    if score is None:
        return Decision(None, None, (), None, None, None)
    band = _band(score, params)
    floors = tuple(_floors(q, params))
    caps = tuple(_caps(q, traits, params))
    cap = min((LEVEL_ORDER[gate.level] for gate in caps), default=2)
    floor = max((LEVEL_ORDER[gate.level] for gate in floors), default=0)
    rank = max(floor, min(cap, LEVEL_ORDER[band]))
    level = next(name for name, order in LEVEL_ORDER.items() if order == rank)
    gates = (*floors, *caps)
    decided_by = _decided_by(level, band, floors, caps)
    return Decision(score, band, gates, level, _assignment(level, q, params), decided_by)


def _decided_by(level: str, band: str, floors: Sequence[Gate], caps: Sequence[Gate]) -> str:
    """Return `band`, or the first gate that moved the level away from it.

    Only a floor can raise a level and only a cap can lower it: a floor that names the same level as
    a cap is not the reason.
    """
    if level == band:
        return "band"
    moved = floors if LEVEL_ORDER[level] > LEVEL_ORDER[band] else caps
    # A floor between the cap and the band raises the level again.
    return next(gate.code for gate in (*moved, *floors) if gate.level == level)


def _band(score: float, params: Params) -> str:
    if score >= params.high_touch_score - SLACK:
        return "high-touch"
    if score >= params.pooled_score - SLACK:
        return "pooled"
    return "tech-touch"


def _floors(q: Quantities, params: Params) -> Iterator[Gate]:
    hours = q.a1p >= params.floor_planned_hours - SLACK
    if q.p1 >= params.floor_planned_talks - SLACK and hours:
        yield Gate(
            "F1",
            "high-touch",
            f"{q.p1:.4g} planned talks and {q.a1p:.4g} h a year need somebody who knows the "
            f"customer; high touch begins at {params.floor_planned_talks:g} talks and "
            f"{params.floor_planned_hours:g} h",
        )
    if q.expertise >= params.floor_expertise and hours:
        yield Gate(
            "F2",
            "high-touch",
            f"{q.a1p:.4g} planned hours a year need industry expertise; high touch begins at "
            f"{params.floor_planned_hours:g} h",
        )
    if q.touches >= params.floor_touches - SLACK:
        yield Gate(
            "F3",
            "pooled",
            f"{q.touches:.4g} contacts with people a year; a shared team begins at "
            f"{params.floor_touches:g}",
        )


def _caps(q: Quantities, traits: Traits, params: Params) -> Iterator[Gate]:
    if q.p1_any <= SLACK:
        yield Gate("C1", "pooled", "no one-to-one talk is planned")
    if q.human_count <= SLACK:
        yield Gate("C2", "tech-touch", "people act only on request")
    if traits.desired <= params.cap_desired:
        yield Gate("C3", "pooled", f"customers want little contact: {traits.desired:g} of 5")


def _assignment(level: str, q: Quantities, params: Params) -> str:
    if level == "high-touch":
        return "named"
    if level == "tech-touch":
        return "programme"
    return "named" if q.p1 >= params.named_planned_talks - SLACK else "queue"


def near_gates(q: Quantities, params: Params) -> tuple[Near, ...]:
    """Return the gates whose value lies within `near_share` of its threshold."""
    measured = (
        ("F1", "planned talks", q.p1, params.floor_planned_talks),
        ("F1", "planned hours", q.a1p, params.floor_planned_hours),
        ("F2", "planned hours", q.a1p, params.floor_planned_hours),
        ("F3", "contacts with people", q.touches, params.floor_touches),
        ("named", "planned talks", q.p1, params.named_planned_talks),
    )
    return tuple(
        Near(gate, counted, value, threshold)
        for gate, counted, value, threshold in measured
        if abs(value - threshold) <= params.near_share * threshold + SLACK
        and not (gate == "F2" and q.expertise < params.floor_expertise)
    )
