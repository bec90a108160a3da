"""`explain archetype:ID`: the rule that chose it, and what the other rules would have needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.views.explain.derivation import Derivation
from csdesign.views.plan.words import ARCHETYPES, MOTIONS, short_role

if TYPE_CHECKING:
    from csdesign.planning.results import Plan, SegmentPlan

__all__ = ["explain_archetype"]

_TABLE = (
    ("TT", "level is tech touch", "no CSM"),
    ("T0", "sales sufficient, a renewals team owns renewals", "Adopt"),
    ("T1", "sales sufficient, complexity 4 or 5", "Adopt"),
    ("T2", "sales sufficient, renewal must be sold", "Adopt"),
    ("T3", "sales sufficient, re-order, organic growth", "Adopt, Renew & Upsell"),
    ("T4", "sales sufficient, re-order, no organic growth", "Adopt & Renew"),
    ("T5", "sales insufficient, a new sale is expected", "Adopt, Renew & Expand"),
    ("T6", "sales insufficient, re-order, organic growth", "Adopt, Renew & Upsell"),
    ("T7", "sales insufficient, re-order, no growth", "Adopt & Renew"),
    ("T8", "sales insufficient, renewal must be sold, no new sale", "Adopt; nobody owns renewals"),
)


def explain_archetype(plan: Plan, segment: SegmentPlan) -> Derivation:
    """Return the derivation of a segment's archetype."""
    design, archetype = plan.design, segment.archetype
    title = ARCHETYPES.get(archetype.archetype or "", "no CSM archetype")
    answer = (
        f"open: {archetype.why}"
        if archetype.rule is None
        else (f"{title} by rule {archetype.rule}: {archetype.why}")
    )
    made = Derivation(f"Archetype of {segment.segment.name} ({segment.id})", answer)
    group = made.group("What the design says")
    commercial = segment.segment.written.commercial
    path = (*segment.segment.path, "commercial")
    group.add("coverage level", segment.coverage.level or "undefined")
    for name in ("renewal", "upsell", "owner_today", "sales_capacity", "ceiling"):
        value = getattr(commercial, name, None)
        words = ", ".join(value) or "none" if isinstance(value, tuple) else value
        if name != "ceiling" or value is not None:
            group.input(design, name, words, "", (*path, name))
    complexity = segment.segment.traits.complexity
    group.input(
        design, "complexity", complexity, "of 5", (*segment.segment.path, "traits", "complexity")
    )
    rules = made.group("Rules (the first that matches decides)")
    for code, condition, result in _TABLE:
        rules.add(f"{code}: {condition}", f"{result}{'  <--' if code == archetype.rule else ''}")
    if archetype.csm_levels:
        levels = made.group("Level of the CSM in each motion")
        for motion, level in archetype.csm_levels.items():
            levels.add(MOTIONS[motion], level)
        for switch in archetype.overridden_by:
            levels.add("company rule in force", switch)
        for motion in archetype.orphans:
            levels.add(MOTIONS[motion], "needs another owner")
    talent = made.group("Talent")
    talent.add("skills", ", ".join(archetype.skills))
    talent.add("expertise (0 to 2)", f"{archetype.expertise}")
    if segment.changes_hands:
        hands = made.group("Motions that change owner")
        for motion, today, role in segment.changes_hands:
            hands.add(MOTIONS[motion], f"{today} -> {short_role(design, role)}")
    made.group("Not used").add("revenue: no amount of money enters this decision")
    return made
