"""The ownership matrix as cells to draw: owners, co-owners, supporters, and gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.views.plan.names import role_title
from csdesign.views.plan.words import MOTIONS, short_role

if TYPE_CHECKING:
    from csdesign.planning.results import OwnershipCell, Plan

__all__ = [
    "LOUD",
    "MOTIONS_WORDS",
    "QUIET",
    "SIGNS",
    "Holder",
    "MatrixCell",
    "MatrixRow",
    "gaps",
    "matrix",
]

MOTIONS_WORDS: Final = {
    "land": "new sales",
    "onboard": "onboarding",
    "adopt": "adoption",
    "upsell": "more seats",
    "cross-sell": "new products",
    "renew": "renewals",
    "serve": "help on request",
}
"""Motions as the object of a sentence."""
SIGNS: Final = {"own": "●", "co-own": "◐", "support": "○"}
"""A sign for each level, so that colour is never the only sign."""
LOUD: Final = {"nobody": "NOBODY", "contested": "{count} OWNERS"}
"""States that need a decision, with their words."""
QUIET: Final = {"absent": "does not apply", "outside": "outside this design"}
"""States without holders that need no decision."""
_ORDER: Final = {"own": 0, "co-own": 1, "support": 2}


@dataclass(frozen=True, slots=True)
class Holder:
    """A role in a cell: short name to show, full title, level, and whether it is proposed."""

    role: str
    short: str
    title: str
    level: str
    proposed: bool
    lead: bool
    when: str

    @property
    def sign(self) -> str:
        """Return the sign of the level."""
        return SIGNS[self.level]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One motion of one segment.

    `state` is owned, proposed, nobody, contested (more owners than one), outside (the new sale of
    a design in which nobody sells to new customers) or absent (it does not apply).
    """

    motion: str
    state: str
    holders: tuple[Holder, ...] = ()

    @property
    def owners(self) -> tuple[Holder, ...]:
        """Return the holders that own or co-own the motion."""
        return tuple(holder for holder in self.holders if holder.level != "support")

    @property
    def supporters(self) -> tuple[Holder, ...]:
        """Return the holders that support the motion."""
        return tuple(holder for holder in self.holders if holder.level == "support")

    @property
    def words(self) -> str:
        """Return the cell as one line of text."""
        if self.state in QUIET:
            return QUIET[self.state]
        parts = [
            f"{holder.level}: {holder.title}"
            + (" (lead)" if holder.lead else "")
            + (" (proposed)" if holder.proposed else "")
            + (f" when {holder.when}" if holder.when else "")
            for holder in self.holders
        ]
        if self.state in LOUD:
            parts.insert(0, LOUD[self.state].format(count=len(self.owners)))
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A segment with its cells in the order of the motions."""

    segment: str
    name: str
    cells: tuple[MatrixCell, ...]


def matrix(plan: Plan) -> tuple[MatrixRow, ...]:
    """Return one row per segment."""
    by_cell: dict[tuple[str, str], list[OwnershipCell]] = {}
    for cell in plan.ownership:
        by_cell.setdefault((cell.segment, cell.motion), []).append(cell)
    shorts: dict[str, tuple[str, str]] = {}
    rows = []
    for segment in plan.segments:
        cells = tuple(
            _cell(plan, motion, by_cell.get((segment.id, motion), []), shorts)
            if motion not in segment.segment.not_applicable
            else MatrixCell(motion, "absent")
            for motion in MOTIONS
        )
        rows.append(MatrixRow(segment.id, segment.segment.name, cells))
    return tuple(rows)


def gaps(plan: Plan) -> list[tuple[str, str]]:
    """Return each (segment, motion) that applies and that nobody owns."""
    return [
        (row.segment, cell.motion)
        for row in matrix(plan)
        for cell in row.cells
        if cell.state == "nobody"
    ]


def _cell(
    plan: Plan,
    motion: str,
    cells: list[OwnershipCell],
    shorts: dict[str, tuple[str, str]],
) -> MatrixCell:
    shown = sorted(
        (cell for cell in cells if cell.level in _ORDER),
        key=lambda cell: (cell.proposed, _ORDER[cell.level], not cell.lead),
    )
    owners = [cell for cell in shown if cell.level != "support"]
    # A cell that is not stated is a gap in a design that states ownership; a design without any #
    # gets proposals.
    designed = plan.design.roles is not None and bool(plan.design.cells)
    if motion == "land" and plan.design.begins_after_sale:
        state = "outside"
    elif not owners or (designed and all(cell.proposed for cell in owners)):
        state = "nobody"
    elif owners[0].proposed:
        state = "proposed"
    else:
        # One owner, or two co-owners; anything else has to be decided.
        levels = sorted(cell.level for cell in owners)
        state = "owned" if levels in (["own"], ["co-own", "co-own"]) else "contested"
    held = () if state == "outside" else shown
    return MatrixCell(motion, state, tuple(_holder(plan, cell, shorts) for cell in held))


def _holder(plan: Plan, cell: OwnershipCell, shorts: dict[str, tuple[str, str]]) -> Holder:
    if cell.role not in shorts:
        shorts[cell.role] = (short_role(plan.design, cell.role), role_title(plan.design, cell.role))
    short, title = shorts[cell.role]
    return Holder(
        role=cell.role,
        short=short,
        title=title,
        level=cell.level,
        proposed=cell.proposed,
        lead=cell.lead,
        when=cell.when or "",
    )
