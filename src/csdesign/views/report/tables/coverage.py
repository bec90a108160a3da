"""Coverage and archetypes, one row per segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.views.plan.words import (
    ARCHETYPES,
    LEVELS,
    MOTIONS,
    coverage_words,
    decided_words,
    near_words,
)
from csdesign.views.section import Column, Table

if TYPE_CHECKING:
    from csdesign.planning.results import SegmentPlan
    from csdesign.views.report.content import ReportContent

__all__ = ["archetypes", "change_words", "coverage"]


def coverage(content: ReportContent) -> Table:
    """Return how the customers of each segment are covered, and what decided it."""
    columns = (
        Column("segment", "Segment"),
        Column("customers", "Customers", "count"),
        Column("level", "Level"),
        Column("coverage", "Coverage"),
        Column("people_share", "People's share of customer time", "share", bar=True),
        Column("score", "Score", "score"),
        Column("decided_by", "Decided by"),
        Column("close_calls", "Close calls"),
        Column("would_change", "What would change this"),
    )
    return Table(
        "coverage",
        "Coverage by segment",
        columns,
        tuple(
            (
                plan.segment.name,
                plan.segment.accounts,
                LEVELS.get(plan.coverage.level or "", "undefined"),
                coverage_words(plan),
                plan.coverage.human_share,
                plan.coverage.score,
                decided_words(plan),
                _close(plan),
                change_words(plan),
            )
            for plan in content.plan.segments
        ),
    )


def _close(plan: SegmentPlan) -> str:
    coverage = plan.coverage
    notes = [near_words(near) for near in coverage.near]
    if coverage.borderline and coverage.to_next_band is not None:
        notes.insert(0, f"borderline: {abs(coverage.to_next_band):.1f} from the next band")
    return "; ".join(notes)


def change_words(plan: SegmentPlan) -> str:
    """Return the smallest change to the promised work that gives another level."""
    found = plan.coverage.counterfactual
    if plan.coverage.level is None:
        return ""
    if found is None:
        return "no single change to one interaction"
    change = found.change
    moved = "dropped" if change.action == "drop" else f"moved to {change.channel}"
    return f"{change.interaction} {moved}: then {LEVELS.get(found.level or '', 'undefined')}"


def archetypes(content: ReportContent) -> Table:
    """Return the CSM archetype of each segment, its rule and reason."""
    columns = (
        Column("segment", "Segment"),
        Column("archetype", "CSM archetype"),
        Column("rule", "Rule"),
        Column("why", "Why"),
        Column("csm_levels", "What the CSM has"),
        Column("skills", "Talent"),
        Column("remark", "Remark"),
    )
    return Table(
        "archetypes",
        "Archetypes and why",
        columns,
        tuple(_archetype(plan) for plan in content.plan.segments),
    )


def _archetype(plan: SegmentPlan) -> tuple[str, ...]:
    found = plan.archetype
    if found.rule is None:
        why = f"open: tell {', '.join(found.missing)}" if found.missing else found.why
        return (plan.segment.name, "open", "", why, "", "", "")
    levels = "; ".join(f"{MOTIONS[motion]}: {level}" for motion, level in found.csm_levels.items())
    remarks = []
    if found.traditional_account_manager:
        remarks.append("in effect an account manager: call it that, or fund a seller")
    if found.orphans:
        names = ", ".join(MOTIONS[motion].lower() for motion in found.orphans)
        remarks.append(f"needs another owner: {names}")
    if found.overridden_by:
        remarks.append(f"company rule: {', '.join(found.overridden_by)}")
    skills = ", ".join(found.skills)
    return (
        plan.segment.name,
        ARCHETYPES.get(found.archetype or "", "no CSM"),
        found.rule,
        found.why,
        levels,
        f"{skills}; expertise {found.expertise} of 2" if skills else "",
        "; ".join(remarks),
    )
