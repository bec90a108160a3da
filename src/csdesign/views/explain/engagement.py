"""`explain engagement`: the role that acts in a case, by the company's own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.engagement_search import who_acts
from csdesign.views.explain.derivation import Derivation, place_of
from csdesign.views.plan.words import role_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.model.design import Design

__all__ = ["explain_engagement"]


def explain_engagement(design: Design, inputs: Mapping[str, str]) -> Derivation:
    """Return the role that acts for the given inputs, with its rule.

    Raises:
        UsageError: the design has no rules of engagement, or no rule uses an input.
    """
    answer = who_acts(design, inputs)
    case = ", ".join(f"{name} {value}" for name, value in answer.inputs) or "any case"
    if answer.lead is not None:
        told = ", ".join(role_name(design, role) for role in answer.inform)
        words = f"{role_name(design, answer.lead)} acts" + (f"; {told} is informed" if told else "")
        if answer.by_default:
            words += " (no other rule applies)"
    elif answer.contradictory:
        words = "the rules disagree: two roles would act"
    elif answer.needs:
        words = f"it depends on {', '.join(answer.needs)}"
    else:
        words = "nobody acts: no rule covers this"
    made = Derivation(f"Who acts: {case}", words)
    for title, rules in (
        ("Rules that apply", answer.rules),
        ("Rules that may apply", answer.undecided),
    ):
        group = made.group(title)
        for rule in rules:
            group.add(
                f"{rule.name}: {role_name(design, rule.lead)} acts",
                "",
                "",
                place_of(design, rule.path),
            )
    return made
