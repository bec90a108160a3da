"""Onboarding by the customers themselves: whether it is declared, and whether it is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.rules.facts.ownership import claimed_kind

if TYPE_CHECKING:
    from csdesign.model.design import Design, Role, Segment

__all__ = ["DEPLOYMENT_CODES", "needs_deployment_help", "onboards_itself"]

DEPLOYMENT_CODES: Final = frozenset(
    {
        "run-kickoff",
        "implement-product",
        "configure-to-process",
        "build-integration",
        "migrate-data",
        "train-basic",
        "write-initial-usage-plan",
    }
)
"""Duties by which a role helps customers into use, whatever its title."""

_COMPLEX: Final = 3
_ENOUGH_DUTIES: Final = 2


def needs_deployment_help(design: Design, segment: Segment) -> bool:
    """Return whether a complex product for a large team has nobody to deploy it (ROL508)."""
    size = segment.written.client_team_size
    if size is None or size <= design.params.small_team_size:
        return False
    if segment.traits.complexity < _COMPLEX or segment.written.onboarding_purchased:
        return False
    serving = (role for role in design.roles or () if segment.id in role.segments)
    return not any(_deploys(design, role) for role in serving)


def onboards_itself(design: Design, segment: Segment) -> bool:
    """Return whether the company leaves onboarding to its customers, and they can do it."""
    left = segment.rules.onboarding_owner == "customer"
    return left and not needs_deployment_help(design, segment)


def _deploys(design: Design, role: Role) -> bool:
    """Return whether a role deploys: by its coded duties, or by its claim where words hide them."""
    if len(role.codes & DEPLOYMENT_CODES) >= _ENOUGH_DUTIES:
        return True
    known = bool(role.duties) and all(duty.code for duty in role.duties or ())
    return not known and claimed_kind(design, role) in {"dc", "onboarding-specialist"}
