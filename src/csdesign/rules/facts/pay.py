"""Pay plans, judged per person where one person holds several roles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from csdesign.rules.facts.ownership import title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, Post
    from csdesign.model.role import Kpi

__all__ = ["PaidItem", "PayPlan", "WrittenPlan", "pay_plans", "written_plans"]


class PaidItem(NamedTuple):
    """One measure somebody is paid on; `share` is its part of that person's variable pay (0..1)."""

    kpi: Kpi
    share: float
    path: YamlPath
    payer: str

    @property
    def object(self) -> str:
        """Return the name of the measure in the pay of the role or position."""
        return f"{self.payer}[{self.kpi.id}]"


class PayPlan(NamedTuple):
    """The measures on which one kind of person is paid, with one role or several.

    `object` names the measures or the pay that say so; `post` is the position, where it has a pay
    of its own.
    """

    titles: tuple[str, ...]
    roles: tuple[str, ...]
    items: tuple[PaidItem, ...]
    path: YamlPath
    object: str
    post: str | None = None

    @property
    def who(self) -> str:
        """Return the words for that kind of person."""
        names = " and ".join(self.titles)
        return names if self.post is None else f"position {self.post!r} ({names})"


class WrittenPlan(NamedTuple):
    """Weights as written under a role's `kpis` or a position's `pay`."""

    who: str
    weights: tuple[tuple[Kpi, YamlPath], ...]
    path: YamlPath
    object: str


def pay_plans(design: Design) -> Iterator[PayPlan]:
    """Yield the pay plan of each kind of person, once for each set of roles people hold.

    A position's own `pay` goes before the weights of its roles. A person with several roles and no
    `pay` is paid on all of them in equal parts.
    """
    seen: set[tuple[str, ...]] = set()
    roles = design.roles or ()
    earning = {role.id for role in roles if any(kpi.weight for kpi, _ in role.kpis or ())}
    for post in design.posts or ():
        if post.written.pay is not None:
            yield _of_post(design, post)
            continue
        paid = tuple([name for name in post.roles if name in earning])
        key = tuple(sorted(set(post.roles)))
        if paid and key not in seen:
            seen.add(key)
            yield _of_roles(design, post.roles, paid)
    for role in roles:
        if role.id in earning and not design.posts_by_role.get(role.id):
            yield _of_roles(design, (role.id,), (role.id,))


def written_plans(design: Design) -> Iterator[WrittenPlan]:
    """Yield every written set of weights, of roles and of positions.

    A role that only inherits its measures has no weights of its own.
    """
    for role in design.roles or ():
        weighted = tuple(item for item in role.kpis or () if item[0].weight is not None)
        own = role.written.kpis is not None or bool(getattr(role.written, "drops", ()))
        if weighted and own:
            path: YamlPath = (*role.path, "kpis")
            yield WrittenPlan(role.title, weighted, path, f"roles[{role.id}].kpis")
    for post in design.posts or ():
        pay = post.written.pay
        if pay:
            path = (*post.path, "pay")
            placed = tuple((kpi, (*path, i)) for i, kpi in enumerate(pay))
            weighted = tuple(item for item in placed if item[0].weight is not None)
            if weighted:
                yield WrittenPlan(
                    f"position {post.id!r}", weighted, path, f"positions[{post.id}].pay"
                )


def _of_post(design: Design, post: Post) -> PayPlan:
    path: YamlPath = (*post.path, "pay")
    pay = post.written.pay or ()
    total = math.fsum(kpi.weight or 0 for kpi in pay)
    object_ = f"positions[{post.id}].pay"
    items = tuple(
        PaidItem(kpi, (kpi.weight or 0) / total, (*path, i), object_)
        for i, kpi in enumerate(pay)
        if kpi.weight
    )
    titles = tuple(title(design, role) for role in post.roles)
    return PayPlan(titles, post.roles, items, path, object_, post.id)


def _of_roles(design: Design, held: tuple[str, ...], paid: tuple[str, ...]) -> PayPlan:
    items = []
    for name in paid:
        role, object_ = design.role_by_id[name], f"roles[{name}].kpis"
        weighted = [(kpi, kpi.weight, path) for kpi, path in role.kpis or () if kpi.weight]
        total = math.fsum([weight for _, weight, _ in weighted]) * len(paid)
        items += [PaidItem(kpi, weight / total, path, object_) for kpi, weight, path in weighted]
    first = design.role_by_id[paid[0]]
    titles = tuple([title(design, name) for name in held])
    return PayPlan(titles, held, tuple(items), (*first.path, "kpis"), f"roles[{first.id}].kpis")
