"""The coverage of each segment, and what decided it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.planning.stated import stated_of
from csdesign.views.plan.words import LEVELS, coverage_words, decided_words, figure, near_words
from csdesign.views.section import Column, Lines, Section, Table
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import Plan, SegmentPlan
    from csdesign.planning.stated import Comparison
    from csdesign.views.content import ReportContent

__all__ = ["change_words", "coverage", "section", "today_lines"]

_MOST_LINES: Final = 12
_SCORE: Final = (
    "Score: how much human contact the promised work and the customer profile call for (0 to 100)."
)


def section(content: ReportContent) -> Section:
    """Return each segment's coverage, its reason, and the coverage by today's rule."""
    plan = content.plan
    return Section(
        "coverage",
        "Coverage",
        (coverage(content), Lines((_SCORE, *_reasons(plan), *today_lines(plan)))),
        aside="share of customer time",
    )


def coverage(content: ReportContent) -> Table:
    """Return one row per segment."""
    columns = (
        Column("segment", "Segment"),
        Column("customers", "Customers", "count"),
        Column("level", "Level", audience="files"),
        Column("coverage", "Coverage"),
        Column(
            "people_share", "People's share of customer time", "share", bar=True, audience="files"
        ),
        Column("score", "Score", "score", rank=1),
        Column("people", "people", "share", audience="readers"),
        Column("automated", "automated", "share", rank=2, audience="readers"),
        Column("decided_by", "Decided by", audience="files"),
        Column("close_calls", "Close calls", audience="files"),
        Column("would_change", "What would change the level", audience="files"),
    )
    rows = []
    for plan in content.plan.segments:
        # Readers expect whole per cents that sum to 100.
        people, automated = plan.coverage.ratio or (None, None)
        rows.append(
            (
                plan.segment.name,
                plan.segment.accounts,
                LEVELS.get(plan.coverage.level or "", "undefined"),
                coverage_words(content.plan.design, plan),
                plan.coverage.human_share,
                plan.coverage.score,
                None if people is None else people / 100,
                None if automated is None else automated / 100,
                decided_words(plan),
                _close_calls(plan),
                change_words(plan),
            )
        )
    return Table("coverage", "Coverage by segment", columns, tuple(rows))


def _close_calls(plan: SegmentPlan) -> str:
    coverage = plan.coverage
    notes = [near_words(near) for near in coverage.near]
    if coverage.borderline and coverage.to_next_band is not None:
        notes.insert(0, f"borderline: score {abs(coverage.to_next_band):.1f} from the next band")
    return "; ".join(notes)


def change_words(plan: SegmentPlan) -> str:
    """Return, in words, the smallest change to the promised work that gives another level."""
    found = plan.coverage.counterfactual
    if plan.coverage.level is None:
        return ""
    if found is None:
        return "no single change to one interaction"
    change = found.change
    moved = "dropped" if change.action == "drop" else f"moved to {change.channel}"
    return f"{change.interaction} {moved}: then {LEVELS.get(found.level or '', 'undefined')}"


def _reasons(plan: Plan) -> Iterator[str]:
    """Yield one line per segment with the reason for its level, and levels that are close."""
    for segment in plan.segments[:_MOST_LINES]:
        name = visible(segment.segment.name, 60)
        level = LEVELS.get(segment.coverage.level or "", "undefined")
        yield f"{name}: {level} because {decided_words(segment)}{_close(segment)}"
        yield from (f"{name}: {words}" for words in _specialists(segment))


def _close(plan: SegmentPlan) -> str:
    coverage = plan.coverage
    notes = []
    if coverage.borderline and coverage.to_next_band is not None:
        notes.append(f"borderline: score {abs(coverage.to_next_band):.1f} from the next band")
    deciding = [near for near in coverage.near if near.value < near.threshold]
    if deciding:
        notes.append(f"close: {', '.join(near_words(near) for near in deciding)}")
    return f" ({'; '.join(notes)})" if notes else ""


def _specialists(plan: SegmentPlan) -> Iterator[str]:
    titles = {milestone.id: milestone.name for milestone in plan.segment.milestones}
    for milestone in plan.milestones:
        hours = f"{figure(milestone.one_to_one_hours)} h one-to-one"
        if milestone.needs_industry and milestone.specialist == "unnamed":
            hours = "industry expertise"
        name = visible(titles.get(milestone.id, milestone.id), 60)
        if milestone.specialist == "deployment":
            yield f"{name!r} takes {hours}: plan a deployment consultant in addition to the CSM"
        elif milestone.specialist == "unnamed":
            yield (
                f"{name!r} takes {hours}: plan a specialist, because customers of this segment "
                "have no named contact"
            )


def today_lines(plan: Plan) -> list[str]:
    """Return the stated values with the derived ones, if they differ."""
    lines = []
    for segment in plan.segments[:_MOST_LINES]:
        name = visible(segment.segment.name, 24)
        stated = stated_of(plan.design, segment)
        lines += [f"{name}: {_stated(item)}" for item in stated if item.differs]
    return lines


def _stated(item: Comparison) -> str:
    if item.key == "level":
        return f"stated {LEVELS[item.stated]}; the promised work gives {LEVELS[item.derived]}"
    if item.key == "rule":
        return f"{item.stated}; {item.derived}"
    return f"stated {item.stated}; the promised work gives {item.derived}"
