"""Each segment's archetype: inputs from the design, company rules over the table, talent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.planning.results import ArchetypeResult
from csdesign.planning.serving.archetype_table import (
    ADMINISTRATIVE,
    OWNED,
    SCOPE,
    CommercialInputs,
    decide_archetype,
)

if TYPE_CHECKING:
    from csdesign.model.design import CompanyRules, Segment
    from csdesign.planning.serving.archetype_table import ArchetypeDecision

__all__ = ["archetype_of"]

_CORE: Final = ("relationship", "communication", "problem-solving", "data")
"""Skills every practitioner needs. Source: Alexander Group, CSM job definition."""
_NEEDED: Final = ("renewal", "upsell", "owner_today", "sales_capacity")


def archetype_of(segment: Segment, level: str | None) -> ArchetypeResult:
    """Return the archetype of a segment, or what is missing to decide it."""
    commercial = segment.written.commercial
    missing = tuple(
        name for name in _NEEDED if commercial is None or getattr(commercial, name) is None
    )
    if level is None or (missing and level != "tech-touch"):
        why = "the coverage level is undefined" if level is None else "commercial inputs missing"
        skills, expertise = _talent(segment, frozenset(), admin=True)
        return ArchetypeResult(
            archetype=None,
            rule=None,
            why=why,
            traditional_account_manager=False,
            csm_levels={},
            orphans=(),
            overridden_by=(),
            missing=missing,
            skills=skills,
            expertise=expertise,
        )
    inputs = _inputs(segment, level)
    decision = decide_archetype(inputs)
    archetype, levels, overridden = _by_company_rules(decision, segment.rules)
    owned = frozenset(motion for motion, held in levels.items() if held == "own")
    skills, expertise = _talent(segment, owned, admin=inputs.renewal in ADMINISTRATIVE)
    return ArchetypeResult(
        archetype=archetype,
        rule=decision.rule,
        why=decision.why,
        traditional_account_manager=archetype == "adopt-renew-expand",
        csm_levels=levels,
        orphans=decision.orphans,
        overridden_by=overridden,
        missing=missing,
        skills=skills,
        expertise=expertise,
    )


def _inputs(segment: Segment, level: str) -> CommercialInputs:
    commercial = segment.written.commercial
    # A tech-touch segment needs no commercial inputs: rule TT looks at the level alone.
    return CommercialInputs(
        level=level,
        renewal=(commercial and commercial.renewal) or "auto",
        upsell=frozenset((commercial and commercial.upsell) or ()),
        owner_today=(commercial and commercial.owner_today) or "none",
        sales_capacity=(commercial and commercial.sales_capacity) or "sufficient",
        complexity=segment.traits.complexity,
        ceiling=commercial.ceiling if commercial else None,
    )


def _by_company_rules(
    decision: ArchetypeDecision, rules: CompanyRules
) -> tuple[str | None, dict[str, str], tuple[str, ...]]:
    """Apply the company rules other than `by-archetype` on top of the decision table."""
    levels = dict(decision.csm_levels)
    if decision.archetype is None:
        return None, levels, ()
    overridden = []
    wanted: dict[str, str] = {}
    if rules.renewal_owner == "co-own":
        wanted["renew"] = "co-own"
    elif rules.renewal_owner == "csm":
        wanted["renew"] = "own"
    elif rules.renewal_owner != "by-archetype":
        wanted["renew"] = "support"
    if rules.existing_sales_owner != "by-archetype":
        held = "own" if rules.existing_sales_owner == "csm" else "support"
        wanted |= {"upsell": held, "cross-sell": held}
    for motion, held in wanted.items():
        if levels[motion] != held:
            switch = "renewal_owner" if motion == "renew" else "existing_sales_owner"
            overridden.append(f"{switch}: {getattr(rules, switch)}")
            levels[motion] = held
    owned = {motion for motion, held in levels.items() if held == "own"}
    within = [name for name in SCOPE if OWNED[name] <= owned]
    lower = [name for name in within if SCOPE.index(name) <= SCOPE.index(decision.archetype)]
    return lower[-1] if lower else "adopt", levels, tuple(dict.fromkeys(overridden))


def _talent(segment: Segment, owned: frozenset[str], *, admin: bool) -> tuple[tuple[str, ...], int]:
    human = [i for i in segment.interactions if i.human and segment.yearly(i) > 0]
    expertise = max((i.expertise for i in human), default=0)
    skills = list(_CORE)
    if segment.traits.complexity >= 4 or any(i.expertise == 1 for i in human):
        skills.append("technical")
    if expertise >= 2:
        skills.append("industry")
    if owned & {"upsell", "cross-sell"} or ("renew" in owned and not admin):
        skills.append("selling")
    return tuple(skills), expertise
