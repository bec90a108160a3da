"""Which people of a design are in which pod: by post, else by role in the order of the design."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csdesign.model.design import Design, Post
    from csdesign.model.staffing import Pod

__all__ = ["entries_of", "names_of", "people_of_post", "pods_of"]


def people_of_post(post: Post) -> tuple[str, ...]:
    """Return the names of the people of a post: its id, with a number where there are several."""
    if post.count == 1:
        return (post.id,)
    return tuple(f"{post.id}-{number}" for number in range(1, post.count + 1))


def names_of(pod: Pod) -> tuple[str, ...]:
    """Return the names of the pods of an entry: its id, with a number where there are several."""
    count = int(pod.count)
    if count == 1:
        return (pod.id,)
    return tuple(f"{pod.id}-{number}" for number in range(1, count + 1))


def pods_of(design: Design) -> Mapping[str, tuple[str, ...]]:
    """Return the pods of each person who is in one, by the person's name.

    The people of a post that an entry of several pods names are dealt out in order; who is left
    over, or too few to go round, is in all of them. If a member is a role alone, people of the
    role whose post belongs to no pod take the places one after the other.
    """
    posts = {post.id: post for post in design.posts or ()}
    found: dict[str, list[str]] = {}
    named = {member.position for pod in design.pods or () for member in pod.members}
    waiting = {
        role: [name for post in own if post.id not in named for name in people_of_post(post)]
        for role, own in design.posts_by_role.items()
    }
    for pod in design.pods or ():
        for member in pod.members:
            each = int(member.count)
            if member.position is None:
                line = waiting.get(member.role, [])
                places = [tuple(line[n * each : (n + 1) * each]) for n in range(int(pod.count))]
                del line[: each * int(pod.count)]
            else:
                post = posts.get(member.position)
                people = () if post is None else people_of_post(post)
                places = list(_dealt(people, each, int(pod.count)))
            for name, people_in in zip(names_of(pod), places, strict=True):
                for person in people_in:
                    found.setdefault(person, []).append(name)
    return {person: tuple(pods) for person, pods in found.items()}


def entries_of(design: Design, pods: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the entries with several pods that these pods belong to."""
    own = frozenset(pods)
    return tuple(
        pod.id for pod in design.pods or () if pod.count > 1 and not own.isdisjoint(names_of(pod))
    )


def _dealt(people: tuple[str, ...], each: int, pods: int) -> Iterator[tuple[str, ...]]:
    """Yield the people of a post in each of so many pods."""
    is_enough = len(people) >= each * pods
    left_over = people[each * pods :] if is_enough else people
    for number in range(pods):
        own = people[number * each : (number + 1) * each] if is_enough else ()
        yield (*own, *left_over)
