"""Spans of control: the managers a number of people takes."""

from __future__ import annotations

from typing import NamedTuple

from csdesign.capacity.amounts import whole

__all__ = ["SpanOfControl", "span_of_control"]


class SpanOfControl(NamedTuple):
    """Managers level by level."""

    levels: tuple[int, ...]
    """Managers of each level, from those of the individual contributors up."""
    managers: int
    """All managers."""


def span_of_control(individual_contributors: float, *, span: float) -> SpanOfControl:
    """Return the managers needed when nobody has more than `span` reports.

    Levels are added until one person heads them all; one person alone has no manager here.

    Raises:
        ValueError: If `individual_contributors` is negative, or `span` is below 2: with a span of 1
            every manager would need a manager.

    Source: Goodbary 2020, "CSM to manager ratio" (managers and reports both name seven).
    """
    people = whole("individual_contributors", individual_contributors)
    reports = whole("span", span, least=2)
    levels: list[int] = []
    while people > 1:
        people = -(-people // reports)
        levels.append(people)
    return SpanOfControl(tuple(levels), sum(levels))
