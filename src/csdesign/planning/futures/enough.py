"""The share of futures in which the people in post suffice: for all work, and by role."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.capacity.amounts import added
from csdesign.planning.hiring.hires import fewest_hires
from csdesign.planning.hiring.team import Cell, PostTime, RoleWork, components
from csdesign.planning.people.team_work import post_times
from csdesign.planning.work.need import Caps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from csdesign.planning.futures.draws import Block, Number
    from csdesign.planning.futures.needs import CellDraws, Counting, RoleDraws
    from csdesign.planning.hiring.team import Component

    Flags = NDArray[np.bool_]

__all__ = ["MOST_PLANNED", "Crowd", "crowd_of", "numbers", "role_works"]

MOST_PLANNED: Final = 2_000
"""Most futures whose hires are counted one at a time, if no formula covers all at once."""
_MOST_LOTS: Final = 12
"""Number of kinds of work up to which every group of them is checked."""
_MOST_STEPS: Final = 500_000
"""Most steps of the search for the hires of one future."""
_ROUNDING: Final = 1e-9


class Crowd(NamedTuple):
    """The people in post, as the parts of a team that share nobody; None without positions."""

    counting: Counting
    posts: tuple[PostTime, ...]
    easy: tuple[Component, ...]
    """Parts for which a formula exists: few kinds of work, no caps."""
    hard: tuple[Component, ...]

    def asked(self, draws: int) -> int:
        """Return the number of futures examined."""
        return min(draws, MOST_PLANNED) if self.hard else draws

    def lacking(self, block: Block, drawn: Mapping[str, RoleDraws]) -> dict[str, Flags]:
        """Return for each role the futures in which some of its work is left over."""
        found: dict[str, Flags] = {}
        for part in self.easy:
            found |= _left_over(part, drawn, block.size)
        for part in self.hard:
            found |= self._planned(part, drawn, block)
        return found

    def _planned(
        self, part: Component, drawn: Mapping[str, RoleDraws], block: Block
    ) -> dict[str, Flags]:
        """Count the hires of each future as the plan does."""
        import numpy as np

        size = max(0, min(block.size, MOST_PLANNED - block.start))
        found = {role.role: np.zeros(block.size, dtype=bool) for role in part.roles}
        for draw, works in enumerate(role_works(part.roles, drawn, size)):
            for made in components(works, self.posts)[0]:
                for role, hires in zip(
                    made.roles, fewest_hires(made, steps=_MOST_STEPS), strict=True
                ):
                    found[role.role][draw] = hires > 0
        return found

    def one_more(
        self, role: str, block: Block, drawn: Mapping[str, RoleDraws]
    ) -> dict[str, Flags] | None:
        """Return the work left over in a role's part of the team with one more full-time person.

        None if there is no formula for it.
        """
        for part in self.easy:
            if any(each.role == role for each in part.roles):
                return _left_over(part, drawn, block.size, role)
        return None


def role_works(
    roles: Sequence[RoleWork], drawn: Mapping[str, RoleDraws], size: int
) -> Iterator[list[RoleWork]]:
    """Yield the work of some roles in each of the first futures, as plain numbers."""
    columns = {
        role.role: (
            [_spread(cell, size) for cell in drawn[role.role].cells],
            numbers(drawn[role.role].roster, size),
        )
        for role in roles
    }
    for draw in range(size):
        works = []
        for role in roles:
            cells, roster = columns[role.role]
            works.append(
                role._replace(
                    cells=tuple(
                        Cell(segment, work[draw], need[draw], held[draw], revenue[draw], region)
                        for segment, region, (work, need, held, revenue) in cells
                    ),
                    roster=roster[draw],
                )
            )
        yield works


def crowd_of(counting: Counting, drawn: Mapping[str, RoleDraws]) -> Crowd | None:
    """Return the people in post; `drawn`, the work of a few futures, shows who shares work."""
    design = counting.design
    if design.posts is None:
        return None
    works = []
    for role, found in drawn.items():
        caps = counting.caps.get(role, Caps())
        # Any number above 0 will do: only the existence of the work matters here.
        cells = tuple(Cell(cell.segment, 1.0, 1.0, region=cell.region) for cell in found.cells)
        works.append(RoleWork(role, cells, 0.0, None, caps.max_accounts, caps.max_arr))
    posts = post_times(design, works)
    parts, _ = components(works, posts)
    easy = tuple(part for part in parts if _is_easy(part))
    return Crowd(counting, posts, easy, tuple(part for part in parts if part not in easy))


def _is_easy(part: Component) -> bool:
    if len(part.roles) == 1 and all(group.segments is None for group in part.groups):
        kinds = {(group.fte, group.max_accounts, group.max_arr) for group in part.groups}
        capped = any(group.max_accounts or group.max_arr for group in part.groups)
        return not capped or (len(kinds) == 1 and part.groups[0].fte == 1)
    capped = any(group.max_accounts or group.max_arr for group in part.groups)
    return not capped and len(part.lots()) + len(part.roles) <= _MOST_LOTS


def _left_over(
    part: Component, drawn: Mapping[str, RoleDraws], size: int, more: str | None = None
) -> dict[str, Flags]:
    """Return in which futures work of each role is left over, by Hall's condition.

    The excess of a group of kinds of work over all people who can do any of them is left over, and
    the greatest such excess is what is left over in total. Roles earlier in the file come first.
    `more` is a role with one more full-time person.

    Source: Hall 1935, On representatives of subsets; its deficiency form.
    """
    import numpy as np

    lots = _lots(part, drawn)
    names = [role.role for role in part.roles]
    excess = [np.zeros(size) for _ in names]
    for mask in range(1, 1 << len(lots)):
        chosen = [lot for place, lot in enumerate(lots) if mask >> place & 1]
        last = max(lot.role for lot in chosen)
        holders = set().union(*(lot.groups for lot in chosen))
        people = math.fsum(part.groups[g].fte * part.groups[g].count for g in holders)
        if any(names[lot.role] == more for lot in chosen):
            people += 1
        asked = added([lot.need for lot in chosen])
        np.maximum(excess[last], asked - people, out=excess[last])
    found: dict[str, Flags] = {}
    before = np.zeros(size)
    for name, own in zip(names, excess, strict=True):
        now = np.maximum(before, own)
        found[name] = now - before > _ROUNDING
        before = now
    return found


class _Work(NamedTuple):
    role: int
    need: Number
    groups: frozenset[int]


def _lots(part: Component, drawn: Mapping[str, RoleDraws]) -> list[_Work]:
    """Return the work of each role that the same people can do, and what it takes beyond that."""
    import numpy as np

    found = []
    for number, role in enumerate(part.roles):
        anybody = frozenset(g for g, group in enumerate(part.groups) if role.role in group.roles)
        own = drawn[role.role]
        if all(part.groups[g].segments is None for g in anybody):
            found.append(_Work(number, own.need, anybody))
            continue
        by_people: dict[frozenset[int], Number] = {}
        for cell in own.cells:
            who = frozenset(g for g in anybody if part.groups[g].serves(role.role, cell.place))
            by_people[who] = by_people.get(who, 0.0) + cell.need
        found += [_Work(number, need, who) for who, need in by_people.items()]
        beyond = np.maximum(0.0, own.need - added([cell.need for cell in own.cells]))
        if np.any(beyond > _ROUNDING):
            found.append(_Work(number, beyond, anybody))
    return found


def numbers(value: Number, size: int) -> list[float]:
    """Return a number in each of the first futures, as plain floats."""
    import numpy as np

    array = np.asarray(value, dtype=np.float64)
    found: list[float] = (array[:size] if array.ndim else np.full(size, array)).tolist()
    return found


def _spread(cell: CellDraws, size: int) -> tuple[str, str | None, list[list[float]]]:
    each = (cell.work, cell.need, cell.customers, cell.revenue)
    return cell.segment, cell.region, [numbers(value, size) for value in each]
