"""Changes for the customers: coverage, experience, owners, people met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.diffing.changes import Change
from csdesign.diffing.matching import match
from csdesign.diffing.regrouped import regrouped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.diffing.changes import Value
    from csdesign.diffing.matching import Matching
    from csdesign.model.design import Interaction
    from csdesign.planning.results import Plan, SegmentPlan

__all__ = ["segment_changes", "segment_matching"]


def segment_matching(old: Plan, new: Plan) -> Matching:
    """Return the matching of segments, by id or by the promises to their customers."""
    return match(_contents(old), _contents(new))


def _contents(plan: Plan) -> dict[str, frozenset[str]]:
    return {
        segment.id: frozenset(
            [f"name:{segment.segment.name.casefold()}"] * (segment.segment.name != segment.id)
            + [f"{i.id}:{i.channel}" for i in segment.segment.interactions]
        )
        for segment in plan.segments
    }


def segment_changes(
    old: Plan, new: Plan, matching: Matching, roles: Mapping[str, str]
) -> Iterator[Change]:
    """Yield every change of a segment; `roles` has the new id of each renamed role."""
    for name in matching.lost:
        yield _whole(old, name, "segment", lost=True)
    for name in matching.gained:
        yield _whole(new, name, "segment", lost=False)
    names = [{s.id: s.segment.name for s in plan.segments} for plan in (old, new)]
    yield from regrouped("segment", matching, *names)
    for before, after in matching.pairs:
        was, is_ = old.segment_by_id[before], new.segment_by_id[after]
        yield from _figures(was, is_)
        yield from _experience(was, is_, roles)
        yield from _owners(_held(old, before), _held(new, after), was, is_, roles)


def _whole(plan: Plan, name: str, aspect: str, *, lost: bool) -> Change:
    level = plan.segment_by_id[name].coverage.level or "undefined"
    before, after = (level, None) if lost else (None, level)
    return Change(aspect, _name(plan, name), "", before, after, _object(name), _object(name))


def _name(plan: Plan, segment: str) -> str:
    return plan.segment_by_id[segment].segment.name


def _object(segment: str) -> str:
    return f"segments[{segment}]"


def _figures(before: SegmentPlan, after: SegmentPlan) -> Iterator[Change]:
    values: list[tuple[str, str, Value, Value, str]] = [
        ("level", "", before.coverage.level, after.coverage.level, ""),
        ("assignment", "", before.coverage.assignment, after.coverage.assignment, ""),
        ("archetype", "", before.archetype.archetype, after.archetype.archetype, ""),
        ("people-share", "", _ratio(before), _ratio(after), "%"),
        ("hours", "", _rounded(before.workload.hours), _rounded(after.workload.hours), "h"),
        ("cost", "", _cost(before), _cost(after), "currency"),
    ]
    if before.contacts is not None or after.contacts is not None:
        values += [
            ("contacts", "", _lifetime(before), _lifetime(after), "people"),
            ("handovers", "", _transfers(before), _transfers(after), ""),
        ]
    for aspect, detail, was, is_, unit in values:
        if was != is_:
            yield _change(aspect, before, after, detail, was, is_, unit)


def _change(
    aspect: str,
    before: SegmentPlan,
    after: SegmentPlan,
    detail: str,
    was: Value,
    is_: Value,
    unit: str = "",
) -> Change:
    # The name of the segment in a change must not depend on the direction of the difference.
    name = min(before.segment.name, after.segment.name)
    return Change(aspect, name, detail, was, is_, _object(before.id), _object(after.id), unit)


def _ratio(plan: SegmentPlan) -> float | None:
    return None if plan.coverage.ratio is None else float(plan.coverage.ratio[0])


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _cost(plan: SegmentPlan) -> float | None:
    return None if plan.cost is None else round(plan.cost.total, 2)


def _lifetime(plan: SegmentPlan) -> float | None:
    return None if plan.contacts is None else float(plan.contacts.lifetime_named)


def _transfers(plan: SegmentPlan) -> float | None:
    return None if plan.contacts is None else float(plan.contacts.transfers_after_purchase)


def _experience(
    before: SegmentPlan, after: SegmentPlan, roles: Mapping[str, str]
) -> Iterator[Change]:
    old = {i.id: i for i in before.segment.interactions}
    new = {i.id: i for i in after.segment.interactions}
    for name in dict.fromkeys((*old, *new)):
        was, is_ = old.get(name), new.get(name)
        title = min(i.name for i in (was, is_) if i is not None)
        if was is None or is_ is None:
            yield _change(
                "interaction",
                before,
                after,
                title,
                None if was is None else _yearly(was),
                None if is_ is None else _yearly(is_),
                "per new customer" if (was or is_).once else "a year",  # type: ignore[union-attr]  # one is there
            )
            continue
        yield from _kept(before, after, title, was, is_, roles)


def _kept(
    before: SegmentPlan,
    after: SegmentPlan,
    title: str,
    was: Interaction,
    is_: Interaction,
    roles: Mapping[str, str],
) -> Iterator[Change]:
    if was.once != is_.once or _yearly(was) != _yearly(is_):
        yield _change("frequency", before, after, title, _often(was), _often(is_))
    if was.channel != is_.channel:
        yield _change("channel", before, after, title, was.channel, is_.channel)
    if round(was.effort, 9) != round(is_.effort, 9):
        yield _change("effort", before, after, title, float(was.effort), float(is_.effort), "h")
    if _renamed(was.roles, roles) != is_.roles:
        yield _change("deliverer", before, after, title, was.roles, is_.roles)


def _yearly(interaction: Interaction) -> float:
    return round(interaction.per_customer, 9)


def _often(interaction: Interaction) -> str:
    return f"{_yearly(interaction):g} {'per new customer' if interaction.once else 'a year'}"


def _renamed(names: tuple[str, ...], roles: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(roles.get(name, name) for name in names)


def _owners(
    was: Mapping[str, tuple[str, ...]],
    is_: Mapping[str, tuple[str, ...]],
    before: SegmentPlan,
    after: SegmentPlan,
    roles: Mapping[str, str],
) -> Iterator[Change]:
    for motion in dict.fromkeys((*was, *is_)):
        first, second = was.get(motion), is_.get(motion)
        if first is not None and tuple(sorted(_renamed(first, roles))) == second:
            continue
        if first != second:
            yield _change("owner", before, after, motion, first, second)


def _held(plan: Plan, segment: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for cell in plan.ownership:
        if cell.segment == segment and cell.level in {"own", "co-own"} and not cell.proposed:
            found.setdefault(cell.motion, []).append(cell.role)
    return {motion: tuple(sorted(roles)) for motion, roles in found.items()}
