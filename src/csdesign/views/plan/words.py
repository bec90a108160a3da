"""The words people read: levels, coverage, motions, roles and numbers in plain language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.planning.serving.deliverers import kind_of, title_of
from csdesign.views.section import cell_text
from csdesign.wording import capitalised, number_of, visible

if TYPE_CHECKING:
    from csdesign.accounts.measure.results import Measured
    from csdesign.model.design import Design
    from csdesign.planning.results import Near, Plan, SegmentPlan

__all__ = [
    "ARCHETYPES",
    "LEVELS",
    "MOTIONS",
    "SPELLED",
    "coverage_words",
    "decided_words",
    "figure",
    "money",
    "number",
    "people",
    "percent",
    "role_name",
    "short_role",
]

ARCHETYPES: Final = {
    "adopt": "Adopt",
    "adopt-renew": "Adopt & Renew",
    "adopt-renew-upsell": "Adopt, Renew & Upsell",
    "adopt-renew-expand": "Adopt, Renew & Expand",
}
LEVELS: Final = {
    "high-touch": "high touch",
    "pooled": "pooled",
    "tech-touch": "tech touch",
}
MOTIONS: Final = {
    "land": "New sale",
    "onboard": "Onboard",
    "adopt": "Adopt",
    "upsell": "More seats",
    "cross-sell": "New products",
    "renew": "Renewal",
    "serve": "Help",
}
SPELLED: Final = (
    "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
)  # fmt: skip
_SHORT: Final = {
    "support": "support desk",
    "digital-programme-manager": "programme",
    "renewal-specialist": "renewals",
    "pooled-analyst": "analyst",
    "onboarding-specialist": "onboarding",
    "csm-adopt": "CSM",
    "csm-adopt-renew": "CSM",
    "csm-adopt-renew-upsell": "CSM",
    "csm-adopt-renew-expand": "CSM",
}
"""Short words for reference roles that a design does not have; others have an abbreviation."""


def number(value: float | None, digits: int = 0) -> str:
    """Return a number with thousands separated by commas; undefined is a dash."""
    if value is None:
        return "-"
    return f"{float(value):,.{digits}f}"


def figure(amount: float, digits: int = 3) -> str:
    """Return a number to `digits` significant digits, larger ones to the whole; never as 1e+03."""
    large = abs(amount) >= 10**digits - 0.5
    return f"{amount:,.0f}" if large else f"{amount:,.{digits}g}"


def percent(share: float | None, digits: int = 0) -> str:
    """Return a share as per cent; undefined is a dash."""
    return "-" if share is None else f"{100 * share:.{digits}f}%"


def money(amount: float, currency: str | None) -> str:
    """Return an amount in thousands or millions with its currency."""
    text = cell_text(amount, "brief-money")
    return f"{text} {visible(currency, 8)}" if currency else text


def people(count: float) -> str:
    """Return `1 person` or `11 people`; part-time posts keep their fraction."""
    shown = f"{count:,.0f}" if float(count).is_integer() else f"{count:,.1f}"
    return f"{shown} person" if shown == "1" else f"{shown} people"


def role_name(design: Design, role_id: str) -> str:
    """Return a role's title, safe to print."""
    return visible(title_of(design, role_id), 60)


def short_role(design: Design, role_id: str) -> str:
    """Return the abbreviation of a role if one is known, such as CSM, else its title."""
    role = design.role_by_id.get(role_id)
    if role is None and role_id in _SHORT:
        return _SHORT[role_id]
    names = (role.title, *role.aliases) if role is not None else ()
    kind = kind_of(design, role_id)
    if kind is not None and (role is None or _same_title(role.title, kind)):
        known = reference.roles()[kind]
        names = (*names, *known.aliases_en)
    for name in names:
        if 1 < len(name) <= 4 and name.isupper() and name.isalpha():
            return name
    if kind in _SHORT and role is not None and _same_title(role.title, kind):
        return _SHORT[kind] if role.title.isascii() else role_name(design, role_id)
    return role_name(design, role_id)


def _same_title(title: str, kind: str) -> bool:
    folded = title.casefold()
    return any(folded == known.casefold() for known in reference.roles()[kind].titles)


def coverage_words(design: Design, plan: SegmentPlan) -> str:
    """Return how customers are covered, in words, with the book if there is one.

    A lighter coverage names the design's own role: the analyst is only a default.
    """
    coverage = plan.coverage
    if coverage.level is None:
        return "UNDEFINED: no interactions yet"
    if coverage.assignment == "programme":
        return "automated programme and a support desk"
    if coverage.assignment == "queue":
        return "a shared team working from a queue"
    who = "one named analyst"
    if coverage.level == "high-touch":
        who = "one named person"
    elif plan.practitioner_role is not None:
        who = f"one named {role_name(design, plan.practitioner_role)}"
    if plan.book and plan.segment.accounts and plan.book >= plan.segment.accounts > 1:
        return f"{who} for all {plan.segment.accounts:,.0f}"
    return f"{who}, {plan.book:,} customers each" if plan.book else who


def decided_words(plan: SegmentPlan) -> str:
    """Return the reason for a segment's level, in words and numbers."""
    coverage = plan.coverage
    q, by = coverage.quantities, coverage.decided_by
    if coverage.level is None:
        return "nothing is promised yet; describe the interactions first"
    talks = number_of(round(q.p1, 9), "planned talk")
    if q.p1 < 1e-9:
        talks = "no planned one-to-one talk"
    applied = {gate.code: gate.words for gate in coverage.gates}
    if by is not None and by in applied:
        return applied[by]
    if coverage.level == "high-touch":
        floor = "; this alone is enough" if {"F1", "F2"} & applied.keys() else ""
        hours = f"{figure(q.a1, 4)} h of one-to-one staff time"
        return f"each customer gets {talks} and {hours} a year{floor}"
    if coverage.level == "pooled":
        if 2 * q.p1 > q.touches:
            hours = f"{figure(q.a1, 4)} h of one-to-one staff time"
            each = f"{talks} and {hours} a year for each customer"
            if coverage.assignment == "named":
                return f"{each} call for a named person, but not for high touch"
            return f"{each} do not call for a named person"
        touches = figure(q.touches) if q.touches >= 0.1 else "hardly any"
        return (
            f"each customer gets {talks} and {touches} contacts with people a year, most on "
            "signals or in groups"
        )
    few = q.touches < 1
    return "people act only on request, or in groups" if few else "there is little human contact"


_NEEDS: Final = {
    "F1": "high touch",
    "F2": "high touch with industry expertise",
    "F3": "a shared team",
    "named": "a named person",
}


def near_words(near: Near) -> str:
    """Return how close a gate is to deciding: the promised amount, and the one that would do."""
    value = f"{figure(near.value, 4)} {near.counted} a year"
    return f"{value} where {_NEEDS[near.gate]} needs {near.threshold:g}"


def too_few_rows(measured: Measured) -> str:
    """Return that few rows of a table were used, and the consequence, to precede any figure."""
    return (
        f"{measured.usable:,} of {number_of(measured.rows, 'row')}: the others could not be used, "
        "so no figure covers all customers."
    )


def plan_title(plan: Plan) -> str:
    """Return the first line of a plan."""
    words = "who covers which customers, and with how many people"
    return capitalised(": ".join(filter(None, (planned_for(plan), words))))


def planned_for(plan: Plan) -> str:
    """Return the subject of a plan: the company, and the scenario that it plans."""
    company = visible(plan.design.document.company.name or "", 60)
    scenario = "" if plan.scenario is None else f"scenario {visible(plan.scenario, 64)}"
    return ", ".join(filter(None, (company, scenario)))
