"""The sheet that calculates the fewest hires, given the people in post.

For each set of roles, the work that exceeds the people who hold any of them has to be hired for
(Hall's condition).
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter import Workbook as Book  # type: ignore[import-untyped]  # it has no types
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the same

    from csdesign.formats.live_styles import Styles
    from csdesign.views.plan.calculation import Calculation, TeamLine

__all__ = ["HIRES", "add_hires"]

HIRES: Final = "Hires"
_MOST_ROLES: Final = 4
"""Number of roles that share people up to which every set of them has a row; of more, each role and
all."""
_LONGEST: Final = 255
_HEADS: Final = (
    "Roles that share people", "Full-time people needed", "Full-time people in post", "Missing",
    "Hires for these, at least", "Hires of the team, at least", "Hires in the plan",
)  # fmt: skip
_CALCULATED: Final = (
    "Calculated: the fewest hires needed for the work that the people in post cannot do. The plan "
    "may need more, because each hire has one role; its number stands next to the calculated one."
)
_LEFT_OUT: Final = (
    "Not calculated: people who are not needed, and limits of posts to segments, regions and caps. "
    "'Fewest people by presence, caps or books' on the previous sheet stays the same when you "
    "change customers. csdesign plan takes all of this into account."
)


def add_hires(book: Book, found: Calculation, needs: list[float], styles: Styles) -> None:
    """Add the sheet; `needs` has the full-time people that each role takes, as calculated."""
    sheet = book.add_worksheet(HIRES)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, len(_HEADS) - 1, 14)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    row = _crews(sheet, found, styles)
    _teams(book, sheet, found, needs, row + 1, styles)


def _crews(sheet: Worksheet, found: Calculation, styles: Styles) -> int:
    """Write the people in post; return the first free row."""
    sheet.write_string(0, 0, "Post", styles.head)
    sheet.write_string(0, 1, "Full-time people in post", styles.head)
    row = 1
    for team in found.teams:
        for crew in team.crews:
            sheet.write_string(row, 0, crew.names[:_LONGEST], styles.text)
            sheet.write_number(row, 1, crew.fte, styles.input)
            row += 1
    return row


def _teams(
    book: Book,
    sheet: Worksheet,
    found: Calculation,
    needs: list[float],
    top: int,
    styles: Styles,
) -> None:
    for x, word in enumerate(_HEADS):
        sheet.write_string(top, x, word, styles.head)
    row, first_crew, totals = top + 1, 2, []
    hires = 0
    for team in found.teams:
        first, most = row, 0
        for chosen in _sets(team):
            lacking = _set(sheet, found, team, chosen, needs, row, first_crew, styles)
            most = max(most, math.ceil(round(lacking - 1e-9, 12)), 0)
            row += 1
        formula = f"=MAX(E{first + 1}:E{row})"
        sheet.write_formula(first, 5, formula, styles.bold, most)
        sheet.write_number(first, 6, team.hires, styles.number)
        totals.append(f"F{first + 1}")
        first_crew += len(team.crews)
        hires += most
    sheet.write_string(row, 0, "Total", styles.bold)
    sheet.write_formula(row, 5, f"=SUM(F{top + 2}:F{row})", styles.bold, hires)
    planned = sum(team.hires for team in found.teams)
    sheet.write_formula(row, 6, f"=SUM(G{top + 2}:G{row})", styles.bold, planned)
    book.define_name("hires_at_least", f"={HIRES}!$F${row + 1}")
    for number, words in enumerate((_CALCULATED, _LEFT_OUT), 2):
        sheet.write_string(row + number, 0, words, styles.note)


def _set(
    sheet: Worksheet,
    found: Calculation,
    team: TeamLine,
    chosen: tuple[int, ...],
    needs: list[float],
    row: int,
    first_crew: int,
    styles: Styles,
) -> float:
    """Write the row of some roles; return the people they lack (FTE)."""
    names = " + ".join(found.roles[role].title for role in chosen)
    sheet.write_string(row, 0, names[:_LONGEST], styles.text)
    cells = "+".join(
        f"MAX('People and money'!I{role + 2},'People and money'!J{role + 2})" for role in chosen
    )
    need = math.fsum(needs[role] for role in chosen)
    sheet.write_formula(row, 1, f"={cells}", styles.fine, need)
    holders = [
        (n, crew) for n, crew in enumerate(team.crews, first_crew) if crew.roles & set(chosen)
    ]
    there = math.fsum(crew.fte for _, crew in holders)
    people = "+".join(f"B{n}" for n, _ in holders) or "0"
    sheet.write_formula(row, 2, f"={people}", styles.fine, there)
    lacking = max(0.0, need - there)
    n = row + 1
    sheet.write_formula(row, 3, f"=MAX(0,B{n}-C{n})", styles.fine, lacking)
    hires = math.ceil(round(lacking - 1e-9, 12))
    sheet.write_formula(
        row, 4, f"=ROUNDUP(MAX(0,D{n}-0.000000001),0)", styles.number, max(0, hires)
    )
    return lacking


def _sets(team: TeamLine) -> Iterator[tuple[int, ...]]:
    """Yield the sets of roles that have a row, as indexes."""
    if len(team.roles) > _MOST_ROLES:
        yield from ((role,) for role in team.roles)
        yield team.roles
        return
    for size in range(1, len(team.roles) + 1):
        yield from combinations(team.roles, size)
