"""Checks of the horizon, of moves between segments and of scenarios that need the whole design."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.model.resolve.problems import CONTRADICTION, EXTENDS_CYCLE

if TYPE_CHECKING:
    from csdesign.finding import YamlPath
    from csdesign.model.document import Document
    from csdesign.model.resolve.problems import Problems

__all__ = ["check_time", "fiscal_quarters"]

_QUARTER = 3


def fiscal_quarters(first_month: int, months: int, fiscal_start: int | None) -> tuple[int, ...]:
    """Return how many months of a horizon lie in each quarter.

    Quarters begin with the first month, or with the calendar month `fiscal_start` (1..12) and
    every third after it: then the first and the last may be shorter.
    """
    late = 0 if fiscal_start is None else (first_month - fiscal_start) % _QUARTER
    first = _QUARTER - late
    lengths = []
    left = months
    while left > 0:
        lengths.append(min(first, left))
        left -= first
        first = _QUARTER
    return tuple(lengths)


def check_time(document: Document, problems: Problems) -> None:
    """Report the problems of months, moves and the names of scenarios."""
    _check_start(document, problems)
    _check_moves(document, problems)
    _check_lists(document, problems)
    _check_budget(document, problems)
    _check_scenarios(document, problems)


def _check_start(document: Document, problems: Problems) -> None:
    horizon = document.horizon
    if horizon is None or horizon.start is not None or horizon.as_of is not None:
        return
    if document.accounts.as_of is None:
        problems.add(
            CONTRADICTION,
            ("horizon",),
            "horizon",
            "the first month is not given; give start: 2027-01, or as_of",
            key=True,
        )


def _check_moves(document: Document, problems: Problems) -> None:
    known = dict.fromkeys(segment.id for segment in document.segments)
    for i, segment in enumerate(document.segments):
        for target in segment.moves_to:
            if target not in known:
                problems.unknown(
                    ("segments", i, "moves_to", target),
                    "segment",
                    target,
                    known,
                    f"segments[{segment.id}].moves_to",
                )


def _check_lists(document: Document, problems: Problems) -> None:
    """Note lists of new customers that end before the horizon does."""
    if document.horizon is None:
        return
    months = int(document.horizon.months)
    for i, segment in enumerate(document.segments):
        numbers = None if segment.new_accounts is None else segment.new_accounts.by_month
        if numbers is not None and len(numbers) < months:
            path: YamlPath = ("segments", i, "new_accounts")
            where = f"segments[{segment.id}]"
            problems.add(
                CONTRADICTION,
                path,
                where,
                f"new_accounts has {len(numbers)} numbers for {months} months; "
                f"give {months}, or {{per_year, season}}",
                object_=f"{where}.new_accounts",
                related=((("horizon", "months"), "the horizon"),),
                key=True,
            )


def _check_budget(document: Document, problems: Problems) -> None:
    horizon = document.horizon
    if horizon is None or horizon.budget is None or len(horizon.budget) == 1:
        return
    if horizon.start is None:
        quarters = -(-int(horizon.months) // _QUARTER)
    else:
        fiscal = None if horizon.fiscal_start is None else int(horizon.fiscal_start)
        quarters = len(fiscal_quarters(horizon.start.month, int(horizon.months), fiscal))
    if len(horizon.budget) != quarters:
        problems.add(
            CONTRADICTION,
            ("horizon", "budget"),
            "horizon",
            f"budget has {len(horizon.budget)} amounts for {quarters} quarters; "
            "give one amount for the whole horizon, or one for each quarter",
            object_="horizon.budget",
            key=True,
        )


def _check_scenarios(document: Document, problems: Problems) -> None:
    scenarios = document.scenarios
    problems.duplicates("scenarios", ("scenarios",), [item.id for item in scenarios])
    extends = {item.id: item.extends for item in scenarios}
    told: set[str] = set()
    for i, item in enumerate(scenarios):
        path: YamlPath = ("scenarios", i, "extends")
        where = f"scenarios[{item.id}]"
        if item.extends is None:
            continue
        if item.extends not in extends:
            problems.unknown(path, "scenario", item.extends, extends, where)
            continue
        chain = [item.id]
        step = extends[item.id]
        while step is not None and step in extends and step not in chain:
            chain.append(step)
            step = extends[step]
        if step is not None and step in chain and not told.intersection(chain):
            told.update(chain)
            circle = " -> ".join([*chain[chain.index(step) :], step])
            problems.add(
                EXTENDS_CYCLE,
                path,
                where,
                f"extends forms a loop: {circle}; remove extends from one of them",
            )
