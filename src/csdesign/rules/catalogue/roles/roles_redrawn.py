"""A role was split, or several roles were merged.

Nobody was renamed, but the people in these roles have other work now, and customers meet other
people. Books, pay plans and hand-offs have to follow. Two roles that name one former role are a
split; `csdesign audit --against` and `--history` also find merges.

A note, since a reorganisation is not a fault.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: hunter
        title: New Business Manager
        responsibilities: [discover-needs, demo-product, close-new-deal]
        formerly: {role: seller, title: Sales Manager}
      - id: farmer
        title: Account Manager  # <- ROL512
        responsibilities: [spot-expansion, sell-seats, sell-upgrade]
        formerly: {role: seller, title: Sales Manager}

Good:

    segments:
      - {id: corp}
    roles:
      - id: hunter
        title: New Business Manager
        responsibilities: [discover-needs, demo-product, close-new-deal]
        formerly: {role: seller, title: Sales Manager}
      - id: farmer
        title: Account Manager
        responsibilities: [spot-expansion, sell-seats, sell-upgrade]

Source: our own judgement; no published work.
Fix: if only one of the two continues the former role, name it under `formerly` of that one alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Role


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role whose former self another role names before it."""
    first: dict[str, Role] = {}
    for role in facts.design.roles or ():
        former = role.former
        if former is None or former.id == role.id:
            continue
        earlier = first.setdefault(former.id, role)
        if earlier is not role:
            yield Hit(
                path=(*role.path, "title"),
                message=f"{former.title!r} was split into {earlier.title!r} and {role.title!r}",
                object=f"roles[{role.id}].title",
                evidence=(("change", "split"),),
                related=(((*earlier.path, "title"), "the other part"),),
                related_objects=(f"roles[{earlier.id}].title",),
            )


RULE = Rule("ROL512", "roles-redrawn", Severity.NOTE, __doc__, check)
