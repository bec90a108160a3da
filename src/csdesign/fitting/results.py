"""What a search for a fit says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.fitting.choices import Choice, Option
    from csdesign.planning.results import Plan

__all__ = ["Change", "Fit", "Frontier", "Limit", "Proof"]


class Limit(NamedTuple):
    """What the plan must fit: people in all, people of roles, or money a year."""

    people: int | None = None
    by_role: Mapping[str, int] | None = None
    budget: float | None = None


class Change(NamedTuple):
    """A promise that changes in one segment."""

    choice: Choice
    option: Option
    segment: str
    loss: float
    """What its customers lose (weighted hours a year)."""
    customers: float


class Proof(NamedTuple):
    """Why no other answer is better."""

    bound: float
    """No allowed choice loses less (weighted hours a year)."""
    choices: int
    """Combinations of options there are."""
    cuts: int
    """Combinations that planning refused on the way."""
    planned_people: int


class Frontier(NamedTuple):
    """What one number of people buys."""

    people: int
    loss: float
    kept: float
    changes: tuple[Change, ...]


class Fit(NamedTuple):
    """The promises to change; `status` is optimal, impossible or stopped."""

    status: str
    limit: Limit
    before: Plan
    plan: Plan | None
    """The plan of the answer; None where there is none."""
    changes: tuple[Change, ...]
    loss: float
    total: float
    proof: Proof | None
    reachable: int | None
    """The fewest people that can be reached, where that was sought."""
    fixed_hours: Mapping[str, float]
    """Hours of each role that nothing written may change (h a year)."""
    frontier: tuple[Frontier, ...] = ()

    @property
    def kept(self) -> float:
        """Return the share of the promised time that customers keep (0..1)."""
        return 1 - self.loss / self.total if self.total > 0 else 1.0
