"""The assumption register of a plan: unmeasured numbers, and work that is not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from csdesign.model.numbers import NumberType, Stated, basis_of
from csdesign.planning.results import Assumption
from csdesign.wording import plural_title

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from csdesign.model.design import Design
    from csdesign.planning.results import SegmentPlan

__all__ = ["assumptions_of", "not_counted", "open_points"]

_WORKING_TIME: Final = {
    "weeks": "weeks",
    "hours_per_week": "h/week",
    "absence_days": "day",
    "internal_share": "1",
    "target_load": "1",
}
_QUEUES: Final = {
    "service_level": "1",
    "target_wait_hours": "h",
    "max_occupancy": "1",
    "shrinkage": "1",
    "open_hours": "h",
    "peak_factor": "1",
}


def assumptions_of(design: Design, segments: Sequence[SegmentPlan]) -> tuple[Assumption, ...]:
    """Return every number the plan uses that is assumed, published or left at its default."""
    return (*_params(design, segments), *_traits(segments), *_efforts(design))


def _params(design: Design, segments: Sequence[SegmentPlan]) -> Iterator[Assumption]:
    params, stated = design.params, design.params.model_fields_set
    pools = tuple(plan.id for plan in segments if any(row.pool for row in plan.staffing))
    sized = tuple(plan.id for plan in segments if plan.staffing)
    names = dict(_WORKING_TIME) if sized else {}
    if pools:
        names |= _QUEUES
    # In the order of declaration: the order of a set would differ from run to run.
    names |= {name: "" for name in type(params).model_fields if name in stated - names.keys()}
    for name, unit in names.items():
        value = getattr(params, name)
        if not isinstance(value, (int, float)):
            continue
        basis = basis_of(value) if name in stated else "assumed"
        if basis == "measured":
            continue
        yield Assumption(
            name=f"params.{name}",
            value=float(value),
            unit=unit or _unit_of(design, name),
            basis=basis,
            used_by=pools if name in _QUEUES else sized,
            path=("params", name) if name in stated else None,
        )


def _unit_of(design: Design, name: str) -> str:
    """Return the unit of a parameter by its type, money in the company's currency."""
    field = type(design.params).model_fields[name]
    optional = (kind for part in get_args(field.annotation) for kind in get_args(part))
    kinds = (kind for kind in (*field.metadata, *optional) if isinstance(kind, NumberType))
    unit = next((kind.unit for kind in kinds), "1")
    return design.document.company.currency or unit if unit == "currency" else unit


def _traits(segments: Sequence[SegmentPlan]) -> Iterator[Assumption]:
    for plan in segments:
        for trait in plan.segment.traits.assumed:
            yield Assumption(
                name=f"segments[{plan.id}].traits.{trait}",
                value=3.0,
                unit="1..5",
                basis="assumed",
                used_by=(plan.id,),
                path=None,
            )


def _efforts(design: Design) -> Iterator[Assumption]:
    """Yield defaulted and assumed minutes and efforts, once for all segments that share them."""
    users: dict[tuple[tuple[str | int, ...], str], list[str]] = {}
    found: dict[tuple[tuple[str | int, ...], str], tuple[str, float, str, bool]] = {}
    for segment in design.segments:
        for interaction in segment.interactions:
            for name, value, unit in (
                ("minutes", interaction.minutes, "min"),
                ("effort_hours", interaction.effort_each, "h"),
            ):
                defaulted = name in interaction.defaulted
                if not defaulted and basis_of(value) not in {"assumed", "published"}:
                    continue
                key = (interaction.path, name)
                users.setdefault(key, []).append(segment.id)
                found[key] = (interaction.id, value, unit, defaulted)
    for (path, name), (interaction_id, value, unit, defaulted) in found.items():
        yield Assumption(
            name=f"{path[0]}.{interaction_id}.{name}",
            value=float(value),
            unit=unit,
            basis="assumed" if defaulted or not isinstance(value, Stated) else value.basis,
            used_by=tuple(users[path, name]),
            path=path if defaulted else (*path, name),
        )


def not_counted(
    design: Design, counted: Collection[str], idle: Iterable[tuple[str, int]]
) -> tuple[str, ...]:
    """Return the work for which the plan has no hours, in words for a reader.

    Args:
        design: Its roles.
        counted: Roles with work in the plan.
        idle: (role, posts) of people in post whose roles have no work.
    """
    posts = dict(idle)
    words = [
        f"{posts[role.id]} {plural_title(role.title, posts[role.id])}"
        if role.id in posts
        else role.title
        for role in design.roles or ()
        if role.id in posts or role.id not in counted
    ]
    # The effect of leavers includes their vacancies and the ramp of their successors.
    rest = ["managers"] if design.params.annual_attrition else ["managers", "ramp-up", "leavers"]
    return (*words, *rest)


def open_points(design: Design, segments: Sequence[SegmentPlan]) -> tuple[str, ...]:
    """Return the inputs that the plan still needs, the most useful first."""
    return tuple(_open(design, segments))


def _open(design: Design, segments: Sequence[SegmentPlan]) -> Iterator[str]:
    def named(plans: Sequence[SegmentPlan]) -> str:
        shown = ", ".join(plan.segment.name for plan in plans[:4])
        return shown if len(plans) <= 4 else f"{shown} and {len(plans) - 4} more"

    undefined = [plan for plan in segments if plan.coverage.level is None]
    if undefined:
        yield f"interactions for {named(undefined)}: without them there is no coverage level"
    uncounted = [plan for plan in segments if plan.segment.accounts is None]
    if uncounted:
        yield f"the number of customers in {named(uncounted)}"
    started = [
        plan
        for plan in segments
        if plan.segment.new_accounts is None and any(i.once for i in plan.segment.interactions)
    ]
    if started:
        yield f"new customers a year in {named(started)}: their onboarding is not counted"
    commercial = [
        plan
        for plan in segments
        if plan.archetype.missing and plan.coverage.level not in {None, "tech-touch"}
    ]
    if commercial:
        missing = ", ".join(commercial[0].archetype.missing)
        yield f"commercial inputs of {named(commercial)} ({missing}): they decide the archetype"
    digital = [
        plan
        for plan in segments
        if plan.segment.written.programme_hours is None
        and any(i.channel == "digital" for i in plan.segment.interactions)
    ]
    if digital:
        yield f"programme_hours of {named(digital)}: running the automated part takes time too"
    yield from _sections(design)


def _sections(design: Design) -> Iterator[str]:
    if design.begins_after_sale and not all("land" in s.not_applicable for s in design.segments):
        yield "new sale: nobody in this design; add the seller, or not_applicable: [land]"
    if design.roles is None:
        yield "roles: who holds the work, and who owns which motion"
    if design.posts is None:
        yield "positions: whom you have today, to see the gap"
    if design.document.engagement is None:
        yield "an engagement grid: who meets whom, to count the people a customer meets"
    costs = [role.written for role in design.roles or ()]
    if design.params.loaded_cost is None and not any(
        getattr(written, "loaded_cost", None) is not None for written in costs
    ):
        yield "loaded_cost: what one full-time person costs a year, for the cost lines"
    for segment in design.segments:
        for interaction in segment.interactions:
            if interaction.channel == "digital" and interaction.effort > 0:
                yield (
                    f"effort_hours of the digital {interaction.name!r} is not counted: "
                    "give programme_hours, or channel internal"
                )
