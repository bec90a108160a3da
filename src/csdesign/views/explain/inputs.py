"""The inputs of a segment as steps: customers, profile, interactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.model.numbers import plain
from csdesign.views.explain.derivation import place_of
from csdesign.views.plan.words import figure
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.model.design import Design, Interaction, Segment
    from csdesign.planning.results import Plan
    from csdesign.views.explain.derivation import Group

__all__ = [
    "WORKING_TIME",
    "add_customers",
    "add_interactions",
    "add_params",
    "add_traits",
    "how_often",
]

WORKING_TIME: Final = (
    ("weeks", "weeks"),
    ("hours_per_week", "h a week"),
    ("absence_days", "days"),
    ("internal_share", ""),
    ("target_load", ""),
)
"""Parameters from which the hours of one full-time person follow, with their units."""

_TRAITS: Final = ("complexity", "specificity", "desired", "readiness")


def add_customers(group: Group, plan: Plan, segment: Segment) -> None:
    """Append the numbers of customers: declared in the design, or counted in a table."""
    counted = None if plan.measured is None else plan.measured.segment(segment.id)
    table = "" if plan.measured is None else visible(plan.measured.source, 60)
    inputs = (
        ("customers", segment.accounts, "", "accounts", counted is not None),
        (
            "new customers a year",
            segment.new_accounts,
            "a year",
            "new_accounts",
            counted is not None and counted.new_accounts is not None,
        ),
    )
    for words, value, unit, key, is_counted in inputs:
        if is_counted and value is not None:
            group.add(words, f"{figure(plain(value), 6)} {unit}".strip(), "measured", table)
        else:
            group.input(plan.design, words, value, unit, (*segment.path, key))
    group.add(
        "new customers divided by existing customers, at most 1", figure(segment.new_ratio, 4)
    )


def add_traits(group: Group, design: Design, segment: Segment) -> None:
    """Append the customer profile; an unset score is 3 and assumed."""
    for trait in _TRAITS:
        path = (*segment.path, "traits", trait)
        assumed = trait in segment.traits.assumed
        group.add(
            f"{trait} (1 to 5)",
            f"{getattr(segment.traits, trait):g}",
            "assumed" if assumed else "stated",
            "" if assumed else place_of(design, path),
        )


def add_interactions(group: Group, design: Design, segment: Segment) -> None:
    """Append the interactions: how often, customer minutes, staff hours."""
    for interaction in segment.interactions:
        group.add(
            f"{interaction.name} ({interaction.channel}, by {interaction.trigger})",
            f"{how_often(interaction)}; {figure(interaction.minutes, 6)} min, "
            f"{_effort(interaction)}",
            _basis(interaction),
            place_of(design, interaction.path),
        )


def how_often(interaction: Interaction) -> str:
    """Return the frequency in words, with the share of accounts and the group size."""
    often = f"{figure(interaction.occurrences, 6)} x " + (
        "per new customer" if interaction.once else "a year"
    )
    if interaction.share != 1:
        often += f", {100 * interaction.share:g}% of customers"
    if interaction.group_size != 1:
        often += f", {plain(interaction.group_size)} customers at a time"
    return often


def _effort(interaction: Interaction) -> str:
    split = ", ".join(f"{role} {figure(hours)} h" for role, hours in interaction.effort_by_role)
    if len(interaction.effort_by_role) > 1:
        return f"{figure(interaction.effort)} h ({split})"
    return f"{figure(interaction.effort)} h"


def _basis(interaction: Interaction) -> str:
    if interaction.defaulted:
        return f"{' and '.join(interaction.defaulted)} assumed"
    return interaction.effort_basis


def add_params(group: Group, design: Design, names: tuple[tuple[str, str], ...]) -> None:
    """Append parameters of the assumption register with their units."""
    stated = design.params.model_fields_set
    for name, unit in names:
        value = getattr(design.params, name)
        if name in stated:
            group.input(design, name, value, unit, ("params", name))
        else:
            group.add(name, f"{figure(plain(value), 6)} {unit}".strip(), "default")
