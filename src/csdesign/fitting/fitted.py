"""The results of a search for a fit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.fitting.choices import Choice, Option
    from csdesign.planning.results import Plan

__all__ = ["Change", "Fit", "Frontier", "Limit", "Proof", "Reach"]


class Limit(NamedTuple):
    """The limit of the plan: people in all, people of roles, or money a year."""

    people: int | None = None
    by_role: Mapping[str, int] | None = None
    budget: float | None = None


class Change(NamedTuple):
    """A promise that changes in one segment."""

    choice: Choice
    option: Option
    segment: str
    loss: float
    """The loss of its customers (weighted hours a year)."""
    customers: float


class Proof(NamedTuple):
    """The proof that no other answer is better."""

    bound: float
    """No allowed choice loses less (weighted hours a year)."""
    choices: int
    """Number of combinations of options."""
    cuts: int
    """The cuts learned from combinations that exceed the limit."""
    planned_people: int


class Frontier(NamedTuple):
    """The best answer for one number of people."""

    people: int
    loss: float
    kept: float
    changes: tuple[Change, ...]
    proven: bool = True
    """Whether it is proven that nothing loses less; False where the time ran out."""


class Reach(NamedTuple):
    """The least that some allowed answer needs; None if it was not sought, or not found."""

    people: int | None
    cost: float | None
    """Money a year, where a budget was asked for."""
    by_role: Mapping[str, int]
    """People of each role that was limited."""
    held_by: tuple[str, ...]
    """Segments whose coverage would fall with less."""
    bounds: Mapping[str, str]
    """Roles that take more people than their work: for a roster, a cap or whole books."""


class Fit(NamedTuple):
    """The promises to change.

    `status` is optimal, impossible, or stopped (the time ran out; this is the best answer so far).
    """

    status: str
    limit: Limit
    before: Plan
    plan: Plan | None
    """The plan of the answer; None if there is none."""
    choices: tuple[Choice, ...]
    """Every promise with its options."""
    changes: tuple[Change, ...]
    loss: float
    total: float
    proof: Proof | None
    reach: Reach | None
    """The lowest limit that can be reached, where it was searched for."""
    fixed_hours: Mapping[str, float]
    """Hours of each role that no allowed change can take away (h a year)."""
    frontier: tuple[Frontier, ...] = ()

    @property
    def gap(self) -> float | None:
        """Return by how much of its loss the answer may be above the least; None without one."""
        if self.proof is None:
            return None
        return (self.loss - self.proof.bound) / self.loss if self.loss > 0 else 0.0

    def booked(self, role_id: str) -> float | None:
        """Return how much of its people's time a role's work takes, with the people the plan keeps.

        Of people who hold several roles with work, the busiest, as the plan says it.
        """
        plan = self.plan
        role = None if plan is None else plan.role_by_id.get(role_id)
        if plan is None or role is None or not role.heads:
            return None
        posts = [post for post in plan.design.posts or () if role_id in post.roles]
        if any(set(post.roles) & set(plan.role_by_id) - {role_id} for post in posts):
            return role.busy
        if role.have_fte is None:
            return role.fte.plan / role.heads
        gone = math.fsum(each.fte for each in plan.headcount.surplus if each.role == role_id)
        time = role.have_fte - gone + role.hire
        return role.fte.plan / time if time > 0 else None

    def is_answer(self, gap: float = 0.0) -> bool:
        """Return whether the answer is proven, or as near to the least as is asked for."""
        if self.status == "optimal":
            return True
        return bool(gap) and self.gap is not None and self.gap <= gap + 1e-9

    @property
    def kept(self) -> float:
        """Return the share of the promised time that customers keep (0..1)."""
        return 1 - self.loss / self.total if self.total > 0 else 1.0
