"""Segments that a role is staffed for: positions with working time that hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from csdesign.model.design import Design

__all__ = ["same_person", "served_by_staff"]


def served_by_staff(design: Design, role: str) -> Collection[str] | None:
    """Return the segments that staffed posts of the role serve; None for all of them."""
    served: set[str] = set()
    for post in design.posts_by_role.get(role, ()):
        if post.fte * post.count <= 0:
            continue
        if post.segments is None:
            return None
        served.update(post.segments)
    return served


def same_person(design: Design, a: str, b: str) -> bool:
    """Return whether everybody who holds one role also holds the other."""
    if a == b:
        return True
    holders_a = {post.id for post in design.posts_by_role.get(a, ())}
    holders_b = {post.id for post in design.posts_by_role.get(b, ())}
    return bool(holders_a and holders_b) and (holders_a <= holders_b or holders_b <= holders_a)
