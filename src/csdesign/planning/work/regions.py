"""Where people work: in segments, and within them in the regions that posts are limited to.

A segment says with `demand_fte` how its work is spread. If a post names a region of it, each of
its regions is the work of people there and of people without a region; the part of a language or a
skill is anybody's.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.planning.hiring.team import place_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.model.design import Design, Post
    from csdesign.planning.hiring.team import Cell

__all__ = ["Regions"]

_WHOLE: Final = ((None, 1.0),)


class Regions:
    """The segments of a design whose work is split by region."""

    def __init__(self, design: Design) -> None:
        posts = [post.written for post in design.posts or ()]
        named = {post.region for post in posts} - {None}
        spoken = {word for post in posts for word in (*post.languages, *post.skills)} - named
        self._design = design
        self._parts: dict[str, tuple[tuple[str | None, float], ...]] = {}
        for segment in design.segments if named else ():
            demand = segment.written.demand_fte or {}
            regions = [key for key, part in demand.items() if key not in spoken and part > 0]
            if not named.isdisjoint(regions):
                total = math.fsum(demand.values())
                rest = math.fsum(demand[key] for key in demand if key not in regions)
                parts = [(region, demand[region] / total) for region in regions]
                left = [(None, rest / total)] if rest > 0 else []
                self._parts[segment.id] = (*parts, *left)

    @property
    def splits(self) -> bool:
        """Return whether any segment's work is split by region."""
        return bool(self._parts)

    def parts(self, segment: str) -> Sequence[tuple[str | None, float]]:
        """Return (region, share of the work) of a segment; None is anybody's part."""
        return self._parts.get(segment, _WHOLE)

    def split(self, cell: Cell) -> Sequence[Cell]:
        """Return the work of a segment by region, the customers with it."""
        if cell.segment not in self._parts:
            return (cell,)
        return [
            cell._replace(
                work=cell.work * share,
                need=cell.need * share,
                customers=cell.customers * share,
                arr=cell.arr * share,
                region=region,
            )
            for region, share in self.parts(cell.segment)
        ]

    def served(self, post: Post) -> frozenset[str] | None:
        """Return the places that a post may serve; None is everywhere."""
        region = post.written.region
        if not self._parts:
            return None if post.segments is None else frozenset(post.segments)
        if post.segments is None and region is None:
            return None
        segments = post.segments
        if segments is None:
            segments = tuple(segment.id for segment in self._design.segments)
        return frozenset(
            place_name(segment, part)
            for segment in segments
            for part, _ in self.parts(segment)
            if part is None or region is None or part == region
        )
