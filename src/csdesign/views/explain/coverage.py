"""`explain segment:ID`: the reason for a segment's coverage level, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.planning.coverage.quantities import heaviest
from csdesign.views.explain.derivation import Derivation, Group, place_of
from csdesign.views.explain.inputs import add_customers, add_interactions, add_params, add_traits
from csdesign.views.plan.words import LEVELS, coverage_words, figure

if TYPE_CHECKING:
    from csdesign.planning.results import Plan, SegmentPlan

__all__ = ["explain_segment"]

_SCORE = (
    ("human_weight", ""),
    ("effort_weight", ""),
    ("expertise_weight", ""),
    ("effort_reference_hours", "h"),
    ("experience_weight", ""),
    ("pooled_score", ""),
    ("high_touch_score", ""),
)


def explain_segment(plan: Plan, segment: SegmentPlan) -> Derivation:
    """Return the derivation of a segment's coverage."""
    design, coverage = plan.design, segment.coverage
    answer = coverage_words(design, segment)
    if coverage.level is not None:
        answer = f"{LEVELS[coverage.level]}: {answer}"
    made = Derivation(f"Coverage of {segment.segment.name} ({segment.id})", answer)
    _words(made, plan, segment)
    inputs = made.group("What the design says")
    add_customers(inputs, plan, segment.segment)
    add_traits(inputs, design, segment.segment)
    add_interactions(inputs, design, segment.segment)
    _sums(made, segment)
    if coverage.score is None:
        made.group("Decision").add(
            "without the minutes of an interaction the level is undefined; it is never "
            "guessed from revenue"
        )
        return made
    _scores(made, plan, segment)
    _decision(made, segment)
    _changes(made, plan, segment)
    return made


def _words(made: Derivation, plan: Plan, segment: SegmentPlan) -> None:
    """Add the texts of the design: the customers and their milestones."""
    design, written = plan.design, segment.segment.written
    group = Group("In words")
    if written.description:
        group.add("who they are", written.description)
    declared = written.declared
    if declared is not None:
        for words, said in (
            ("basis of today's statement", declared.basis),
            ("note on today's statement", declared.note),
        ):
            if said:
                group.add(words, said, "", place_of(design, (*segment.segment.path, "declared")))
    for experience in design.document.experiences:
        if segment.id in experience.segments and experience.name:
            group.add(f"promised by the experience {experience.id}", experience.name)
    for milestone in segment.segment.milestones:
        by = "" if milestone.by_day is None else f" by day {milestone.by_day:g}"
        done = f"{by}; done when {milestone.done_when}" if milestone.done_when else by
        if milestone.name != milestone.id or done:
            group.add(
                f"milestone {milestone.id}",
                f"{milestone.name}{done}",
                "",
                place_of(design, milestone.path),
            )
    if group.steps:
        made.groups.append(group)


def _sums(made: Derivation, segment: SegmentPlan) -> None:
    q, coverage = segment.coverage.quantities, segment.coverage
    group = made.group("For one customer in a year")
    group.add("one-to-one minutes", f"{figure(q.m1, 4)} min")
    group.add("pooled minutes", f"{figure(q.mp, 4)} min")
    group.add("automated minutes", f"{figure(q.md, 4)} min")
    group.add(
        "one-to-one staff hours (a1), planned part", f"{figure(q.a1, 4)} h, {figure(q.a1p, 4)} h"
    )
    group.add("planned one-to-one talks (P1)", figure(q.p1, 4))
    group.add(
        "contacts with people; in a group, a share of one (T)",
        figure(q.touches, 4),
    )
    group.add("highest expertise in planned talks (E, 0 to 2)", f"{q.expertise}")
    if coverage.human_share is not None and coverage.ratio is not None:
        people, automated = coverage.ratio
        group.add("people's share of customer time (H)", f"{people} : {automated}")
    minutes, hours = heaviest(segment.segment)
    for name, weight in minutes:
        group.add(f"most minutes: {name}", f"{figure(weight, 4)} min")
    for name, weight in hours:
        group.add(f"most staff hours: {name}", f"{figure(weight, 4)} h")


def _scores(made: Derivation, plan: Plan, segment: SegmentPlan) -> None:
    coverage, params = segment.coverage, plan.design.params
    q = coverage.quantities
    group = made.group("Score")
    add_params(group, plan.design, _SCORE)
    effort = min(1.0, q.a1 / params.effort_reference_hours)
    group.add(
        f"experience X = 100 x ({params.human_weight:g} x {coverage.human_share or 0:.4f} + "
        f"{params.effort_weight:g} x {effort:.4f} + {params.expertise_weight:g} x "
        f"{q.expertise}/2)",
        f"{coverage.ax_score or 0:.2f}",
    )
    group.add("profile N, from the four scores", f"{coverage.need_score:.2f}")
    weight = params.experience_weight
    group.add(f"coverage C = {weight:g} x X + {1 - weight:g} x N", f"{coverage.score or 0:.2f}")


def _decision(made: Derivation, segment: SegmentPlan) -> None:
    coverage = segment.coverage
    group = made.group("Decision")
    group.add("band by score alone", LEVELS[coverage.band or "tech-touch"])
    for gate in coverage.gates:
        kind = "at least" if gate.code.startswith("F") else "at most"
        group.add(f"{gate.code}: {gate.words}", f"{kind} {LEVELS[gate.level]}")
    if not coverage.gates:
        group.add("no floor and no cap applies")
    group.add("decided by", coverage.decided_by or "")
    group.add("level and assignment", f"{LEVELS[coverage.level or '']}, {coverage.assignment}")
    if coverage.to_next_band is not None:
        note = ", borderline" if coverage.borderline else ""
        group.add("score to the nearest band", f"{abs(coverage.to_next_band):.2f}{note}")
    for near in coverage.near:
        group.add(
            f"close to {near.gate}: {near.counted} a year",
            f"{figure(near.value, 4)} against {near.threshold:g}",
        )
    group.add("revenue was not used: no amount of money enters this decision")


def _changes(made: Derivation, plan: Plan, segment: SegmentPlan) -> None:
    coverage = segment.coverage
    group = made.group("What would change this")
    change = coverage.counterfactual
    if change is None:
        group.add("no single change to one interaction changes the level")
    else:
        step = change.change
        action = "drop" if step.action == "drop" else f"move to {step.channel}:"
        score = "" if change.score is None else f" (score {change.score:.2f})"
        level = LEVELS.get(change.level or "", "undefined")
        group.add(
            f"smallest change: {action} {step.interaction}",
            f"{level}{score}",
            "",
            place_of(plan.design, step.path),
        )
    for flip in coverage.flips:
        group.add(f"{flip.trait} at {flip.score}", LEVELS[flip.level])
    if not coverage.flips:
        group.add("no profile score changed by 1 changes the level")
