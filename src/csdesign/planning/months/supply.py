"""People month by month: ramping, in post, leaving, and the effect of expected leavers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from csdesign.capacity.month_shares import (
    attrition_steps,
    months_present,
    productivity,
    still_there,
    vacancy_steps,
)

if TYPE_CHECKING:
    from datetime import date

    from csdesign.model.design import Design, Post
    from csdesign.planning.results.horizon import Horizon

__all__ = ["Newcomers", "PostMonths", "in_post_on", "newcomers_of", "posts_by_month"]


class Newcomers(NamedTuple):
    """The rates at which people of a role start, ramp up and leave."""

    ramp: tuple[float, ...]
    annual_attrition: float
    months_to_fill: float
    max_delay: float

    def there(self, months: int) -> list[float]:
        """Return the part of the work that is still done after expected leavers (0..1)."""
        lost = attrition_steps(self.months_to_fill, self.ramp)
        return still_there(self.annual_attrition, lost, months)

    def paid(self, months: int) -> list[float]:
        """Return the part of the pay that is still paid after expected leavers (0..1)."""
        return still_there(self.annual_attrition, vacancy_steps(self.months_to_fill), months)


class PostMonths(NamedTuple):
    """Equal posts, month by month (FTE)."""

    post: Post
    productive: tuple[float, ...]
    """Ramped people, before expected leavers."""
    present: tuple[float, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the roles the people hold."""
        return self.post.roles


def newcomers_of(design: Design, role_id: str) -> Newcomers:
    """Return the rates of a role's people: its own numbers if stated, else the company's."""
    params, own = design.params, design.own_params.get(role_id)

    def value(name: str) -> float:
        stated = getattr(own, name, None)
        return float(getattr(params, name) if stated is None else stated)

    ramp = params.ramp if own is None or own.ramp is None else own.ramp
    return Newcomers(
        ramp=tuple(float(share) for share in ramp),
        annual_attrition=value("annual_attrition"),
        months_to_fill=value("months_to_fill"),
        max_delay=value("max_delay_months"),
    )


def posts_by_month(design: Design, horizon: Horizon) -> tuple[PostMonths, ...] | None:
    """Return every post with people in it; None if the design has no positions."""
    if design.posts is None:
        return None
    found = []
    for post in design.posts:
        people = post.count * float(post.fte)
        if people <= 0:
            continue
        starts, leaves = post.written.starts, post.written.leaves
        begin = -math.inf if starts is None else horizon.place(starts)
        end = math.inf if leaves is None else horizon.place(leaves, end=True)
        ramp = newcomers_of(design, post.roles[0]).ramp if post.roles else ()
        found.append(
            PostMonths(
                post,
                tuple(people * part for part in productivity(begin, ramp, horizon.length, end)),
                tuple(people * part for part in months_present(begin, horizon.length, end)),
            )
        )
    return tuple(found)


def in_post_on(post: Post, day: date | None) -> bool:
    """Return whether people are in a post on a day; always True without a day."""
    if day is None:
        return True
    starts, leaves = post.written.starts, post.written.leaves
    return (starts is None or starts <= day) and (leaves is None or day <= leaves)
