"""The owners of motions, and the CSM archetype that follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.views.plan.ownership import LOUD, MOTIONS_WORDS, matrix
from csdesign.views.plan.words import ARCHETYPES, MOTIONS, role_name
from csdesign.views.section import Column, Lines, Section, Table
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import Plan, SegmentPlan
    from csdesign.views.content import ReportContent
    from csdesign.views.plan.ownership import MatrixCell

__all__ = ["archetypes", "ownership", "section"]

_MOST_LINES: Final = 12
_NOBODY: Final = LOUD["nobody"]
_TODAY: Final = {"renewals-team": "the renewals team", "csm": "the CSM", "none": "nobody"}


def section(content: ReportContent) -> Section:
    """Return the owners of each motion, the archetypes, and the hand-offs."""
    plan = content.plan
    table = _owners(plan)
    lines = list(_archetype_lines(plan))
    if any(isinstance(cell, str) and cell.startswith("(") for row in table.rows for cell in row):
        lines.insert(0, "(in brackets: proposed, not declared in the design)")
    return Section(
        "ownership",
        "Who owns what",
        (table, Lines(tuple(lines))),
        details=(ownership(content), archetypes(content)),
    )


def _owners(plan: Plan) -> Table:
    """Return one row per segment with the short names of owners, one column per motion."""
    columns = (
        Column("segment", "Segment"),
        *(Column(motion.replace("-", "_"), words) for motion, words in MOTIONS.items()),
    )
    rows = tuple((row.name, *map(_cell, row.cells)) for row in matrix(plan))
    return Table("owners", "Who owns what", columns, rows, alarms=(_NOBODY,), audience="readers")


def _cell(cell: MatrixCell) -> str:
    """Return the owners of one cell: in brackets where proposed, NOBODY for a gap."""
    if cell.state == "outside":
        return "outside"
    if cell.state == "absent":
        return "not sold" if cell.motion in {"upsell", "cross-sell"} else "none"
    if cell.state == "nobody":
        return _NOBODY
    declared = [holder.short for holder in cell.owners if not holder.proposed]
    if declared:
        return " + ".join(declared)
    return f"({' + '.join(holder.short for holder in cell.owners)})"


def ownership(content: ReportContent) -> Table:
    """Return one row per segment, one column per motion, each cell in whole words."""
    columns = (
        Column("segment", "Segment"),
        *(Column(motion.replace("-", "_"), words) for motion, words in MOTIONS.items()),
    )
    rows = tuple((row.name, *(cell.words for cell in row.cells)) for row in matrix(content.plan))
    return Table("ownership", "Who owns what", columns, rows)


def archetypes(content: ReportContent) -> Table:
    """Return the CSM archetype of each segment, its rule and reason."""
    columns = (
        Column("segment", "Segment"),
        Column("archetype", "CSM archetype"),
        Column("rule", "Rule"),
        Column("why", "Why"),
        Column("csm_levels", "CSM levels"),
        Column("skills", "Talent"),
        Column("remark", "Remark"),
    )
    rows = tuple(_archetype(plan) for plan in content.plan.segments)
    return Table("archetypes", "Archetypes and why", columns, rows)


def _archetype(plan: SegmentPlan) -> tuple[str, ...]:
    found = plan.archetype
    if found.rule is None:
        why = f"open: state {', '.join(found.missing)}" if found.missing else found.why
        return (plan.segment.name, "open", "", why, "", "", "")
    levels = "; ".join(f"{MOTIONS[motion]}: {level}" for motion, level in found.csm_levels.items())
    remarks = []
    if found.traditional_account_manager:
        remarks.append("in effect an account manager: call the role that, or fund a seller")
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


def _archetype_lines(plan: Plan) -> Iterator[str]:
    """Yield the archetype of each segment with its reason, and the four names to choose from."""
    yield f"A CSM has one of four types (archetypes): {'; '.join(ARCHETYPES.values())}."
    if plan.design.begins_after_sale:
        yield "New sale: nobody in this design sells to new customers."
    open_: dict[str, list[str]] = {}
    for segment in plan.segments[:_MOST_LINES]:
        archetype = segment.archetype
        name = visible(segment.segment.name, 60)
        if archetype.rule is None:
            missing = ", ".join(archetype.missing)
            wanted = f"state under commercial: {missing}" if missing else archetype.why
            open_[wanted] = [*open_.get(wanted, ()), name]
            continue
        title = ARCHETYPES.get(archetype.archetype or "", "no CSM")
        line = f"{name}: {title}; {archetype.why}"
        renew = archetype.csm_levels.get("renew")
        if renew in {"support", "co-own"}:
            line += f"; the CSM {'co-owns' if renew == 'co-own' else 'supports'} renewals"
        if archetype.overridden_by:
            line += f"; company rule {', '.join(archetype.overridden_by)}"
        if archetype.traditional_account_manager:
            line += ". Call the role account manager, or fund a seller"
        yield line
        for motion, today, role in segment.changes_hands:
            was = _TODAY.get(today, today)
            owner, words = role_name(plan.design, role), MOTIONS_WORDS[motion]
            yield f"{name}: {was} owns {words} today; proposed owner: {owner}"
    for wanted, names in open_.items():
        yield f"{', '.join(names)}: the type is still open; {wanted}"
