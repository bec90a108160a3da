"""Clusters of one job under many titles, in an export of up to a hundred thousand roles."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Final

from csdesign.roles.export.groups import Groups
from csdesign.roles.export.stock import Stock
from csdesign.roles.matching.partners import find_partners, may_match
from csdesign.roles.text.role import Item, RoleText
from csdesign.roles.verdict.comparison import RoleComparison, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from csdesign.roles.export.export import ExportRole
    from csdesign.roles.export.groups import Group, Pair

    Progress = Callable[[str, int, int], None]

__all__ = ["RoleCluster", "RoleClusters", "find_clusters"]

_LEAST_LINES: Final = 3
_EVIDENCE: Final = 3
"""Pairs of a cluster that are shown in full."""
_TICK: Final = 500
"""Roles between two calls of the progress function."""


@dataclass(frozen=True, slots=True)
class RoleCluster:
    """Roles that say they do the same job."""

    members: tuple[ExportRole, ...]
    """In the order of the export."""
    score: float
    """Mean matched weight of the pairs that hold it together, 0 to 1."""
    titles: int
    """Number of different titles; 1 means plain duplicates."""
    evidence: tuple[RoleComparison, ...]
    """The strongest pairs side by side, those with different titles first."""


@dataclass(frozen=True, slots=True)
class RoleClusters:
    """The clusters of an export."""

    clusters: tuple[RoleCluster, ...]
    """The first by rank."""
    found: int
    """Number of clusters, shown or not."""
    roles: int
    """Roles read."""
    unjudged: tuple[str, ...]
    """Ids of roles with too little text."""


def find_clusters(
    roles: Iterable[ExportRole], *, limit: int = 50, progress: Progress | None = None
) -> RoleClusters:
    """Return the clusters of roles that are one job under the same or other titles.

    Works by words alone, without comparing all pairs. `progress` is called now and then with the
    phase ("read", "compare"), the number done and the total (0 while unknown).
    """
    export = _Export(progress)
    for role in roles:
        export.add(role)
    export.join_same_jobs()
    groups = export.groups.found()
    groups.sort(key=lambda group: (-export.rank(group), group.members))
    shown = tuple(export.cluster(group) for group in groups[:limit])
    return RoleClusters(shown, len(groups), len(export.roles), tuple(export.unjudged))


class _Export:
    """The roles read so far: texts, stems, and the joined pairs."""

    def __init__(self, progress: Progress | None) -> None:
        self.roles: list[ExportRole] = []
        self.unjudged: list[str] = []
        self.groups = Groups()
        self._stock = Stock()
        self._stocked: list[int] = []
        """For each role in the stock, its number in the export."""
        self._first: dict[tuple[tuple[int, ...], ...], int] = {}
        self._progress = progress

    def add(self, role: ExportRole) -> None:
        """Take a role in; one that repeats an earlier one is joined to it at once."""
        number = len(self.roles)
        self.roles.append(role)
        lines = self._stock.read(role)
        if len(lines) < _LEAST_LINES:
            self.unjudged.append(role.id)
            return
        first = self._first.setdefault(lines, number)
        if first == number:
            self._stocked.append(number)
            self._stock.roles.append(lines)
        else:
            self.groups.join(first, number, 1.0)
        self._tell("read", number, 0)

    def join_same_jobs(self) -> None:
        """Score the candidates, compare those that could be one job, and join those that are."""
        stock = self._stock
        self._first.clear()
        weights = stock.weights()
        self._tell("compare", 0, len(stock.roles))
        roles = stock.roles
        for role, other in find_partners(roles, weights):
            a, b = self._stocked[role], self._stocked[other]
            if self.groups.together(a, b) or not may_match(roles[role], roles[other], weights):
                continue
            result = compare(self._text(a), self._text(b), relation="siblings")
            if result.tier is not None:
                self.groups.join(a, b, result.score)
            self._tell("compare", role, len(roles))

    def _tell(self, phase: str, done: int, total: int) -> None:
        if self._progress and done % _TICK == 0:
            self._progress(phase, done, total)

    def rank(self, group: Group) -> float:
        """Return the rank of a cluster, the highest first: sure, many members, many titles."""
        return group.score * log2(len(group.members) + self._titles(group))

    def _titles(self, group: Group) -> int:
        return len({_folded(self.roles[number].title) for number in group.members})

    def cluster(self, group: Group) -> RoleCluster:
        """Return a cluster with its strongest pairs side by side."""
        strongest = sorted(group.pairs, key=self._strength)[:_EVIDENCE]
        return RoleCluster(
            members=tuple(self.roles[number] for number in group.members),
            score=group.score,
            titles=self._titles(group),
            evidence=tuple(
                compare(self._text(a), self._text(b), relation="siblings") for a, b, _ in strongest
            ),
        )

    def _strength(self, pair: Pair) -> tuple[bool, float, int, int]:
        a, b, score = pair
        same = _folded(self.roles[a].title) == _folded(self.roles[b].title)
        return (same, -score, a, b)

    def _text(self, number: int) -> RoleText:
        role = self.roles[number]
        duties = tuple(Item(text=line) for line in role.lines)
        return RoleText(title=role.title, responsibilities=duties, id=role.id)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
