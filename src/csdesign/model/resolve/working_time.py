"""A check that absence and attrition leave some working time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.model.resolve.problems import CONTRADICTION

if TYPE_CHECKING:
    from csdesign.finding import YamlPath
    from csdesign.model.document import Document
    from csdesign.model.resolve.problems import Problems

__all__ = ["check_working_time"]

_DAYS_PER_WEEK = 5
_MONTHS = 12


def check_working_time(document: Document, problems: Problems) -> None:
    """Note parameters that leave no working time."""
    params = document.params
    _check(params.weeks, params.absence_days, ("params", "absence_days"), "params", problems)
    _check_leavers(document, problems)
    for i, role in enumerate(document.roles or ()):
        own = role.params
        if own is None:
            continue
        weeks = params.weeks if own.weeks is None else own.weeks
        days = params.absence_days if own.absence_days is None else own.absence_days
        path: YamlPath = ("roles", i, "params", "absence_days")
        _check(weeks, days, path, f"roles[{role.id}].params", problems)


def _check_leavers(document: Document, problems: Problems) -> None:
    params = document.params
    lost = params.months_to_fill + math.fsum(1 - share for share in params.ramp)
    if params.annual_attrition * lost >= _MONTHS:
        problems.add(
            CONTRADICTION,
            ("params", "annual_attrition"),
            "params",
            f"at an attrition of {params.annual_attrition:g}, with {lost:g} months lost "
            "for each leaver, no working time is left; give a lower attrition or a faster ramp",
        )


def _check(
    weeks: float, absence_days: float, path: YamlPath, where: str, problems: Problems
) -> None:
    if absence_days >= weeks * _DAYS_PER_WEEK:
        problems.add(
            CONTRADICTION,
            path,
            where,
            f"{absence_days:g} days of absence leave no working day in {weeks:g} weeks; "
            f"give fewer than {weeks * _DAYS_PER_WEEK:g} days",
        )
