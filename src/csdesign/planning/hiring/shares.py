"""The results of assigning work: the shortage, and the most even shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.planning.hiring.team import Component

__all__ = ["MOST_LEVELS", "Shares", "Short", "Team"]

MOST_LEVELS: Final = 40
"""Most steps of levelling; after them the loads stay as they are."""


class Short(NamedTuple):
    """The work that the people in post cannot do."""

    extra: tuple[float, ...]
    """For each role the people to hire beyond those given (FTE)."""
    unserved: float
    """Work that nobody may do even with them (FTE)."""


class Shares(NamedTuple):
    """The most even assignment of work to people."""

    work: tuple[Mapping[str, float], ...]
    """For each group of people, the work of each role they do together (FTE)."""
    left: Mapping[str, float]
    """Work of each role that nobody in post may do (FTE)."""


class Team(Protocol):
    """A component's people and work, ready to be solved; `counts` are posts for each group."""

    component: Component
    exact: bool
    """Whether the answers are proven; otherwise there may be too many hires, never too few."""
    steps: int
    """Cost of one call, in steps of about a microsecond."""

    def short(
        self,
        base: Sequence[float],
        most: Sequence[float],
        counts: Sequence[int] | None = None,
        *,
        ordered: bool = False,
    ) -> Short:
        """Return the fewest people beyond `base` hired ones that do the rest of the work.

        Args:
            base: Hired people of each role who are given (FTE).
            most: The most hired people of each role (FTE).
            counts: Posts in each group; all of them by default.
            ordered: Whether, of equal sums, the least for the first role is wanted, and so on.
        """

    def even(self) -> Shares:
        """Return the assignment whose loads are lowest, compared from the busiest person down."""
