"""Ownership: the cells of roles and of the grid as one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.model.design import OwnedCell
from csdesign.model.resolve.problems import CONTRADICTION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import Role
    from csdesign.model.document import Document
    from csdesign.model.engagement import OwnershipCell
    from csdesign.model.resolve.problems import Problems

__all__ = ["resolve_cells"]


def resolve_cells(
    document: Document,
    roles: tuple[Role, ...] | None,
    segment_ids: Collection[str],
    problems: Problems,
) -> tuple[OwnedCell, ...]:
    """Return every declared cell; a cell declared both by a role and by the grid is a problem."""
    # Asked of every name, and shown in their order: a dictionary serves both.
    role_ids = None if roles is None else dict.fromkeys(role.id for role in roles)
    segment_ids = dict.fromkeys(segment_ids)
    by_role = [
        cell for role in roles or () for cell in _of_role(role, segment_ids, role_ids, problems)
    ]
    grid = list(_of_grid(document, segment_ids, role_ids, problems))
    _check_grid(by_role, grid, problems)
    return tuple(_once([*by_role, *grid], problems))


def _check_grid(by_role: list[OwnedCell], grid: list[OwnedCell], problems: Problems) -> None:
    """Note every owner that both a role and the grid declare."""
    if not grid:
        return
    declared: dict[tuple[str, str], OwnedCell] = {}
    for cell in by_role:
        if cell.level != "support":
            declared.setdefault((cell.segment, cell.motion), cell)
    # One cell of the grid may name a pair.
    written = {cell.path: cell for cell in grid if cell.level != "support"}
    for cell in written.values():
        other = declared.get((cell.segment, cell.motion))
        if other is not None:
            problems.add(
                CONTRADICTION,
                cell.path,
                f"ownership.{cell.segment}.{cell.motion}",
                f"the owner is also declared by role {other.role!r}; declare it in one place",
                object_=f"segments[{cell.segment}].{cell.motion}",
                related=((other.path, "also declared here"),),
                key=True,
            )


def _of_role(
    role: Role,
    segment_ids: Collection[str],
    role_ids: Collection[str] | None,
    problems: Problems,
) -> Iterator[OwnedCell]:
    where = f"roles[{role.id}]"

    def places(segments: tuple[str, ...], path: YamlPath) -> tuple[str, ...]:
        for i, name in enumerate(segments):
            if name not in segment_ids:
                problems.unknown((*path, "segments", i), "segment", name, segment_ids, where)
        return segments

    for item, path in role.owns or ():
        for segment in role.segments if item.segments is None else places(item.segments, path):
            yield OwnedCell(segment, item.motion, role.id, "own", path, when=item.when)
    for pair, path in role.co_owns or ():
        for name, key in ((pair.with_, "with"), (pair.lead, "lead")):
            if name is not None and role_ids is not None and name not in role_ids:
                problems.unknown((*path, key), "role", name, role_ids, where)
        for segment in role.segments if pair.segments is None else places(pair.segments, path):
            yield OwnedCell(
                segment, pair.motion, role.id, "co-own", path, pair.with_, pair.lead, pair.split
            )
            # A pair declared by one of its two members holds for both.
            yield OwnedCell(
                segment, pair.motion, pair.with_, "co-own", path, role.id, pair.lead, pair.split
            )
    for help_, path in role.supports or ():
        for segment in role.segments if help_.segments is None else places(help_.segments, path):
            yield OwnedCell(segment, help_.motion, role.id, "support", path)


def _of_grid(
    document: Document,
    segment_ids: Collection[str],
    role_ids: Collection[str] | None,
    problems: Problems,
) -> Iterator[OwnedCell]:
    for segment, motions in (document.ownership or {}).items():
        if segment not in segment_ids:
            problems.unknown(("ownership", segment), "segment", segment, segment_ids, "ownership")
            continue
        for motion, cell in motions.items():
            path: YamlPath = ("ownership", segment, motion)
            where = f"ownership.{segment}.{motion}"
            _check_cell(cell, path, where, role_ids, problems)
            if cell.own is not None:
                yield OwnedCell(segment, motion, cell.own, "own", path)
            pair = cell.co_own or ()
            for role in pair:
                others = [name for name in pair if name != role]
                partner = others[0] if others else None
                yield OwnedCell(
                    segment, motion, role, "co-own", path, partner, cell.lead, cell.split
                )
            for role in cell.support:
                yield OwnedCell(segment, motion, role, "support", path)


def _check_cell(
    cell: OwnershipCell,
    path: YamlPath,
    where: str,
    role_ids: Collection[str] | None,
    problems: Problems,
) -> None:
    if cell.own is not None and cell.co_own is not None:
        problems.add(CONTRADICTION, path, where, "give own or co_own, not both", key=True)
    named = [("own", cell.own), ("lead", cell.lead)]
    named += [("co_own", role) for role in cell.co_own or ()]
    named += [("support", role) for role in cell.support]
    for key, role in named:
        if role is not None and role_ids is not None and role not in role_ids:
            problems.unknown((*path, key), "role", role, role_ids, where)


def _once(cells: list[OwnedCell], problems: Problems) -> Iterator[OwnedCell]:
    """Yield each cell once; a role's highest level in a cell is the one that counts.

    A pair that both its members declare is one pair: what one leaves out the other may state.
    """
    rank = {"support": 1, "co-own": 2, "own": 3}
    best: dict[tuple[str, str, str], OwnedCell] = {}
    told: set[tuple[YamlPath, YamlPath]] = set()
    for cell in cells:
        key = (cell.segment, cell.motion, cell.role)
        known = best.get(key)
        if known is None or rank[cell.level] > rank[known.level]:
            best[key] = cell
        elif cell.level == known.level == "co-own" and cell.partner == known.partner:
            best[key] = _joined(known, cell)
            if cell.lead not in (None, best[key].lead) and (known.path, cell.path) not in told:
                # One contradiction, though it holds for both members and in each segment.
                told.add((known.path, cell.path))
                _two_leads(known, cell, problems)
    yield from best.values()


def _joined(first: OwnedCell, second: OwnedCell) -> OwnedCell:
    """Return one member's cell of a pair that was declared twice."""
    splits = dict.fromkeys(split for split in (first.split, second.split) if split)
    return first._replace(lead=first.lead or second.lead, split="; ".join(splits) or None)


def _two_leads(first: OwnedCell, second: OwnedCell, problems: Problems) -> None:
    pair = " and ".join(sorted({first.role, first.partner or first.role}))
    problems.add(
        CONTRADICTION,
        (*second.path, "lead"),
        f"segments[{first.segment}].{first.motion}",
        f"{pair} own it together; this names {second.lead} as the lead, the other place "
        f"{first.lead}; name one lead",
        related=((first.path, f"{first.lead} leads here"),),
    )
