"""The subjects that can be explained, by the words of the command: `fte:smb`, `role:csm`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.planning.results import Plan
    from csdesign.views.explain.derivation import Derivation

__all__ = ["SUBJECTS", "WHOLE", "check_subject", "derivation_of"]

WHOLE: Final = ("total", "cost", "managers", "leavers")
"""Subjects that are about the whole plan and have no name."""
SUBJECTS: Final = (
    "segment",
    "fte",
    "archetype",
    "role",
    "hire",
    "book",
    *WHOLE,
    "month",
    "vacancy",
    "draw",
)


def check_subject(what: str) -> None:
    """Refuse words that are not SUBJECT:NAME of something that can be explained.

    Raises:
        UsageError: there is no such subject.
    """
    subject = what.partition(":")[0]
    if subject not in SUBJECTS:
        hint = did_you_mean(subject, SUBJECTS) or f"; subjects: {', '.join(SUBJECTS)}"
        raise UsageError(f"there is no subject {visible(subject, 40)!r} to explain{hint}")


def derivation_of(plan: Plan, what: str) -> Derivation:
    """Return how a result of the plan is derived.

    Raises:
        UsageError: there is no such subject, or the design has nothing of the name.
    """
    from csdesign.views.explain.archetypes import explain_archetype
    from csdesign.views.explain.coverage import explain_segment
    from csdesign.views.explain.people import explain_fte, explain_role

    check_subject(what)
    subject, _, name = what.partition(":")
    if subject in WHOLE:
        from csdesign.views.explain import cost, headcount

        if name:
            raise UsageError(
                f"explain {subject} is about the whole plan; leave :{visible(name, 40)}"
            )
        return {
            "total": headcount.explain_total,
            "cost": cost.explain_cost,
            "managers": headcount.explain_managers,
            "leavers": headcount.explain_leavers,
        }[subject](plan)
    if subject in {"hire", "book"}:
        from csdesign.views.explain.headcount import explain_book, explain_hire

        _known(name, plan.role_by_id, "role")
        return (explain_hire if subject == "hire" else explain_book)(plan, name)
    if subject == "draw":
        from csdesign.views.explain.draws import explain_draw

        return explain_draw(plan, name)
    if subject in {"month", "vacancy"}:
        from csdesign.views.explain.months import explain_month, explain_vacancy

        return (explain_month if subject == "month" else explain_vacancy)(plan, name)
    if subject == "role":
        roles = {**plan.design.role_by_id, **plan.role_by_id}
        _known(name, roles, "role")
        return explain_role(plan, plan.role_by_id.get(name), name)
    _known(name, plan.segment_by_id, "segment")
    explain = {
        "segment": explain_segment,
        "fte": explain_fte,
        "archetype": explain_archetype,
    }[subject]
    return explain(plan, plan.segment_by_id[name])


def _known(name: str, options: Iterable[str], thing: str) -> None:
    known = list(options)
    if name not in known:
        hint = did_you_mean(name, known) or f"; {thing}s: {', '.join(known[:8]) or 'none'}"
        raise UsageError(f"there is no {thing} {visible(name, 64)!r} in the design{hint}")
