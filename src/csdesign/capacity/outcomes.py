"""Outcomes customer success is measured by: retention of revenue, and recommendation."""

from __future__ import annotations

from dataclasses import dataclass

from csdesign.capacity.amounts import GUARD, non_negative, positive, whole

__all__ = ["NetPromoterScore", "Retention", "net_promoter_score", "retention"]


@dataclass(frozen=True, slots=True)
class Retention:
    """Revenue kept from a cohort over a period."""

    grr: float
    """Gross revenue retention (0..1): without expansion."""
    nrr: float
    """Net revenue retention (from 0 up): with expansion."""


@dataclass(frozen=True, slots=True)
class NetPromoterScore:
    """Recommendation, and how many answered."""

    nps: float
    """Per cent promoters minus per cent detractors (-100..100)."""
    response_rate: float
    """Answers over invitations (0..1)."""


def retention(
    *, start_arr: float, churned_arr: float, contraction_arr: float, expansion_arr: float
) -> Retention:
    """Return gross and net revenue retention of a cohort of customers.

    Args:
        start_arr: Annual recurring revenue of the cohort at the start (currency), above 0.
        churned_arr: Revenue of customers who left (currency).
        contraction_arr: Revenue lost from customers who stayed (currency).
        expansion_arr: Revenue gained from customers of the cohort (currency).

    Raises:
        ValueError: If a number is negative, `start_arr` is 0, or more is lost than was there.

    Source: pulserevops, "Gross and net revenue retention".
    """
    positive("start_arr", start_arr)
    non_negative("churned_arr", churned_arr)
    non_negative("contraction_arr", contraction_arr)
    non_negative("expansion_arr", expansion_arr)
    lost = churned_arr + contraction_arr
    if lost > start_arr * (1 + GUARD):
        raise ValueError(
            f"churned_arr and contraction_arr make {lost}; start_arr is only {start_arr}"
        )
    return Retention(
        grr=max(0.0, start_arr - lost) / start_arr,
        nrr=max(0.0, start_arr - lost + expansion_arr) / start_arr,
    )


def net_promoter_score(
    *, promoters: float, passives: float, detractors: float, invited: float
) -> NetPromoterScore:
    """Return the net promoter score and the response rate behind it.

    Args:
        promoters: Answers of 9 or 10.
        passives: Answers of 7 or 8.
        detractors: Answers of 0 to 6.
        invited: People asked.

    Raises:
        ValueError: If a count is negative, nobody answered, or more answered than were asked.

    Source: F. Reichheld 2003, "The one number you need to grow".
    """
    for name, count in (
        ("promoters", promoters),
        ("passives", passives),
        ("detractors", detractors),
        ("invited", invited),
    ):
        whole(name, count)
    answers = promoters + passives + detractors
    if not answers:
        raise ValueError("nobody answered; a score needs at least one answer")
    if answers > invited:
        raise ValueError(f"{answers} answered; invited is only {invited}")
    return NetPromoterScore(100 * (promoters - detractors) / answers, answers / invited)
