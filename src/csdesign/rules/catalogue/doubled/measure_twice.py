"""A role or a position names a measure twice.

Its weights then add up to a total that nobody agreed to, and nobody can tell which of the two
is paid.

A warning, since the plan does not depend on it; KPI606 adds both weights.

Bad:

    segments: [{id: corp}]
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [renew]
        kpis:
          - {id: grr, weight: 60}
          - {id: grr, weight: 40}  # <- DUP004

Good:

    segments: [{id: corp}]
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [renew]
        kpis: [{id: grr, weight: 60}, {id: licence-utilisation, weight: 40}]

Source: our own judgement; no published work.
Fix: merge the two lines into one, with the weight that was agreed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.role import Kpi


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each measure that stands a second time in one list."""
    design = facts.design
    for role in design.roles or ():
        yield from _twice(role.title, f"roles[{role.id}]", role.kpis or ())
    for post in design.posts or ():
        pay = post.written.pay
        if pay:
            lines = [(kpi, (*post.path, "pay", i)) for i, kpi in enumerate(pay)]
            yield from _twice(post.written.name or post.id, f"positions[{post.id}]", lines)


def _twice(who: str, object_: str, lines: Collection[tuple[Kpi, YamlPath]]) -> Iterator[Hit]:
    if len({kpi.id for kpi, _ in lines}) == len(lines):
        return
    first: dict[str, YamlPath] = {}
    for kpi, path in lines:
        before = first.setdefault(kpi.id, path)
        if before != path:
            yield Hit(
                path=path,
                message=f"{who} has the measure {kpi.id!r} twice",
                object=f"{object_}.kpis[{kpi.id}]" if "roles" in object_ else object_,
                related=((before, "first here"),),
            )


RULE = Rule("DUP004", "measure-twice", Severity.WARNING, __doc__, check)
