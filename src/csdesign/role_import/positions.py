"""Posts of an HR list as `positions` in YAML: equal posts together, without names unless asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.escaping.yaml import comment, quoted
from csdesign.role_import.gender import job_key
from csdesign.role_import.naming import unique_slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.role_import.imported import StaffRow

__all__ = ["Post", "position_lines", "posts_of"]


class Post:
    """Posts that differ only in who holds them; `rows` are those of the list."""

    def __init__(self, id_: str, role: str, rows: Sequence[StaffRow]) -> None:
        self.id = id_
        self.role = role
        self.rows = tuple(rows)

    @property
    def count(self) -> int:
        """Return the number of posts."""
        return sum(row.count for row in self.rows)


def posts_of(
    rows: Sequence[StaffRow], roles: Mapping[str, str], *, apart: bool = False
) -> list[Post]:
    """Return the posts of the rows whose title is a role; with `apart` one for each row.

    `roles` gives a role's id by title; a feminine title is the masculine one's and the reverse.
    """
    by_job = {job_key(title): id_ for title, id_ in reversed(list(roles.items()))}
    groups: dict[tuple[str, *tuple[object, ...]], list[StaffRow]] = {}
    for number, row in enumerate(rows):
        role = roles.get(row.title) or by_job.get(job_key(row.title))
        if role is not None:
            like = (
                row.place,
                row.fte,
                row.languages,
                row.starts,
                row.leaves,
                row.is_vacant,
                row.is_away,
            )
            key = (role, *like, number if apart else 0)
            groups.setdefault(key, []).append(row)
    taken: set[str] = set()
    posts = []
    for (role, *_), members in groups.items():
        place = members[0].place
        id_ = unique_slug(f"{role} {place}", taken)
        taken.add(id_)
        posts.append(Post(id_, role, members))
    return posts


def position_lines(posts: Sequence[Post], *, names: bool) -> Iterator[str]:
    """Yield the lines of `positions:`; people's names only where they are asked for."""
    if not posts:
        return
    # A list of comments alone is no value in YAML.
    yield "positions:" if any(not post.rows[0].is_away for post in posts) else "positions: []"
    for post in posts:
        lines = ", ".join(str(row.line) for row in post.rows[:8])
        more = " ..." if len(post.rows) > 8 else ""
        first = post.rows[0]
        state = ", vacant" if first.is_vacant else ", on leave" if first.is_away else ""
        yield f"  # row {lines}{more}{state}"
        if first.is_away:
            yield "  # check: no work until the return; without the marks below it counts again"
        mark = "# " if first.is_away else ""
        yield from (f"  {mark}{line}" for line in _fields(post, names=names))


def _fields(post: Post, *, names: bool) -> Iterator[str]:
    first = post.rows[0]
    yield f"- id: {quoted(post.id)}"
    if names and len(post.rows) == 1 and first.names:
        yield f"  name: {quoted(first.names[0])}"
    yield f"  roles: [{quoted(post.role)}]"
    if post.count > 1:
        yield f"  count: {post.count}"
    if first.fte != 1:
        yield f"  fte: {first.fte:g}"
    if first.place:
        yield f"  region: {quoted(first.place[:64])}"
    if first.languages:
        yield f"  languages: [{', '.join(quoted(text[:64]) for text in first.languages)}]"
    if first.starts is not None:
        yield f"  starts: {first.starts.isoformat()}"
    if first.leaves is not None:
        yield f"  leaves: {first.leaves.isoformat()}"
    if len(first.place) > 64:
        yield f"  # check: the place is shortened: {comment(first.place)}"
