"""The CSM archetype of a segment, from how it sells and never from what it earns.

Source: Alexander Group, "XaaS Customer Success Managers Part I: CSM Job Definition". The decision
table is this tool's reading of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = [
    "ADMINISTRATIVE",
    "NAMES",
    "OWNED",
    "SCOPE",
    "ArchetypeDecision",
    "CommercialInputs",
    "decide_archetype",
]

SCOPE: Final = ("adopt", "adopt-renew", "adopt-renew-upsell", "adopt-renew-expand")
"""Archetypes by commercial scope, the smallest first."""
OWNED: Final = {
    "adopt": frozenset({"adopt"}),
    "adopt-renew": frozenset({"adopt", "renew"}),
    "adopt-renew-upsell": frozenset({"adopt", "renew", "upsell"}),
    "adopt-renew-expand": frozenset({"adopt", "renew", "upsell", "cross-sell"}),
}
"""Motions each archetype owns."""
NAMES: Final = {
    "adopt": "Adopt",
    "adopt-renew": "Adopt & Renew",
    "adopt-renew-upsell": "Adopt, Renew & Upsell",
    "adopt-renew-expand": "Adopt, Renew & Expand",
}
ADMINISTRATIVE: Final = frozenset({"auto", "administrative"})
"""Renewals that are re-orders: nobody has to sell again. Source: AG, XaaS evolution."""
_COMMERCE: Final = ("renew", "upsell", "cross-sell")


class CommercialInputs(NamedTuple):
    """The inputs of the archetype; `level` is the coverage level."""

    level: str
    renewal: str
    upsell: frozenset[str]
    owner_today: str
    sales_capacity: str
    complexity: float
    ceiling: str | None = None


class ArchetypeDecision(NamedTuple):
    """The archetype, the rule that chose it and the CSM's level in each motion."""

    archetype: str | None
    rule: str
    why: str
    csm_levels: dict[str, str]
    orphans: tuple[str, ...]


def decide_archetype(inputs: CommercialInputs) -> ArchetypeDecision:
    """Return the first matching rule's archetype, cut at the ceiling."""
    if inputs.level == "tech-touch":
        return ArchetypeDecision(
            None,
            "TT",
            "coverage is automated: the programme and the billing team own the motions",
            csm_levels={},
            orphans=(),
        )
    admin = inputs.renewal in ADMINISTRATIVE
    archetype, rule, why = _table(inputs, admin=admin)
    orphans = ["renew"] if rule == "T8" else []
    if inputs.ceiling is not None and SCOPE.index(inputs.ceiling) < SCOPE.index(archetype):
        orphans += _cut(OWNED[archetype] - OWNED[inputs.ceiling])
        archetype = inputs.ceiling
        why = f"{why}; limited by the company's ceiling"
    return ArchetypeDecision(
        archetype,
        rule,
        why,
        csm_levels=_levels(archetype, inputs, admin=admin),
        orphans=tuple(orphans),
    )


def _cut(motions: Collection[str]) -> list[str]:
    return [motion for motion in _COMMERCE if motion in motions]


def _table(inputs: CommercialInputs, *, admin: bool) -> tuple[str, str, str]:
    organic = "organic" in inputs.upsell
    if inputs.sales_capacity == "sufficient":
        if inputs.owner_today == "renewals-team":
            return "adopt", "T0", "a renewals team already owns renewals"
        if inputs.complexity >= 4:
            return (
                "adopt",
                "T1",
                "with a complex product, renewal and growth are sales of their own",
            )
        if not admin:
            return "adopt", "T2", "renewals have to be sold again, and sellers have time"
        if organic:
            return "adopt-renew-upsell", "T3", "the renewal is a re-order that grows with use"
        return "adopt-renew", "T4", "the renewal is a re-order, and no organic growth is expected"
    if inputs.upsell & {"new-product", "new-buyer"}:
        return (
            "adopt-renew-expand",
            "T5",
            "new sales are expected and no seller has time: in effect an account manager",
        )
    if admin and organic:
        return "adopt-renew-upsell", "T6", "a re-order that grows with use, and no seller has time"
    if admin:
        return "adopt-renew", "T7", "a re-order, and no seller has time"
    return "adopt", "T8", "renewals must be sold and nobody is there to do it: appoint an owner"


def _levels(archetype: str, inputs: CommercialInputs, *, admin: bool) -> dict[str, str]:
    owned = OWNED[archetype]
    levels = {"adopt": "own"}
    if "renew" in owned:
        levels["renew"] = "own"
    elif admin and inputs.sales_capacity == "sufficient" and inputs.owner_today != "renewals-team":
        levels["renew"] = "co-own"
    else:
        levels["renew"] = "support"
    for motion in ("upsell", "cross-sell"):
        levels[motion] = "own" if motion in owned else "support"
    return levels
