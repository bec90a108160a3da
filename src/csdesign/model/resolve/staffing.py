"""References to roles and segments in posts, pods, hand-offs and the engagement grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.model.design import Post

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from csdesign.finding import YamlPath
    from csdesign.model.design import Role
    from csdesign.model.document import Document
    from csdesign.model.resolve.problems import Problems

__all__ = ["check_references", "post_ids", "resolve_posts"]


def resolve_posts(document: Document, problems: Problems) -> tuple[Post, ...] | None:
    """Return the posts, each with an id of its own."""
    if document.positions is None:
        return None
    ids = post_ids((position.id, position.roles) for position in document.positions)
    problems.duplicates("positions", ("positions",), [p.id for p in document.positions])
    return tuple(
        Post(
            id=name,
            roles=position.roles,
            count=int(position.count),
            fte=position.fte,
            segments=position.segments,
            written=position,
            path=("positions", i),
        )
        for i, (name, position) in enumerate(zip(ids, document.positions, strict=True))
    )


def post_ids(posts: Iterable[tuple[str | None, Iterable[str]]]) -> list[str]:
    """Return the id of each post: its own, or one made from its roles, numbered from the second."""
    taken: dict[str, int] = {}
    found = []
    for own, roles in posts:
        base = own or "-".join(roles) or "post"
        if not own:
            taken[base] = taken.get(base, 0) + 1
            base = base if taken[base] == 1 else f"{base}-{taken[base]}"
        found.append(base)
    return found


def check_references(
    document: Document,
    roles: tuple[Role, ...] | None,
    segment_ids: tuple[str, ...],
    problems: Problems,
) -> None:
    """Note every role, segment or post that positions, pods, hand-offs and grids misname."""
    check = _References(document, roles, segment_ids, problems)
    check.positions()
    check.pods()
    check.handoffs(roles or ())
    check.engagement()
    check.engagement_rules()
    check.doctrine()


class _References:
    def __init__(
        self,
        document: Document,
        roles: tuple[Role, ...] | None,
        segment_ids: tuple[str, ...],
        problems: Problems,
    ) -> None:
        self.document, self.problems = document, problems
        # Asked of every name, and shown in their order: a dictionary serves both.
        self.segment_ids = dict.fromkeys(segment_ids)
        self.role_ids = None if roles is None else dict.fromkeys(role.id for role in roles)

    def _names(
        self,
        names: Iterable[str] | None,
        known: Collection[str] | None,
        thing: str,
        path: YamlPath,
        where: str,
        *,
        listed: bool = True,
    ) -> None:
        if known is None:
            return
        for i, name in enumerate(names or ()):
            if name not in known:
                self.problems.unknown((*path, i) if listed else path, thing, name, known, where)

    def positions(self) -> None:
        """Check the roles and segments of posts."""
        for i, position in enumerate(self.document.positions or ()):
            where = f"positions[{position.id}]" if position.id else "positions"
            path: YamlPath = ("positions", i)
            self._names(position.roles, self.role_ids, "role", (*path, "roles"), where)
            self._names(position.segments, self.segment_ids, "segment", (*path, "segments"), where)

    def pods(self) -> None:
        """Check the segment and the members of pods."""
        pods = self.document.pods or ()
        self.problems.duplicates("pods", ("pods",), [pod.id for pod in pods])
        posts = {position.id for position in self.document.positions or () if position.id}
        for i, pod in enumerate(pods):
            where, path = f"pods[{pod.id}]", ("pods", i)
            self._names(
                (pod.segment,), self.segment_ids, "segment", (*path, "segment"), where, listed=False
            )
            for j, member in enumerate(pod.members):
                at = (*path, "members", j)
                self._names(
                    (member.role,), self.role_ids, "role", (*at, "role"), where, listed=False
                )
                if member.position is not None and member.position not in posts:
                    self.problems.unknown(
                        (*at, "position"), "position", member.position, sorted(posts), where
                    )
            if pod.lead is not None:
                self._names(
                    (pod.lead,), self.role_ids, "role", (*path, "lead"), where, listed=False
                )

    def handoffs(self, roles: tuple[Role, ...]) -> None:
        """Check the segments and receivers of hand-offs, once where each is written."""
        seen: set[YamlPath] = set()
        for role in roles:
            for handoff, path in role.hands_off or ():
                if path in seen:
                    continue
                seen.add(path)
                where = f"roles[{role.id}].hands_off"
                self._names(
                    (handoff.to,), self.role_ids, "role", (*path, "to"), where, listed=False
                )
                self._names(
                    handoff.segments, self.segment_ids, "segment", (*path, "segments"), where
                )

    def engagement(self) -> None:
        """Check the roles and segments of the engagement grid."""
        for stage, stakeholders in (self.document.engagement or {}).items():
            for stakeholder, cells in stakeholders.items():
                path: YamlPath = ("engagement", stage, stakeholder)
                where = f"engagement.{stage}.{stakeholder}"
                for role, cell in cells.items():
                    self._names((role,), self.role_ids, "role", (*path, role), where, listed=False)
                    self._names(
                        cell.segments, self.segment_ids, "segment", (*path, role, "segments"), where
                    )

    def doctrine(self) -> None:
        """Check the roles that company rules keep apart."""
        for i, group in enumerate(self.document.doctrine.never_together):
            path: YamlPath = ("doctrine", "never_together", i)
            self._names(group, self.role_ids, "role", path, "doctrine.never_together")

    def engagement_rules(self) -> None:
        """Check the ids of rules of engagement, and the roles that they name."""
        rules = self.document.engagement_rules or ()
        ids = [rule.id for rule in rules]
        self.problems.duplicates("engagement_rules", ("engagement_rules",), ids)
        for i, rule in enumerate(rules):
            where = f"engagement_rules[{rule.id}]" if rule.id else "engagement_rules"
            path: YamlPath = ("engagement_rules", i, "then")
            self._names(
                (rule.then.lead,), self.role_ids, "role", (*path, "lead"), where, listed=False
            )
            self._names(rule.then.inform, self.role_ids, "role", (*path, "inform"), where)
