"""Local search on all aims at once: chains in which up to three units change hands.

A chain gives an account, or somebody's part of a family, to the next person, who passes another one
on, until the last person has room or the first one takes it. A chain is made if it brings books
nearer to their limits or, with no change there, breaks fewer soft rules, or breaks as few and moves
fewer hours. Source: ejection chains for the generalised assignment problem (Yagiura, Ibaraki and
Glover, "An ejection chain approach for the generalized assignment problem", INFORMS Journal on
Computing 16, 2004).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.books.keeping import EQUAL
from csdesign.books.task import INFINITE, NOBODY, Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

    Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    Places = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
    Unit = tuple[int, ...]
    Move = tuple[Unit, int, int]

__all__ = ["MOST_CELLS", "improve"]

MOST_CELLS: Final = 2_000_000
"""Largest task searched: accounts times people."""
_RULES: Final = (3.0, 1e4)
"""Weights of an hour of a broken soft rule against an hour moved: first small, so that rules are
kept if that moves few hours, then so large that rules come first."""
_OVER: Final = 1e9
"""Weight of exceeding a limit by 100%, relative to an hour moved."""
_LEAST: Final = 1e-6
"""Least gain of a chain (h moved)."""
_WORK: Final = 200_000_000
"""Most choices compared in one search, which takes some seconds."""
_WIDE: Final = 12
_NARROW: Final = 2
"""Number of second links followed to a third one, in small and in large tasks."""
_MANY_CELLS: Final = 100_000


@dataclass(slots=True)
class _Book:
    """The units that a person has and may give away: single accounts, and parts of families.

    Attributes:
        units: The accounts of each.
        takes: The use of every limit by each unit; a row for each limit.
        counts: The accounts in each.
        family: The family of each, or NOBODY.
        more: The loss in the aims when a unit goes to each person (h moved).
        best: The least of `more` for each unit.
        least: The least of `more` for each person.
    """

    units: list[Unit]
    takes: Numbers
    counts: Places
    family: Places
    more: Numbers
    best: Numbers
    least: Numbers


@dataclass(slots=True)
class _Chain:
    """An unfinished chain: the gain in the aims, and everybody's room once it is made.

    `moves` are its links, `families` those it touches, `ends` the people it has passed.
    """

    more: float
    moves: list[Move]
    room: Numbers
    families: list[int]
    ends: list[int]


def improve(plan: Plan, limit: float, *, rules_first: bool = False) -> None:
    """Change a plan in place until none of the chains tried improves it.

    Every account of `plan` must have a person. If no book exceeds a limit, none does afterwards;
    books above `limit` (utilisation) or another limit come as near to it as chains allow. With
    `rules_first`, the weight of broken soft rules never rises.
    """
    has_rules = plan.task.broken or plan.task.families
    for rule in _RULES if has_rules and not rules_first else _RULES[-1:]:
        search = _Search(plan, limit, rule)
        while search.work > 0 and (search.swaps() or search.chains()):
            pass


class _Search:
    """Books with their limits, and the units that each could give to others."""

    def __init__(self, plan: Plan, limit: float, rule: float) -> None:
        import numpy as np

        task = plan.task
        arrays = task.arrays
        self.plan = plan
        self.work = _WORK
        cells = len(task.hours) * task.people
        self._width = _NARROW if cells > _MANY_CELLS else _WIDE
        self._people = task.people
        self._may = np.zeros((len(task.eligible), task.people), dtype=bool)
        for kind, able in enumerate(task.eligible):
            self._may[kind, list(able)] = True
        self._broken = np.asarray(task.broken) * rule if task.broken else None
        self._apart = task.family_weight * rule
        self._family = np.full(len(task.hours), NOBODY, dtype=np.int64)
        for number, family in enumerate(task.families):
            self._family[list(family)] = number
        self._note_limits(limit)
        person = np.asarray(plan.person, dtype=np.int64)
        self._mine: list[set[int]] = [set() for _ in range(task.people)]
        for account in np.flatnonzero(arrays.fixed == NOBODY).tolist():
            self._mine[person[account]].add(account)
        self._parts = np.zeros((len(task.families), task.people))
        inside = np.flatnonzero(self._family != NOBODY)
        np.add.at(self._parts, (self._family[inside], person[inside]), arrays.hours[inside])
        self._books: list[_Book | None] = [None] * task.people

    def _note_limits(self, limit: float) -> None:
        """Record the limits of the books, each relative to the largest, and the room left."""
        import numpy as np

        plan, task = self.plan, self.plan.task
        arrays, locked = task.arrays, Plan.of_locks(self.plan.task)
        hours = [min(limit * c, m) for c, m in zip(task.capacity, task.most_hours, strict=True)]
        takes, room = [], []
        for values, most, taken, used in (
            (arrays.hours, hours, locked.load, plan.load),
            (arrays.size.astype(float), task.most_accounts, locked.accounts, plan.accounts),
            (arrays.arr, task.most_arr, locked.arr, plan.arr),
        ):
            top = np.maximum(np.asarray(most, dtype=np.float64), taken)
            if top.min() < INFINITE:
                scale = max(float(top[top < INFINITE].max()), EQUAL)
                takes.append(values / scale)
                room.append((top - np.asarray(used)) / scale + EQUAL)
        self._takes = np.stack(takes)
        self._room = np.stack(room)

    # the units that each person could give

    def _book(self, person: int) -> _Book:
        book = self._books[person]
        if book is None:
            book = self._books[person] = self._made(person)
            self.work -= book.more.size
        return book

    def _made(self, person: int) -> _Book:
        import numpy as np

        single = sorted(self._mine[person])
        accounts = np.array(single, dtype=np.int64)
        together: dict[int, list[int]] = {}
        for place, family in enumerate(self._family[accounts].tolist()):
            if family != NOBODY:
                together.setdefault(family, []).append(place)
        bundles = [places for places in together.values() if len(places) > 1]
        takes, more = self._takes[:, accounts], self._alone(accounts)
        counts = self.plan.task.arrays.size[accounts]
        if bundles:
            rows = [
                (takes[:, places].sum(axis=1), more[places].sum(axis=0), counts[places].sum())
                for places in bundles
            ]
            takes = np.concatenate([takes, np.stack([row[0] for row in rows], axis=1)], axis=1)
            more = np.concatenate([more, np.stack([row[1] for row in rows])])
            counts = np.append(counts, [row[2] for row in rows])
        units: list[Unit] = [(account,) for account in single]
        units += [tuple(single[place] for place in places) for places in bundles]
        family_of = self._family[[unit[0] for unit in units]] if units else accounts
        more -= more[:, person][:, None]
        self._add_families(more, units, family_of, person)
        more[:, person] = np.inf
        least = more.min(axis=0) if units else np.full(self._people, np.inf)
        return _Book(units, takes, counts, family_of, more, more.min(axis=1), least)

    def _alone(self, accounts: Places) -> Numbers:
        """Return the weight of accounts with each person, without families; infinite if barred."""
        import numpy as np

        task = self.plan.task
        kinds, hours = task.arrays.kind[accounts], task.arrays.hours[accounts]
        more = np.where(self._may[kinds], 0.0, np.inf)
        if self._broken is not None:
            more += hours[:, None] * self._broken[kinds]
        home = task.arrays.home[accounts]
        stays = np.isin(accounts, list(task.stays)) if task.stays else np.zeros(len(home), bool)
        housed = np.flatnonzero((home != NOBODY) & ~stays)
        more[housed] += hours[housed][:, None]
        more[housed, home[housed]] -= hours[housed]
        for place in np.flatnonzero(stays).tolist():
            account = int(accounts[place])
            more[place] += [task.moved(account, person) for person in range(task.people)]
        return more

    def _add_families(self, more: Numbers, units: list[Unit], family: Places, person: int) -> None:
        """Add to `more` the hours apart from their family if a unit goes to each person."""
        import numpy as np

        inside = np.flatnonzero(family != NOBODY)
        if not len(inside):
            return
        hours = self.plan.task.arrays.hours
        size = np.array([hours[list(units[place])].sum() for place in inside])
        parts = self._parts[family[inside]]
        largest = parts.max(axis=1)
        parts[:, person] -= size
        then = np.maximum(parts.max(axis=1)[:, None], parts + size[:, None])
        more[inside] += self._apart * (largest[:, None] - then)

    # gifts and swaps

    def swaps(self) -> int:
        """Make the best gift or swap of every two people until none helps; return their number."""
        import numpy as np

        done = 0
        changed = set(range(self._people))
        while changed and self.work > 0:
            least = np.stack([self._book(person).least for person in range(self._people)])
            hope = np.minimum(np.minimum(least, least.T), least + least.T)
            over = (self._room < 0).any(axis=0)
            hope[over] = hope[:, over] = -INFINITE
            before, changed = changed, set()
            for p, q in np.argwhere(np.triu(hope < -_LEAST, 1)).tolist():
                if before.isdisjoint((p, q)) and changed.isdisjoint((p, q)):
                    continue
                while self.work > 0 and self._swap(p, q):
                    changed |= {p, q}
                    done += 1
        return done

    def _swap(self, p: int, q: int) -> bool:
        """Make the best gift or swap of two people; return whether there is one."""
        import numpy as np

        mine, theirs = self._book(p), self._book(q)
        is_over = bool((self._room[:, [p, q]] < 0).any())
        gives = _worth(mine.more[:, q], theirs.least[p], is_over=is_over)
        takes = _worth(theirs.more[:, p], mine.least[q], is_over=is_over)
        more = np.append(mine.more[gives, q], 0.0)[:, None] + np.append(theirs.more[takes, p], 0.0)
        self.work -= more.size
        if len(self._parts):
            family = mine.family[gives]
            both = (family[:, None] == theirs.family[takes]) & (family[:, None] != NOBODY)
            more[:-1, :-1][both] = np.inf
        more[-1, -1] = np.inf
        more[:-1, -1][mine.counts[gives] >= self.plan.accounts[p]] = np.inf
        more[-1, :-1][theirs.counts[takes] >= self.plan.accounts[q]] = np.inf
        for room, left, came in zip(
            self._room, mine.takes[:, gives], theirs.takes[:, takes], strict=True
        ):
            net = np.append(left, 0.0)[:, None] - np.append(came, 0.0)
            if is_over:
                over = np.maximum(-net - room[p], 0.0) + np.maximum(net - room[q], 0.0)
                more += _OVER * (over - max(-room[p], 0.0) - max(-room[q], 0.0))
            else:
                more[(net > room[q]) | (-net > room[p])] = np.inf
        row, column = divmod(int(np.argmin(more)), more.shape[1])
        if not more[row, column] < -_LEAST:
            return False
        moves: list[Move] = []
        if row < len(gives):
            moves.append((mine.units[gives[row]], p, q))
        if column < len(takes):
            moves.append((theirs.units[takes[column]], q, p))
        self._make(moves)
        return True

    def _make(self, moves: list[Move]) -> None:
        task, stale = self.plan.task, set[int]()
        for unit, source, target in moves:
            stale |= {source, target}
            for account in unit:
                self.plan.take(account)
                self.plan.give(account, target)
                self._mine[source].discard(account)
                self._mine[target].add(account)
                self._room[:, source] += self._takes[:, account]
                self._room[:, target] -= self._takes[:, account]
                family = int(self._family[account])
                if family != NOBODY:
                    self._parts[family, source] -= task.hours[account]
                    self._parts[family, target] += task.hours[account]
                    stale |= {self.plan.person[member] for member in task.families[family]}
        for person in stale:
            self._books[person] = None

    # chains of three people and of four

    def chains(self) -> int:
        """Make the chains that help; return their number."""
        done = 0
        for person in range(self._people):
            for unit, target in self._wishes(person):
                if self.work <= 0:
                    return done
                chain = self._begun(unit, person, target)
                if chain is not None and (moves := self._ended(chain, self._width)):
                    self._make(moves)
                    done += 1
        return done

    def _wishes(self, person: int) -> Iterator[tuple[Unit, int]]:
        """Yield the units that would be better with somebody else, the best first."""
        import numpy as np

        book = self._book(person)
        rows, targets = np.nonzero(book.more < -_LEAST)
        order = np.argsort(book.more[rows, targets], kind="stable")
        for row, target in zip(rows[order].tolist(), targets[order].tolist(), strict=True):
            yield book.units[row], target

    def _begun(self, unit: Unit, person: int, target: int) -> _Chain | None:
        """Return the chain that begins with a gift; None if it does not help or is barred."""
        book = self._book(person)
        if unit not in book.units:
            return None
        row = book.units.index(unit)
        more = float(book.more[row, target])
        if more >= -_LEAST or book.counts[row] >= self.plan.accounts[person]:
            return None
        room = self._room.copy()
        room[:, person] += book.takes[:, row]
        room[:, target] -= book.takes[:, row]
        return _Chain(
            more, [(unit, person, target)], room, [int(book.family[row])], [person, target]
        )

    def _ended(self, chain: _Chain, width: int) -> list[Move] | None:
        """Return the links of a chain that helps: the next link ends it, or the one after."""
        import numpy as np

        giver = chain.ends[-1]
        book = self._book(giver)
        fits = book.best < -chain.more - _LEAST
        for taken, room in zip(book.takes, chain.room[:, giver], strict=True):
            fits &= taken >= -room
        for family in chain.families:
            if family != NOBODY:
                fits &= book.family != family
        able = np.flatnonzero(fits)
        if not len(able):
            return None
        more = book.more[able] + chain.more
        self.work -= more.size
        has_room = np.ones(more.shape, dtype=bool)
        for taken, room in zip(book.takes[:, able], chain.room, strict=True):
            has_room &= taken[:, None] <= room
        whole = np.where(has_room, more, np.inf)
        whole[:, chain.ends[1:]] = np.inf
        row, person = divmod(int(np.argmin(whole)), self._people)
        if whole[row, person] < -_LEAST:
            return [*chain.moves, (book.units[able[row]], giver, person)]
        if not width:
            return None
        more[has_room] = np.inf
        more[:, chain.ends] = np.inf
        for place in np.argsort(more, axis=None, kind="stable")[:width].tolist():
            row, person = divmod(place, self._people)
            if more[row, person] == np.inf:
                break
            unit = able[row]
            room = chain.room.copy()
            room[:, giver] += book.takes[:, unit]
            room[:, person] -= book.takes[:, unit]
            moves = self._ended(
                _Chain(
                    float(more[row, person]),
                    [*chain.moves, (book.units[unit], giver, person)],
                    room,
                    [*chain.families, int(book.family[unit])],
                    [*chain.ends, person],
                ),
                0,
            )
            if moves is not None:
                return moves
        return None


def _worth(give: Numbers, back: float, *, is_over: bool) -> Places:
    """Return the units that can be part of a helpful exchange, with the best return for each."""
    import numpy as np

    return np.flatnonzero(give < np.inf if is_over else give + min(back, 0.0) < -_LEAST)
