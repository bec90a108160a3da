"""A role has enough people in fewer futures than was asked for.

A plan shows one future: the one in which every estimate is right. With `--draws` the estimates
are drawn many times, and the share of draws is counted in which the people in post can do the
promised work.

A warning, since the people are enough if the estimates are right.

Bad:

    segments:
      - id: corp
        accounts: 48
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
             effort_hours: {value: 1.8, low: 1, high: 4}, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}  # <- UNC001
    positions:
      - {id: north, roles: csm}

Good:

    segments:
      - id: corp
        accounts: 48
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
             effort_hours: {value: 1.8, low: 1, high: 4}, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {id: north, roles: csm, count: 3}

Source: none; the share of draws in which a role's need is at most its posts.
Fix: measure the input that is most uncertain, hire, or promise less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.planning.serving.deliverers import title_of
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role that is enough less often than asked for."""
    futures = facts.plan.futures
    for name, role in () if futures is None else futures.by_role.items():
        if role.enough is None or futures is None or role.enough >= futures.sure:
            continue
        known = facts.design.role_by_id.get(name)
        yield Hit(
            path=known.path if known is not None else ("segments",),
            message=f"{title_of(facts.design, name)}: the people in post are enough in "
            f"{100 * role.enough:.0f} futures of 100; {100 * futures.sure:g} are asked for, which "
            f"takes {number_of(role.choice, 'person', 'people')}",
            object=f"roles[{name}]",
            evidence=(
                ("enough", f"{role.enough:.4f}"),
                ("sure", f"{futures.sure:g}"),
                ("people for it", str(role.choice)),
            ),
        )


RULE = Rule("UNC001", "posts-not-sure", Severity.WARNING, __doc__, check)
