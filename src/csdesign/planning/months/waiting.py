"""Work that waits: a role's work against its people, month after month.

`B_t = max(0, B_(t-1) + W_t - S_t)`, Lindley's recursion: W_t is the work of the month, S_t the work
done. A role is short in a month if more waits than is accepted, or if fewer people are there than a
queue, caps or whole books need. People of several roles are split so that the least work waits
beyond the accepted delay, then the least work in all, then in the order of the file.

Source: D. V. Lindley, "The theory of queues with a single server" (1952), for the recursion.
"""

from __future__ import annotations

import math
from itertools import islice, product
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from csdesign.planning.months.flow import SLACK, Flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Crew", "Line", "Run", "Team", "kept_for_queues", "team_of"]

_MOST_KEPT: Final = 12
_MOST_WAYS: Final = 400
"""Most ways to keep people for queues that are tried."""


class Line(NamedTuple):
    """One role's work and accepted delay, month by month."""

    role: str
    hours: Sequence[float]
    planned: Sequence[float]
    """Hours of one full-time person in each month (h), above 0."""
    outside: Sequence[float]
    """Hours that do not arrive at a queue: only they may wait (h)."""
    floors: Sequence[float]
    """Ramped people who must be in post whatever the hours (FTE)."""
    max_delay: float
    there: Sequence[float]
    """The part of its people who are at work after expected leavers (0..1)."""
    by_segment: Mapping[str, Sequence[float]]
    """The same hours by segment, or by region of a segment (h)."""
    rosters: Sequence[float] = ()
    """People who staff a queue with a short promise and hold no other role (FTE)."""

    def roster(self, month: int) -> float:
        """Return the people who must hold only this role in a month (FTE)."""
        return self.rosters[month] if self.rosters else 0.0

    def shared_floor(self, month: int) -> float:
        """Return the people who must be in post and may hold other roles as well (FTE)."""
        floor, roster = self.floors[month], self.roster(month)
        return floor if floor > roster + SLACK * max(1.0, floor) else 0.0


class Crew(NamedTuple):
    """Equal people: their roles, their places, and how many are productive in each month."""

    roles: tuple[str, ...]
    segments: frozenset[str] | None
    productive: Sequence[float]
    there: Sequence[float]


def kept_for_queues(
    lines: Sequence[Line], crews: Sequence[Crew], counts: Sequence[int]
) -> Iterator[list[Crew]]:
    """Yield ways to keep people for short queues throughout, fewest first.

    As in the year, people on a queue with a short promise hold no other role. `counts` are the
    people of each crew, who are kept whole.
    """
    queued = [line.role for line in lines if max(line.rosters, default=0.0) > SLACK]
    places = [
        place
        for place, crew in enumerate(crews)
        if len(crew.roles) > 1 and any(role in queued for role in crew.roles)
    ]
    ways = []
    for place in places:
        queues = sum([role in queued for role in crews[place].roles])
        steps = range(min(counts[place], _MOST_KEPT) + 1)
        ways.append([k for k in product(steps, repeat=queues) if sum(k) <= counts[place]])
    found = islice(product(*ways), _MOST_WAYS)
    for choice in sorted(found, key=lambda kept: sum([sum(part) for part in kept])):
        arranged = []
        kept = dict(zip(places, choice, strict=True))
        for place, crew in enumerate(crews):
            left = counts[place]
            queues_of = [role for role in crew.roles if role in queued]
            for role, count in zip(queues_of, kept.get(place, ()), strict=False):
                if count:
                    arranged.append(_part(crew, (role,), count / counts[place]))
                    left -= count
            if left:
                arranged.append(_part(crew, crew.roles, left / counts[place]))
        yield arranged


def _part(crew: Crew, roles: tuple[str, ...], share: float) -> Crew:
    productive = crew.productive
    if share < 1:
        productive = [share * people for people in productive]
    return crew._replace(roles=roles, productive=productive)


class Run(NamedTuple):
    """The months of one role: people at work, and work left over."""

    available: list[float]
    """People at work for it, idle ones included (FTE)."""
    backlog: list[float]
    """Work left over at the end of each month (h)."""
    short: list[bool]


class Team(Protocol):
    """Roles that share people; `run` and `holds` give the result for some hires."""

    lines: tuple[Line, ...]

    def run(self, extra: Mapping[str, Sequence[float]]) -> dict[str, Run]:
        """Return the months of each role with more people (productive FTE by role and month)."""

    def holds(self, extra: Mapping[str, Sequence[float]]) -> bool:
        """Return whether no role is short in any month."""


def team_of(lines: Sequence[Line], crews: Sequence[Crew]) -> Team:
    """Return the simplest form that can solve roles linked by people."""
    if len(lines) == 1 and all(_everywhere(lines[0], crew) for crew in crews):
        return _Single(lines[0], crews)
    return _Joint(lines, crews)


def _everywhere(line: Line, crew: Crew) -> bool:
    return crew.segments is None or crew.segments >= set(line.by_segment)


class _Single:
    """One role whose people may do all of its work."""

    def __init__(self, line: Line, crews: Sequence[Crew]) -> None:
        self.lines: tuple[Line, ...] = (line,)
        self.line = line
        months = len(line.hours)
        self.productive = [
            math.fsum([crew.productive[month] for crew in crews]) for month in range(months)
        ]

    def run(self, extra: Mapping[str, Sequence[float]]) -> dict[str, Run]:
        line = self.line
        more = extra.get(line.role)
        run = Run([], [], [])
        waiting = 0.0
        for month, hours in enumerate(line.hours):
            ramped = self.productive[month] + (more[month] if more is not None else 0.0)
            available = ramped * line.there[month]
            done = available * line.planned[month]
            waiting = max(0.0, waiting + hours - done)
            limit = min(line.max_delay * done, line.outside[month])
            waiting = 0.0 if waiting <= SLACK * max(1.0, done) else waiting
            run.available.append(available)
            run.backlog.append(waiting)
            run.short.append(
                waiting > limit + SLACK * max(1.0, done)
                or ramped < line.floors[month] - SLACK * max(1.0, ramped)
            )
        return {line.role: run}

    def holds(self, extra: Mapping[str, Sequence[float]]) -> bool:
        line = self.line
        more = extra.get(line.role)
        waiting = 0.0
        for month, hours in enumerate(line.hours):
            ramped = self.productive[month] + (more[month] if more is not None else 0.0)
            if ramped < line.floors[month] - SLACK * max(1.0, ramped):
                return False
            done = ramped * line.there[month] * line.planned[month]
            waiting = max(0.0, waiting + hours - done)
            slack = SLACK * max(1.0, done)
            waiting = 0.0 if waiting <= slack else waiting
            if waiting > min(line.max_delay * done, line.outside[month]) + slack:
                return False
        return True


class _Lot(NamedTuple):
    """Work of one role that the same crews can do."""

    line: int
    crews: tuple[int, ...]
    segments: frozenset[str] | None


class _Joint:
    """Several roles, or one whose people are tied to segments."""

    def __init__(self, lines: Sequence[Line], crews: Sequence[Crew]) -> None:
        self.lines = tuple(lines)
        self.crews = tuple(crews)
        self.place = {line.role: number for number, line in enumerate(self.lines)}
        self.lots = self._lots()
        # Hired people form a crew of their own for each role, which they hold alone and everywhere.
        self.hired = len(self.crews)
        self.any_floor = any(max(line.floors, default=0.0) > 0 for line in self.lines)

    def _lots(self) -> tuple[_Lot, ...]:
        found: dict[tuple[int, tuple[int, ...]], set[str]] = {}
        for number, line in enumerate(self.lines):
            hired = len(self.crews) + number
            for segment in line.by_segment:
                crews = tuple(
                    place
                    for place, crew in enumerate(self.crews)
                    if line.role in crew.roles
                    and (crew.segments is None or segment in crew.segments)
                )
                found.setdefault((number, (*crews, hired)), set()).add(segment)
        return tuple(
            _Lot(number, crews, frozenset(segments)) for (number, crews), segments in found.items()
        )

    def run(self, extra: Mapping[str, Sequence[float]]) -> dict[str, Run]:
        runs, _ = self._run(extra, stop=False)
        return runs

    def holds(self, extra: Mapping[str, Sequence[float]]) -> bool:
        return self._run(extra, stop=True)[1]

    def _run(
        self, extra: Mapping[str, Sequence[float]], *, stop: bool
    ) -> tuple[dict[str, Run], bool]:
        runs = {line.role: Run([], [], []) for line in self.lines}
        waiting = [0.0] * len(self.lots)
        held = True
        for month in range(len(self.lines[0].hours)):
            ramped = [crew.productive[month] for crew in self.crews]
            ramped += [
                extra[line.role][month] if line.role in extra else 0.0 for line in self.lines
            ]
            there = [crew.there[month] for crew in self.crews]
            there += [line.there[month] for line in self.lines]
            here = [people * part for people, part in zip(ramped, there, strict=True)]
            wanting = self._missing(month, ramped) if self.any_floor else frozenset()
            demand = [
                waiting[number] / self.lines[lot.line].planned[month]
                + math.fsum([self.lines[lot.line].by_segment[s][month] for s in lot.segments or ()])
                / self.lines[lot.line].planned[month]
                for number, lot in enumerate(self.lots)
            ]
            split = self._split(month, demand, here)
            for number, line in enumerate(self.lines):
                short = self._note(runs[line.role], month, number, demand, split, here)
                short = short or number in wanting
                runs[line.role].short.append(short)
                held = held and not short
            waiting = [
                max(0.0, demand[number] - math.fsum(split.flows[number].values()))
                * self.lines[lot.line].planned[month]
                for number, lot in enumerate(self.lots)
            ]
            if stop and not held:
                break
        return runs, held

    def _note(
        self,
        run: Run,
        month: int,
        number: int,
        demand: Sequence[float],
        split: Flow,
        here: Sequence[float],
    ) -> bool:
        """Record a role's month; return whether more work waits than is accepted."""
        line = self.lines[number]
        done = asked = 0.0
        for place, lot in enumerate(self.lots):
            if lot.line == number:
                done += math.fsum(split.flows[place].values())
                asked += demand[place]
        idle = self._idle(month, number, split, here)
        available = done + idle
        planned = line.planned[month]
        left = max(0.0, asked - done) * planned
        slack = SLACK * max(1.0, available * planned)
        left = 0.0 if left <= slack else left
        run.available.append(available)
        run.backlog.append(left)
        return left > min(line.max_delay * available * planned, line.outside[month]) + slack

    def _idle(self, month: int, number: int, split: Flow, here: Sequence[float]) -> float:
        """Return the idle time of a role's people; people with other roles count by hours (FTE)."""
        line = self.lines[number]
        total = split.spare[self.hired + number] + split.kept[number]
        for place, crew in enumerate(self.crews):
            if line.role not in crew.roles or split.spare[place] <= 0 or here[place] <= 0:
                continue
            roles = [self.lines[self.place[r]] for r in crew.roles if r in self.place]
            hours = math.fsum([other.hours[month] for other in roles])
            share = line.hours[month] / hours if hours > 0 else 1 / len(roles)
            total += split.spare[place] * share
        return total

    def _missing(self, month: int, ramped: Sequence[float]) -> frozenset[int]:
        """Return the roles with fewer people at work than they must have."""
        floors = [line.shared_floor(month) for line in self.lines]
        flow = Flow(self._anywhere(), floors, ramped)
        found = set()
        for number, line in enumerate(self.lines):
            roster = line.roster(month)
            if roster > 0:
                own = [n for n, crew in enumerate(self.crews) if crew.roles == (line.role,)]
                there = math.fsum([ramped[n] for n in (*own, self.hired + number)])
                if there < roster - SLACK * max(1.0, roster):
                    found.add(number)
            floor = floors[number]
            if floor > 0 and flow.give((number,), floor) < floor - SLACK * max(1.0, floor):
                found.add(number)
        return frozenset(found)

    def _anywhere(self) -> list[tuple[int, ...]]:
        """Return the people who may do work of each role in any place, hired people last."""
        found = []
        for number, line in enumerate(self.lines):
            holders = [place for place, crew in enumerate(self.crews) if line.role in crew.roles]
            found.append((*holders, self.hired + number))
        return found

    def _split(self, month: int, demand: Sequence[float], here: Sequence[float]) -> Flow:
        """Return each person's work in a month: least work too late, then least waiting."""
        lines, lots = self.lines, self.lots
        own = [
            tuple(place for place, lot in enumerate(lots) if lot.line == number)
            for number in range(len(lines))
        ]
        work = [math.fsum([demand[place] for place in places]) for places in own]
        floors = [line.shared_floor(month) for line in lines]
        idle = [max(0.0, floor - part) for floor, part in zip(floors, work, strict=True)]
        alike = [own[lot.line] for lot in lots] + [()] * len(lines)
        flow = Flow([lot.crews for lot in lots] + self._anywhere(), [*demand, *idle], here, alike)
        steps: list[tuple[float, int, float]] = []
        for number, line in enumerate(lines):
            places = (*own[number], len(lots) + number)
            given = flow.give(places, floors[number]) if floors[number] > 0 else 0.0
            outside = line.outside[month] / line.planned[month]
            steps += [
                (gain, number, amount)
                for gain, amount in _gains(work[number], outside, line.max_delay, given)
            ]
        for _, number, amount in sorted(steps, key=lambda step: (-step[0], step[1])):
            flow.give(own[number], amount)
        for number in range(len(lines)):
            flow.give(own[number], work[number])
        flow.kept = [
            math.fsum(flow.flows[len(lots) + number].values()) for number in range(len(lines))
        ]
        return flow


def _gains(work: float, outside: float, delay: float, given: float) -> list[tuple[float, float]]:
    """Return how much each further person reduces work that waits too long: (gain, people) pairs.

    With x people of the role, `work - x - min(delay x, outside)` waits too long.
    """
    turn = outside / delay if delay > 0 else math.inf
    first = min(work / (1 + delay), turn)
    enough = work / (1 + delay) if work / (1 + delay) <= turn else max(first, work - outside)
    steps = []
    if first > given:
        steps.append((1 + delay, first - given))
    if enough > max(first, given):
        steps.append((1.0, enough - max(first, given)))
    return steps
