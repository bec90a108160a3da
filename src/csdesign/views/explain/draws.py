"""`explain draw:csm`: the draws of a role's inputs, and their result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.errors import UsageError
from csdesign.planning.futures.inputs import inputs_of
from csdesign.planning.serving.deliverers import title_of
from csdesign.views.explain.derivation import Derivation, place_of
from csdesign.views.plan.words import figure
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from csdesign.planning.results import Plan

__all__ = ["explain_draw"]


def explain_draw(plan: Plan, name: str) -> Derivation:
    """Return the derivation of a role's futures: inputs, their correlation, the result.

    Raises:
        UsageError: nothing was drawn, or the role has no work.
    """
    found = plan.futures
    if found is None:
        raise UsageError("nothing was drawn; add --draws 10000")
    if name not in found.by_role:
        known = list(found.by_role)
        hint = did_you_mean(name, known) or f"; roles: {', '.join(known[:8]) or 'none'}"
        raise UsageError(f"explain draw: no role {visible(name, 64)!r} has work{hint}")
    role, inputs = found.by_role[name], inputs_of(plan)
    title = title_of(plan.design, name)
    answer = (
        f"a tenth, half and nine tenths of {found.draws:,} futures need at most "
        f"{role.fte.p10:.2f}, "
        f"{role.fte.p50:.2f} and {role.fte.p90:.2f} full-time people"
    )
    made = Derivation(f"Futures of {title}", answer)
    group = made.group("What is drawn for it")
    places: set[int] = set()
    for term in inputs.terms:
        if term.role == name:
            customers = inputs.new_accounts if term.timing.kind == "onboarding" else inputs.accounts
            places.update(term.inputs)
            if term.segment in customers and term.timing.kind != "programme":
                places.add(customers[term.segment])
    if name in inputs.internal:
        places.add(inputs.internal[name])
    for place in sorted(places):
        item = inputs.uncertain[place]
        group.add(
            f"{item.words}, most likely {figure(item.value)}",
            f"{figure(item.low)} to {figure(item.high)} {item.unit}".strip(),
            item.basis,
            "" if item.place is None else place_of(plan.design, item.place),
        )
    kinds = made.group("Inputs that err together")
    for kind, correlation in found.correlation.items():
        place_ = place_of(plan.design, ("params", f"{kind}_correlation"))
        kinds.add(f"rank correlation of estimates of {kind}", figure(correlation), "", place_)
    result = made.group("What the draws say")
    result.add("full-time people: low (1 in 10)", f"{role.fte.p10:.4f}")
    result.add("median", f"{role.fte.p50:.4f}")
    result.add(
        f"high (9 in 10), known to be between {role.fte.p90_low:.4f} and {role.fte.p90_high:.4f}",
        f"{role.fte.p90:.4f}",
    )
    if role.enough is not None:
        result.add("the people in post are enough in", f"{100 * role.enough:.2f}% of the futures")
    result.add(f"whole people that are enough {100 * found.sure:g}% of the time", str(role.choice))
    return made
