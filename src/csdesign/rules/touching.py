"""The part of a plan that a finding touches: people, customers, revenue."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from csdesign.finding import Touched

if TYPE_CHECKING:
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan

__all__ = ["Touching"]

_HEAD: Final = re.compile(r"([a-z_]+)\[([^\]]*)\]")


class Touching:
    """Says of the objects of findings which parts of a plan they are about."""

    def __init__(self, design: Design, plan: Plan) -> None:
        self.design, self.plan = design, plan
        self._held = {post.id: post.roles for post in design.posts or ()}
        self._known: dict[str, tuple[Touched, ...]] = {}

    def __call__(self, object_: str) -> tuple[Touched, ...]:
        """Return the segments or roles of an object; all segments for one that names none."""
        found = _HEAD.match(object_)
        head = found[0] if found else ""
        if head not in self._known:
            self._known[head] = self._parts(found[1], found[2]) if found else self._all()
        return self._known[head]

    def _parts(self, section: str, name: str) -> tuple[Touched, ...]:
        if section == "segments":
            return self._segments((name,))
        if section == "roles":
            return self._role(name)
        if section == "positions":
            return tuple(part for role in self._held.get(name, ()) for part in self._role(role))
        if section == "experiences":
            served = (ax.segments for ax in self.design.document.experiences if ax.id == name)
            return self._segments(next(served, ()))
        if section == "pods":
            return self._segments(
                tuple(pod.segment for pod in self.design.pods or () if pod.id == name)
            )
        return self._all()

    def _all(self) -> tuple[Touched, ...]:
        return self._segments(tuple(plan.id for plan in self.plan.segments))

    def _segments(self, ids: tuple[str, ...]) -> tuple[Touched, ...]:
        by_id = self.plan.segment_by_id
        return tuple(
            Touched(
                f"segments[{plan.id}]",
                plan.fte.plan if plan.fte else 0.0,
                plan.segment.accounts or 0.0,
                (plan.segment.accounts or 0.0) * (plan.segment.arr_per_account or 0.0),
            )
            for plan in (by_id[name] for name in ids if name in by_id)
        )

    def _role(self, name: str) -> tuple[Touched, ...]:
        """Return a role with its own work; its customers are those of the segments it works in."""
        rows = self.plan.staffing_by_role.get(name, ())
        role = self.design.role_by_id.get(name)
        served = role.segments if role is not None else ()
        places = self._segments(tuple(served))
        return (
            Touched(
                f"roles[{name}]",
                math.fsum(row.fte.plan for row in rows),
                math.fsum(place.customers for place in places),
                math.fsum(place.money for place in places),
            ),
        )
